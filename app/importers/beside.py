"""Tables that stand side by side on a sheet, with empty columns between them, are tables apart."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from app.importers import lines
from app.importers.labels import catalogue, is_label
from app.importers.plain import Block, PlainCell, PlainTable

_FEWEST = 3
"""Lines that tables must have in common to stand side by side."""


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a source, tables that stand side by side one after the other."""
    for block in blocks:
        if isinstance(block, PlainTable):
            yield from _parts(block)
        else:
            yield block


def _parts(table: PlainTable) -> Iterator[PlainTable]:
    """The table where no two of the form's are side by side in it, else all of its parts."""
    for column, first, end in _gaps(table) if _known(table) else ():
        left = _cut(table, first, end, 0, column)
        right = _cut(table, first, end, column + 1)
        if _are_two(left, right):
            above, below = _cut(table, 0, first), _cut(table, end)
            for part in (above, left, right, below):
                if part.cells:
                    yield from _parts(part)
            return
    yield table


def _are_two(left: PlainTable, right: PlainTable) -> bool:
    """An empty column alone means nothing: the labels beside it must be of two tables.

    Two of the same, of two years, have the labels of rows on both sides.
    """
    if not all(any(is_label(cell.text) for cell in side.cells) for side in (right, left)):
        return False  # most gaps of a wide sheet, and far cheaper to see
    one, other = _known(left), _known(right)
    both = one & other
    return bool(one and other) and both <= _known(left, "row") & _known(right, "row")


def _known(table: PlainTable, kind: str = "") -> set[str]:
    """The tables of the form whose labels stand in this one."""
    return {known.table.id for known in catalogue() if lines.is_of(known, table, kind)}


def _gaps(table: PlainTable) -> Iterator[tuple[int, int, int]]:
    """Columns without a text, each with the lines, from and to, in which it has none."""
    width = max((cell.end for cell in table.cells if cell.text), default=0)
    for column in range(1, width - 1):
        written = sorted(_rows_written(table.cells, column))
        for above, below in zip([-1, *written], [*written, len(table.lines)], strict=True):
            if below - above > _FEWEST:
                yield column, above + 1, below


def _rows_written(cells: Sequence[PlainCell], column: int) -> set[int]:
    over = (cell for cell in cells if cell.text and cell.column <= column < cell.end)
    return {row for cell in over for row in range(cell.row, cell.row + cell.row_span)}


def _cut(
    table: PlainTable, first: int, end: int | None = None, left: int = 0, right: int | None = None
) -> PlainTable:
    """The cells that begin in these lines and columns, counted from there."""
    rows = range(first, len(table.lines) if end is None else end)
    cells = (
        structs.replace(cell, row=cell.row - first, column=cell.column - left)
        for cell in table.cells
        if cell.row in rows and left <= cell.column and (right is None or cell.column < right)
    )
    return PlainTable(tuple(cells), table.path)
