"""Tables that stand side by side on a sheet, empty columns between them or none, are apart."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from msgspec import Struct, structs

from app.importers.tables import below, lines
from app.importers.terms.labels import catalogue, is_label, key
from app.importers.terms.plain import Block, PlainCell, PlainTable
from app.importers.terms.scope import FORM

_FEWEST = 3
"""Lines that tables must have in common to stand side by side."""
_MOST_CELLS = 2000
"""Of a sheet in which tables that touch are looked for, which takes long; a report has 500."""


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a source, tables that stand on one sheet one after the other."""
    for block in blocks:
        if isinstance(block, PlainTable):
            copies = below.copies(block)
            for first, end in copies:
                part = _cut(block, first, end) if len(copies) > 1 else block
                yield from _parts(part, touching=len(part.cells) <= _MOST_CELLS)
        else:
            yield block


class _Cut(Struct, frozen=True):
    """A place where a table may be two."""

    first: int
    end: int
    """The lines between which they stand side by side."""
    left: int
    """The first column that is none of the left one's."""
    right: int
    """The first column of the right one."""


def _parts(table: PlainTable, *, touching: bool) -> Iterator[PlainTable]:
    """The table where no two of the form's are side by side in it, else all of its parts.

    `touching`: whether they are looked for also where there is no empty column.
    """
    cut = None
    if _known(table):
        cut = (_seam(table) if touching else None) or _gap(table)
    if not cut:
        yield table
        return
    above, below = _cut(table, 0, cut.first), _cut(table, cut.end)
    for part in (above, *_sides(table, cut), below):
        if part.cells:
            yield from _parts(part, touching=touching)


def _sides(table: PlainTable, cut: _Cut) -> tuple[PlainTable, PlainTable]:
    left = _cut(table, cut.first, cut.end, 0, cut.left)
    return left, _cut(table, cut.first, cut.end, cut.right)


def _are_two(left: PlainTable, right: PlainTable) -> bool:
    """An empty column alone means nothing: the labels beside it must be of two tables.

    Two of the same, of two years, have the labels of rows on both sides.
    """
    if not all(any(is_label(cell.text) for cell in side.cells) for side in (right, left)):
        return False  # most gaps of a wide sheet, and far cheaper to see
    one, other = _known(left), _known(right)
    both = one & other
    return bool(one and other) and both <= _known(left, "row") & _known(right, "row")


def _mentioned(table: PlainTable) -> set[str]:
    """The tables of the form whose labels stand anywhere in this one, in lines of theirs or not."""
    texts = {key(cell.text) for cell in table.cells}
    return {id_ for id_, keys in _labels(FORM.get()) if len(keys & texts) >= lines.ENOUGH}


@cache
def _labels(_form: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The keys of columns and rows of each table, edition by edition; `_form` is the one read."""
    return tuple((known.table.id, known.header_keys.union(known.rows)) for known in catalogue())


def _known(table: PlainTable, kind: str = "") -> set[str]:
    """The tables of the form whose labels stand in this one."""
    return {known.table.id for known in catalogue() if lines.is_of(known, table, kind)}


def _gap(table: PlainTable) -> _Cut | None:
    """A column without a text, in the lines in which it has none."""
    for column in range(1, _width(table) - 1):
        over = (cell for cell in table.cells if cell.text and cell.column <= column < cell.end)
        for first, end in _runs(table, _rows_of(over)):
            cut = _Cut(first, end, column, column + 1)
            if _are_two(*_sides(table, cut)):
                return cut
    return None


def _seam(table: PlainTable) -> _Cut | None:
    """Where two tables touch: no cell lies over both, in more lines than elsewhere."""
    for _, cuts in groupby(sorted(_seams(table), key=_height, reverse=True), _height):
        fitting = [cut for cut in cuts if _touch(*_sides(table, cut))]
        if fitting:
            return _only(table, fitting)
    return None


def _only(table: PlainTable, cuts: Sequence[_Cut]) -> _Cut | None:
    """The first of several cuts; none where what lies before the next would be no table."""
    first = cuts[0]
    for other in cuts[1:]:
        if (other.first, other.end) != (first.first, first.end):
            continue
        between = _cut(table, first.first, first.end, first.right, other.left)
        if any(cell.text for cell in between.cells):
            return first if _known(between) else None
        first = structs.replace(first, right=other.right)
    return first


def _touch(left: PlainTable, right: PlainTable) -> bool:
    return _mentioned(left).isdisjoint(_mentioned(right)) and _are_two(left, right)


def _height(cut: _Cut) -> int:
    return cut.end - cut.first


def _seams(table: PlainTable) -> Iterator[_Cut]:
    """Columns at which no text reaches over from the left, each with the lines in which none does.

    A blank line ends both tables. There is none where only one table is spoken of.
    """
    if len(_mentioned(table)) < 2:
        return
    blank = {n for n, cells in enumerate(table.lines) if not any(cell.text for cell in cells)}
    for column in range(1, _width(table)):
        over = (cell for cell in table.cells if cell.text and cell.column < column < cell.end)
        for first, end in _runs(table, _rows_of(over) | blank):
            yield _Cut(first, end, column, column)


def _width(table: PlainTable) -> int:
    return max((cell.end for cell in table.cells if cell.text), default=0)


def _runs(table: PlainTable, rows: Collection[int]) -> Iterator[tuple[int, int]]:
    """The lines, from and to, between those of `rows`, where they are enough for two tables."""
    for over, under in pairwise([-1, *sorted(rows), len(table.lines)]):
        if under - over > _FEWEST:
            yield over + 1, under


def _rows_of(cells: Iterable[PlainCell]) -> set[int]:
    return {row for cell in cells for row in range(cell.row, cell.row + cell.row_span)}


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
    return PlainTable(tuple(cells), table.path, table.loose)
