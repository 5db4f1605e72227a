"""A report's texts made ready once for all rules, cut into pieces that end with a full stop.

What a piece says is worked out once for its words: after a key only its own piece is read anew.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct

from app.checks.finding import Finding, finding_of
from app.checks.grammar import Grammar, grammar
from app.checks.mentions import NOTHING, Mentioned, Missed, looked
from app.checks.skeleton import Skeleton, read
from app.forms.base import Check
from app.letters import characters
from app.letters.characters import shortened
from app.report.previous import Previous
from app.report.report import Report

Find = Callable[[str], tuple[re.Match[str], ...]]

_PIECE = re.compile(r"[^。\n]*(?:[。\n]|$)")
_GOVERNMENT = re.compile(r"(省|市|县|区|旗|州|盟)(人民政府\w*)?(（.*）)?$")
_LONGEST_QUOTE = 40


class Piece(Struct, frozen=True, eq=False):
    """A stretch of a text, from one full stop or line end to the next."""

    text_id: str
    places: Sequence[int]
    """Where each of its characters stands in the text as it is read: unseen ones are left out."""
    words: str
    reading: Skeleton
    mentions: tuple[Mentioned, ...]
    missed: tuple[Missed, ...]
    """What looks like a mention and is none."""

    def place(self, span: tuple[int, int]) -> tuple[str, int, int]:
        """Where a span of the piece stands in the text."""
        return self.text_id, *_there(self.places, span)

    def quote(self, span: tuple[int, int]) -> str:
        return quote(self.words, *span)


class Script(Struct, frozen=True, eq=False):
    """A report with its texts as they are read, and last year's where there is one."""

    report: Report
    previous: Previous | None
    today: date | None
    texts: dict[str, str]
    """By id, without what nobody sees; empty ones are absent."""
    places: dict[str, Sequence[int]]
    """Where each of their characters stands in the text as it is read."""
    pieces: tuple[Piece, ...]

    @property
    def counting(self) -> Iterator[Piece]:
        """The pieces with a figure in them."""
        return (piece for piece in self.pieces if piece.reading.figures)

    def place(self, text_id: str, span: tuple[int, int]) -> tuple[str, int, int]:
        """Where a span of a text stands in the text as it is read."""
        return text_id, *_there(self.places[text_id], span)

    def name(self, text_id: str) -> str:
        return self.report.form.texts[text_id].name


def script_of(report: Report, previous: Previous | None, today: date | None) -> Script:
    seen = {text: _seen(report.text(text)) for text in report.form.texts}
    texts = {text: words for text, (words, _) in seen.items() if words.strip()}
    places = {text: seen[text][1] for text in texts}
    known, part = (grammar(report.form) if texts else None), _is_part(report)
    pieces = (
        _piece(known, text, places[text][start:], words, report.year, part=part)
        for text, whole in texts.items()
        for start, words in _cut(whole)
    )
    return Script(report, previous, today, texts, places, tuple(pieces))


def found_in(
    script: Script,
    check: Check,
    sentence: str,
    piece: Piece,
    span: tuple[int, int],
    words: Mapping[str, object],
    **parts: Any,
) -> Finding:
    """What a check finds in words of a piece: the sentence may use {text} and {words} besides."""
    known = {"text": script.name(piece.text_id), "words": piece.quote(span), **words}
    place = {"texts": (piece.text_id,), "spans": (piece.place(span),)}
    return finding_of(check, sentence, known, **(place | parts))


def _piece(
    known: Grammar | None,
    text: str,
    places: Sequence[int],
    words: str,
    year: int | None,
    *,
    part: bool,
) -> Piece:
    said = looked(known, text, words, year, part=part) if known else NOTHING
    return Piece(text, places, words, read(words, year), said.mentions, said.missed)


def _there(places: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    return places[start], places[end - 1] + 1


@lru_cache(maxsize=64)
def _seen(text: str) -> tuple[str, Sequence[int]]:
    return characters.seen(text)


@lru_cache(maxsize=64)
def _cut(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((found.start(), found[0]) for found in _PIECE.finditer(text) if found[0])


def _is_part(report: Report) -> bool:
    """A department or a township: the whole city's number is not its own."""
    level = report.get(("level", ""))
    if level:
        return level not in ("county", "city", "province")
    return not _GOVERNMENT.search(report.organ)


def quote(text: str, start: int, end: int) -> str:
    return shortened("".join(text[start:end].split()), _LONGEST_QUOTE)


def finder(words: str) -> Find:
    """Finds an expression wherever it stands; remembers what it found in the same words."""
    pattern = re.compile(words)

    @lru_cache(maxsize=2048)
    def find(text: str) -> tuple[re.Match[str], ...]:
        return tuple(pattern.finditer(text))

    return find
