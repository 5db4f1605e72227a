from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.disk import places
from app.forms import catalogue as forms
from app.forms import layout
from app.forms.model import Block, Column, Form, Row, Table

EDITIONS = sorted((places.resources() / "forms").glob("*.yaml"))


def rows(*ids: str) -> tuple[Row, ...]:
    return tuple(Row(id=id_, label=id_.upper()) for id_ in ids)


def columns(*ids: str) -> tuple[Column, ...]:
    return tuple(Column(id=id_, label=id_.upper()) for id_ in ids)


def table(*blocks: Block, row_labels: bool = True) -> Table:
    return Table(id="t", name="表", blocks=blocks, widths=(), row_labels=row_labels)


def places_of(one: Table) -> dict[str, tuple[int, int, int, int]]:
    """Where each cell stands by its text or id: row, column, row span, column span."""
    return {
        cell.text or cell.id: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in layout.grid(one).cells
    }


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_every_place_of_a_grid_is_covered_exactly_once(path: Path):
    for one in forms.read(path).tables.values():
        grid = layout.grid(one)
        covered = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        assert set(covered.values()) == {1}
        assert len(covered) == grid.rows * grid.columns
        assert len(grid.widths) == grid.columns


def test_every_cell_of_the_form_is_drawn_once_in_reading_order(form: Form):
    drawn = [
        cell.id
        for one in form.tables.values()
        for cell in layout.grid(one).cells
        if cell.kind == "value"
    ]
    assert drawn == list(form.cells)


def test_blocks_share_the_width_by_their_least_common_multiple():
    three = Block(rows=rows("a"), columns=columns("x", "y", "z"))
    two = Block(rows=rows("b"), columns=columns("u", "v"))
    assert layout.grid_columns(table(three, two)) == 1 + 6
    spans = places_of(table(three, two))
    assert spans["t/a/y"] == (1, 2, 1, 2)
    assert spans["t/b/v"] == (3, 3, 1, 2)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_a_cell_begins_in_every_column(path: Path):
    """Else checkers of HTML complain, and LibreOffice gives the column no width."""
    for one in forms.read(path).tables.values():
        grid = layout.grid(one)
        assert {cell.column for cell in grid.cells} == set(range(grid.columns))
        assert sum(grid.widths) == sum(one.widths)


def test_columns_at_which_no_cell_begins_are_one():
    three = Block(rows=rows("a"), columns=columns("x", "y", "z"))
    two = Block(rows=rows("b"), columns=columns("u", "v"))
    grid = layout.grid(replace(table(three, two), widths=(10, 1, 2, 3, 4, 5, 6)))

    assert grid.widths == (10, 3, 3, 4, 11)


def test_a_row_label_without_headings_over_it_reaches_the_values():
    group = Row(id="g", label="G", children=rows("deep", "deeper"))
    spans = places_of(table(Block(rows=(*rows("flat"), group), columns=columns("x"), corner="C")))
    assert spans["FLAT"] == (1, 0, 1, 2)
    assert spans["G"] == (2, 0, 2, 1)
    assert spans["DEEPER"] == (3, 1, 1, 1)
    assert spans["C"] == (0, 0, 1, 2)


def test_a_column_label_without_headings_over_it_reaches_the_values():
    group = Column(id="g", label="G", children=columns("x", "y"))
    spans = places_of(table(Block(rows=rows("a"), columns=(group, *columns("z")))))
    assert spans["G"] == (0, 1, 1, 2)
    assert spans["Y"] == (1, 2, 1, 1)
    assert spans["Z"] == (0, 3, 2, 1)


def test_a_table_without_row_labels_begins_with_its_values():
    one = table(Block(rows=rows("a"), columns=columns("x", "y"), title="T"), row_labels=False)
    assert places_of(one) == {
        "T": (0, 0, 1, 2),
        "X": (1, 0, 1, 1),
        "Y": (1, 1, 1, 1),
        "t/a/x": (2, 0, 1, 1),
        "t/a/y": (2, 1, 1, 1),
    }


def test_header_rows_repeat_only_where_one_block_has_the_page(form: Form):
    repeated = {id_: layout.grid(one).header_rows for id_, one in form.tables.items()}
    assert repeated == {"disclosure": 0, "requests": 3, "disputes": 3}


def test_a_grid_is_read_line_by_line(form: Form):
    lines = layout.grid(form.tables["disclosure"]).by_row()
    assert [len(line) for line in lines] == [1, 4, 4, 4, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2]
