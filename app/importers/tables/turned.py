"""A printed table as it would stand if rows and columns were the official ones."""

from collections.abc import Callable, Iterator, Sequence

from app.importers.terms import values
from app.importers.terms.labels import is_total
from app.importers.terms.plain import PlainCell, PlainTable

_Row = tuple[str, list[PlainCell]]
"""The label of a row, and its figures."""


def turned(table: PlainTable) -> PlainTable:
    """Rows for columns."""
    cells = (
        PlainCell(cell.text, cell.column, cell.row, cell.column_span, cell.row_span)
        for cell in table.cells
    )
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return PlainTable(tuple(ordered), table.path, table.loose)


def unrolled(table: PlainTable) -> PlainTable:
    """Groups that stand one under another, side by side: each over the same columns.

    Empty where the table is not of such rows.
    """
    above: Sequence[PlainCell] = ()
    rows: list[_Row] = []
    for line in table.lines:
        figures = _figures(line)
        if 0 < len(figures) < len(line) and any(cell.text for cell in figures):
            rows.append((line[-len(figures) - 1].text, figures))
        elif not rows:
            above = line
    wide = len(rows[0][1]) if rows else 0
    if not rows or len(above) <= wide or any(len(figures) != wide for _, figures in rows):
        return PlainTable(())
    groups = rows[:-1] if _are_sums(rows[-1], rows[:-1]) else rows
    return PlainTable(tuple(_side_by_side(groups, above[-wide:])), table.path, table.loose)


def _are_sums(last: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the last row is called a total, and is what the others make; a blank is 0."""
    label, sums = last
    texts = [[cell.text or "0" for cell in cells] for cells in (sums, *(c for _, c in rows))]
    if not is_total(label) or not all(text.isdecimal() for row in texts for text in row):
        return False
    made, *figures = [list(map(int, row)) for row in texts]
    return made == [sum(column) for column in zip(*figures, strict=True)]


def _side_by_side(rows: Sequence[_Row], header: Sequence[PlainCell]) -> Iterator[PlainCell]:
    wide = len(header)
    for n, (label, _) in enumerate(rows):
        yield PlainCell(label, 0, n * wide, 1, wide)
    names = [cell.text for _ in rows for cell in header]
    figures = [cell.text for _, cells in rows for cell in cells]
    for row, texts in enumerate((names, figures), start=1):
        yield from (PlainCell(text, row, column) for column, text in enumerate(texts))


def _figures(line: Sequence[PlainCell]) -> list[PlainCell]:
    """The cells right of the last label."""
    labels = [n for n, cell in enumerate(line) if not values.is_figure(cell.text)]
    return list(line[labels[-1] + 1 :] if labels else line)


WAYS: dict[str, Callable[[PlainTable], PlainTable]] = {
    "行和列与官方的对调": turned,
    "各组上下排列": unrolled,
    "行和列与官方的对调，各组上下排列": lambda table: unrolled(turned(table)),
}
"""How a table may be arranged, as it is told -> the table as it would officially stand."""
