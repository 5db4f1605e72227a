"""What stands around the tables of a source, top to bottom: lines, and where a table is."""

from collections.abc import Iterator, Mapping
from itertools import count

from app.importers.plain import Document, Paragraph, PlainTable
from app.importers.tables.match import Matched
from app.importers.texts import furniture
from app.importers.texts.sections import Item, Mark

_SHOWN = 30


def items(document: Document, matched: Matched) -> Iterator[Item]:
    """The source from top to bottom; lines of a table that hold one text are lines of text."""
    tables = count()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if not furniture.PAGE_NUMBER.fullmatch(block.text):
                yield block
        else:
            number = next(tables)
            used = {line: of for (n, line), of in matched.used.items() if n == number}
            yield from _table_items(block, used)


def _table_items(table: PlainTable, used: Mapping[int, str]) -> Iterator[Item]:
    marked = ""
    for line, cells in enumerate(table.lines):
        of = used.get(line, "")
        if of and of != marked:
            yield Mark(of)
        marked = of or marked
        written = [cell.text for cell in cells if cell.row == line and cell.text]
        if not of and len(written) == 1:
            yield from (Paragraph(text, table.path) for text in written[0].split("\n"))
        elif not of and not written:
            if not any(cell.text for cell in cells):  # else a text from above reaches down here
                yield Paragraph("", table.path)
        elif not used and not marked:
            marked = "、".join(written)[:_SHOWN]
            yield Mark("", marked)
