"""Each wording of a name, for a table whose rows have names and for one whose columns tell all."""

from collections.abc import Callable

import pytest

from app.forms import names
from app.forms.model import Block, Cell, Column, Form, Row, Table

NAMED, UNNAMED = "requests/carried_in/natural", "disputes/cases/review_upheld"


@pytest.mark.parametrize(
    ("wording", "named", "unnamed"),
    [
        (names.dotted, "上年结转 · 自然人", "复议结果维持"),
        (names.with_table, "表三　上年结转 · 自然人", "表四　复议结果维持"),
        (names.with_comma, "上年结转，自然人", "复议结果维持"),
        (names.with_blank, "上年结转 自然人", "件数 结果维持"),
    ],
)
def test_a_cell_is_named_by_row_and_column_or_by_the_column_where_rows_have_no_names(
    form: Form, wording: Callable[[Cell], str], named: str, unnamed: str
):
    assert [wording(form.cells[cell]) for cell in (NAMED, UNNAMED)] == [named, unnamed]


def test_a_finding_names_the_heading_where_rows_have_no_names(form: Form):
    said = [names.cell_name(form, cell) for cell in (NAMED, UNNAMED)]
    assert said == ["“上年结转”的“自然人”", "“行政复议”的“结果维持”"]


def test_a_column_without_a_heading_stands_under_its_own_name():
    block = Block(rows=(Row(id="r", label=""),), columns=(Column(id="c", label="件数"),))
    table = Table(id="t", name="表", blocks=(block,), widths=(1,), row_labels=False)
    assert names.heading_over(table, block.columns[0]) == "件数"


def test_a_row_with_a_short_name_is_called_by_it(form: Form):
    row = form.cells["requests/new_received/natural"].row
    assert (names.called(row), row.label) == ("本年新收", "一、本年新收政府信息公开申请数量")
