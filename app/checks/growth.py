"""Changes in a text against last year."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from app.checks.claims import Run, choices, due
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.kinds import makes
from app.checks.mentions import Mentioned
from app.checks.passed import Passed, passed
from app.checks.script import Piece, Script, finder, found_in
from app.checks.skeleton import Figure, Skeleton
from app.checks.sums import apart, is_open, total
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.text_rules import Growth
from app.letters.numbers import Number, tidy, written
from app.report.previous import Previous

_MOST = 6
"""So many numbers before a change may be what has changed."""


class _Change(Struct, frozen=True, eq=False):
    """A change as a sentence tells it."""

    check: Growth
    reading: Skeleton
    found: re.Match[str]
    base: int | None
    """Where the number before the change stands; None: the sentence does not tell it."""
    now: list[int]
    """Where the numbers stand that may be the one after it, the nearest last."""
    sign: int

    @property
    def rate(self) -> Figure | None:
        """None: it is as it was."""
        at = _group(self.found, "change")
        return None if at is None else self.reading.figures[at]

    def fits_any(self, before: Number) -> bool:
        """Whether it is the change to one of the numbers, or to several that stand together."""
        values = [self.reading.figures[i].value for i in self.now]
        sums = (sum(values[i:j]) for i in range(len(values)) for j in range(i + 1, len(values) + 1))
        return any(self.fits(before, tidy(now)) for now in sums)

    def fits(self, before: Number, now: Number) -> bool:
        if self.rate is None:
            return now == before
        at = _group(self.found, "change") or 0
        if self.reading.skeleton[at + 1 : at + 2] == "%":
            made, rate, step = self.sign * (now - before) * 100, self.rate.value, self.rate.step
            rounded = 2 * made >= (2 * rate - step) * before
            return rounded and made < (rate + step) * before  # 28.2% is also 28%, never 29%
        return now - before == self.sign * self.rate.value


@makes(Growth, "texts")
def growth(form: Form, check: Growth) -> Run:
    short = shorthands(form)
    finds = [finder(written_out(words, short)) for words in check.words]
    down, earlier = (re.compile(written_out(words, short)) for words in (check.down, check.earlier))

    @lru_cache(maxsize=2048)
    def changes(reading: Skeleton) -> tuple[_Change, ...]:
        made = []
        for found in chain.from_iterable(find(reading.skeleton) for find in finds):
            told = earlier.finditer(reading.skeleton, *_before(reading, found))
            bases = [number.end() - 1 for number in told]
            sign = -1 if down.search(found[0]) else 1
            made.append(_change(check, reading, found, bases, sign))
        return tuple(made)

    def run(script: Script) -> Iterator[Finding | Passed]:
        for piece in script.counting:
            for change in changes(piece.reading):
                faults = list(_faults(script, piece, change))
                yield from faults
                if not faults:
                    yield _passed(script, piece, change)

    return run


def _group(found: re.Match[str], name: str) -> int | None:
    """Where a group's number stands, if the expression has the group and found it."""
    return found.start(name) if found.groupdict().get(name) else None


def _before(reading: Skeleton, found: re.Match[str]) -> tuple[int, int]:
    """The sentence as far as the change."""
    return reading.sentence(found.start()), found.start()


def _change(
    check: Growth, reading: Skeleton, found: re.Match[str], bases: list[int], sign: int
) -> _Change:
    base, now = _group(found, "base"), _group(found, "now")
    if base is None and len(bases) == 1:
        base = bases[0]
    places = [i for i in range(*_before(reading, found)) if reading.skeleton[i] in "#≈"]
    signs = [i for i in places if i != base and reading.skeleton[i + 1 : i + 2] != "%"][-_MOST:]
    nows = [i for i in signs if reading.skeleton[i] == "#"]
    if now is not None:
        nows = [now]
    elif signs and reading.skeleton[signs[-1]] == "≈":
        nows = []
    return _Change(check, reading, found, base, nows, sign)


def _faults(script: Script, piece: Piece, change: _Change) -> Iterator[Finding]:
    """What the sentence itself says must hold, and what last year's report says of it."""
    figures = piece.reading.figures
    base = None if change.base is None else figures[change.base].value
    if base and change.now and not change.fits_any(base):
        nearest = figures[change.now[-1]].value
        yield _wrong_growth(script, piece, change, (nearest, base), change.check.own)
        return
    mention = _subject(piece, change.found.start()) if script.previous else None
    changes = _changes(script, script.previous, mention) if script.previous and mention else []
    if base is None and changes and not any(change.fits(b, now) for now, b in changes):
        yield _wrong_growth(script, piece, change, changes[0], change.check.message, mention)
    known = {before for _, before in changes}
    if base is not None and known and base not in known and not _long_ago(change):
        pair = (base, changes[0][1])
        yield _wrong_growth(script, piece, change, pair, change.check.other, mention)


def _passed(script: Script, piece: Piece, change: _Change) -> Passed:
    place = piece.place(piece.reading.span(*change.found.span()))
    if change.base is not None and change.now:
        return passed(change.check, place, "照这一句自己的两个数算，对得上")
    if not script.previous:
        return passed(change.check, place, "这一句没有写明由多少变来，也没有上年的报告可以对照")
    return passed(change.check, place, "与上年的报告对得上，或者认不出是表里的哪个数")


def _long_ago(change: _Change) -> bool:
    return bool(re.search(change.check.long_ago, change.found[0]))


def _subject(piece: Piece, at: int) -> Mentioned | None:
    """The quantity whose number stands last before, in the same sentence."""
    skeleton = piece.reading.skeleton
    before = [i for i in range(piece.reading.sentence(at), at) if skeleton[i] in "#≈"]
    counted = [mention for mention in piece.mentions if mention.figure]
    return next((mention for mention in counted if before and mention.at == before[-1]), None)


def _changes(script: Script, previous: Previous, mention: Mentioned) -> list[tuple[Number, Number]]:
    """(now, before) for every accepted reading that the number agrees with, else for all."""
    readings = choices(mention)
    figure = mention.figure
    now = figure.value if figure else 0
    numbers = due(mention, script.report.values)
    fitting = [cells for cells, number in zip(readings, numbers, strict=True) if number == now]
    wanted = fitting or readings
    if any(is_open(script.report.form, previous.cells, cells) for cells in wanted):
        return []
    pairs = [(now, total(previous.cells, cells)) for cells in wanted]
    return [(now, before) for now, before in pairs if before]


def _wrong_growth(
    script: Script,
    piece: Piece,
    told: _Change,
    pair: tuple[Number, Number],
    message: str,
    mention: Mentioned | None = None,
) -> Finding:
    now, before = pair
    span = piece.reading.span(*told.found.span())
    change = float(now - before) * 100 / float(before)
    words = {
        "now": written(now),
        "before": written(before),
        "change": f"{'增加' if now >= before else '减少'} {written(apart(now, before))}",
        "percent": f"{change:+.2f}%",
    }
    return found_in(
        script,
        told.check,
        message,
        piece,
        span,
        words,
        cells=tuple(c for q in mention.quantities for c in q.readings[0]) if mention else (),
    )
