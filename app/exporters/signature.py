"""Where the office's name and the date stand under a report: GB/T 9704-2012, 7.3.5.

Without a seal (7.3.5.2) the name ends two letters from the right, and the date begins two letters
after the name does; a date that is the longer one ends two letters from the right, and the name
begins two letters before it. Under a seal (7.3.5.1) the date ends four letters from the right, and
the name stands over its middle.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from app.exporters import paper, titles
from app.files.profiles import STANDARD, Profile
from app.forms.model import Form

_DATE = re.compile(
    r"[0-9０-９〇○零一二三四五六七八九十]+\s*年\s*[^\s年月]{1,3}\s*月\s*[^\s月日]{1,3}\s*日"
)
_BESIDE = re.compile(r"(?<=[!-~])(?=[^!-~\s])|(?<=[^!-~\s])(?=[!-~])")
_GAP = 0.25
"""As Word sets them off."""
_LONGEST = 24
"""Letters of a name on a line."""
_IN, _IN_UNDER_A_SEAL = 2, 4
_OVER = 32
"""Points."""


class Signed(Struct, frozen=True):
    """A paragraph of the closing."""

    lines: tuple[str, ...]
    """A long name is broken by sense."""
    side: Literal["left", "right"] = "right"
    indent: float = 0
    """Points from that side."""

    @property
    def left(self) -> float:
        return self.indent if self.side == "left" else 0

    @property
    def right(self) -> float:
        """What begins at a place may go on over the margin, for no date is broken."""
        return self.indent if self.side == "right" else -_OVER


def placed(
    texts: Sequence[str], form: Form, profile: Profile = STANDARD, gap: float = _GAP
) -> list[Signed]:
    """The paragraphs of a closing; what is neither name nor date ends as names do.

    `gap`: how far, in letters, figures are set off the letters beside them.
    """
    size = profile.body_size
    made = [Signed((text,), "right", _IN * size) for text in texts]
    for at, (name, date) in enumerate(pairwise(texts)):
        if name and _DATE.fullmatch(date) and not _DATE.fullmatch(name):
            room = min(_LONGEST, int(profile.text_width // size) - _IN)
            lines = titles.broken(name, form, room)
            if paper.ems(lines[0]) > room:  # by sense it goes on no lines
                lines = tuple(_cut(name, room))
            made[at : at + 2] = _pair(lines, date, profile, gap)
    return made


def _cut(name: str, room: int) -> Iterator[str]:
    """A name in lines that are full."""
    start = 0
    for end in range(1, len(name) + 1):
        if paper.ems(name[start:end]) > room:
            yield name[start : end - 1]
            start = end - 1
    yield name[start:]


def wide(text: str, gap: float = _GAP) -> float:
    """How many letters wide a text is."""
    return paper.ems(text) + len(_BESIDE.findall(text)) * gap


def _pair(lines: tuple[str, ...], date: str, profile: Profile, gap: float) -> list[Signed]:
    """A name over a date."""
    size, whole = profile.body_size, profile.text_width
    named, dated = wide(lines[-1], gap) * size, wide(date, gap) * size
    if profile.signature == "sealed":
        middle = whole - _IN_UNDER_A_SEAL * size - dated / 2
        if named / 2 <= middle <= whole - named / 2:
            over = round(middle - named / 2, 1)
            return [
                Signed(lines, "left", over),
                Signed((date,), "right", _IN_UNDER_A_SEAL * size),
            ]
        begins = round(max(whole - (named + dated) / 2, 0), 1)
        return [Signed(lines), Signed((date,), "left", begins)]
    if dated > named:
        begins = max(whole - _IN * size - dated, _IN * size)
        return [
            Signed(lines, "left", round(begins - _IN * size, 1)),
            Signed((date,), "right", _IN * size),
        ]
    begins = round(max(whole - named, 0), 1)
    return [Signed(lines, "right", _IN * size), Signed((date,), "left", begins)]
