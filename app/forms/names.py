"""What sentences call rows, columns and cells: every wording of a name there is, once."""

from functools import cache

from app.forms.model import Cell, Column, Form, Node, Row, Table


def called(node: Node) -> str:
    """A row or a column as briefly as the form allows: its short name, else its label."""
    return node.short or node.label


def row_name(form: Form, cell: str) -> str:
    """The row of a cell, among the terms of a sum: 甲行."""
    return called(form.cells[cell].row)


@cache
def cell_name(form: Form, cell: str) -> str:
    """A cell in a finding: “甲行”的“乙列”; of a table without names of rows “丙组”的“乙列”."""
    place = form.cells[cell]
    over = called(place.row)
    if not place.table.row_labels:
        over = heading_over(place.table, place.column)
    return f"“{over}”的“{place.column.label}”"


def heading_over(table: Table, column: Column) -> str:
    """The heading right over a column; where there is none the column's own: 丙组."""
    trees = (tree for block in table.blocks for tree in block.columns)
    path = next(path for tree in trees if (path := tree.path_to(column)))
    return path[-2 if len(path) > 1 else -1].label


def crossing(row: Row, column: Column) -> str:
    """Where a printed row crosses a column: “甲行”的“乙列”."""
    return f"“{called(row)}”的“{column.label}”"


def dotted(cell: Cell) -> str:
    """A cell of the table that is looked at: 甲行 · 乙列; 乙列 where rows have no names."""
    return _both(cell, " · ")


def with_table(cell: Cell) -> str:
    """A cell of whichever table: 某表　甲行 · 乙列."""
    return f"{cell.table.name}　{dotted(cell)}"


def with_comma(cell: Cell) -> str:
    """A cell in a line of a document: 甲行，乙列; 乙列 where rows have no names."""
    return _both(cell, "，")


def with_blank(cell: Cell) -> str:
    """A cell before its figure in a list: 甲行 乙列."""
    return f"{called(cell.row)} {cell.column.label}"


def note_of(cell: Cell) -> str:
    """How the note under a table begins that says what words stood in one of its cells."""
    return f"注：{with_comma(cell)}："


def _both(cell: Cell, between: str) -> str:
    """By row and column; by the column alone where the table names no rows."""
    column = called(cell.column)
    return f"{called(cell.row)}{between}{column}" if cell.table.row_labels else column
