"""What a reader makes of any source: plain tables and paragraphs; nothing is known of the form."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct, structs

from app.letters import characters

WHITE = characters.WHITE
"""What a page puts around words for their looks alone."""

BREAKABLE = " \t\r\n\f"
"""White space that HTML does not show at the ends of a line."""

MAX_COLUMNS = 256
"""No table of the form has more than 15; a page that claims thousands is damaged, or means harm."""


MAX_PARTS = 8_000
"""Lines and written cells of a source; a report has about a thousand."""

MAX_LETTERS = 500_000
"""Of all lines and cells of a source; a report has some ten thousand."""

MAX_TAGS = 120_000
"""Of a page; one that is full of menus has some ten thousand."""

TOO_MUCH = "内容太多，不像是一份年报；请只保留年报本身，另存一份再导入"

TOO_LARGE = "文件太大，不像是一份年报；请只保留年报本身，另存一份再导入"


class Unreadable(Exception):
    """A source that gives nothing: one Chinese sentence, what it is and what to do."""


class Room:
    """How much of a source may still be made into blocks, whatever it asks for."""

    def __init__(self) -> None:
        self._parts, self._letters, self._tags = MAX_PARTS, MAX_LETTERS, MAX_TAGS

    def take(self, parts: int = 0, letters: int = 0, tags: int = 0) -> None:
        """Room for some more lines or cells, for what is written in them, for tags.

        Raises:
            Unreadable: there is none.
        """
        self._parts -= parts
        self._letters -= letters
        self._tags -= tags
        if min(self._parts, self._letters, self._tags) < 0:
            raise Unreadable(TOO_MUCH)


class PlainCell(Struct, frozen=True, gc=False):
    """A rectangle of a table, counted from 0 at the top left; where it begins is its place."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    unknown: bool = False
    """A formula without its result, or with an error: its text tells of it, and is no words."""

    @property
    def end(self) -> int:
        """The first column right of it."""
        return self.column + self.column_span


class PlainTable(Struct, frozen=True, dict=True):
    """A table with its spans; no two cells overlap."""

    cells: tuple[PlainCell, ...]
    """In reading order: by row, then by column."""
    path: tuple[int, ...] = ()
    loose: bool = False
    """Whether its cells are told apart by marks in a text: blanks may be gone, or fillers."""

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What others worked out of it, by what they asked: it is frozen, so that it stays true."""
        return {}

    @cached_property
    def lines(self) -> list[list[PlainCell]]:
        """The cells that each row passes through, left to right; a tall one is in several."""
        count = max((cell.row + cell.row_span for cell in self.cells), default=0)
        rows: list[list[PlainCell]] = [[] for _ in range(count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(cell)
        for row_cells in rows:
            row_cells.sort(key=lambda cell: cell.column)
        return rows


class Paragraph(Struct, frozen=True, gc=False):
    """A line of text without white space at its ends; a blank line has no text."""

    text: str
    path: tuple[int, ...] = ()
    """The containers it stands in, outermost first: what shares a beginning stands together."""
    level: int = 0
    """1 to 6 where the source marks it as a heading, else 0."""
    goes_on: bool = False
    """Whether it stands in one paragraph with the line above: a mere line break parts them."""
    pictures: int = 0
    """How many pictures stand in it: a table may be in one."""
    mark: str = ""
    """What a document of this program says that it begins, see `app.files.marks`."""


Block = Paragraph | PlainTable


class Comment(Struct, frozen=True):
    """What somebody wrote beside the text of a source."""

    words: str
    author: str = ""
    day: str = ""
    """2026-01-31; "": nobody knows."""
    line: str = ""
    """The line that it hangs on."""
    row: tuple[str, ...] = ()
    """What stands in the cells of the table's line that it hangs on; empty: on none."""
    place: int = 0
    """In which of these cells."""
    done: bool = False
    """Whether it is marked as dealt with."""


class Document(Struct, frozen=True):
    """A source as it reads from top to bottom."""

    blocks: tuple[Block, ...]
    names: tuple[str, ...] = ()
    """What the source calls itself apart from its text: a page's <title>, a header of each page."""
    told: tuple[str, ...] = ()
    """What of the source was not read, a sentence each: hidden sheets, pictures of text."""
    author: str = ""
    """Whom its properties name as its author: an organ, a person, or the program that made it."""
    inside: tuple[int, ...] = ()
    """The container that holds a report of this program, where the source has containers."""
    pictures: int = 0
    """How many pictures lie beside its blocks, as on a sheet."""
    comments: tuple[Comment, ...] = ()


def table(rows: list[list[str]], *, loose: bool = False) -> PlainTable:
    """A table without spans."""
    cells = (
        PlainCell(text.strip(WHITE), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts[:MAX_COLUMNS])
    )
    return PlainTable(tuple(cells), loose=loose)


def is_too_much(text: str) -> bool:
    """Whether a plain text holds more than a report, before anything is made of it."""
    return len(text) > MAX_LETTERS or text.count("\n") + text.count("\t") > MAX_PARTS


def bounded(document: Document) -> Document:
    """The same, where it is no more than a report can be.

    Raises:
        Unreadable: it is more.
    """
    room = Room()
    for block in document.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            room.take(bool(part.text), len(part.text))
    return document


def cleaned(document: Document) -> Document:
    """Without what nobody sees: a mark that a page brought along is neither word nor figure."""
    names = tuple(map(characters.in_line, document.names))
    blocks = (made for block in document.blocks for made in _cleaned(block))
    return structs.replace(document, blocks=tuple(blocks), names=names)


def _cleaned(block: Block) -> Iterator[Block]:
    """A line that a mark inside of it ends becomes two."""
    if isinstance(block, PlainTable):
        yield _table_cleaned(block)
    elif (text := characters.in_text(block.text)) == block.text:
        yield block
    else:
        yield from (structs.replace(block, text=line.strip(WHITE)) for line in text.split("\n"))


def _table_cleaned(table: PlainTable) -> PlainTable:
    texts = [characters.in_text(cell.text) for cell in table.cells]
    if all(text == cell.text for text, cell in zip(texts, table.cells, strict=True)):
        return table
    cells = zip(table.cells, texts, strict=True)
    clean = (structs.replace(cell, text=text.strip(WHITE)) for cell, text in cells)
    return structs.replace(table, cells=tuple(clean))
