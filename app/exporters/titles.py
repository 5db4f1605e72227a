"""How a title, or any long name, is broken into lines by sense."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from app.exporters import paper
from app.files.profiles import STANDARD, Profile
from app.forms.model import Form

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


@cache
def lines(title: str, form: Form, profile: Profile = STANDARD) -> tuple[str, ...]:
    """A title that is too long for a line is broken by sense, in lines of a like length.

    One that goes on no five lines is left to the program that shows it. Worked out once: each kind
    of document asks for it, and a very long one takes a quarter of a second.
    """
    return broken(
        title, form, paper.letters(profile.text_width - profile.title_size, profile.title_size)
    )


def broken(title: str, form: Form, room: int) -> tuple[str, ...]:
    """The same of any name, in lines of at most `room` letters."""
    if paper.ems(title) <= room:
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
    if paper.ems(title[start:]) > most * room:
        return
    if start and len(title) - start >= _LEAST and paper.ems(title[start:]) <= room:
        yield ()
    for at in breaks:
        if at - start >= _LEAST and paper.ems(title[start:at]) <= room:
            yield from ((at, *way) for way in _ways(title, at, breaks, most - 1, room))


def _dearness(title: str, way: tuple[int, ...], prices: dict[int, float], room: int) -> float:
    """What it costs to break a title in this way."""
    widths = [paper.ems(title[a:b]) for a, b in pairwise((0, *way, len(title)))]
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
