"""What each line of a printed table is to a table of the form: header, row, figures, or neither."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from app.forms.model import Row
from app.importers.terms import values
from app.importers.terms.labels import TableLabels, key, ordinal, path_key, short_key
from app.importers.terms.plain import PlainCell, PlainTable

ENOUGH = 3
"""Labels of a table that must stand together: a page is full of words that are labels too."""
_NUMBERED = 5
"""So many cells 1, 2, 3 are numbers of columns, and no figures; pages print 7 to 15 of them.

No page at hand is read otherwise with 3 or with 6.
"""
_TELLING = 4
"""Characters of a label that nothing else on a page is called by."""


class TableLine(Struct, frozen=True):
    """One line of a printed table."""

    number: int
    kind: Literal["header", "row", "figures", "numbers", "other"]
    """numbers: of the columns, 1 to 15 under a header."""
    cells: tuple[PlainCell, ...]
    label: int = -1
    """Which cell is the label of the row."""
    row: Row | None = None

    @property
    def figures(self) -> tuple[PlainCell, ...]:
        """The number cells at its right end."""
        return _figures(self.cells)


def of_table(labels: TableLabels, table: PlainTable) -> list[TableLine]:
    """The lines of a printed table, as one table of the form sees them."""
    asked = of_table, labels.edition, labels.table.id
    if asked not in table.kept:
        lines = enumerate(table.lines)
        table.kept[asked] = [_classified(labels, number, cells) for number, cells in lines]
    return list(table.kept[asked])


def is_of(labels: TableLabels, table: PlainTable, kind: str = "") -> bool:
    """Whether enough labels of the form's table stand in a printed one; of one `kind`, or any."""
    named = names(labels, of_table(labels, table))
    return sum(name.startswith(kind) for name in named) >= ENOUGH


def _classified(labels: TableLabels, number: int, cells: Sequence[PlainCell]) -> TableLine:
    """What a line is, by the labels that begin in it."""
    own = [cell for cell in cells if cell.row == number]
    heads = [cell for cell in own if _in(cell, labels.header_keys)]
    at = next((n for n in reversed(range(len(cells) - 1)) if _labels_row(labels, cells, n)), -1)
    others = [cell for cell in own if at < 0 or key(cell.text) != key(cells[at].text)]
    if at >= 0 and cells[at].row == number and not any(_in(c, labels.every_header) for c in others):
        return TableLine(number, "row", tuple(cells), at, _row(labels, cells[at]))
    if heads and not _are_rows(labels, heads) and not _of_another_edition(labels, heads, cells):
        return TableLine(number, "header", tuple(cells))
    if _are_numbers(_figures(cells)):
        return TableLine(number, "numbers", tuple(cells))
    if not labels.table.row_labels and _figures(cells) and not of_another(labels, cells):
        return TableLine(number, "figures", tuple(cells))
    return TableLine(number, "other", tuple(cells))


def _are_rows(labels: TableLabels, heads: Sequence[PlainCell]) -> bool:
    """Whether what could name columns are numbered rows whose figures are gone."""
    return all(ordinal(cell.text) and _row(labels, cell) for cell in heads)


def _labels_row(labels: TableLabels, cells: Sequence[PlainCell], n: int) -> bool:
    """Whether a cell is the label of a row; what spans rows with names of their own is none."""
    cell, right = cells[n], cells[n + 1]
    if not cell.text or cell.text.isdecimal():
        return False  # most cells of a table, and far cheaper to see
    groups = cell.row_span > 1 and not values.is_figure(right.text)
    return bool(_row(labels, cell)) and not groups


def of_another(labels: TableLabels, cells: Sequence[PlainCell]) -> bool:
    """Whether a line is a row of another table, with which this one stands on one sheet."""
    return any(_in(cell, labels.other_rows) for cell in cells if cell.text)


def _of_another_edition(
    labels: TableLabels, heads: Sequence[PlainCell], cells: Sequence[PlainCell]
) -> bool:
    """Whether what names a column is the label of a row that only another edition has."""
    return all(_in(cell, labels.other_editions) for cell in heads) and len(_figures(cells)) > 1


def _figures(cells: Sequence[PlainCell]) -> tuple[PlainCell, ...]:
    """The number cells at the right end of a line."""
    first = next(
        (n for n in reversed(range(len(cells))) if not values.is_figure(cells[n].text)), -1
    )
    return tuple(cells[first + 1 :])


def _are_numbers(cells: Sequence[PlainCell]) -> bool:
    """Whether cells number the columns; no five figures of a report happen to be 1, 2, 3, 4, 5."""
    texts = [cell.text for cell in cells]
    return len(texts) >= _NUMBERED and texts == [str(n + 1) for n in range(len(texts))]


def _in(cell: PlainCell, keys: frozenset[str]) -> bool:
    return key(cell.text) in keys or short_key(cell.text) in keys


def _row(labels: TableLabels, cell: PlainCell) -> Row | None:
    keys = key(cell.text), short_key(cell.text), path_key(cell.text)
    return next((row for k in keys if (row := labels.rows.get(k))), None)


def names(labels: TableLabels, lines: Sequence[TableLine]) -> set[str]:
    """The labels of the form's table that stand in these lines, each after its kind."""
    return {name for line in lines for name in _names(labels, line)}


def _names(labels: TableLabels, line: TableLine) -> Iterator[str]:
    if line.kind == "row":
        yield f"row {key(line.cells[line.label].text)}"
    elif line.kind == "header":
        own = (cell for cell in line.cells if cell.row == line.number)
        yield from (f"column {key(c.text)}" for c in own if _in(c, labels.header_keys))


def goes_on(labels: TableLabels, lines: Sequence[TableLine]) -> bool:
    """Whether a table that was cut by a page goes on here."""
    telling = (line for line in lines if line.kind == "row")
    if any(len(key(line.cells[line.label].text)) >= _TELLING for line in telling):
        return True
    return not labels.table.row_labels and any(is_whole(labels, line) for line in lines)


def is_label(labels: TableLabels, line: TableLine) -> bool:
    """Whether a line is the label of a row alone, whose figures are gone."""
    texts = [cell for cell in line.cells if cell.text]
    return len(texts) == 1 and bool(_row(labels, texts[0]))


def is_words(labels: TableLabels, line: TableLine) -> bool:
    """Whether a line is several texts, none of a row or a figure: a header, of whatever."""
    own = [cell for cell in line.cells if cell.text and cell.row == line.number]
    rows = any(key(c.text) in labels.groups or _row(labels, c) for c in line.cells)
    return len(own) > 1 and not rows and not any(values.is_figure(cell.text) for cell in own)


def is_whole(labels: TableLabels, line: TableLine) -> bool:
    return line.kind == "figures" and len(line.figures) == len(labels.blocks[0].leaves)
