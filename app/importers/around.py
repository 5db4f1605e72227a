"""What stands around the tables of a source, top to bottom: lines, and where a table is."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count

from msgspec import Struct

from app.forms import catalogue as forms
from app.importers.tables.match import Matched
from app.importers.terms.labels import is_name, key
from app.importers.terms.plain import Document, Paragraph, PlainCell, PlainTable
from app.importers.terms.scope import FORM
from app.importers.texts import called
from app.importers.texts.gathered import Item, Mark

_SHOWN = 30
_LONG, _TITLE = 40, 100
"""Letters that no cell of a table's row has in one sentence; and the most that a title has."""


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
    """The cells with a text that begin in a line of a table; a formula is never words."""
    return [cell for cell in cells if cell.row == line and cell.text and not cell.unknown]


def _table_items(table: PlainTable, used: Mapping[int, str]) -> Iterator[tuple[int, Item]]:
    """The lines and marks of a table, each with the number of its line."""
    marked = ""
    texts = _texts(table, used)
    for line, cells in enumerate(table.lines):
        of = used.get(line, "")
        if of and of != marked:
            yield line, Mark(of)
        marked = of or marked
        own = written(line, cells)
        if line in texts:
            for n, text in enumerate(own[0].text.split("\n")):
                yield line, Paragraph(text, table.path, goes_on=n > 0)
        elif not own and not of:
            if not any(cell.text for cell in cells):  # else a text from above reaches down here
                yield line, Paragraph("", table.path)
        elif not used and not marked:
            marked = "、".join(cell.text for cell in own)[:_SHOWN]
            yield line, Mark("", marked)


def _texts(table: PlainTable, used: Mapping[int, str]) -> set[int]:
    """The lines that are text: they hold one, and stand beside the rows of a table, not among them.

    A row of which only the label is written holds one text too; and a table that is not read is
    none of the words around it, whatever one of its lines holds.
    """
    every = {line: written(line, cells) for line, cells in enumerate(table.lines)}
    single = {
        line: own[0].text for line, own in every.items() if len(own) == 1 and line not in used
    }
    rows = [line for line, own in every.items() if line in used or len(own) > 1]
    if not rows:
        return {line for line, text in single.items() if _is_heading(text) or not is_name(text)}
    headed = {line for line, text in single.items() if _is_heading(text)}
    said = any("。" in text and len(text) > _LONG for text in single.values())
    if not (used or headed or (said and len(rows) == 1)):
        return set()
    among = range(rows[0], rows[-1])
    return headed | {
        line
        for line, text in single.items()
        if "。" in text or not (is_name(text) or (line in among and _has_blanks(table, line)))
    }


def _has_blanks(table: PlainTable, line: int) -> bool:
    """Whether a line has cells that are empty: it is a row, and no caption over all columns."""
    return any(not cell.text for cell in table.lines[line])


def _is_heading(text: str) -> bool:
    """Whether a line is one of a report: its title, or a heading of any edition."""
    return key(text) in _headings(FORM.get()) or bool(called.find("".join(text.split())[:_TITLE]))


@cache
def _headings(form: str) -> frozenset[str]:
    sections = [section for edition in forms.usable(form) for section in edition.sections]
    parts = (text.heading for section in sections for text in section.texts if text.heading)
    return frozenset(map(key, (*(section.heading for section in sections), *parts)))
