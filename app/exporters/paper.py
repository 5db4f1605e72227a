"""The printed page, and how a grid is fitted on it. All lengths are points, save where named mm."""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from app.files import profiles
from app.files.profiles import STANDARD, Profile
from app.forms import layout
from app.forms.layout import Grid, GridCell
from app.forms.model import Form, Table

TITLE_LEADING = 1.55
NOTE_SIZE = 10.5  # 五号
NOTE_PITCH = 16
NUMBER_FONT = "宋体"
NUMBER_SIZE = 14  # 四号
NUMBER_DISTANCE_MM = 7
"""From the text to the page's number under it."""
SMALLEST = 9  # 小五
PADDING = 1
"""Left and right in a cell."""
LABEL_INDENT = 0.8
"""What a label stands in more, on both sides."""
_FRAME = 0.6
"""What a cell loses to its frame, half a point, and to the rounding of widths."""

_LEADING = 1.3
_AIR = 5
"""What a row is higher than its lines of text."""
_WIDE = ("Verdana", "DejaVu Sans", "Georgia")
_HEADING_AND_GAP = 3
_LEAST = 4
"""Letters on a line of a title."""
_WORDS = "人民政府|年度报告|办公室|委员会|办事处|街道|工作"
_BRACKETS = "[（(《“].*?[）)》”]"
_AT_PLACES = (
    ("[（(]", False, 0.3),
    ("(?<!城)[省市县区](?![省市县区级直场政民域划]|人民政府|(?:管理)?委员会)", True, 0.6),
)
_AT_NAMES = (
    ("(?:人民政府|局|委员会|办公室|(?<!城)镇|街道)(?![市县区]|人民政府|办公室|办事处)", True, 0.2),
    (r"(?<![（(《])\d{4}年", False, 0),
    (r"(?<!^)(?<!\d)\d{4}年(?:度(?!报告))?(?!度)", True, 0),
)
"""Where a title is broken: before what is found or after it, and what it costs.

Where two say the same place, organ, year and the form's own words count before the names of places,
and of these the cheaper one.
"""


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


class FittedGrid(Struct, frozen=True, dict=True):
    """A grid with its measures on the page."""

    grid: Grid
    profile: Profile
    size: float
    """Of its type."""
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    """The least heights of the rows."""

    @property
    def fits_page(self) -> bool:
        """Whether it can stand on one page, under its heading."""
        return sum(self.heights) + self.profile.line_pitch <= self.profile.text_height

    @property
    def fills_page(self) -> bool:
        """Whether it is so tall that it had better begin a new page."""
        return sum(self.heights) > self.profile.text_height / 2

    @property
    def is_ragged(self) -> bool:
        """Whether a column has no cell that is as wide as it is."""
        own = {cell.column for cell in self.grid.cells if cell.column_span == 1}
        return len(own) < self.grid.columns

    @cached_property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """The cells that begin in each row; worked out once, for a page has hundreds."""
        return tuple(tuple(map(self._place, row)) for row in self.grid.by_row())

    def _place(self, cell: GridCell) -> Placed:
        ends = cell.row + cell.row_span == self.grid.rows
        width = round(self.width(cell), 1)
        digits = int((width - 2 * PADDING) / (_digit(self.profile) * self.size))
        return Placed(cell, width, pixels(width), digits, tuple(self.label_lines(cell)), ends)

    def width(self, cell: GridCell) -> float:
        return sum(self.widths[cell.column : cell.column + cell.column_span])

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
        share = _share(self.grid, cell, self.profile.text_width)
        step = _characters(_label_room(share), self.size)
        return [cell.text[start : start + step] for start in range(0, len(cell.text), step)]

    def figure_size(self, cell: GridCell, figure: str) -> float:
        """The size at which a figure keeps to one line."""
        room = self.width(cell) - 2 * PADDING
        fitting = math.floor(2 * room / _digit(self.profile) / max(len(figure), 1)) / 2
        return min(self.size, fitting)


@cache
def fit(table: Table, profile: Profile = STANDARD) -> FittedGrid:
    """The table over the whole text width, in the largest type that leaves it on one page."""
    grid = layout.grid(table)
    widths = _shares(grid.widths, profile.text_width)
    for size in sizes(profile):
        fitted = FittedGrid(grid, profile, size, widths, _heights(grid, profile.text_width, size))
        if fitted.fits_page:
            break
    return fitted


