"""How a title, or any long name, is broken into lines by sense."""

import bisect
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise

from app.exporters import paper
from app.files.profiles import STANDARD, Profile
from app.forms.model import Form

_LEAST = 4
"""Letters on a line of a title."""
_ALIKE = 1e-9
"""Of two ways that cost the same, the one that breaks earlier is taken."""
_WORDS = "人民政府|年度报告|办公室|委员会|办事处|街道|工作"
_LATIN = "[!-~]+?[-/](?=[A-Za-z])|[!-~]+"
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


@cache
def lines(title: str, form: Form, profile: Profile = STANDARD) -> tuple[str, ...]:
    """A title that is too long for a line is broken by sense, in lines of a like length.

    One that goes on no five lines is left to the program that shows it. Worked out once: each kind
    of document asks for it.
    """
    return broken(
        title, form, paper.letters(profile.text_width - profile.title_size, profile.title_size)
    )


def broken(title: str, form: Form, room: int) -> tuple[str, ...]:
    """The same of any name, in lines of at most `room` letters."""
    if paper.ems(title) <= room:
        return (title,)
    good, most = _good_breaks(title, form), 4
    edges = tuple(accumulate(map(paper.ems, title), initial=0.0))
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
        if way := _Ways(edges, allowed, room).cheapest(count):
            return tuple(title[a:b] for a, b in pairwise((0, *way, len(title))))
    return _evenly(title, edges, room) if edges[-1] <= (most + 1) * room else (title,)


def _evenly(title: str, edges: Sequence[float], room: int) -> tuple[str, ...]:
    """In lines of a like width, wherever they end: a word of it is longer than a line."""
    count = math.ceil(edges[-1] / (room - 1))
    ends = [bisect.bisect_left(edges, edges[-1] * n / count) for n in range(count + 1)]
    return tuple(title[a:b] for a, b in pairwise(ends))


class _Ways:
    """The ways to break a title into lines that fit, those into lines of a like width first."""

    def __init__(self, edges: Sequence[float], prices: Mapping[int, float], room: int) -> None:
        """How many letters wide it is up to each place; what it costs to break it at some."""
        self._edges, self._prices, self._room = edges, prices, room
        self._places = sorted(prices)
        self._best: tuple[float, tuple[int, ...]] = (math.inf, ())

    def cheapest(self, most: int) -> tuple[int, ...]:
        """The best way into up to `most` lines; none: empty."""
        self._try((), most, 0)
        return self._best[1]

    def _try(self, way: tuple[int, ...], most: int, cost: float) -> None:
        """What begins like this; left out is whatever costs more already than the best does."""
        start = way[-1] if way else 0
        left, letters = self._edges[-1] - self._edges[start], len(self._edges) - 1 - start
        if left > most * self._room:
            return
        if way and letters >= _LEAST and left <= self._room:
            dearness = cost + _unshapely(self._widths((*way, start + letters)), self._room)
            self._best = min(self._best, (dearness, way))
        for at in self._next(start, left):
            further = cost + self._prices[at] + 1
            widths = self._widths((*way, at))
            if further + (max(widths) - min(widths)) / self._room <= self._best[0] + _ALIKE:
                self._try((*way, at), most - 1, further)

    def _next(self, start: int, left: float) -> list[int]:
        """Where a line from `start` on may end."""
        even, edges = left / math.ceil(left / self._room), self._edges
        first = bisect.bisect_left(self._places, start + _LEAST)
        end = bisect.bisect_right(edges, edges[start] + self._room)
        fitting = self._places[first : bisect.bisect_left(self._places, end)]
        return sorted(fitting, key=lambda at: abs(edges[at] - edges[start] - even))

    def _widths(self, ends: tuple[int, ...]) -> list[float]:
        return [self._edges[b] - self._edges[a] for a, b in pairwise((0, *ends))]


def _unshapely(widths: list[float], room: int) -> float:
    """GB/T 9704 wants a trapezoid or a rhomb, not an hourglass."""
    middles = zip(widths, widths[1:], widths[2:], strict=False)
    waist = any(left > middle < right for left, middle, right in middles)
    return (max(widths) - min(widths)) / room + waist


def _unit(form: Form) -> str:
    """A word or letter with the marks around it: no line begins or ends with the wrong mark.

    Words in Latin letters are broken after a hyphen or a stroke between them.
    """
    words = "|".join((*map(re.escape, form.whole_words), _WORDS))
    return rf"[（《“]*(?:\d{{4}}年度?|{words}|{_LATIN}|.)[、，）》” ]*"


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
