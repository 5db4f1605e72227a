"""What is typed about a collection is taken only where its file can hold it."""

import pytest

from ui.collection.faults import day_fault, name_fault, year_fault


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("", False), (" 2026-01-15 ", False), ("20260115", True), ("2026-W03-4", True),
     ("2026-02-30", True), ("2026年1月15日", True), ("2026/1/15", True)],
)  # fmt: skip
def test_a_day_is_written_as_the_file_has_it(words, wrong):
    assert bool(day_fault(words)) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("", False), ("2025", False), ("1899", True), ("1000", True), ("3000", True), ("２０２５", True)],
)  # fmt: skip
def test_a_year_is_one_that_a_report_may_be_about(words, wrong):
    assert bool(year_fault(words)) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("2026年年报", False), (" 2026 ", False), ("", True), ("../别处", True), ("/别处", True),
     ("甲:乙", True), ("CON", True), ("nul.2026", True), ("2026年.", True), ("甲\\乙", True)],
)  # fmt: skip
def test_a_folder_is_called_as_every_system_lets_it(words, wrong):
    """Else it would be another one on Windows, or lie elsewhere than beside this one."""
    assert bool(name_fault(words)) == wrong
