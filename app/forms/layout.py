"""A table's trees -> the official grid: which label or cell stands where and what it spans.

The window, the Word page and the workbook all draw this one grid.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import lcm
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.forms.model import Block, Column, Node, Row, Table, cell_id, leaves

Kind = Literal["title", "corner", "header", "label", "value"]


class GridCell(Struct, frozen=True):
    """One rectangle of the grid, counted from 0 at the top left."""

    kind: Kind
    row: int
    column: int
    row_span: int
    column_span: int
    text: str = ""
    """The official label; empty for a value."""
    id: str = ""
    """The cell's id where `kind` is value; else the id of the row or column it labels."""


class Grid(Struct, frozen=True):
    """A table as it is drawn."""

    rows: int
    columns: int
    widths: tuple[int, ...]
    """Relative widths of the columns."""
    header_rows: int
    """How many rows at the top repeat on a new page: 0 where each block has its own header."""
    cells: tuple[GridCell, ...]
    """In reading order: by row, then by column."""

    def by_row(self) -> list[list[GridCell]]:
        """The cells that begin in each row."""
        lines: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return lines


@cache
def grid(table: Table) -> Grid:
    """The official grid of a table."""
    cells: list[GridCell] = []
    top = 0
    for block in table.blocks:
        cells += _block(table, block, top)
        top += _header_rows(block) + len(list(leaves(block.rows)))
    edges = sorted({cell.column for cell in cells} | {grid_columns(table)})
    return Grid(
        rows=top,
        columns=len(edges) - 1,
        widths=tuple(sum(table.widths[left:right]) for left, right in pairwise(edges)),
        header_rows=_header_rows(table.blocks[0]) if len(table.blocks) == 1 else 0,
        cells=tuple(
            _between(cell, edges) for cell in sorted(cells, key=lambda c: (c.row, c.column))
        ),
    )


def _between(cell: GridCell, edges: list[int]) -> GridCell:
    """A cell counted in the columns that are drawn: at each of their edges a cell begins."""
    left, right = edges.index(cell.column), edges.index(cell.column + cell.column_span)
    return replace(cell, column=left, column_span=right - left)


def grid_columns(table: Table) -> int:
    """Label depth + least common multiple of the blocks' leaf columns (二: 1 + lcm(3, 1) = 4).

    The declared widths are those of these columns; drawn are as many as cells begin at.
    """
    return _label_columns(table) + _value_columns(table)


def _label_columns(table: Table) -> int:
    if not table.row_labels:
        return 0
    return max(_depth(row.children) for row in table.rows) + 1


def _value_columns(table: Table) -> int:
    return lcm(*(len(list(leaves(block.columns))) for block in table.blocks))


def _header_rows(block: Block) -> int:
    return bool(block.title) + _depth(block.columns)


def _depth(nodes: Sequence[Node]) -> int:
    return 1 + max(_depth(node.children) for node in nodes) if nodes else 0


def _block(table: Table, block: Block, top: int) -> Iterator[GridCell]:
    labels, values = _label_columns(table), _value_columns(table)
    header = top + bool(block.title)
    body = top + _header_rows(block)
    if block.title:
        yield GridCell("title", top, 0, 1, labels + values, block.title)
    if labels:
        yield GridCell("corner", header, 0, body - header, labels, block.corner)
    columns = list(leaves(block.columns))
    span = values // len(columns)
    yield from _headers(block.columns, header, body, labels, span)
    if labels:
        yield from _labels(block.rows, body, 0, labels)
    for down, row in enumerate(leaves(block.rows)):
        for across, column in enumerate(columns):
            left = labels + across * span
            yield GridCell("value", body + down, left, 1, span, id=cell_id(table, row, column))


def _headers(
    columns: tuple[Column, ...], row: int, body: int, left: int, span: int
) -> Iterator[GridCell]:
    """A leaf stretches down to the body; a group stands over its leaves."""
    for column in columns:
        width = span * len(list(column.leaves()))
        height = 1 if column.children else body - row
        yield GridCell("header", row, left, height, width, column.label, column.id)
        yield from _headers(column.children, row + 1, body, left, span)
        left += width


def _labels(rows: tuple[Row, ...], top: int, column: int, labels: int) -> Iterator[GridCell]:
    """A leaf stretches right to the values; a group stands beside its leaves."""
    for row in rows:
        height = len(list(row.leaves()))
        width = 1 if row.children else labels - column
        yield GridCell("label", top, column, height, width, row.label, row.id)
        yield from _labels(row.children, top, column + 1, labels)
        top += height
