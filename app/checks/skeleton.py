"""A text -> what expressions can be tried on: no white space, figures and years as single signs.

    2023 年共收到申请 1,295 件，答复近 300 件  ->  Ｙ共收到申请#件，答复≈件

Every sign remembers where it stands in the text as it was read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from app.letters.characters import HALF_WIDTH, digits
from app.letters.numbers import Number
from app.letters.numerals import is_number, value_of, year_of

_TABLE = str.maketrans(
    {**{wide: chr(code) for wide, code in HALF_WIDTH.items() if chr(code).isalpha()}}
    | {"．": ".", "％": "%", "﹪": "%", "#": "＃", "≈": "＃"}
    | {";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", "\n": "。"}
)
"""What would look like one of the skeleton's own signs is written otherwise."""
_WIDE_GROUPS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SOLID = re.compile(r"\n|\S+")
_HAN = "零〇○一二两三四五六七八九"
_UNIT = "件|宗|起|例|条|份|次|个|项|部|元|万元|万件"
_TOKEN = re.compile(
    rf"""(?=[\d〔\[（第{_HAN}十百约近超逾不至接数几A-Za-z])(?:
      (?P<code>[〔\[（]\d{{4}}[〕\]）]\d+号|第[\d{_HAN}十百]+|0\d{{2,3}}-?\d{{7,8}}|\d{{11,}}|\d+号
        |[A-Za-z][\w.@/-]*)
    | (?P<year>(?:19|20)\d\d|二[零〇○][{_HAN}]{{2}})年
    | (?P<newyear>1月1日)
    | (?P<end>12月(?:31日|底)|1[-—~至到]12月)
    | (?P<date>\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{1,2}}[日时])
    | 百分之(?P<hundredth>[{_HAN}十百点]+)
    | (?P<about>约|近|超过?|逾|不足|至少|不少于|接近|[数几](?=十))?
      (?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?
        |[{_HAN}十][{_HAN}十百千万]{{0,15}}(?=[余多]?(?:{_UNIT}))|(?<=[为是])零(?=[，。；、）]|$))
      (?P<scale>[万亿](?!元))?
      (?P<more>[余多几来]|(?=(?:{_UNIT})?(?:以上|左右|以下|以内)))?
    )""",
    re.VERBOSE,
)
_NUMBERS = re.compile(
    r"分别 (?:为|是|有|共|达)? (?P<numbers> (?: [#][^#≈，。；、%]{0,3} [、，和及] )+ [#](?!%) )",
    re.VERBOSE,
)
_NAMES = re.compile(r"[^，。；：（）#≈]{0,120}$")
_COUNT = re.compile("(?:数量|件数)$")
_JOINTS = re.compile("[、和及与]")
_LONGEST_SENTENCE = 600
"""A stretch without a stop may be a whole text: what is looked at before a sign has an end."""
_MOST_FIGURES = 1_000
"""Of a text, from its beginning; a long one has two hundred. What is beyond is as a number that is
not exact, of which no check speaks: each is held against all that could be said of it.
"""


class Figure(Struct, frozen=True):
    """A number in a text."""

    value: Number
    step: Number
    """The worth of its last digit: 1.2万 is known to the thousand."""
    start: int
    end: int
    plain: bool
    """Written in digits alone, so that another number can take its place."""


class Skeleton(Struct, frozen=True, eq=False):
    """A text made ready."""

    skeleton: str
    spots: tuple[int, ...]
    """Where each sign of the skeleton begins in the text, and where the text ends."""
    ends: dict[int, int]
    """Where a sign ends in the text, if it is more than one character there."""
    figures: dict[int, Figure]
    """By their place in the skeleton."""
    length: int
    """Signs that stand in the text; after them come lists told apart, once more, one by one."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From and to in the text, of a stretch of the skeleton."""
        return self.spots[start], self.end(end - 1)

    def end(self, at: int) -> int:
        """Where a sign of the skeleton ends in the text."""
        return self.ends.get(at, self.spots[at] + 1)

    def sentence(self, at: int) -> int:
        """Where the sentence begins that `at` stands in."""
        return self._after("。；！？", at)

    def clause(self, at: int) -> int:
        return self._after("。；！？，：（）", at)

    def _after(self, stops: str, at: int) -> int:
        least = max(0, at - _LONGEST_SENTENCE)
        return max(least, 1 + max(self.skeleton.rfind(stop, least, at) for stop in stops))


