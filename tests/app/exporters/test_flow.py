"""What stands under a table: its note, and words that stood in its cells; a clerk's own headings."""

import pytest

from app.exporters.flow import flow, notes
from app.forms import catalogue
from app.report.report import Report

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


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("（一）存在的主要问题", "part"),
        ("(二) 改进情况：", "part"),
        ("（十一）意识不强，人手不足", "part"),
        ("（一）意识不强。一些单位不重视", "body"),
        ("（二）加强学习；", "body"),
        ("（三）" + "很长的一句话" * 6, "body"),
        ("1.公开不及时", "body"),
        ("（1）公开不及时", "body"),
        ("如（一）所述", "body"),
    ],
)
def test_a_clerks_own_heading_of_the_second_level_is_one(line, kind):
    """GB/T 9704: （一） is the second level, 1. and （1） look like the text."""
    texts = {("texts", "problems"): f"{line}\n正文。"}
    kinds = {piece.text: piece.kind for piece in flow(Report(catalogue.form("2021"), texts))}

    assert kinds[line] == kind
    assert kinds["正文。"] == "body"


def _notes(edition: str, section: int, words: dict[str, str]) -> list[str]:
    form = catalogue.form(edition)
    report = Report(form, {("notes", cell): said for cell, said in words.items()})
    return notes(report, form.sections[section])
