"""What is gone to is seen with what it belongs to."""

import pytest

from tests.ui.conftest import REPORTS, grid, in_sight, text_box


@pytest.fixture
def window(start):
    window = start(REPORTS / "005.json")
    window.resize(1366, 728)
    return window


@pytest.mark.parametrize(
    ("address", "section"),
    [
        (("cells", "requests/new_received/natural"), "requests"),
        (("cells", "disputes/cases/review_upheld"), "disputes"),
    ],
)
def test_a_jump_out_of_sight_brings_the_heading_along(window, address, section):
    window.page.go_to(address)
    heading = window.page._headings[section]
    assert in_sight(window, heading)
    top = window.page._top(heading) - window.page.verticalScrollBar().value()
    assert top < window.page.viewport().height() / 3


def test_a_cell_that_is_in_sight_moves_nothing(window):
    window.page.go_to(("cells", "requests/new_received/natural"))
    before = window.page.verticalScrollBar().value()
    window.page.go_to(("cells", "requests/carried_in/business"))
    assert grid(window, "requests").hasFocus()
    assert window.page.verticalScrollBar().value() == before


def test_a_cell_in_sight_moves_nothing_though_its_heading_is_not(window):
    window.page.go_to(("cells", "requests/new_received/natural"))
    bar = window.page.verticalScrollBar()
    bar.setValue(window.page._top(grid(window, "requests")) + 200)
    before = bar.value()
    assert not in_sight(window, window.page._headings["requests"])
    window.page.go_to(("cells", "requests/denied_query/natural"))
    assert grid(window, "requests").hasFocus()
    assert bar.value() == before


def test_what_stands_under_a_text_is_seen_too(window):
    window.page.go_to(("texts", "other"))
    box = text_box(window, "other")
    assert in_sight(window, box)
    under = window.page._top(box) + box.height() + 20
    assert under <= window.page.verticalScrollBar().value() + window.page.viewport().height()
