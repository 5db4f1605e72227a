"""The numbers that a browser writes before the items of a page's lists: 一、 （二） 3."""

import re

from msgspec import Struct

from app.importers.markup.numbering import written
from app.letters.numerals import COUNTING

_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([\w\s-]+)")
_CHINESE = re.compile(r"cjk-ideographic|(?:simp|trad)-chinese-\w+")
_LETTERS = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
}
_DIGITS = frozenset(["", "1", "decimal"])
_NOT_A_TEXT = re.compile("breadcrumb|crumb|nav|menu|tab|carousel|swiper|pag(?:e|ination)")
"""Classes of lists that only look like anything but a list."""
_EDITOR = re.compile(r"\bcustom_(cn|num)([12]?)\b")
"""The lists of UEditor, which numbers them by pictures."""
_AROUND = {"": "{}、", "1": "{}）", "2": "（{}）"}
_EDITORS = {"cn": "chineseCounting", "num": "decimal"}
_NUMBERED = re.compile(
    rf"[（(] | [\d０-９{COUNTING}]+\s*[、.．)）:：是] | [①-⒇㈠-㈩] | 第[{COUNTING}]", re.VERBOSE
)
_NUMERAL = re.compile(r"\d{1,4}")


class _List(Struct):
    format: str = ""
    """Empty: its items bear no number."""
    around: str = "{}."
    next: int = 1


class ListNumbers:
    """Takes the tags of lists and items, gives the numbers."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._due = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "ol":
            self._open.append(_list(attributes))
        elif tag == "ul":
            self._open.append(_List())
        elif tag == "li" and self._open:
            self._item(self._open[-1], attributes.get("value", ""))

    def end(self, tag: str) -> None:
        if tag in {"ol", "ul"} and self._open:
            self._open.pop()
        self._due = "" if tag in {"ol", "ul", "li"} else self._due

    def before(self, text: str) -> str:
        """The number of the item that a text begins; none where it has its own, or no words."""
        if not self._due or not text.strip():
            return ""
        number, self._due = self._due, ""
        words = text.strip()
        return "" if _NUMBERED.match(words) or not re.search(r"[^\W\d]", words) else number

    def _item(self, around: _List, value: str) -> None:
        around.next = int(value) if _NUMERAL.fullmatch(value) else around.next
        number = around.around.format(written(around.next, around.format))
        self._due = number if around.format else ""
        around.next += 1


def _list(attributes: dict[str, str]) -> _List:
    """What is numbered in another way than these is left without: a wrong number is worse."""
    classes = attributes.get("class", "")
    first = attributes.get("start", "")
    start = int(first) if _NUMERAL.fullmatch(first) else 1
    if _NOT_A_TEXT.search(classes):
        return _List()
    if editor := _EDITOR.search(classes):
        return _List(_EDITORS[editor[1]], _AROUND[editor[2]], start)
    looks = _TYPE.search(attributes.get("style", "").lower())
    shape = looks[1].strip() if looks else attributes.get("type", "")
    if _CHINESE.search(shape):
        return _List("chineseCounting", _AROUND[""], start)
    return _List("decimal" if shape in _DIGITS else _LETTERS.get(shape, ""), next=start)
