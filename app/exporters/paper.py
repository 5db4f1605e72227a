"""The printed page, and how a grid is fitted on it. All lengths are points, save where named mm."""

import math
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from app.files import profiles
from app.files.profiles import STANDARD, Profile
from app.forms import layout
from app.forms.layout import Grid, GridCell, Kind
from app.forms.model import Side, Table

TITLE_LEADING = 1.55
NOTE_SIZE = 10.5  # 五号
NOTE_PITCH = 16
NUMBER_FONT = "宋体"
NUMBER_SIZE = 14  # 四号
NUMBER_DISTANCE_MM = 7
"""From the text to the page's number under it."""
SMALLER = (10, 9.5, 9)
"""Sizes for a table that does not fit on its page: that of the blank form, then down to 小五."""
PADDING = 1
"""Left and right in a cell."""
LABEL_INDENT = 1.85
"""What a label stands in more, on both sides, in most tables."""
TITLE_FILL = "C6D9F1"
"""Behind the title of a block, as on the blank form."""
_FRAME = 0.6
"""What a cell loses to its frame, half a point, and to the rounding of widths."""

_LEADING = 1.3
_AIR = (4, 3, 2)
"""What a row is higher than its lines of text; less where notes under the table need the room."""
_WIDE = ("Verdana", "DejaVu Sans", "Georgia")
ADDED_BY_A_WEB_PAGE = 1.4
"""Points, by LibreOffice, to a row of a web page that it opens as a document."""
UNDER_HEADING = 4
"""From a section's heading to its table."""
OVER_NOTE = 3
"""From a table, or another note, to a note."""
_FULL = 0.8
"""Of a page: what is left under so much of a table is not worth filling."""
_PAIR = 2
"""Letters that go on a line over the narrowest column."""
_TO_SPARE = 4.3
"""Of the width of such a line: LibreOffice rounds the widths of a web page."""
_ROUNDING, _ROUNDING_OF_THE_WEB = 0.4, 3.5
"""What a column of labels has over; LibreOffice rounds those of a web page."""
_DIGITS = 5
"""Of a figure that is set no smaller than its table, however wide the labels are."""
_HEADING_AND_GAP = 3


class Placed(Struct, frozen=True):
    """A cell on the page."""

    cell: GridCell
    width: float
    pixels: int
    """The width once more."""
    digits: int
    """How long a figure may be before it must be set smaller."""
    lines: tuple[str, ...]
    """Of its label."""
    ends: bool
    """Whether it reaches down to the last row."""


