"""Tables of several years, or of several offices, one under another on a sheet, are apart."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from app.importers.tables.lines import ENOUGH
from app.importers.terms.labels import is_row, key
from app.importers.terms.plain import PlainCell, PlainTable


def copies(table: PlainTable) -> list[tuple[int, int]]:
    """The lines, from and to, of each table in one: the whole of it where it is but one.

    A line of one text parts two where enough rows that stood above it come once more.
    """
    rows = [_rows(line, number) for number, line in enumerate(table.lines)]
    count = Counter(name for names in rows for name in names)
    starts, above = [0], set[str]()
    for number, line in enumerate(table.lines if max(count.values(), default=0) > 1 else ()):
        if len(above) >= ENOUGH and _is_caption(line, number) and _again(rows, above, number):
            starts.append(number)
            above = set()
        above |= rows[number]
    return list(zip(starts, [*starts[1:], len(table.lines)], strict=True))


def _rows(line: Sequence[PlainCell], number: int) -> set[str]:
    own = [cell for cell in line if cell.row == number and cell.text]
    return {key(cell.text) for cell in own[:-1] if is_row(cell.text)}


def _is_caption(line: Sequence[PlainCell], number: int) -> bool:
    texts = [cell for cell in line if cell.text]
    return len(texts) == 1 and texts[0].row == number


def _again(rows: Sequence[set[str]], above: set[str], number: int) -> bool:
    """Whether the rows over a line come again below it, before as many others."""
    below: set[str] = set()
    lines = (names for names in rows[number:] if names)
    for names in islice(lines, len(above)):
        below |= names
    return len(above & below) >= ENOUGH
