"""Two reports side by side, cell by cell and text by text. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import accumulate

from msgspec import Struct

from app.forms.links import common_ends
from app.forms.model import Form
from app.letters.numbers import Number, tidy
from app.report.likeness import likeness
from app.report.report import Report

_RUN = 5
"""So many characters in a row count as one piece of a text, as in rule R35."""
_MOST_PAIRS, _MOST_PIECES = 30_000, 3_000
"""Of pieces that are the same in two texts, and of pieces: some tenths of a second at worst, where
every few letters something is changed. A page of words has as many.
"""
_SENTENCE = re.compile("[^。；\n]*[。；\n]|[^。；\n]+")


class CellChange(Struct, frozen=True):
    """One cell in both reports; a cell that one of the editions lacks is absent there."""

    id: str
    before: Number | None
    after: Number | None
    in_before: bool
    in_after: bool

    @property
    def difference(self) -> Number | None:
        """After less before, blank as 0; None where one of the editions lacks the cell."""
        if not (self.in_before and self.in_after):
            return None
        return tidy((self.after or 0) - (self.before or 0))

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of before, to two decimals; None where before is 0."""
        if not self.before or self.difference is None:
            return None
        return round(Decimal(self.difference) * 100 / Decimal(self.before), 2)


class TextChange(Struct, frozen=True):
    """One text in both reports, as it is read."""

    id: str
    before: str
    after: str
    likeness: float
    """How much of the later text stands in the earlier one, in percent."""


class Comparison(Struct, frozen=True):
    """What two reports have, and where they differ."""

    cells: tuple[CellChange, ...]
    """Every cell of both, in the order of the page; blank in both as well."""
    texts: tuple[TextChange, ...]
    """Every text that one of them has."""

    @property
    def changed(self) -> tuple[CellChange, ...]:
        return tuple(cell for cell in self.cells if cell.before != cell.after)


def compare(before: Report, after: Report) -> Comparison:
    """What `after` has otherwise than `before`; they may be of two editions."""
    cells = tuple(
        CellChange(
            cell,
            before.values.get(cell),
            after.values.get(cell),
            cell in before.values,
            cell in after.values,
        )
        for cell in _ids(after.form, before.form)
    )
    return Comparison(cells, tuple(_texts(before, after)))


def _ids(form: Form, other: Form) -> Iterator[str]:
    """The cells of both editions, table by table."""
    for table in dict.fromkeys((*form.tables, *other.tables)):
        here = [
            cell for each in (form, other) for cell in each.cells if cell.startswith(f"{table}/")
        ]
        yield from dict.fromkeys(here)


def _texts(before: Report, after: Report) -> Iterator[TextChange]:
    names = tuple(str(each) for r in (after, before) for each in (r.organ, r.year) if each)
    for text in dict.fromkeys((*after.form.texts, *before.form.texts)):
        old, new = (
            report.text(text) if text in report.form.texts else "" for report in (before, after)
        )
        if old or new:
            yield TextChange(text, old, new, likeness(new, old, names, _RUN))


def same_stretches(before: str, after: str) -> tuple[tuple[int, int, int], ...]:
    """Where the same words stand in both: (start before, start after, length), in order.

    Of long texts how they begin and end, between that whole sentences, and in as many that were
    changed each in the one that took its place: to hold each of fifty thousand letters against all
    others takes minutes.
    """
    if _soon_done(before, after):
        return tuple(_stretches(before, after))
    head, tail = common_ends(before, after)
    ends = len(before) - tail, len(after) - tail
    old, new = (
        _SENTENCE.findall(words) for words in (before[head : ends[0]], after[head : ends[1]])
    )
    inner = _by_sentences(old, new) if _soon_done(old, new) else ()
    moved = ((a + head, b + head, size) for a, b, size in inner)
    return tuple(each for each in ((0, 0, head), *moved, (*ends, tail)) if each[2])


def _soon_done(old: Sequence[str], new: Sequence[str]) -> bool:
    return max(len(old), len(new)) <= _MOST_PIECES and _pairs(old, new) <= _MOST_PAIRS


def _by_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    before, after = ([0, *accumulate(map(len, pieces))] for pieces in (old, new))
    room = _MOST_PAIRS
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, other, end in matcher.get_opcodes():
        if kind == "equal":
            yield before[first], after[other], before[last] - before[first]
        elif last - first == end - other:
            for a, b in zip(range(first, last), range(other, end), strict=True):
                room -= _pairs(old[a], new[b])
                if room >= 0:
                    own = _stretches(old[a], new[b])
                    yield from ((before[a] + x, after[b] + y, size) for x, y, size in own)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How often a piece of one is the same as a piece of the other."""
    there = Counter(new)
    return sum(number * there[piece] for piece, number in Counter(old).items())


def _stretches(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return ((a, b, size) for a, b, size in matcher.get_matching_blocks() if size)
