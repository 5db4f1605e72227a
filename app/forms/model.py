"""The vocabulary of a form edition: what a file in `resources/forms/` may say.

Everything here is a fact of the official form. Nothing here knows a report, a file or a screen.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeVar

from msgspec import Meta, Struct

from app.forms import known_by, rules
from app.forms.base import Declared, kinds_in
from app.forms.known_by import KnownBy

if TYPE_CHECKING:
    Kind = Declared
else:
    Kind = kinds_in(rules)

MAX_WHOLE_DIGITS = 12
MAX_DECIMALS = 6
"""What a figure of any form can hold."""
_OF_A_YEAR = re.compile(r"[（(]\{year\}年?度?[）)]|\{year\}(?:年度(?!报告)|年(?!度报告))?")
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that a report can be of."""


class Node(Declared, frozen=True):
    """A row or a column, or a group of them. A leaf holds cells; a group only carries a label."""

    id: str
    label: str
    short: str = ""
    """What a sentence calls it where its label is long or does not tell; empty: its label."""
    note: str = ""
    """The official filling note, for a tooltip."""
    source: str = ""
    """The article the note comes from."""
    sum: tuple[str, ...] = ()
    """A total: ids of the nodes of its tree that it adds up; a group stands for its leaves."""
    children: tuple[Self, ...] = ()
    """What a group stands over; a leaf has none."""

    def walk(self) -> Iterator[Self]:
        """The node, then all under it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Self]:
        """What holds cells of it: itself, or the leaves under it, in the order of the page."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def path_to(self, node: Self) -> tuple[Self, ...]:
        """From here down to a node, both included; empty where that is not under this one."""
        if node is self:
            return (self,)
        below = next((path for child in self.children if (path := child.path_to(node))), ())
        return (self, *below) if below else ()


AnyNode = TypeVar("AnyNode", bound=Node)


def leaves(nodes: Iterable[AnyNode]) -> Iterator[AnyNode]:
    """What holds cells of some trees, in the order of the page."""
    for node in nodes:
        yield from node.leaves()


def by_id(nodes: Iterable[AnyNode]) -> dict[str, AnyNode]:
    """Every node of some trees by id, groups included."""
    return {node.id: node for tree in nodes for node in tree.walk()}


class Row(Node, frozen=True, rename={"children": "rows"}):
    """A node of a table's row tree."""

    children: tuple["Row", ...] = ()  # type: ignore[assignment]  # what decodes knows no Self


class Column(Node, frozen=True, rename={"children": "columns"}):
    """A node of a table's column tree, with the number that its cells hold."""

    unit: str = ""
    decimals: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)] = 0
    """How many digits may follow the point: 0 for a count."""
    negative: bool = False
    children: tuple["Column", ...] = ()  # type: ignore[assignment]  # what decodes knows no Self


class Block(Declared, frozen=True):
    """A piece of a table: optional title row, header rows of its column tree, rows of cells."""

    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    columns: Annotated[tuple[Column, ...], Meta(min_length=1)]
    title: str = ""
    corner: str = ""
    """The text over the row labels, beside the column headers."""


Side = Literal["left", "center"]


class Table(Declared, frozen=True):
    """Blocks one under the other on one grid."""

    id: str
    name: str
    """What a sentence calls the table, such as 表三."""
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1)]
    widths: tuple[Annotated[int, Meta(gt=0)], ...]
    """Relative widths of the grid columns, label columns first (twips of the official form)."""
    row_labels: bool = True
    label_side: Side = "left"
    """Where the labels of rows stand, on the blank form."""
    corner_side: Side = "center"
    inset: Annotated[float, Meta(ge=1, le=12)] = 2.85
    """Points from the frame to what stands in it, left and right."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The row trees of all blocks."""
        return tuple(row for block in self.blocks for row in block.rows)


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
    texts: Annotated[tuple[Text, ...], Meta(min_length=1)]
    short: str = ""
    """What a list calls it where its heading is long; empty: its heading."""
    note: str = ""
    source: str = ""
    table: Table | None = None

    @property
    def opening(self) -> Text:
        """The text that begins under its own heading."""
        return next((text for text in self.texts if not text.heading), self.texts[0])


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


class TitleBreak(Declared, frozen=True):
    """Words of the form before which a long title may be broken."""

    before: str
    cost: Annotated[float, Meta(ge=0)]
    """0 to 1: how much rather it is broken elsewhere; after an organ's name costs 0.2."""


class Form(Declared, frozen=True, dict=True, eq=False):
    """One edition of a form, complete."""

    form: str
    """Which form it is an edition of: the same for all editions of one form."""
    edition: str
    """Unique over all forms: a report's file names its edition, and nothing else."""
    name: str
    document: str
    """Number, date and issuer of the document the edition rests on."""
    first_year: Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
    """The first report year that this edition is for."""
    title: str
    """Pattern of the report's title, with {organ} and {year}."""
    lead: Text
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    closing: Text
    known_by: KnownBy | None = None
    """None: what follows from the title."""
    title_breaks: tuple[TitleBreak, ...] = ()
    whole_words: tuple[str, ...] = ()
    """Words of the form that no line of a title is broken inside of."""
    checks: tuple[Kind, ...] = ()
    rules: str = ""
    """The name of the file with its rules about texts; empty: it has none."""

    def titled(self, organ: str, year: int | None) -> str:
        """The usual title of a report; where no year is known, without the words for it too."""
        pattern = self.title if year else _OF_A_YEAR.sub("", self.title)
        return pattern.format(organ=organ, year=year or "")

    @cached_property
    def names(self) -> KnownBy:
        """By which words its reports are known, said or not."""
        return self.known_by or known_by.of_title(self.title)

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
    def inputs(self) -> tuple[str, ...]:
        """The cells that are filled in, by id, in the order of the page."""
        return tuple(cell.id for cell in self.cells.values() if not cell.computed)

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


@cache
def cells_like(form: Form, pattern: str) -> tuple[str, ...]:
    """The cells of a pattern: `*` is every row or column, a group stands for its leaves."""
    if pattern in form.cells:
        return (pattern,)
    table_id, row_name, column_name = pattern.split("/")
    table = form.tables[table_id]
    rows = {leaf.id for leaf in leaves(_named(table.rows, row_name))}
    columns = {
        column.id for block in table.blocks for column in leaves(_named(block.columns, column_name))
    }
    return tuple(
        cell.id
        for cell in form.cells.values()
        if cell.table is table and cell.row.id in rows and cell.column.id in columns
    )


def _named(nodes: Iterable[AnyNode], name: str) -> Iterator[AnyNode]:
    return (node for tree in nodes for node in tree.walk() if name in ("*", node.id))


@cache
def inputs_under(form: Form, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs among the cells and under their totals."""
    under: dict[str, None] = {}

    def visit(cell: str) -> None:
        addends = form.cells[cell].addends
        for addend in addends:
            visit(addend)
        if not addends:
            under[cell] = None

    for cell in cells:
        visit(cell)
    return tuple(under)


def table_cells(table: Table) -> Iterator[Cell]:
    """The cells of a table, row by row."""
    rows = by_id(table.rows)
    for block in table.blocks:
        columns = by_id(block.columns)
        for row in leaves(block.rows):
            for column in leaves(block.columns):
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
        addends = leaves(columns[i] for i in column.sum)
        return tuple(cell_id(table, row, leaf) for leaf in addends)
    if row.sum:
        below = leaves(rows[i] for i in row.sum)
        return tuple(cell_id(table, leaf, column) for leaf in below)
    return ()