class FittedGrid(Struct, frozen=True, dict=True, eq=False):
    """A grid with its measures on the page; worked out once, so that it is told by itself."""

    table: Table
    grid: Grid
    profile: Profile
    size: float
    """Of its type."""
    columns: tuple[float, ...]
    """Their widths, unrounded: those that are alike break their labels alike."""
    heights: tuple[float, ...]
    """The least heights of the rows."""
    added: float = 0
    """What the program that shows it makes each row higher."""

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The same as they are drawn."""
        edges = [round(sum(self.columns[:n]), 1) for n in range(len(self.columns) + 1)]
        return tuple(round(right - left, 1) for left, right in pairwise(edges))

    @property
    def fits_page(self) -> bool:
        """Whether it can stand on one page, under its heading."""
        return self.leaves >= 0

    @property
    def leaves(self) -> float:
        """What is left under it, and under its heading, of a page."""
        heading = self.profile.line_pitch + UNDER_HEADING
        return self.profile.text_height - heading - self._height

    @property
    def fills_page(self) -> bool:
        """Whether it is so tall that it had better begin a new page."""
        return self._height > self.profile.text_height * _FULL

    @property
    def _height(self) -> float:
        return sum(self.heights) + self.added * self.grid.rows

    @property
    def is_like_form(self) -> bool:
        """Whether its labels are broken as on the blank form."""
        labels = enumerate(self.columns[: _labels(self.grid)])
        return all(
            letters(_label_room(width, self.table.inset, self.size), self.size)
            >= _letters_on_form(self.table, self.grid, column)
            for column, width in labels
        )

    @property
    def is_ragged(self) -> bool:
        """Whether a column has no cell that is as wide as it is."""
        own = {cell.column for cell in self.grid.cells if cell.column_span == 1}
        return len(own) < self.grid.columns

    def _room(self, width: float) -> float:
        """For a figure."""
        return width - _kept(web=bool(self.added))

    @cached_property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """The cells that begin in each row; worked out once, for a page has hundreds."""
        return tuple(tuple(map(self._place, row)) for row in self.grid.by_row())

    def _place(self, cell: GridCell) -> Placed:
        ends = cell.row + cell.row_span == self.grid.rows
        width = round(self.width(cell), 1)
        digits = int(self._room(width) / (_digit(self.profile) * self.size))
        return Placed(cell, width, pixels(width), digits, tuple(self.label_lines(cell)), ends)

    def width(self, cell: GridCell) -> float:
        return _across(self.widths, cell)

    def covering(self) -> list[list[GridCell]]:
        """The cells that stand in each row, also those that began in a row above."""
        rows: list[list[GridCell]] = [[] for _ in range(self.grid.rows)]
        for cell in self.grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in rows]

    def label_lines(self, cell: GridCell) -> list[str]:
        """The label; over a narrow column broken as the blank form breaks it: 商业 / 企业.

        Left to itself LibreOffice keeps such words whole and widens the column.
        """
        if cell.kind != "header":
            return [cell.text]
        share = _across(self.columns, cell)
        step = letters(_label_room(share, self.table.inset, self.size), self.size)
        return [cell.text[start : start + step] for start in range(0, len(cell.text), step)]

    def side(self, cell: GridCell) -> Side:
        """Where what is printed in a cell stands, as on the blank form."""
        sides: dict[Kind, Side] = {
            "title": "left", "label": self.table.label_side, "corner": self.table.corner_side,
        }  # fmt: skip
        return sides.get(cell.kind, "center")

    def indent(self, cell: GridCell) -> float:
        """What a label stands in more than a figure."""
        share = _across(self.columns, cell)
        return round(_inset(share, self.table.inset, self.size) - PADDING, 2)

    def figure_size(self, cell: GridCell, figure: str) -> float:
        """The size at which a figure keeps to one line."""
        room = self._room(self.width(cell))
        fitting = math.floor(2 * room / _digit(self.profile) / max(len(figure), 1)) / 2
        return min(self.size, fitting)


@cache
def fit(table: Table, profile: Profile = STANDARD, added: float = 0) -> FittedGrid:
    """The table over the whole text width, in the largest type that leaves it on one page.

    Larger than on the blank form only where its labels are broken as there.

    Args:
        added: points by which each row will be higher than it must be.
    """
    made = [_fitted(table, profile, added, size, _AIR[0]) for size in sizes(profile)]
    whole = [fitted for fitted in made if fitted.fits_page] or made[-1:]
    return next((each for each in whole if each.size <= SMALLER[0] or each.is_like_form), whole[0])


def over(
    notes: Sequence[str], table: Table, profile: Profile = STANDARD, added: float = 0
) -> FittedGrid:
    """The same, its rows lower where that leaves its notes on its page, or at least their begin."""
    fitted = fit(table, profile, added)
    if not fitted.fits_page:
        return fitted
    need = notes_height(notes, profile)
    for air in _AIR:
        fitted = _fitted(table, profile, added, fitted.size, air)
        if fitted.leaves >= need:
            break
    return fitted


def notes_height(notes: Sequence[str], profile: Profile = STANDARD) -> float:
    """Of notes under a table; counted high, for a mark that begins no line takes a letter along."""
    width = profile.text_width - NOTE_SIZE
    return sum(OVER_NOTE + lines(note, width, NOTE_SIZE) * NOTE_PITCH for note in notes)


@cache
def _fitted(table: Table, profile: Profile, added: float, size: float, air: float) -> FittedGrid:
    grid = layout.grid(table)
    columns = _columns(table, grid, profile, size, web=bool(added))
    heights = _heights(grid, columns, size, table.inset, air)
    return FittedGrid(table, grid, profile, size, columns, heights, added)


def sizes(profile: Profile) -> tuple[float, ...]:
    """Of the type of tables, largest first."""
    return (profile.table_size, *(size for size in SMALLER if size < profile.table_size))


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes."""
    return max(math.ceil(ems(text) / letters(width, size)), 1)


def pixels(points: float) -> int:
    """For the attributes of HTML, which know whole pixels alone."""
    return round(points * 96 / 72)


def line_height(size: float) -> float:
    return round(size * _LEADING)


