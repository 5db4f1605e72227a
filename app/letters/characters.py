"""Which characters nobody sees, which are blanks, which are digits: one idea for the whole house.

What is copied from a web page, a calculator or Word brings marks along that no screen shows: they
turn the writing round, join letters, keep lines whole. Unicode's classes tell them: Cf and Cc are
unseen, Zs are blanks, Zl and Zp end a line, Nd are digits. ① and ² are of no such class.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

HALF_WIDTH = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and marks of ASCII, as `str.translate` takes them."""

WHITE = "".join(
    chr(code)
    for block in (
        range(0x21),
        range(0x7F, 0xA1),
        (0xAD, 0x115F, 0x1160, 0x1680, 0x180E, 0x2800, 0x3000, 0x3164, 0xFEFF, 0xFFA0),
        range(0x2000, 0x2010),
        range(0x2028, 0x2030),
        range(0x205F, 0x2065),
        range(0x2066, 0x2070),
    )
    for code in block
)
"""For `str.strip`: blanks, line ends and the unseen marks that stand beside words."""

_BREAKS = "\n\v\f\r\x85\u2028\u2029"
"""Each ends a line, whichever program wrote it."""
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by their class, and shown as blanks."""
_UNSEEN_MARKS = "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"
_JOINER = "\u200d"
_EMOJI = (
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
)
_LOOSE_JOINER = f"(?<!{_EMOJI}){_JOINER}|{_JOINER}(?!{_EMOJI})"


class _Table(dict[int, int | str | None]):
    """For `str.translate`: what a rule makes of each character that has been met so far."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> int | str | None:
        made = self._rule(chr(code))
        self[code] = code if made == chr(code) else made
        return self[code]


def in_figure(words: str) -> str:
    """What can be read of a figure: half-width, every decimal digit as its value.

    Unseen marks are gone, and so are outer blanks; those inside, and line ends, are U+0020.
    """
    if words.isascii() and words.isprintable():
        return words.strip()  # what most cells hold
    return words.translate(_OF_A_FIGURE).strip()


def in_text(words: str) -> str:
    """A text without what is no part of its words, blanks and line ends as the keyboard makes them.

    Tabs, U+3000, variation selectors and the joiner inside an emoji stay. Half characters and
    codes that are no characters go too: no document can hold them.
    """
    if words.isascii() and words.isprintable():
        return words
    kept = words.replace("\r\n", "\n").translate(_OF_A_TEXT)
    return re.sub(_LOOSE_JOINER, "", kept) if _JOINER in kept else kept


def in_line(words: str) -> str:
    """The same of a name, which has no line ends: what stood on several lines stands together."""
    return "".join(in_text(words).split("\n"))


def digits(words: str) -> str:
    """Every decimal digit, of any script and width, as its value; as long as `words`."""
    return words if words.isascii() else words.translate(_DIGITS)


def seen(words: str) -> tuple[str, Sequence[int]]:
    """What can be seen of a text, and where each of its characters stands in `words`.

    Unseen marks are gone; blanks are U+0020, ends of lines U+000A.
    """
    words = words.replace("\r\n", "\x00\n")
    kept = words.translate(_SEEN)
    if len(kept) == len(words):
        return kept, range(len(words))
    return kept, [place for place, char in enumerate(words) if not is_unseen(char)]


def shortened(words: str, most: int = 20) -> str:
    """Words as a sentence quotes them: of more than `most` characters the first ones, and ……."""
    return words if len(words) <= most else f"{words[:most]}……"


def is_unseen(char: str) -> bool:
    """Whether a character shows nothing and takes no room; a line's end, a tab, a blank do."""
    if char == "\t" or char in _BREAKS:
        return False
    return _is_no_text(char) or char in _UNSEEN_MARKS or _is_selector(char)


def is_blank(char: str) -> bool:
    """Whether a character is a gap in a line: a blank of any width, a tab."""
    return char == "\t" or char in _FILLERS or unicodedata.category(char) == "Zs"


def is_break(char: str) -> bool:
    """Whether a character ends a line."""
    return char in _BREAKS


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_no_text(char: str) -> bool:
    """Controls, formats, half characters, and the codes that Unicode keeps for no character."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Cs")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def _of_a_text(char: str) -> str:
    if char in ("\t", "\u3000", _JOINER):
        return char
    if is_break(char):
        return "\n"
    if unicodedata.category(char) == "Zs":
        return " "
    return "" if _is_no_text(char) else char


def _of_a_figure(char: str) -> str:
    shown = " " if is_break(char) else _seen(char)
    return _digit(shown.translate(HALF_WIDTH)) if shown else ""


def _seen(char: str) -> str:
    if is_unseen(char):
        return ""
    return " " if is_blank(char) else "\n" if is_break(char) else char


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char, char))


_OF_A_TEXT = _Table(_of_a_text)
_SEEN = _Table(_seen)
_OF_A_FIGURE = _Table(_of_a_figure)
_DIGITS = _Table(_digit)
