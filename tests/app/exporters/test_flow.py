"""What stands under a table: its note, and words that stood in its cells."""

from app.exporters.flow import notes
from app.forms import load
from app.report import Report

REQUESTS, DISPUTES = 2, 3


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


def _notes(edition: str, section: int, words: dict[str, str]) -> list[str]:
    form = load.form(edition)
    report = Report(form, {("notes", cell): said for cell, said in words.items()})
    return notes(report, form.sections[section])
