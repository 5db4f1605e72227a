"""What stands under a table: its note, and words that stood in its cells."""

import pytest

from app.exporters.flow import notes
from app.forms import load
from app.report import Report

DISCLOSURE, REQUESTS, DISPUTES = 1, 2, 3


def test_a_note_tells_its_cell_from_every_other_of_the_table():
    cells = [
        "disputes/cases/review_pending",
        "disputes/cases/direct_pending",
        "disputes/cases/post_review_pending",
    ]
    words = _notes("2021", DISPUTES, dict.fromkeys(cells, "1（已延期）"))

    assert words == [
        "注：复议尚未审结：1（已延期）",
        "注：直接起诉尚未审结：1（已延期）",
        "注：复议后起诉尚未审结：1（已延期）",
    ]


def test_where_a_row_has_a_name_the_note_says_it():
    words = _notes("2021", REQUESTS, {"requests/new_received/natural": "5（含 1 件信函）"})

    assert words == ["注：本年新收，自然人：5（含 1 件信函）"]


@pytest.mark.parametrize(
    ("edition", "cell", "words", "printed"),
    [
        ("2019", "disclosure/procurement/amount", "251000元", True),
        ("2019", "disclosure/procurement/amount", "25.1 万元", True),
        ("2019", "disclosure/procurement/amount", "251000", False),
        ("2021", "disclosure/fees/amount", "25.1万 元", False),
        ("2021", "disclosure/fees/amount", "251000元", True),
        ("2021", "disclosure/regulations/made", "3 件", False),
    ],
)
def test_a_unit_of_money_is_printed_where_the_column_does_not_print_it(
    edition, cell, words, printed
):
    assert len(_notes(edition, DISCLOSURE, {cell: words})) == printed


@pytest.mark.parametrize("words", ["/", "——", "－", "无", " 不适用", "N/A"])
def test_what_stands_for_no_number_is_no_remark(words):
    assert _notes("2021", DISCLOSURE, {"disclosure/regulations/made": words}) == []


def _notes(edition: str, section: int, words: dict[str, str]) -> list[str]:
    form = load.form(edition)
    report = Report(form, {("notes", cell): said for cell, said in words.items()})
    return notes(report, form.sections[section])
