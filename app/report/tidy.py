"""A text tidied up on request: what page and keyboard left in it, never a word and never a figure.

Linked numbers, addresses of the net and of mail, and every mark between two figures stay as they
are. Pure.
"""

import re
from collections.abc import Collection, Iterator
from typing import Literal, get_args

from msgspec import Struct

Kind = Literal["indents", "marks", "blanks", "lines"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Blanks at both ends of a line, marks of half width, blanks that are doubled, empty lines."""

_BLANKS = " \t\u3000\xa0"
_DOUBLED = re.compile(f"([{_BLANKS}])[{_BLANKS}]+")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_OPENS, _CLOSES = "“‘（《〈「『【〔", "”’）》〉」』】〕"
_FULL = str.maketrans(",;:?!.()", "，；：？！。（）")
_SOLID, _SCHEME = re.compile("[!-~]++"), re.compile("(?<![A-Za-z])[A-Za-z]++://")
_IN_CHINESE = re.compile(rf"[{_HAN}][!-~{_HAN}]*+")
"""How an address goes on that has Chinese in it. In others no mark stands by Chinese."""
_MARK = re.compile(
    # Behind Chinese, before anything that goes on; or between a figure and Chinese.
    rf"(?<=[{_HAN}{_CLOSES}])[,;:?!][{_BLANKS}]*(?=[{_HAN}{_OPENS}A-Za-z0-9⟦]|$)"
    rf"|(?<=[A-Za-z0-9%⟧])[,;:?!][{_BLANKS}]*(?=[{_HAN}{_OPENS}])"
    rf"|(?<=[{_HAN}{_CLOSES}])\.[{_BLANKS}]*(?=[{_HAN}{_OPENS}]|$)"
)
_BRACKETS = re.compile(rf"[(（](?=[^()（）]*[{_HAN}])[^()（）]*[)）]")
"""Around words of Chinese: one of a number, (2021), may stand for another kind."""


class Change(Struct, frozen=True):
    """A line that would be another one."""

    before: str
    after: str | None
    """None: the line would be gone."""


def tidied(text: str, kinds: Collection[Kind] = KINDS) -> str:
    """The text, as it is stored, after everything of these kinds was done to it."""
    lines = (_tidied_line(line, kinds) for line in text.split("\n"))
    return "\n".join(line for line in lines if "lines" not in kinds or line.strip(_BLANKS))


def changes(text: str, kinds: Collection[Kind] = KINDS) -> Iterator[Change]:
    """The lines of a text that `tidied` would change, top to bottom."""
    for line in text.split("\n") if text else ():
        after = _tidied_line(line, kinds)
        if "lines" in kinds and not after.strip(_BLANKS):
            yield Change(line, None)
        elif after != line:
            yield Change(line, after)


def _tidied_line(line: str, kinds: Collection[Kind]) -> str:
    if "indents" in kinds:
        line = line.strip(_BLANKS)
    if "marks" in kinds:
        line = _with_full_marks(line)
    return _DOUBLED.sub(r"\1", line) if "blanks" in kinds else line


def _with_full_marks(line: str) -> str:
    """Until nothing moves: a mark that was made full may be what the next one stands behind."""
    kept = {place for span in _addresses(line) for place in range(*span)}
    ends = (
        (place, place + 1)
        for found in _BRACKETS.finditer(line)
        for place in (found.start(), found.end() - 1)
    )
    made, done = "", 0
    for start, end in sorted([*ends, *(found.span() for found in _MARK.finditer(line))]):
        if start not in kept:
            made += line[done:start] + line[start].translate(_FULL)
            done = end
    made += line[done:]
    return made if made == line else _with_full_marks(made)


def _addresses(line: str) -> Iterator[tuple[int, int]]:
    """Where addresses of the net stand that have Chinese in them: each letter is looked at once."""
    at = 0
    while run := _SOLID.search(line, at):
        at = run.end()
        rest = _IN_CHINESE.match(line, at) if line[at - 1] in "/=#" else None
        scheme = _SCHEME.search(line, run.start(), at) if rest else None
        if rest and scheme and scheme.end() < at:
            at = rest.end()
            yield scheme.start(), at