@lru_cache(maxsize=2048)
def read(text: str, year: int | None) -> Skeleton:
    """The text made ready, as a report of `year` reads it."""
    solid, places = squeeze(text)
    signs: list[str] = []
    spots: list[int] = []
    ends: dict[int, int] = {}
    figures: dict[int, Figure] = {}
    last = 0
    for token in _TOKEN.finditer(solid):
        figure = _figure(token, places) if len(figures) < _MOST_FIGURES else None
        sign = _sign(token, year, known=figure is not None)
        signs += solid[last : token.start()], sign
        spots += places[last : token.start()]
        last, at = token.end(), len(spots)
        if figure and sign[0] == "#":
            figures[at] = figure
        start = figure.start if figure else places[token.start()]
        spots += [start] * len(sign)
        ends |= dict.fromkeys(
            range(at, len(spots)), figure.end if figure else places[token.end() - 1] + 1
        )
    signs.append(solid[last:])
    spots += places[last:]
    return _with_lists("".join(signs), spots, ends, figures)


@lru_cache(maxsize=256)
def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space, punctuation as Chinese has it, and where each sign stands."""
    signs: list[str] = []
    places: list[int] = []
    for solid in _SOLID.finditer(text):
        piece = solid[0]
        if signs and signs[-1][-1].isdigit() and piece[0].isdigit():
            signs.append("、")  # two numbers with a gap between them are not one
            places.append(solid.start())
        signs.append(piece)
        places.extend(range(solid.start(), solid.end()))
    whole = digits(_WIDE_GROUPS.sub(",", "".join(signs)).translate(_TABLE))
    return re.sub(r",(?!\d{3})", "，", whole), places


def _sign(token: re.Match[str], year: int | None, *, known: bool) -> str:
    """`known`: the number is one that can be told."""
    if token["year"]:
        off = year_of(token["year"]) - year if year else 0
        return {0: "Ｙ", -1: "Ｘ", 1: "Ｚ"}.get(off, "Ｏ")
    if token["hundredth"]:
        return "#%" if known else "≈%"
    for kind, sign in {"code": "＊", "newyear": "Ｊ", "end": "Ｄ", "date": "Ｍ"}.items():
        if token[kind]:
            return sign
    return "#" if known and not token["about"] and token["more"] is None else "≈"


def _figure(token: re.Match[str], places: list[int]) -> Figure | None:
    group = "hundredth" if token["hundredth"] else "number"
    if not token[group] or not is_number(token[group]):
        return None
    value, step = value_of(token[group], token["scale"] or "")
    start, end = places[token.start(group)], places[token.end(group) - 1] + 1
    if token["scale"]:
        end = places[token.end("scale") - 1] + 1
    plain = token[group][0].isascii() and not token["scale"]
    return Figure(value, step, start, end, plain)


def _with_lists(
    skeleton: str, spots: list[int], ends: dict[int, int], figures: dict[int, Figure]
) -> Skeleton:
    """A、B分别为1件、2件 is said once more as A1件、B2件, behind the text."""
    length, more = len(skeleton), [skeleton]
    for name, number in _listed(skeleton):
        figures[len(spots) + 1 + len(name)] = figures[number]
        order = [number, *name, number, number]
        ends |= {len(spots) + k: ends[i] for k, i in enumerate(order) if i in ends}
        spots += [spots[i] for i in order]
        more.append("；" + "".join(skeleton[i] for i in name) + "#件")
    return Skeleton("".join(more), tuple(spots), ends, figures, length)


def _listed(skeleton: str) -> Iterator[tuple[range, int]]:
    for found in _NUMBERS.finditer(skeleton):
        numbers = [i for i in range(*found.span("numbers")) if skeleton[i] == "#"]
        before = _NAMES.search(skeleton, max(0, found.start() - 120), found.start())
        first = before.start() if before else found.start()
        names = _COUNT.sub("", skeleton[first : found.start()])
        cuts = [j.start() for j in _JOINTS.finditer(names)]
        starts = [0, *(cut + 1 for cut in cuts)]
        stops = [*cuts, len(names)]
        if len(numbers) == len(starts) > 1:
            for a, b, number in zip(starts, stops, numbers, strict=True):
                yield range(first + a, first + b), number