def keeps_to_closing(text: str, closing: int, profile: Profile = STANDARD) -> bool:
    """Whether a last paragraph is kept with the office's name and date, of `closing` lines.

    What is kept is to be on their page in part, says Office Open XML, so that two lines are enough;
    LibreOffice takes the whole paragraph over. One that leaves no room for them on its page would
    be torn from its heading.
    """
    taken = lines(text, profile.text_width, profile.body_size)
    height = (taken + closing + _HEADING_AND_GAP) * profile.line_pitch
    return height <= profile.text_height


def _columns(
    table: Table, grid: Grid, profile: Profile, size: float, *, web: bool
) -> tuple[float, ...]:
    """The widths of the blank form, by their shares where the page is narrower.

    But for columns of labels, the narrowest first: each keeps as many letters on a line as it has
    on the blank form, and those of figures give what it lacks, as long as they can.
    """
    shares = [profile.text_width * width / sum(grid.widths) for width in grid.widths]
    labels = _labels(grid)
    figures = sum(shares[labels:])
    spare = figures * (1 - _least(profile, size, web=web) / min(shares[labels:]))
    taken = 0.0
    for column in sorted(range(labels), key=lambda column: shares[column]):
        lacks = _needed(table, grid, column, size, web=web) - shares[column]
        if 0 < lacks <= spare - taken:
            shares[column] += lacks
            taken += lacks
    left = (figures - taken) / figures
    return (*shares[:labels], *(share * left for share in shares[labels:]))


def _least(profile: Profile, size: float, *, web: bool) -> float:
    """The width of a column of figures that has room for most, and for its label."""
    figure = _DIGITS * _digit(profile) * size + _kept(web=web) + 2 * _ROUNDING
    return max(figure, _PAIR * size + _TO_SPARE + _FRAME + 2 * PADDING)


def _kept(*, web: bool) -> float:
    """What of a cell's width a figure has not.

    LibreOffice lays a web page's columns out anew where a figure fills its own.
    """
    return 2 * PADDING + (2 * _FRAME if web else 0)


def _needed(table: Table, grid: Grid, column: int, size: float, *, web: bool) -> float:
    """The width of a column whose labels are to be broken as on the blank form."""
    spare = _FRAME + (_ROUNDING_OF_THE_WEB if web else _ROUNDING)
    return _letters_on_form(table, grid, column) * size + 2 * table.inset + spare


def _letters_on_form(table: Table, grid: Grid, column: int) -> int:
    """On a line of the column's own labels; no more than the longest has."""
    own = (c.text for c in grid.cells if (c.column, c.column_span) == (column, 1))
    longest = max(map(ems, own), default=0)
    twips = grid.widths[column]
    return min(math.ceil(longest), letters(twips / 20 - 2 * table.inset, SMALLER[0]))


def _labels(grid: Grid) -> int:
    """How many columns have labels alone: the first ones."""
    return min(cell.column for cell in grid.cells if cell.kind == "value")


def _across(widths: Sequence[float], cell: GridCell) -> float:
    """The width of a cell."""
    return sum(widths[cell.column : cell.column + cell.column_span])


def _heights(
    grid: Grid, columns: Sequence[float], size: float, inset: float, air: float
) -> tuple[float, ...]:
    """High enough for every label; what spans rows needs them together to be."""
    heights = [line_height(size) + air] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
        room = _label_room(_across(columns, cell), inset, size)
        need = lines(cell.text, room, size) * line_height(size) + air
        last = cell.row + cell.row_span
        heights[last - 1] += max(need - sum(heights[cell.row : last]), 0)
    return tuple(heights)


def _label_room(width: float, inset: float, size: float) -> float:
    return width - 2 * _inset(width, inset, size) - _FRAME


def _inset(width: float, inset: float, size: float) -> float:
    """What the table asks for; less where a column would not hold two letters beside another."""
    return max(min(inset, (width - _FRAME - _TO_SPARE - _PAIR * size) / 2), PADDING)


def letters(width: float, size: float) -> int:
    """How many full-width characters stand on a line."""
    return max(int(width // size), 1)


def _digit(profile: Profile) -> float:
    """How wide a digit is, in its own size; round about, for other computers have other fonts."""
    font = profile.latin_font
    if font.startswith(_WIDE):
        return 0.64
    return 0.56 if profiles.is_sans(font) else 0.5


def ems(text: str) -> float:
    """The width of a text, in its own size."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
