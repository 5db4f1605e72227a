"""What a reader makes of any source: plain tables and paragraphs; nothing is known of the form."""

from functools import cached_property

from msgspec import Struct

WHITE = " \t\r\n\f\v\u0085\u00a0\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x2010))
)
"""What a page puts around words for their looks alone."""

BREAKABLE = " \t\r\n\f"
"""White space that HTML does not show at the ends of a line."""

MAX_COLUMNS = 256
"""No table of the form has more than 15; a page that claims thousands is damaged, or means harm."""


MAX_PARTS = 20_000
"""Lines and cells of a source; a report has about a thousand."""

TOO_MUCH = "内容太多，不像是一份年报；请只保留年报本身，另存一份再导入"


class Unreadable(Exception):
    """A source that gives nothing: one Chinese sentence, what it is and what to do."""


class PlainCell(Struct, frozen=True, gc=False):
    """A rectangle of a table, counted from 0 at the top left; where it begins is its place."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    @property
    def end(self) -> int:
        """The first column right of it."""
        return self.column + self.column_span


class PlainTable(Struct, frozen=True, dict=True):
    """A table with its spans; no two cells overlap."""

    cells: tuple[PlainCell, ...]
    """In reading order: by row, then by column."""
    path: tuple[int, ...] = ()

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


Block = Paragraph | PlainTable


class Document(Struct, frozen=True):
    """A source as it reads from top to bottom."""

    blocks: tuple[Block, ...]
    names: tuple[str, ...] = ()
    """What the source calls itself apart from its text: a page's <title>, a header of each page."""
    told: tuple[str, ...] = ()
    """What of the source was not read, a sentence each: hidden sheets, pictures of text."""
    pictures: int = 0
    """How many pictures lie beside its blocks, as on a sheet."""
    author: str = ""
    """Whom its properties name as its author: an organ, a person, or the program that made it."""


def table(rows: list[list[str]]) -> PlainTable:
    """A table without spans."""
    cells = (
        PlainCell(text.strip(WHITE), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts[:MAX_COLUMNS])
    )
    return PlainTable(tuple(cells))
