"""Percentages in a text: shares of a total."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.calc import Number, tidy, written
from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.page import Page, Piece, finder
from app.checks.reading import Figure, Reading
from app.checks.sums import apart, expand, inputs_under, total
from app.forms.model import Form
from app.forms.text_rules import Shares, written_out

_TOLERANCE = Decimal("0.1")
_FAR = 600
"""So far back, in signs, a total is still remembered."""
_LISTED = re.compile(r"分别占?(?:比|为)?[^#。；]{0,12}(?P<list>(?:#%[、，和及])+#%)")


def shares(form: Form, check: Shares) -> Run:
    find = finder(written_out(check.words, shorthands(form)))
    wholes = [expand(form, pattern.split("+")) for pattern in check.totals]
    parts = frozenset(inputs_under(form, [check.whole]))

    def run(page: Page) -> Iterator[Finding]:
        tables = {total(page.report.values, cells) for cells in wholes} - {0}
        for piece in page.counting:
            named = {mention.at for mention in piece.mentions}
            places = [(f.start(), f.end() - 2) for f in find(piece.reading.skeleton)]
            for part, rate in places:
                bases = _bases(piece.reading, part, tables, named=part in named)
                if bases and not _is_share(piece.reading, part, rate, bases):
                    yield _wrong_share(page, check, piece, (part, rate), bases)
            yield from _too_much(page, check, piece)
            rates = {part: piece.reading.figures[rate] for part, rate in places}
            if len(rates) > 1 and _lists(form, piece, parts, rates):
                yield from _not_all(page, check, piece, list(rates.values()))

    return run


def _bases(reading: Reading, part: int, tables: set[Number], *, named: bool) -> list[Number]:
    """What the number may be a share of: totals of the tables, and totals named before it.

    A number that is no quantity of the tables has only what was named before it in its sentence.
    """
    start = max(0, part - _FAR) if named else reading.sentence(part)
    said = [
        reading.figures[i].value
        for i in range(start, part)
        if i in reading.figures and reading.skeleton[i + 1 : i + 2] != "%"
    ]
    value = reading.figures[part].value
    return [n for n in [*said, *(tables if named else ())] if n and n >= value]


def _is_share(reading: Reading, at: int, rate_at: int, bases: list[Number]) -> bool:
    """Rounded or cut off, both are written."""
    part, rate = reading.figures[at], reading.figures[rate_at]
    return rate.value == 100 or any(_near(part.value * 100, base, rate) for base in bases)


def _near(numerator: Number, base: Number, rate: Figure) -> bool:
    return apart(numerator, rate.value * base) < rate.step * base


def _wrong_share(
    page: Page, check: Shares, piece: Piece, places: tuple[int, int], bases: list[Number]
) -> Finding:
    number, share = (piece.reading.figures[place] for place in places)
    base = min(bases, key=lambda b: abs(float(number.value) * 100 / float(b) - float(share.value)))
    digits = max(2, len(written(share.step).partition(".")[2]))
    span = piece.reading.span(places[0], places[1] + 2)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=page.name(piece.text_id),
            words=piece.quote(span),
            part=written(number.value),
            base=written(base),
            rate=written(share.value),
            right=f"{float(number.value) * 100 / float(base):.{digits}f}",
        ),
        texts=(piece.text_id,),
        spans=(piece.place((share.start, share.end)),),
    )


def _too_much(page: Page, check: Shares, piece: Piece) -> Iterator[Finding]:
    reading = piece.reading
    for found in _LISTED.finditer(reading.skeleton, 0, reading.length):
        rates = [reading.figures[i] for i in range(*found.span("list")) if i in reading.figures]
        if sum(rate.value for rate in rates) * 10 > 1001:
            yield _wrong_list(page, check, check.beyond, piece, rates)


def _wrong_list(
    page: Page, check: Shares, message: str, piece: Piece, rates: list[Figure]
) -> Finding:
    span = rates[0].start, rates[-1].end
    made = tidy(sum(rate.value for rate in rates))
    words = {"text": page.name(piece.text_id), "words": piece.quote(span), "made": written(made)}
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=message.format(**words),
        texts=(piece.text_id,),
        spans=(piece.place(span),),
    )


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


def _not_all(page: Page, check: Shares, piece: Piece, rates: list[Figure]) -> Iterator[Finding]:
    """Each may be rounded or cut off, so that a list is wrong only beyond its last places."""
    made = tidy(sum(rate.value for rate in rates))
    if apart(made, 100) > max(_TOLERANCE, sum(rate.step for rate in rates)):
        yield _wrong_list(page, check, check.short_of, piece, rates)
