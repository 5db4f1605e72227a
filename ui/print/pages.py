"""A report laid out on pages, for paper and PDF alike: the same flow and grid as every document.

Lengths inside are dots, as type is set in.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from app.exporters import clip, paper, signature, titles
from app.exporters.flow import Piece, figures, flow, tables_of
from app.files import profiles
from app.files.profiles import Profile
from app.forms.layout import GridCell
from app.letters import characters
from app.letters.numbers import Number
from app.report.report import Report
from ui.print import structure, typeset
from ui.print.structure import Element
from ui.print.typeset import POINT, Frame, Line, Style

_KEPT = 2
"""Lines of a note."""
_TRAILING = " \u3000"
"""Blanks at the end of a line are not drawn."""
_FEW = 3
"""As many lines are kept together where all that should be do not go on a page."""


class Heading(Struct, frozen=True):
    """Where a heading stands, for bookmarks."""

    text: str
    page: int
    """Counted from 0."""
    top: float
    """How far down on it, in dots."""
    depth: int


class Row(Struct, frozen=True):
    """A line of a paragraph on its way to a page."""

    piece: Piece
    element: Element
    layout: typeset.Layout
    number: int
    """Of the line in its layout."""
    before: int
    """How many lines of the paragraph come before it."""
    after: int
    """How many come after it."""
    pitch: float
    below: float
    """The space under it."""
    headed: float
    """The height of what it heads, where that is a table."""

    @property
    def is_heading(self) -> bool:
        return self.piece.kind in ("section", "part")


class Part(Struct, frozen=True):
    """What of a row of a table stands on a page: all of it, but for a row higher than a page."""

    row: int
    height: float
    goes_on: bool = False
    """Whether the rest is on the next page."""


class Pages:
    """The pages of a report, filled from the top; a fresh one for each report."""

    def __init__(self, report: Report, profile: Profile, *, only_tables: bool = False) -> None:
        self.pages: list[list[Line | Frame]] = [[]]
        self.headings: list[Heading] = []
        self.document = Element("Document")
        """The tree of all that is read, in its order; lines on the pages name their elements."""
        self._form, self._profile = report.form, profile
        self._figures = figures(report, profile)
        self._styles = typeset.styles(profile)
        self._begun: dict[GridCell, int] = {}
        """Of the cells of a table, how many of their lines are on pages."""
        self._top = profile.top * profiles.MM * POINT
        self._left = profile.left * profiles.MM * POINT
        self._end = self._top + profile.text_height * POINT
        self._y = self._top
        pieces = flow(report, profile)
        self._pieces = list(tables_of(pieces) if only_tables else pieces)
        closing = [piece.text for piece in self._pieces if piece.kind == "closing"]
        self._signed = iter(signature.placed(closing, report.form, profile))
        for tables, pieces in groupby(self._pieces, lambda piece: piece.kind == "table"):
            if tables:
                for piece in pieces:
                    self._place_table(piece)
            else:
                self._place_texts(list(pieces))

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw the page `number`, counted from 0, on a painter of 1200 dots to an inch."""
        for item in self.items(number):
            item.draw(painter)

    def items(self, number: int) -> tuple[Line | Frame, ...]:
        """All that stands on a page, its number last."""
        return *self.pages[number], self._page_number(number)

    def letters(self) -> str:
        """Every letter that is drawn, once."""
        lines = (item for items in self.pages for item in items if isinstance(item, Line))
        layouts = {id(line.layout): line.layout for line in lines}.values()
        return "".join(sorted(set().union(*(layout.text() for layout in layouts))))

    def missing(self) -> list[str]:
        """The letters that no font has, of those that can be seen. Slow: it asks line by line."""
        lines = (item for items in self.pages for item in items if isinstance(item, Line))
        found = {letter for line in lines for letter in line.missing()}
        return sorted(letter for letter in found if not characters.is_unseen(letter))

    def blanks(self, number: int) -> str:
        """The blanks of a page as they are drawn, and the places where a line may also end.

        Empty where a line of it may end nowhere but at a blank.
        """
        lines = [item for item in self.items(number) if isinstance(item, Line)]
        if not any(typeset.END in line.layout.text() for line in lines):
            return ""
        texts = (line.text().rstrip(_TRAILING) for line in lines)
        return "".join(c for text in texts for c in text if c in f" {typeset.END}")

    def styles(self) -> list[Style]:
        """Every style that something may be drawn in."""
        return [*self._styles.values(), typeset.number_style(right=True)]

    def fonts(self) -> Iterator[QFont]:
        """Every font for Chinese that something may be drawn with."""
        for style in self._styles.values():
            yield typeset.font_of(style)

    def _place_texts(self, pieces: list[Piece]) -> None:
        """Paragraphs up to the next table, line by line."""
        pairs = zip(pieces, [*pieces[1:], None], strict=True)
        rows = [row for pair in pairs for row in self._rows(*pair)]
        for together in _together(rows):
            whole = _points(together) <= self._profile.text_height
            self._need(_points(together if whole else together[:_FEW]))
            for row in together:
                self._place_row(row)

    def _rows(self, piece: Piece, following: Piece | None) -> Iterator[Row]:
        """The lines of a paragraph; a title is broken by sense, a blank one has a line too."""
        title = piece.kind == "title"
        style, width = self._styles[piece.kind], self._profile.text_width
        texts = titles.lines(piece.text, self._form, self._profile) if title else (piece.text,)
        if piece.kind == "closing":
            signed = next(self._signed)
            texts = signed.lines
            if signed.side == "left":
                style = replace(style, side=typeset.Side.AlignLeft, indent=signed.left)
            width -= signed.right
        layouts = [typeset.laid_out(text, style, width) for text in texts]
        element = structure.paragraph(piece.kind)
        if piece.text:
            self.document.add(element)
        lines = [(laid, n) for laid in layouts for n in range(max(laid.lineCount(), 1))]
        headed, last = self._headed(piece), len(lines) - 1
        for at, (laid, number) in enumerate(lines):
            below = 0 if at < last else self._space_after(piece, following)
            yield Row(piece, element, laid, number, at, last - at, style.pitch, below, headed)

    def _headed(self, piece: Piece) -> float:
        """What of the table under its heading, and of its note, must be on the heading's page."""
        if not piece.table:
            return 0
        height = _height(paper.over(piece.notes, piece.table, self._profile))
        return height + self._noted(piece)

    def _noted(self, piece: Piece) -> float:
        """The height of what stays with a table of the first note under it."""
        if not piece.notes:
            return 0
        layout = typeset.laid_out(piece.notes[0], self._styles["note"], self._profile.text_width)
        return paper.OVER_NOTE + min(layout.lineCount(), _KEPT) * paper.NOTE_PITCH

    def _place_row(self, row: Row) -> None:
        self._need(row.pitch)
        if row.is_heading and not row.number:
            if row.piece.table and paper.fit(row.piece.table, self._profile).fills_page:
                self._new_page()
            depth = 0 if row.piece.kind == "section" else 1
            self.headings.append(Heading(row.piece.text, len(self.pages) - 1, self._y, depth))
        if row.number < row.layout.lineCount():
            place = self._left, self._y, row.pitch
            line = typeset.line_at(row.layout, row.number, *place, row.element)
            self.pages[-1].append(line)
        self._y += (row.pitch + row.below) * POINT

    def _space_after(self, piece: Piece, following: Piece | None) -> float:
        if piece.kind == "title":
            return self._profile.line_pitch
        if piece.table:
            return paper.UNDER_HEADING
        if following and following.kind == "closing" and piece.kind != "closing":
            return self._profile.line_pitch
        return 0

    def _need(self, points: float) -> None:
        """A new page where so much does not go on this one, unless it is still empty."""
        if self._y + points * POINT > self._end + 1 and self.pages[-1]:
            self._new_page()

    def _new_page(self) -> None:
        """A page that is still empty is new enough."""
        if self.pages[-1]:
            self.pages.append([])
        self._y = self._top

    def _place_table(self, piece: Piece) -> None:
        assert piece.table is not None
        fitted = paper.over(piece.notes, piece.table, self._profile)
        table, elements = structure.table(fitted.grid)
        self.document.add(table)
        self._begun = {}
        header = [Part(row, fitted.heights[row]) for row in range(fitted.grid.header_rows)]
        for number, rows in enumerate(self._portions(fitted)):
            if number:
                self._new_page()
            self._place_rows(fitted, [*header, *rows] if number else rows, elements)
        if piece.notes:
            self._y += paper.OVER_NOTE * POINT

    def _portions(self, fitted: paper.FittedGrid) -> Iterator[list[Part]]:
        """The rows that go on a page together.

        The header repeats over every later portion. A row higher than a page goes on over several.
        """
        header = sum(fitted.heights[: fitted.grid.header_rows])
        room, whole = (self._end - self._y) / POINT, self._profile.text_height - header
        pitch = paper.line_height(fitted.size)
        rows: list[Part] = []
        for row, height in enumerate(fitted.heights):
            left = height
            if rows and left > room + 0.1:
                yield rows
                rows, room = [], whole
            if left > whole + 0.1:
                left = max(left, _high(fitted, row, self._figures))
            while left > whole + 0.1 and whole > pitch and row >= fitted.grid.header_rows:
                lines = max(room // pitch, 0) * pitch
                yield [Part(row, lines, goes_on=True)] if lines else []
                room, left = whole, left - lines
            rows.append(Part(row, left))
            room -= left
        yield rows

    def _place_rows(
        self,
        fitted: paper.FittedGrid,
        portion: Sequence[Part],
        elements: dict[GridCell, Element],
    ) -> None:
        """Merges shrink to what of them is on this page; what is on two is read on the first."""
        rows, heights = [part.row for part in portion], [part.height * POINT for part in portion]
        widths = [width * POINT for width in fitted.widths]
        covering = fitted.covering()
        wholes = [{cell.column: cell for cell in covering[row]} for row in rows]
        for line in clip.cut_out(fitted.grid, rows, range(fitted.grid.columns)):
            for cell in line:
                left = self._left + sum(widths[: cell.column])
                top = self._y + sum(heights[: cell.row])
                width = sum(widths[cell.column : cell.column + cell.column_span])
                height = sum(heights[cell.row : cell.row + cell.row_span])
                whole = wholes[cell.row][cell.column]
                room = QRectF(left, top, width, height)
                goes_on = portion[cell.row + cell.row_span - 1].goes_on
                self._place_cell(fitted, cell, whole, room, elements[whole], goes_on=goes_on)
        self._y += sum(heights)

    def _place_cell(
        self,
        fitted: paper.FittedGrid,
        cell: GridCell,
        whole: GridCell,
        room: QRectF,
        element: Element,
        *,
        goes_on: bool,
    ) -> None:
        """What is once more on a later page is only looked at, unless its lines go on there."""
        layout, style, inset = _laid_out(fitted, cell, room.width() / POINT, self._figures)
        pitch, count = style.pitch * POINT, layout.lineCount()
        first = self._begun.get(whole, 0)
        again = first == count
        lines = range(count)[0 if again else first :]
        if goes_on:
            lines = lines[: int((room.height() + 1) // pitch)]
        self._begun[whole] = count if again else lines[-1] + 1 if lines else count
        top = room.top() + (room.height() - len(lines) * pitch) / 2
        left = room.left() + inset * POINT
        self.pages[-1].append(Frame(room, paper.TITLE_FILL if cell.kind == "title" else ""))
        for place, number in enumerate(lines):
            at = top + place * pitch
            line = typeset.line_at(
                layout, number, left, at, style.pitch, None if again else element
            )
            self.pages[-1].append(line)

    def _page_number(self, number: int) -> Line:
        """Outside: at the right on odd pages, at the left on even ones, one letter in."""
        style = typeset.number_style(right=number % 2 == 0)
        layout = typeset.laid_out(
            f"— {number + 1} —", style, self._profile.text_width - 2 * style.size
        )
        top = self._end + paper.NUMBER_DISTANCE_MM * profiles.MM * POINT
        return typeset.line_at(layout, 0, self._left + style.size * POINT, top, style.pitch)


def _together(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The lines in groups that no page breaks."""
    group: list[Row] = []
    for at, row in enumerate(rows):
        group.append(row)
        if not _keeps(rows, at):
            yield group
            group = []


def _points(rows: Sequence[Row]) -> float:
    """The height of lines that stand under one another, and of the table that they head."""
    last = rows[-1]
    headed = last.below + last.headed if last.headed else 0
    return sum(row.pitch + row.below for row in rows) - last.below + headed


def _keeps(rows: Sequence[Row], at: int) -> bool:
    """Whether a line stays with the next one.

    A heading keeps to the two lines under it; the office's name and the date keep to one another
    and to the two lines over them. No page begins with the last line of a paragraph, or ends with
    its first, where it has more.
    """
    row, following = rows[at], [row.piece.kind for row in rows[at + 1 : at + 3]]
    if not following:
        return False
    if row.after and (not row.before or row.after == 1):
        return True
    if row.is_heading:
        return bool(row.after) or following[0] not in ("section", row.piece.kind)
    if following[0] in ("section", "part"):
        return False
    return "closing" in following or (at > 0 and rows[at - 1].is_heading)


def _laid_out(
    fitted: paper.FittedGrid, cell: GridCell, width: float, values: Mapping[str, Number | None]
) -> tuple[typeset.Layout, Style, float]:
    """What stands in a cell of this width, how it is set, and how far from the frame."""
    text, style = typeset.content(fitted, cell, values)
    inset = paper.PADDING + (0 if cell.kind == "value" else fitted.indent(cell))
    return typeset.laid_out(text, style, width - 2 * inset), style, inset


def _high(fitted: paper.FittedGrid, row: int, values: Mapping[str, Number | None]) -> float:
    """How high a row is that was only reckoned; points."""
    cells = [cell for cell in fitted.grid.by_row()[row] if cell.row_span == 1]
    laid = (_laid_out(fitted, cell, fitted.width(cell), values) for cell in cells)
    return max(layout.lineCount() * style.pitch for layout, style, _ in laid)


def _height(fitted: paper.FittedGrid) -> float:
    """What of the table must be on the page of its heading."""
    header = fitted.grid.header_rows
    return sum(fitted.heights) if fitted.fits_page else sum(fitted.heights[: header + 1])
