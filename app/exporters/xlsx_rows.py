"""How high a row of a workbook must be for a text, and texts that are too high for one row.

A spreadsheet makes rows no higher by itself, and cuts off what is; so letters are counted wide. Of
a row that is higher than Excel has any, and of a merge over several, words are lost on paper.
"""

import bisect
import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[!-~]+|.[，。；：、！？）》”]*", re.DOTALL)
"""What no line breaks."""
_JOINER, _SHADES = "\u200d", {chr(code) for code in range(0x1F3FB, 0x1F400)}
"""What makes one picture of two; the colours of a skin, each drawn on the picture before it."""
_LATIN_WIDTH = 0.58
"""Of its size, in a wide type."""
_LEADING = 1.45
"""From line to line, in a tall type."""
_HIGHEST = 400.0
"""Points: Excel has 409. A higher text goes on in the next row: LibreOffice drops a page on which
nothing but the covered part of a merge stands."""
_MOST_IN_A_ROW = 2000
"""Letters, more than go on so high a row in any type."""
_SENTENCE = re.compile(r"[。！？；!?;…][”’）》」』)]*(?=\S)|\n")


def parts(text: str, size: float, width: float) -> Iterator[str]:
    """A text in parts that go on a row each, whole sentences where they do.

    Args:
        size: of its type, points.
        width: of its cell, points.
    """
    while True:
        head = text[:_MOST_IN_A_ROW]
        room = bisect.bisect_right(
            range(1, len(head)), _HIGHEST, key=lambda letters: height(head[:letters], size, width)
        )
        if len(head) == len(text) and height(text, size, width) <= _HIGHEST:
            yield text
            return
        ends = [found.end() for found in _SENTENCE.finditer(text[: room + 1])]
        inner = (
            at
            for at in range(room, 0, -1)
            if not any(map(str.isspace, text[at - 1 : at + 1])) and not _joined(text, at)
        )
        at = next(filter(None, (*reversed(ends), *inner)), room)
        yield text[:at]
        text = text[at:]


def _joined(text: str, at: int) -> bool:
    """Whether a letter is drawn together with the one before it: an accent, parts of a picture."""
    here, before = text[at : at + 1], text[at - 1 : at]
    joins = unicodedata.category(here).startswith("M") if here else False
    return joins or _JOINER in (here, before) or here in _SHADES


def height(text: str, size: float, width: float) -> float:
    """Of a row with a text in a cell of this width; points."""
    return _wrapped(text, width - size, size) * size * _LEADING + size / 2


def _wrapped(text: str, width: float, size: float) -> int:
    """How many lines a spreadsheet makes of a text: Latin words and figures are not broken."""
    room, count = width / size, 0
    for line in text.split("\n"):
        used, count = 0.0, count + 1
        for word in _WORD.findall(line):
            wide = sum(_LATIN_WIDTH if letter.isascii() else 1 for letter in word)
            if used and used + wide > room:
                used, count = 0.0, count + 1
            more, used = divmod(used + wide, room)
            count += int(more)
    return count