def sizes(profile: Profile) -> tuple[float, ...]:
    """Of the type of tables, largest first."""
    return tuple(dict.fromkeys((profile.table_size, min(profile.table_size, SMALLEST))))


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes."""
    return max(math.ceil(_ems(text) / _characters(width, size)), 1)


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


@cache
def title_lines(title: str, form: Form, profile: Profile = STANDARD) -> tuple[str, ...]:
    """A title that is too long for a line is broken by sense, in lines of a like length.

    One that goes on no five lines is left to the program that shows it. Worked out once: each kind
    of document asks for it, and a very long one takes a quarter of a second.
    """
    room = _characters(profile.text_width - profile.title_size, profile.title_size)
    if _ems(title) <= room:
        return (title,)
    good, most = _good_breaks(title, form), 4
    anywhere = dict.fromkeys(range(len(title)), 3.0)
    unit = _unit(form)
    words, wholes = _inside(title, unit), _inside(title, f"{_BRACKETS}|{unit}")
    free = anywhere | good
    for prices, unbroken, count in (
        (good, wholes, most),
        (free, wholes, most - 1),
        (free, words, most - 1),
        (free, words, most + 1),
    ):
        allowed = {at: price for at, price in prices.items() if at not in unbroken}
        ways = _ways(title, 0, sorted(allowed), count, room)
        if dearness := {way: _dearness(title, way, allowed, room) for way in ways}:
            way = min(dearness, key=lambda way: dearness[way])
            return tuple(title[a:b] for a, b in pairwise((0, *way, len(title))))
    return (title,)


def _ways(
    title: str, start: int, breaks: list[int], most: int, room: int
) -> Iterator[tuple[int, ...]]:
    """The ways to break a title from `start` on into up to `most` lines that fit."""
    if _ems(title[start:]) > most * room:
        return
    if start and len(title) - start >= _LEAST and _ems(title[start:]) <= room:
        yield ()
    for at in breaks:
        if at - start >= _LEAST and _ems(title[start:at]) <= room:
            yield from ((at, *way) for way in _ways(title, at, breaks, most - 1, room))


def _dearness(title: str, way: tuple[int, ...], prices: dict[int, float], room: int) -> float:
    """What it costs to break a title in this way."""
    widths = [_ems(title[a:b]) for a, b in pairwise((0, *way, len(title)))]
    return sum(prices[at] for at in way) + len(way) + _unshapely(widths, room)


def _unshapely(widths: list[float], room: int) -> float:
    """GB/T 9704 wants a trapezoid or a rhomb, not an hourglass."""
    middles = zip(widths, widths[1:], widths[2:], strict=False)
    waist = any(left > middle < right for left, middle, right in middles)
    return (max(widths) - min(widths)) / room + waist


def _unit(form: Form) -> str:
    """A word or letter with the marks around it: no line begins or ends with the wrong mark."""
    words = "|".join((*map(re.escape, form.whole_words), _WORDS))
    return rf"[（《“]*(?:\d{{4}}年度?|{words}|[!-~]+|.)[、，）》”]*"


def _good_breaks(title: str, form: Form) -> dict[int, float]:
    """Where a title is best broken, with what it costs there."""
    own = ((re.escape(each.before), False, each.cost) for each in form.title_breaks)
    cheapest_last = sorted((*own, *_AT_NAMES), key=lambda each: -each[2])
    breaks = {
        found.end() if after else found.start(): price
        for pattern, after, price in (*_AT_PLACES, *cheapest_last)
        for found in re.finditer(pattern, title)
    }
    return {at: price for at, price in breaks.items() if 0 < at < len(title)}


def _inside(title: str, wholes: str) -> set[int]:
    """The places inside of words and figures, or of what else is a whole."""
    spans = (found.span() for found in re.finditer(wholes, title))
    return {at for start, end in spans for at in range(start + 1, end)}


def _shares(weights: tuple[int, ...], whole: float) -> tuple[float, ...]:
    """`whole` by weights; rounded so that the parts add up to it."""
    edges = [round(whole * sum(weights[:n]) / sum(weights), 1) for n in range(len(weights) + 1)]
    return tuple(round(right - left, 1) for left, right in pairwise(edges))


def _share(grid: Grid, cell: GridCell, whole: float) -> float:
    """The width of a cell, unrounded: columns that are alike break their labels alike."""
    own = sum(grid.widths[cell.column : cell.column + cell.column_span])
    return whole * own / sum(grid.widths)


def _heights(grid: Grid, whole: float, size: float) -> tuple[float, ...]:
    """High enough for every label; what spans rows needs them together to be."""
    heights = [line_height(size) + _AIR] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
        room = _label_room(_share(grid, cell, whole))
        need = lines(cell.text, room, size) * line_height(size) + _AIR
        last = cell.row + cell.row_span
        heights[last - 1] += max(need - sum(heights[cell.row : last]), 0)
    return tuple(heights)


def _label_room(width: float) -> float:
    return width - 2 * (PADDING + LABEL_INDENT) - _FRAME


def _characters(width: float, size: float) -> int:
    """How many full-width characters stand on a line."""
    return max(int(width // size), 1)


def _digit(profile: Profile) -> float:
    """How wide a digit is, in its own size; round about, for other computers have other fonts."""
    font = profile.latin_font
    if font.startswith(_WIDE):
        return 0.64
    return 0.56 if profiles.is_sans(font) else 0.5


def _ems(text: str) -> float:
    """The width of a text, in its own size."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
