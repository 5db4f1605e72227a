"""Markup events -> blocks in reading order. HTML and Word speak to this one builder.

A table that holds another table, or a single column, only arranges the page: its cells are read
one after the other, as if it were not there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby

from msgspec import Struct, field

from app.importers.terms.plain import (
    BREAKABLE,
    MAX_COLUMNS,
    WHITE,
    Block,
    Paragraph,
    PlainCell,
    PlainTable,
    Room,
)

_MAX_DOWN = 2000
_DEEPEST = 200
"""Containers within containers that are told apart; a page nests a few dozen."""
_MARK = re.compile(
    r"""\s* (?: [\[［(（〔【] \s* (?:注\s*)? \d{1,3} \s* [\]］)）〕】]
      | (?:注\s*)? (?P<bare>\d{1,3})
      | [①-⒇⓪-⓿❶-➓㉑-㉟㊱-㊿] ) \s*""",
    re.VERBOSE,
)
"""What points to a footnote; `bare`: a mere number."""


class _Cell(Struct):
    across: int
    down: int
    blocks: list[Block] = field(default_factory=list)
    continues: bool = False
    """It goes on with the cell above it, as Word writes a cell that spans rows."""


class _Row(Struct):
    before: int
    """Empty grid columns at its left."""
    cells: list[_Cell] = field(default_factory=list)


class _Table(Struct):
    rows: list[_Row] = field(default_factory=list)


_Around = tuple[list[Block], list[tuple[str, bool]], list[Block], str]
"""What is being read around a text box: blocks, pieces of the line, boxes that hang on it, mark."""


class Flow:
    """Takes events, gives blocks. Events that fit nowhere, as in broken pages, do no harm."""

    def __init__(self, tidy: Callable[[str], str] = str, room: Room | None = None) -> None:
        """`tidy` makes of a line, as its markup holds it, what is seen of it."""
        self._tidy = tidy
        self._room = room or Room()
        self._blocks: list[Block] = []
        self._asides: list[_Around] = []
        self._beside: list[Block] = []
        """Text boxes that hang on the line that is being read."""
        self._outer: list[list[Block]] = []
        self._tables: list[_Table] = []
        self._pieces: list[tuple[str, bool]] = []
        self._path: list[int] = []
        self._depth = 0
        self._numbers = count(1)
        self._goes_on = False
        self._pictures = 0
        self.level = 0
        self.mark = ""
        """What the lines that come begin, see `app.files.marks`."""
        self.raised = False
        """Whether what comes stands above the line, as the mark of a footnote does."""

    @property
    def path(self) -> tuple[int, ...]:
        """The containers that are open."""
        return tuple(self._path)

    def enter(self) -> None:
        """A container begins."""
        self.end_line(blank=False)
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._path.append(next(self._numbers))

    def leave(self) -> None:
        self.end_line(blank=False)
        self._depth = max(self._depth - 1, 0)
        del self._path[self._depth :]

    def text(self, text: str) -> None:
        self._room.take(0, len(text.strip(BREAKABLE)))
        self._pieces.append((text, self.raised))

    def picture(self) -> None:
        """A picture stands here; what is in a cell is the cell's."""
        self._pictures += not self._tables

    def break_line(self) -> None:
        """A line ends, and its paragraph goes on."""
        self.end_line(blank=True)
        self._goes_on = True

    def end_line(self, *, blank: bool) -> None:
        """A line ends here.

        An empty one counts where `blank` says so, or where it holds a space that is to be seen.
        """
        goes_on, self._goes_on = self._goes_on, False
        pictures, self._pictures = self._pictures, 0
        if not (self._pieces or blank or pictures):
            return
        text = self._tidy("".join(without_marks(self._pieces)))
        self._pieces.clear()
        line = text.strip(WHITE)
        if line or blank or pictures or text.strip(BREAKABLE):
            self._room.take(1)
            outer = self._path[: max(self._depth - 1, 0)]
            path = tuple(outer)
            self._blocks.append(Paragraph(line, path, self.level, goes_on, pictures, self.mark))

    def start_aside(self) -> None:
        """A text box begins inside a line: it stands below the line that it hangs on.

        The head of a letter, and a title in a box, stand above the first.
        """
        self._asides.append((self._blocks, self._pieces, self._beside, self.mark))
        self._blocks, self._pieces, self._beside, self.mark = [], [], [], ""

    def end_aside(self) -> None:
        self.end_line(blank=False)
        if self._asides:
            aside = self._blocks + self._beside
            self._blocks, self._pieces, self._beside, self.mark = self._asides.pop()
            first = not (self._outer or any(_is_written(block) for block in self._blocks))
            if first and not any(map(_has_sentence, aside)):
                self._blocks += aside
            else:
                self._beside += aside

    def settle_asides(self) -> None:
        """The line that text boxes hang on is over."""
        self._blocks += self._beside
        self._beside = []

    def start_table(self) -> None:
        self.end_line(blank=False)
        self._outer.append(self._blocks)
        self._tables.append(_Table())

    def start_row(self, before: int = 0) -> None:
        if self._tables:
            self._tables[-1].rows.append(_Row(before))

    def start_cell(self, across: int, down: int, *, continues: bool = False) -> None:
        self.end_line(blank=False)
        if not self._tables:
            return
        if not self._tables[-1].rows:
            self.start_row()
        self._room.take(1)
        cell = _Cell(across, down, continues=continues)
        self._tables[-1].rows[-1].cells.append(cell)
        self._blocks = cell.blocks

    def end_cell(self) -> None:
        """What stands between cells, or between rows, belongs to the page around the table."""
        self.end_line(blank=False)
        if self._outer:
            self._blocks = self._outer[-1]

    def end_table(self) -> None:
        self.end_line(blank=False)
        if self._tables:
            self._blocks = self._outer.pop()
            self._blocks += _seen_through(self._tables.pop(), tuple(self._path))

    def finish(self) -> tuple[Block, ...]:
        """All blocks; a file that was cut off ends its open tables here."""
        self.end_line(blank=False)
        self.settle_asides()
        while self._tables:
            self.end_table()
        return tuple(self._blocks)


