from decimal import Decimal
from pathlib import Path

import pytest

from app.files import store
from app.forms.model import Form
from app.letters import numbers
from app.letters.numbers import Number
from app.report import calc
from app.report.report import Report

RESULTS = """
    |                | 自然人 | 商业企业 | 其他 | 总计 |
    | 本年新收       | 3      | 2        |      | =5   |
    | 上年结转       | 1      |          |      | =1   |
    | 予以公开       | 3      | 1        |      | =4   |
    | 部分公开       | 0      |          |      | =0   |
    | 属于国家秘密   | 1      |          |      | =1   |
    | 重复申请       |        | 1        |      | =1   |
    | 逾期不补正     |        |          |      | =    |
    | 总计           | =4     | =2       | =    | =6   |
    | 结转下年度     | 0      | 0        |      | =0   |
"""

CASES = """
    |      | 行政复议/结果维持 | 行政复议/尚未审结 | 行政复议/总计 | 复议后起诉/其他结果 | 复议后起诉/总计 | 未经复议直接起诉/总计 |
    | 件数 | 2                 | 1                 | =3            | 0                   | =0              | =                     |
"""


@pytest.mark.parametrize(("table", "picture"), [("requests", RESULTS), ("disputes", CASES)])
def test_totals_are_those_that_a_clerk_would_write(drawn, form: Form, table: str, picture: str):
    case = drawn(table, picture)
    values = Report(form, case.typed).values
    assert {cell: values[cell] for cell in case.totals} == case.totals


def test_every_computed_total_is_the_published_one(published_report: Path):
    report = store.load(published_report).report
    published = report.entries("published")
    computed = {cell.id: report.values[cell.id] for cell in report.form.order}
    assert published == computed


def test_a_sum_of_blanks_is_blank_and_a_sum_of_noughts_is_nought(form: Form):
    blank = calc.evaluate(form, {})
    assert set(blank) == set(form.cells)
    assert set(blank.values()) == {None}
    nought = calc.evaluate(form, {"requests/granted/natural": 0})
    assert nought["requests/total/total"] == 0
    assert nought["requests/carried_out/total"] is None


def test_money_is_added_exactly():
    assert numbers.add([Decimal("0.1"), None, Decimal("0.2")]) == Decimal("0.3")
    assert numbers.add([Decimal("999999999999.999999"), Decimal("0.000001")]) == 10**12


@pytest.mark.parametrize(
    ("value", "tidy", "words"),
    [
        (Decimal("20.30"), Decimal("20.3"), "20.3"),
        (Decimal("3.00"), 3, "3"),
        (Decimal("1E+3"), 1000, "1000"),
        (Decimal("-0.0"), 0, "0"),
        (Decimal("0.000001"), Decimal("0.000001"), "0.000001"),
        (Decimal("-24252.311082"), Decimal("-24252.311082"), "-24252.311082"),
        (Decimal("0.0000001"), Decimal("0.0000001"), "0.0000001"),
        (7, 7, "7"),
    ],
)
def test_a_figure_has_one_form_and_is_written_in_plain_digits(
    value: Number, tidy: Number, words: str
):
    assert (numbers.tidy(value), type(numbers.tidy(value))) == (tidy, type(tidy))
    assert numbers.written(numbers.tidy(value)) == words


def test_a_blank_is_written_as_nothing():
    assert numbers.written(None) == ""


def test_figures_of_another_edition_are_none_of_this_one(form: Form):
    """What was kept of last year's report may have its ids."""
    values = calc.evaluate(form, {"requests/granted/natural": 3, "requests/other_total/natural": 9})
    assert values.keys() == form.cells.keys()
    assert values["requests/granted/total"] == 3
