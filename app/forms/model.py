"""The vocabulary of a form edition: what a file in `resources/forms/` may say.

Everything here is a fact of the official form. Nothing here knows a report, a file or a screen.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from app.forms.base import Declared
from app.forms.rules import TABLE_KINDS, YEAR_KINDS, Like
from app.forms.text_rules import TEXT_KINDS, Shorthand

Node = TypeVar("Node", "Row", "Column")

MAX_WHOLE_DIGITS = 12
MAX_DECIMALS = 6
"""What a figure of any form can hold."""


class Row(Declared, frozen=True):
    """A node of a table's row tree. A leaf is a row of cells; a group only carries a label."""

    id: str
    label: str
    short: str = ""
    """What a sentence calls the row; empty: its label."""
    note: str = ""
    """The official filling note, for a tooltip."""
    source: str = ""
    """The article the note comes from."""
    sum: tuple[str, ...] = ()
    """A computed row: ids of the rows it adds up; a group stands for its leaves."""
    rows: tuple["Row", ...] = ()


class Column(Declared, frozen=True):
    """A node of a table's column tree, with the number that its cells hold."""

    id: str
    label: str
    short: str = ""
    """What a sentence calls the column where its label alone does not tell; empty: its label."""
    note: str = ""
    source: str = ""
    unit: str = ""
    decimals: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)] = 0
    """How many digits may follow the point: 0 for a count."""
    negative: bool = False
    sum: tuple[str, ...] = ()
    columns: tuple["Column", ...] = ()


class Block(Declared, frozen=True):
    """A piece of a table: optional title row, header rows of its column tree, rows of cells."""

    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    columns: Annotated[tuple[Column, ...], Meta(min_length=1)]
    title: str = ""
    corner: str = ""
    """The text over the row labels, beside the column headers."""


class Table(Declared, frozen=True):
    """Blocks one under the other on one grid."""

    id: str
    name: str
    """What a sentence calls the table, such as 表三."""
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1)]
    widths: tuple[Annotated[int, Meta(gt=0)], ...]
    """Relative widths of the grid columns, label columns first (twips of the official form)."""
    row_labels: bool = True


class Text(Declared, frozen=True):
    """A stretch of free text, under its sub-heading where it has one."""

    id: str
    name: str
    """What a sentence and an empty text box call it."""
    heading: str = ""
    note: str = ""
    source: str = ""
    sentences: tuple[str, ...] = ()
    """Ready sentences to offer, with {organ}, {year} and linked numbers."""


class Section(Declared, frozen=True):
    """One of the official sections; its table, where it has one, stands before its texts."""

    id: str
    heading: str
    texts: tuple[Text, ...]
    note: str = ""
    source: str = ""
    table: Table | None = None


class Cell(Struct, frozen=True):
    """One cell, worked out from a leaf row and a leaf column."""

    id: str
    table: Table
    row: Row
    column: Column
    addends: tuple[str, ...]
    """Ids of the cells whose sum this one is; empty for an input."""

    @property
    def computed(self) -> bool:
        return bool(self.addends)