def _is_written(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.text)


def _has_sentence(block: Block) -> bool:
    return isinstance(block, PlainTable) or bool(re.search("[。；]", block.text))


def without_marks(pieces: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """A line without the marks of its footnotes: 320¹ is no 3201.

    What begins a line is no mark, but the number of the footnote itself; nor is m² one.
    """
    before = ""
    for raised, group in groupby((piece for piece in pieces if piece[0]), key=lambda p: p[1]):
        text = "".join(piece for piece, _ in group)
        mark = _MARK.fullmatch(text) if raised and before else None
        if mark and not (mark["bare"] and before.isascii() and before.isalpha()):
            continue
        yield text
        before = text.rstrip(WHITE)[-1:] or before


def _seen_through(table: _Table, path: tuple[int, ...]) -> list[Block]:
    cells = [cell for row in table.rows for cell in row.cells]
    arranges = any(isinstance(block, PlainTable) for cell in cells for block in cell.blocks)
    if arranges or all(len(row.cells) <= 1 and not row.before for row in table.rows):
        return [block for cell in cells for block in cell.blocks]
    return [_placed(table, path)]


def _placed(table: _Table, path: tuple[int, ...]) -> PlainTable:
    """Cells at their places: a cell moves right past what spans down from above."""
    placed: dict[tuple[int, int], PlainCell] = {}
    taken: dict[int, tuple[int, PlainCell]] = {}  # by column: the row it is free again, the cell
    for number, row in enumerate(table.rows):
        column = row.before
        for cell in row.cells:
            if cell.continues:
                column = _continue(placed, taken, cell, column, number)
                continue
            while column < MAX_COLUMNS and taken.get(column, (0,))[0] > number:
                column += 1
            if column >= MAX_COLUMNS:
                break
            column = _place(placed, taken, cell, number, column, len(table.rows))
    return PlainTable(tuple(placed[place] for place in sorted(placed)), path)


def _place(
    placed: dict[tuple[int, int], PlainCell],
    taken: dict[int, tuple[int, PlainCell]],
    cell: _Cell,
    row: int,
    column: int,
    rows: int,
) -> int:
    across = _free(taken, column, min(cell.across, MAX_COLUMNS - column), row)
    down = min(max(cell.down, 1), rows - row, _MAX_DOWN)
    text = "\n".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
    made = PlainCell(text.strip(WHITE), row, column, down, across)
    placed[row, column] = made
    for covered in range(column, column + across):
        taken[covered] = row + down, made
    return column + across


def _free(taken: dict[int, tuple[int, PlainCell]], column: int, across: int, row: int) -> int:
    """How many columns a cell gets: where it would overlap one from above, it ends."""
    for width in range(1, max(across, 1)):
        if taken.get(column + width, (0,))[0] > row:
            return width
    return max(across, 1)


def _continue(
    placed: dict[tuple[int, int], PlainCell],
    taken: dict[int, tuple[int, PlainCell]],
    cell: _Cell,
    column: int,
    row: int,
) -> int:
    """The cell above grows by a row; its text stays what it was."""
    above = taken.get(column)
    if above and above[0] == row:
        old = placed[above[1].row, above[1].column]
        grown = PlainCell(old.text, old.row, old.column, old.row_span + 1, old.column_span)
        placed[old.row, old.column] = grown
        for covered in range(old.column, old.end):
            taken[covered] = row + 1, grown
        return old.end
    return _place(placed, taken, cell, row, column, row + 1)
