"""Percentages in a text: shares of a total."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.kinds import makes
from app.checks.mentions import Mentioned
from app.checks.passed import Passed, passed
from app.checks.script import Piece, Script, finder, found_in
from app.checks.skeleton import Figure, Skeleton
from app.checks.sums import apart, expand, is_open, total
from app.forms.expressions import written_out
from app.forms.model import Form, inputs_under
from app.forms.text_rules import Shares
from app.letters.numbers import Number, tidy, written

_TOLERANCE = Decimal("0.1")
_MOST = 10
"""So many numbers in a row may have one share."""
_FAR = 600
"""So far back, in signs, a total is still remembered."""
_LISTED = re.compile(r"分别占?(?:比|为)?[^#。；]{0,12}(?P<list>(?:#%[、，和及])+#%)")


class _Words(Struct, frozen=True, eq=False):
    """The expressions of `Shares`, made ready."""

    marked: re.Pattern[str]
    among: re.Pattern[str]
    portion: re.Pattern[str]


class _Numbers(Struct, frozen=True, eq=False):
    """Where the numbers of a piece stand that are no shares."""

    said: list[int]
    called: set[int]
    """Those that are called totals."""


@makes(Shares, "texts")
def shares(form: Form, check: Shares) -> Run:
    short = shorthands(form)
    find = finder(written_out(check.words, short))
    marks = (check.marked, check.among, check.portion)
    words = _Words(*(re.compile(written_out(each, short)) for each in marks))
    wholes = [expand(form, pattern.split("+")) for pattern in check.totals]
    parts = frozenset(inputs_under(form, (check.whole,)))
    table = form.cells[check.whole].table

    @lru_cache(maxsize=2048)
    def numbers(reading: Skeleton) -> _Numbers:
        return _numbers(words, reading)

    def counts(mention: Mentioned) -> bool:
        return all(form.cells[q.readings[0][0]].table is table for q in mention.quantities)

    def run(script: Script) -> Iterator[Finding | Passed]:
        values = script.report.values
        tables = {total(values, cells) for cells in wholes} - {0}
        growing = [total(values, cells) for cells in wholes if is_open(form, values, cells)]
        for piece in script.counting:
            named = {mention.at for mention in piece.mentions if counts(mention)}
            places = [(f.start(), f.end() - 2) for f in find(piece.reading.skeleton)]
            for place in places:
                known = tables if place[0] in named else set()
                told = numbers(piece.reading)
                judged = _wrong_bases(words, piece.reading, place, told, known, growing)
                yield _share(script, check, piece, place, judged)
            yield from _too_much(script, check, piece)
            rates = {part: piece.reading.figures[rate] for part, rate in places}
            if len(rates) > 1 and _lists(form, piece, parts, rates):
                yield from _not_all(script, check, piece, list(rates.values()))

    return run


def _share(
    script: Script,
    check: Shares,
    piece: Piece,
    place: tuple[int, int],
    judged: tuple[list[Number], str],
) -> Finding | Passed:
    bases, why = judged
    if bases:
        return _wrong_share(script, check, piece, place, bases)
    return passed(check, piece.place(piece.reading.span(place[0], place[1] + 2)), why)


def _wrong_bases(
    words: _Words,
    reading: Skeleton,
    place: tuple[int, int],
    numbers: _Numbers,
    tables: set[Number],
    growing: list[Number],
) -> tuple[list[Number], str]:
    """What the share ought to be of, where it is of nothing that was named; else none, and why.

    A quantity of the tables is a share of their totals or of whatever was named before; any other
    number only of what its sentence calls a total: its neighbour in a list is none.
    """
    part, rate_at = place
    start = max(0, part - _FAR) if tables else reading.sentence(part)
    told = numbers.said[bisect_left(numbers.said, start) : bisect_left(numbers.said, part)]
    value, rate = reading.figures[part].value, reading.figures[rate_at]
    if tables:
        called = told
    else:
        called = [i for i in told if i in numbers.called]
        if told and words.portion.search(reading.skeleton, told[-1] + 1, part):
            called.append(told[-1])
    bases = [n for n in [*(reading.figures[i].value for i in called), *tables] if n and n >= value]
    if not bases:
        return [], "没有写明拿什么作总数（marked、among、portion、totals）"
    if rate.value == 100 or any(_near(value * 100, n, rate) for n in bases):
        return [], "照写明的总数算，对得上"
    anything = {*bases, *(reading.figures[i].value for i in told)} - {0}
    sums = _together(reading, told, part)
    fits = any(_near(n * 100, b, rate) for n in sums for b in anything)
    if fits:
        return [], "照前面说过的数算，对得上"
    if tables and _may_be_share(reading, place, growing):
        return [], "表里还有空白，总数可能更大"
    return bases, ""


def _may_be_share(reading: Skeleton, place: tuple[int, int], growing: list[Number]) -> bool:
    """Whether it is the share of a total that is larger: some cells under it are blank."""
    part, rate = (reading.figures[at] for at in place)
    return any(rate.value * base <= part.value * 100 for base in growing)


def _numbers(words: _Words, reading: Skeleton) -> _Numbers:
    """A number is called a total, or is told in parts right after it."""
    skeleton = reading.skeleton
    places = [i for i in range(reading.length) if skeleton[i] in "#≈"]
    said = [i for i in places if skeleton[i] == "#" and not _is_rate(reading, i)]
    after = dict(zip(places, [*places[1:], reading.length], strict=True))
    called = {
        at
        for at in said
        if words.marked.search(skeleton, reading.clause(at), at)
        or words.among.search(skeleton, at + 1, after[at])
    }
    return _Numbers(said, called)


def _is_rate(reading: Skeleton, at: int) -> bool:
    return reading.skeleton[at + 1 : at + 2] == "%"


def _together(reading: Skeleton, said: list[int], part: int) -> list[Number]:
    """The part, and it with those before it that have no share of their own: 两项共占 17%."""
    made = reading.figures[part].value
    sums = [made]
    last = part
    for at in reversed(said[-_MOST:]):
        if "%" in reading.skeleton[at:last]:
            break
        made, last = made + reading.figures[at].value, at
        sums.append(made)
    return sums


def _near(numerator: Number, base: Number, rate: Figure) -> bool:
    return apart(numerator, rate.value * base) < rate.step * base


def _wrong_share(
    script: Script, check: Shares, piece: Piece, places: tuple[int, int], bases: list[Number]
) -> Finding:
    number, share = (piece.reading.figures[place] for place in places)
    base = min(bases, key=lambda b: abs(float(number.value) * 100 / float(b) - float(share.value)))
    digits = max(2, len(written(share.step).partition(".")[2]))
    span = piece.reading.span(places[0], places[1] + 2)
    words = {
        "part": written(number.value),
        "base": written(base),
        "rate": written(share.value),
        "right": f"{float(number.value) * 100 / float(base):.{digits}f}",
    }
    return found_in(
        script,
        check,
        check.message,
        piece,
        span,
        words,
        spans=(piece.place((share.start, share.end)),),
    )


def _too_much(script: Script, check: Shares, piece: Piece) -> Iterator[Finding]:
    reading = piece.reading
    for found in _LISTED.finditer(reading.skeleton, 0, reading.length):
        rates = [reading.figures[i] for i in range(*found.span("list")) if i in reading.figures]
        if sum(rate.value for rate in rates) * 10 > 1001:
            yield _wrong_list(script, check, check.beyond, piece, rates)


def _wrong_list(
    script: Script, check: Shares, message: str, piece: Piece, rates: list[Figure]
) -> Finding:
    span = rates[0].start, rates[-1].end
    made = tidy(sum(rate.value for rate in rates))
    return found_in(script, check, message, piece, span, {"made": written(made)})


def _lists(form: Form, piece: Piece, parts: frozenset[str], rates: Mapping[int, Figure]) -> bool:
    """Whether the piece tells the whole part by part, each but what is nothing with its share."""
    named: set[str] = set()
    shares = set()
    for mention in piece.mentions:
        inputs = [frozenset(inputs_under(form, q.readings[0])) for q in mention.quantities]
        if not all(some < parts for some in inputs):
            continue
        named = named.union(*inputs)
        if mention.at in rates:
            shares.add(mention.at)
        elif mention.figure and mention.figure.value:
            return False
    return named == parts and shares == rates.keys()


def _not_all(script: Script, check: Shares, piece: Piece, rates: list[Figure]) -> Iterator[Finding]:
    """Each may be rounded or cut off, so that a list is wrong only beyond its last places."""
    made = tidy(sum(rate.value for rate in rates))
    if apart(made, 100) > max(_TOLERANCE, sum(rate.step for rate in rates)):
        yield _wrong_list(script, check, check.short_of, piece, rates)
