"""What stands around the tables of a source, top to bottom: lines, and where a table is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct

from app.importers.plain import Document, Paragraph, PlainCell, PlainTable
from app.importers.tables.match import Matched
from app.importers.texts.report import Item, Mark

_SHOWN = 30


class Around(Struct, frozen=True):
    """A source without its tables."""

    items: tuple[Item, ...]
    as_text: frozenset[tuple[int, int]]
    """(which printed table, which line of it): what is read as lines of text."""


def read(document: Document, matched: Matched) -> Around:
    """The source from top to bottom; lines of a table that hold one text are lines of text."""
    items: list[Item] = []
    as_text: set[tuple[int, int]] = set()
    tables = count()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            items.append(block)
            continue
        number = next(tables)
        used = {line: of for (n, line), of in matched.used.items() if n == number}
        for line, item in _table_items(block, used):
            items.append(item)
            if isinstance(item, Paragraph):
                as_text.add((number, line))
    return Around(tuple(items), frozenset(as_text))


def written(line: int, cells: Sequence[PlainCell]) -> list[PlainCell]:
    """The cells with a text that begin in a line of a table."""
    return [cell for cell in cells if cell.row == line and cell.text]


def _table_items(table: PlainTable, used: Mapping[int, str]) -> Iterator[tuple[int, Item]]:
    """The lines and marks of a table, each with the number of its line."""
    marked = ""
    for line, cells in enumerate(table.lines):
        of = used.get(line, "")
        if of and of != marked:
            yield line, Mark(of)
        marked = of or marked
        own = written(line, cells)
        if not of and len(own) == 1:
            for n, text in enumerate(own[0].text.split("\n")):
                yield line, Paragraph(text, table.path, goes_on=n > 0)
        elif not of and not own:
            if not any(cell.text for cell in cells):  # else a text from above reaches down here
                yield line, Paragraph("", table.path)
        elif not used and not marked:
            marked = "、".join(cell.text for cell in own)[:_SHOWN]
            yield line, Mark("", marked)
