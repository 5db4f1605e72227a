"""What a sentence calls a cell, and what it says that cells add up to."""

import pytest
from msgspec import structs

from app.forms.model import Form
from app.forms.model import leaves as leaves_of
from app.forms.names import heading_over
from tests.app.checks.cases import Case, cell, found


@pytest.mark.parametrize(
    ("blank", "called"),
    [
        ("disputes/cases/review_upheld", "“行政复议”的“结果维持”"),
        ("disputes/cases/direct_upheld", "“未经复议直接起诉”的“结果维持”"),
        ("disclosure/licensing/decisions", "“行政许可”的“本年处理决定数量”"),
    ],
)
def test_a_cell_goes_by_its_row_or_by_the_heading_right_over_its_column(blank: str, called: str):
    (said,) = (f.message for f in found(Case("a blank", cell(blank, None))) if f.rule == "R31")
    assert f"第一个是{called}；" in said


def test_a_column_with_nothing_over_it_goes_by_its_own_label(form: Form):
    table = form.tables["disputes"]
    (block,) = table.blocks
    leaves = tuple(leaves_of(block.columns))
    flat = structs.replace(table, blocks=(structs.replace(block, columns=leaves),))
    assert [heading_over(flat, column) for column in leaves] == [c.label for c in leaves]
