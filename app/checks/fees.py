"""Fees for information: items and their total, and what other sections and tables say of them."""

import re
from collections.abc import Iterator

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.lists import around
from app.checks.page import Page, Piece, finder
from app.checks.passed import Passed, passed
from app.checks.reading import Figure
from app.checks.sums import expand, is_open, total
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.text_rules import Fees
from app.letters.numbers import Number, tidy, written

_ITEM = re.compile(r"#件[^#≈。；、，]{0,8}?(?P<yuan>#)元?")

Charged = dict[str, tuple[Piece, Figure]]
"""The first amount above nothing that each text tells of."""


def fees(form: Form, check: Fees) -> Run:
    short = shorthands(form)
    amount = finder(written_out(check.amount, short))
    count, free, none = (
        re.compile(written_out(words, short)) for words in (check.count, check.unless, check.none)
    )
    cells = expand(form, check.cells)
    own = tuple(t.id for s in form.sections if s.id == check.section for t in s.texts)

    def run(page: Page) -> Iterator[Finding | Passed]:
        charged: Charged = {}
        for piece in page.counting:
            skeleton = piece.reading.skeleton
            for found in amount(skeleton):
                start = piece.reading.clause(found.start())
                place = piece.place(piece.reading.span(*found.span()))
                if free.search(skeleton, start, found.end() + 4):
                    yield passed(check, place, "说的是收费标准，或者免收（unless）")
                    continue
                at = skeleton.rindex("#", found.start(), found.end())
                if piece.reading.figures[at].value:
                    charged.setdefault(piece.text_id, (piece, piece.reading.figures[at]))
                faults = list(_faults(page, check, piece, at, count))
                yield from faults
                if not faults:
                    yield passed(check, place, "各项相加、收费的倍数都对得上")
        yield from _denied(page, check, own, none, charged)
        yield from _not_in_table(page, check, own, cells, charged)

    return run


def _faults(
    page: Page, check: Fees, piece: Piece, at: int, count: re.Pattern[str]
) -> Iterator[Finding]:
    skeleton, figures = piece.reading.skeleton, piece.reading.figures
    said = figures[at]
    items = list(_ITEM.finditer(skeleton, at + 1, piece.reading.length))
    yuan = [figures[item.start("yuan")] for item in items]
    if len(items) > 1 and sum(item.value for item in yuan) != said.value:
        yield _fee(page, check, piece, check.message, [said, *yuan])
    counted = count.search(skeleton, 0, at)
    if counted and len(items) > 1:
        number = figures[skeleton.index("#", counted.start())]
        counts = [figures[item.start()] for item in items]
        if sum(each.value for each in counts) != number.value:
            yield _fee(page, check, piece, check.message, [number, *counts])
    odd = [each for each in (said, *yuan) if each.value % check.step]
    if odd:
        yield _fee(page, check, piece, check.stepped, odd)


def _fee(page: Page, check: Fees, piece: Piece, pattern: str, figures: list[Figure]) -> Finding:
    numbers: list[Number] = [figure.value for figure in figures[1:]]
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=pattern.format(
            text=page.name(piece.text_id),
            said=written(figures[0].value),
            parts=" + ".join(written(number) for number in numbers),
            made=written(tidy(sum(numbers))),
            step=check.step,
        ),
        texts=(piece.text_id,),
        spans=(piece.place(around(figures)),),
    )


def _denied(
    page: Page, check: Fees, own: tuple[str, ...], none: re.Pattern[str], charged: Charged
) -> Iterator[Finding]:
    """Another section tells of fees, and the one where they belong says that there are none."""
    elsewhere = [text_id for text_id in charged if text_id not in own]
    for text_id in own:
        plain = "".join(page.texts.get(text_id, "").split())
        found = none.search(plain) if plain else None
        if found and elsewhere and text_id not in charged:
            piece, fee = charged[elsewhere[0]]
            yield Finding(
                rule=check.rule,
                severity=check.severity,
                message=check.denied.format(
                    text=page.name(piece.text_id),
                    own=page.name(text_id),
                    said=written(fee.value),
                    words=found[0],
                ),
                texts=(text_id, piece.text_id),
                spans=(piece.place((fee.start, fee.end)),),
            )


def _not_in_table(
    page: Page, check: Fees, own: tuple[str, ...], cells: tuple[str, ...], charged: Charged
) -> Iterator[Finding]:
    told = [text_id for text_id in charged if text_id in own]
    values = page.report.values
    if (
        told
        and cells
        and total(values, cells) == 0
        and not is_open(page.report.form, values, cells)
    ):
        piece, fee = charged[told[0]]
        yield Finding(
            rule=check.rule,
            severity="hint",
            message=check.untold.format(said=written(fee.value)),
            cells=cells,
            texts=(piece.text_id,),
            spans=(piece.place((fee.start, fee.end)),),
        )
