from pathlib import Path

import pytest

from app import checks
from app.files import store
from app.forms.model import Form
from app.report.report import Report

BALANCED = """
    |            | 自然人 | 商业企业 | 总计 |
    | 本年新收   | 75     | 3        | =78  |
    | 上年结转   | 4      |          | =4   |
    | 予以公开   | 70     | 2        | =72  |
    | 重复申请   | 5      | 1        | =6   |
    | 总计       | =75    | =3       | =78  |
    | 结转下年度 | 4      |          | =4   |
"""

ONE_COLUMN_FOR_ANOTHER = """
    |            | 自然人 | 其他 | 总计 |
    | 本年新收   | 60     | 2    | =62  |
    | 予以公开   | 61     | 1    | =62  |
    | 总计       | =61    | =1   | =62  |
    | 结转下年度 | 0      | 0    | =0   |
"""


def balance(report: Report) -> list[checks.Finding]:
    return [found for found in checks.findings(report) if found.rule == "R01"]


def test_what_came_in_is_what_went_out(drawn, form: Form):
    assert balance(Report(form, drawn("requests", BALANCED).typed)) == []


def test_every_column_is_weighed_even_where_the_total_column_is_right(drawn, form: Form):
    natural, other = balance(Report(form, drawn("requests", ONE_COLUMN_FOR_ANOTHER).typed))
    assert (natural.left, natural.right, natural.difference) == (60, 61, -1)
    assert (other.left, other.right, other.difference) == (2, 1, 1)


def test_a_finding_names_both_sides_the_difference_and_every_cell_of_the_sum(drawn, form: Form):
    zeros = {("cells", cell.id): 0 for cell in form.cells.values() if not cell.computed}
    typed = zeros | drawn("requests", ONE_COLUMN_FOR_ANOTHER).typed
    (natural, _) = balance(Report(form, typed))
    assert natural.severity == "error"
    assert natural.cells == (
        "requests/new_received/natural",
        "requests/carried_in/natural",
        "requests/total/natural",
        "requests/carried_out/natural",
    )
    assert natural.message == (
        "表三“自然人”列不平：本年新收 60 + 上年结转 0 = 60，"
        "（七）总计 61 + 结转下年度 0 = 61，两边相差 1。"
        "“其他”列正好反着差 1，可能有 1 件记错了列。"
    )


@pytest.mark.parametrize(("granted", "words"), [(3, "还差 2 件"), (7, "多出 2 件")])
def test_an_unfinished_column_says_how_far_it_is(form: Form, granted: int, words: str):
    report = Report(
        form,
        {
            ("cells", "requests/new_received/natural"): 5,
            ("cells", "requests/granted/natural"): granted,
        },
    )
    found = balance(report)[0]
    assert words in found.running
    assert found.blanks[0] == "requests/carried_in/natural"
    assert "requests/denied_query/natural" in found.blanks
    assert "requests/granted/natural" not in found.blanks
    assert len(found.blanks) == 1 + 20 + 1


def test_a_complete_column_has_no_blanks_to_blame(form: Form):
    inputs = [cell.id for cell in form.cells.values() if not cell.computed]
    report = Report(form, {("cells", cell): 0 for cell in inputs})
    report.apply({("cells", "requests/carried_out/other"): 1})
    assert [found.blanks for found in balance(report)] == [(), ()]


def test_an_empty_report_balances(form: Form):
    assert balance(Report(form)) == []


def test_published_reports_balance(published_report: Path):
    assert balance(store.load(published_report).report) == []
