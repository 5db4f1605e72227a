from pathlib import Path

import msgspec
import pytest

from app.disk import places
from app.forms import catalogue as forms
from app.forms.model import Block, Column, Form, Row, Section, Table

EDITIONS = sorted((places.resources() / "forms").glob("*.yaml"))


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_every_row_and_column_of_an_edition_has_its_note_and_source(path: Path):
    for table in forms.read(path).tables.values():
        trees = (*table.rows, *(column for block in table.blocks for column in block.columns))
        leaves = [leaf for tree in trees for leaf in tree.leaves()]
        assert [leaf.id for leaf in leaves if not (leaf.note and leaf.source)] == []


def test_the_form_has_the_cells_of_the_contract(form: Form):
    per_table = {
        table: [cell for cell in form.cells.values() if cell.table.id == table]
        for table in form.tables
    }
    assert {table: len(cells) for table, cells in per_table.items()} == {
        "disclosure": 2 * 3 + 3 + 1,
        "requests": 25 * 7,
        "disputes": 15,
    }
    assert {table: sum(c.computed for c in cells) for table, cells in per_table.items()} == {
        "disclosure": 0,
        "requests": 25 + 6,
        "disputes": 3,
    }


def test_a_heading_in_a_sum_stands_for_its_rows(form: Form):
    addends = form.cells["requests/total/natural"].addends
    assert len(addends) == 21
    assert "requests/denied_process/natural" in addends
    assert "requests/carried_out/natural" not in addends


def test_totals_are_worked_out_after_what_they_add_up_wherever_they_stand(form: Form):
    table = Table(
        id="t",
        name="表",
        blocks=(
            Block(
                rows=(Row(id="all", label="", sum=("a",)), Row(id="a", label="")),
                columns=(Column(id="all", label="", sum=("x",)), Column(id="x", label="")),
            ),
        ),
        widths=(),
    )
    section = Section(id="s", heading="", texts=(), table=table)
    totals_first = msgspec.structs.replace(form, sections=(section,))
    assert next(iter(totals_first.cells)) == "t/all/all"
    assert [total.id for total in totals_first.order][:2] == ["t/all/x", "t/all/all"]


def test_a_cell_knows_every_total_that_it_goes_into(form: Form):
    assert form.totals_above["requests/granted/natural"] == {
        "requests/granted/total",
        "requests/total/natural",
        "requests/total/total",
    }
    assert form.totals_above["requests/carried_out/natural"] == {"requests/carried_out/total"}
    assert form.totals_above["disclosure/fees/amount"] == frozenset()


def test_texts_stand_in_the_order_of_the_page(form: Form):
    assert list(form.texts) == [
        "lead",
        "overview",
        "overview/active",
        "overview/on_request",
        "overview/management",
        "overview/platform",
        "overview/supervision",
        "disclosure/note",
        "requests/note",
        "disputes/note",
        "problems",
        "other",
        "closing",
    ]


def test_a_tree_knows_its_nodes_its_leaves_and_the_way_to_each():
    deep = Row(id="deep", label="", children=(Row(id="x", label=""), Row(id="y", label="")))
    tree = Row(id="tree", label="", children=(Row(id="first", label=""), deep))
    assert [node.id for node in tree.walk()] == ["tree", "first", "deep", "x", "y"]
    assert [leaf.id for leaf in tree.leaves()] == ["first", "x", "y"]
    assert [node.id for node in tree.path_to(deep.children[1])] == ["tree", "deep", "y"]
    assert tree.path_to(Row(id="elsewhere", label="")) == ()