class Form(Declared, frozen=True, dict=True, eq=False):
    """One edition of a form, complete."""

    form: str
    """Which form it is an edition of: the same for all editions of one form."""
    edition: str
    """Unique over all forms: a report's file names its edition, and nothing else."""
    name: str
    document: str
    """Number, date and issuer of the document the edition rests on."""
    first_year: int
    """The first report year that this edition is for."""
    title: str
    """Pattern of the report's title, with {organ} and {year}."""
    lead: Text
    sections: tuple[Section, ...]
    closing: Text
    checks: tuple[TABLE_KINDS | YEAR_KINDS | TEXT_KINDS | Shorthand | Like, ...] = ()

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {s.table.id: s.table for s in self.sections if s.table}

    @cached_property
    def texts(self) -> dict[str, Text]:
        """Every text by id, in the order of the page."""
        inner = (text for section in self.sections for text in section.texts)
        return {text.id: text for text in (self.lead, *inner, self.closing)}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Every cell by id, in the order of the page."""
        return {cell.id: cell for table in self.tables.values() for cell in table_cells(table)}

    @cached_property
    def order(self) -> tuple[Cell, ...]:
        """The computed cells, each after the cells that it adds up."""
        done: dict[str, Cell] = {}

        def visit(cell: Cell) -> None:
            if cell.computed and cell.id not in done:
                for addend in cell.addends:
                    visit(self.cells[addend])
                done[cell.id] = cell

        for cell in self.cells.values():
            visit(cell)
        return tuple(done.values())

    @cached_property
    def totals_above(self) -> dict[str, frozenset[str]]:
        """For every cell, the computed cells that it goes into."""
        above: dict[str, set[str]] = {cell: set() for cell in self.cells}
        for total in reversed(self.order):
            for addend in total.addends:
                above[addend] |= {total.id, *above[total.id]}
        return {cell: frozenset(totals) for cell, totals in above.items()}


def short_name(cell: Cell, between: str) -> str:
    """A cell by its row and column; by its column alone where the table names no rows."""
    column = cell.column.short or cell.column.label
    row = cell.row.short or cell.row.label
    return f"{row}{between}{column}" if cell.table.row_labels else column


@cache
def cells_like(form: Form, pattern: str) -> tuple[str, ...]:
    """The cells of a pattern: `*` is every row or column, a group stands for its leaves."""
    table_id, row_name, column_name = pattern.split("/")
    table = form.tables[table_id]
    rows = {leaf.id for leaf in row_leaves(_named(table_rows(table), row_name))}
    columns = {
        column.id
        for block in table.blocks
        for column in column_leaves(_named(block_columns(block), column_name))
    }
    return tuple(
        cell.id
        for cell in form.cells.values()
        if cell.table is table and cell.row.id in rows and cell.column.id in columns
    )


def _named(nodes: dict[str, Node], name: str) -> tuple[Node, ...]:
    return tuple(node for id_, node in nodes.items() if name in ("*", id_))


def row_leaves(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows that hold cells, top to bottom."""
    for row in rows:
        yield from row_leaves(row.rows) if row.rows else (row,)


def column_leaves(columns: tuple[Column, ...]) -> Iterator[Column]:
    """The columns that hold cells, left to right."""
    for column in columns:
        yield from column_leaves(column.columns) if column.columns else (column,)


def table_rows(table: Table) -> dict[str, Row]:
    """Every row of the table by id, groups included."""

    def walk(rows: tuple[Row, ...]) -> Iterator[Row]:
        for row in rows:
            yield row
            yield from walk(row.rows)

    return {row.id: row for block in table.blocks for row in walk(block.rows)}


def block_columns(block: Block) -> dict[str, Column]:
    """Every column of the block by id, groups included."""

    def walk(columns: tuple[Column, ...]) -> Iterator[Column]:
        for column in columns:
            yield column
            yield from walk(column.columns)

    return {column.id: column for column in walk(block.columns)}


def table_cells(table: Table) -> Iterator[Cell]:
    """The cells of a table, row by row."""
    rows = table_rows(table)
    for block in table.blocks:
        columns = block_columns(block)
        for row in row_leaves(block.rows):
            for column in column_leaves(block.columns):
                yield Cell(
                    cell_id(table, row, column), table, row, column,
                    _addends(table, row, column, rows, columns),
                )  # fmt: skip


def cell_id(table: Table, row: Row, column: Column) -> str:
    return f"{table.id}/{row.id}/{column.id}"


def _addends(
    table: Table, row: Row, column: Column, rows: dict[str, Row], columns: dict[str, Column]
) -> tuple[str, ...]:
    """Where row and column are both totals, the column's sum is taken: it is the shorter one."""
    if column.sum:
        leaves = column_leaves(tuple(columns[i] for i in column.sum))
        return tuple(cell_id(table, row, leaf) for leaf in leaves)
    if row.sum:
        below = row_leaves(tuple(rows[i] for i in row.sum))
        return tuple(cell_id(table, leaf, column) for leaf in below)
    return ()
