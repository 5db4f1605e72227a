"""What a report calls itself, in one line: organ, year and the name of all such reports."""

import re
import unicodedata
from functools import cache

from msgspec import Struct

from app.importers.terms import scope
from app.letters.numerals import year_of

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?|([〇零○O一二三四五六七八九]{4})年度?")
AROUND = ' 、，,:：-_—|"的'
_OPENING, _CLOSING = "(（《“【[", ")）》”】]"
_NOTHING_INSIDE = re.compile(r"[(（《“【\[][)）》”】\]]")
_BEFORE = re.compile(
    r"^(?:【[^】]*】|附件\d*[:：]?|关于(?:印发|公布|发布)?|转发|公布|发布|标题[:：]|名称[:：]?)"
)
_AFTER = re.compile(r"(?:关于|发布|公布|本级)$")
_WIDE = re.compile("[０-ｚ]+")
_ATTACHED = re.compile(r"^附件[\d一二三四五六七八九十]*[:：]")
_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST = 2
"""Characters in the name of an organ."""
_ANNOUNCES = re.compile("^(?:[现兹特][将就对向予公发编]|根据|按照|依据|依照)|如下[:：]?$")
"""A sentence that says what follows: 现将某局2023年政府信息公开工作年度报告公布如下."""
LONGEST = 100
_IN_BRACKETS = re.compile(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_OF_SITE = re.compile(r"[-_—–|｜·].*")
PRONOUN = re.compile(
    "我|[该各此其]|本(?:单位|机关|局|部门|委|办|厅|院|校|镇|乡|街道?|中心|所|站|区|县|市(?!区)|级)"
    "|全(?:国|省|市|县|区|镇|乡|局|系统)"
)
"""What an office calls itself where it is not named."""


class Head(Struct, frozen=True):
    """What a report calls itself."""

    organ: str = ""
    year: int | None = None
    title: str = ""
    """Its lines as one, without white space; empty: there is none."""
    end: int = 0
    """How many of the lines are over when the title is."""
    apart: str = ""
    """Where the organ's name stands, if not in the title."""
    year_apart: str = ""
    """Where the year stands, if not in the title."""
    start: int = 0
    """Which of the lines it begins with."""
    others: tuple["Head", ...] = ()
    """What else the title may be, where that is not certain."""


class Elsewhere(Struct, frozen=True):
    """Where else than above its text a source may say whose report it is."""

    texts: tuple[str, ...] = ()
    """Covers, the table of a page's metadata, what stands over the tables."""
    names: tuple[str, ...] = ()
    """What it calls itself: a page's <title>, the title in a file's properties."""
    author: str = ""
    """Whom the properties name as its author: an organ, a person, or a program."""


def find(text: str, start: int = 0) -> re.Match[str] | None:
    """The first place from `start` on where a text names such a report."""
    return _named(scope.names().called).search(text, start)


@cache
def _named(called: str) -> re.Pattern[str]:
    return re.compile(called)


def read(text: str, end: int, *, whole: bool = False) -> Head | None:
    """Organ and year in a line that names such a report.

    Args:
        text: one line, plain.
        end: how many lines are over behind it.
        whole: only where nothing follows the name but brackets or the name of a site: a sheet of
            figures for a report is none.
    """
    years = [year for found in YEAR.finditer(text) if (year := _number(found))]
    without = YEAR.sub("", text)
    called = find(without)
    if not called or len(text) > LONGEST or _ANNOUNCES.search(text):
        return None
    rest = without[called.end() :]
    if whole and _IN_BRACKETS.sub("", _OF_SITE.sub("", rest)).strip(AROUND + _OPENING + _CLOSING):
        return None
    organ = _organ(without[: called.start()])
    if len(_HAN.findall(organ)) < _FEWEST or PRONOUN.match(organ):
        organ = ""  # 2024-01：, a number out of a list
    official = (
        f"{organ}政府" if organ.endswith("人民") else organ
    )  # 人民政府信息公开: one 政府 for two
    return Head(official, years[0] if years else None, text, end)


def _organ(text: str) -> str:
    previous = None
    while text != previous:
        previous = text
        text = _AFTER.sub("", _NOTHING_INSIDE.sub("", text).strip(AROUND)).strip(AROUND)
        text = _BEFORE.sub("", _bare(text)).strip(AROUND)
    return text


def _bare(text: str) -> str:
    """Without brackets that are around all of it, or that lost their other half to the title."""
    pairs = _pairs(text)
    paired, last = {*pairs, *pairs.values()}, len(text) - 1
    if pairs.get(0) == last:
        return text[1:-1]
    alone = [c in _OPENING + _CLOSING and n not in paired for n, c in enumerate(text)]
    return text[any(alone[:1]) : len(text) - any(alone[-1:])]


def _pairs(text: str) -> dict[int, int]:
    """Where a bracket opens -> where it closes; round and square are not told apart."""
    opened: list[int] = []
    pairs = {}
    for place, character in enumerate(text):
        if character in _OPENING:
            opened.append(place)
        elif character in _CLOSING and opened:
            pairs[opened.pop()] = place
    return pairs


def _number(year: re.Match[str]) -> int | None:
    number = year_of(year[1] or year[2])
    return number if 1990 <= number <= 2100 else None


def plain(text: str) -> str:
    """Half-width digits and letters, no white space, no 附件1：; other punctuation as it is."""
    narrow = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), text[:400])
    return _ATTACHED.sub("", "".join(narrow.split()))
