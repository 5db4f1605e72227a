"""Word's automatic numbers, which stand nowhere in the text: 一、 （二） 3."""

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree
from msgspec import Struct

from app.importers.markup import ooxml

_LEVELS = 9
"""That a list has at most."""
_LONGEST = 255
"""Characters around its numbers; Word takes no more."""
_DIGITS = "〇一二三四五六七八九"


class _Level(Struct, frozen=True):
    start: int
    format: str
    pattern: str
    """%1、: the number of the first level, and what stands around it."""


class Numbering:
    """Counts the paragraphs of each list as they come."""

    def __init__(self, content: bytes) -> None:
        """`content`: the part numbering.xml; empty where there is none."""
        self._levels: dict[tuple[str, int], _Level] = {}
        self._lists: dict[str, str] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._of_styles: dict[tuple[str, str], str] = {}
        """A list's shape and the name of a style -> the level that is kept for it."""
        self._restarts: dict[tuple[str, int], int] = {}
        """A list and a level -> the number that it begins anew with, where it has not yet."""
        if content:
            self._read(ooxml.root(content))

    def next(self, list_id: str, level: int) -> str:
        """The number of the next paragraph at a level of a list; empty: it shows none."""
        shape = self._lists.get(list_id, "")
        if (shape, level) not in self._levels or level >= _LEVELS:
            return ""
        anew = self._restarts.pop((list_id, level), None)
        if anew is not None:
            self._counts[shape, level] = anew - self._levels[shape, level].start
        self._counts[shape, level] += 1
        for deeper in range(level + 1, _LEVELS):
            self._counts[shape, deeper] = 0
        text = self._levels[shape, level].pattern
        for at in range(level + 1):
            text = text.replace(f"%{at + 1}", self._number(shape, at))
        return text

    def level_of(self, list_id: str, style: str) -> str:
        """The level at which a list numbers the paragraphs of a style; empty: it names none."""
        return self._of_styles.get((self._lists.get(list_id, ""), style), "")

    def _number(self, shape: str, level: int) -> str:
        known = self._levels.get((shape, level))
        if not known:
            return ""
        number = known.start + max(self._counts[shape, level], 1) - 1
        return written(number, known.format)

    def _read(self, root: etree._Element) -> None:
        for shape in _children(root, "abstractNum"):
            for level in _children(shape, "lvl"):
                self._read_level(ooxml.attribute(shape, "abstractNumId"), level)
        for each in _children(root, "num"):
            self._read_list(ooxml.attribute(each, "numId"), each)

    def _read_level(self, shape: str, level: etree._Element) -> None:
        depth = ooxml.attribute(level, "ilvl")
        style = ooxml.value(level, "pStyle")
        if style:
            self._of_styles[shape, style] = depth
        known = _level(level)
        if known:
            self._levels[shape, ooxml.number(depth, 0, 5)] = known

    def _read_list(self, list_id: str, element: etree._Element) -> None:
        self._lists[list_id] = ooxml.value(element, "abstractNumId")
        for level in _children(element, "lvlOverride"):
            start = ooxml.value(level, "startOverride")
            if start:
                depth = ooxml.number(ooxml.attribute(level, "ilvl"), 0, 3)
                self._restarts[list_id, depth] = ooxml.number(start, 1, 5)


def written(number: int, format_: str) -> str:
    """A number as a list writes it; in digits where the format is not known."""
    return _FORMATS.get(format_, str)(number)


def _level(element: etree._Element) -> _Level | None:
    """A bullet is no number."""
    format_ = ooxml.value(element, "numFmt")
    if format_ in {"bullet", "none"}:
        return None
    start = ooxml.number(ooxml.value(element, "start"), 1, 5)
    pattern = ooxml.value(element, "lvlText")
    if len(pattern) > _LONGEST:
        raise ValueError("no program writes such a number")
    return _Level(start, format_, pattern)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if 0 < number <= 26 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
         "taiwaneseCountingThousand", "ideographDigital", "koreanDigital2"), _chinese,
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}  # fmt: skip


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}")
