"""Fees for information: items and their total, and what other sections and tables say of them."""

import re
from collections.abc import Iterator

from app.checks.claims import Run
from app.checks.finding import Finding, finding_of
from app.checks.grammar import shorthands
from app.checks.kinds import makes
from app.checks.lists import around
from app.checks.passed import Passed, passed
from app.checks.script import Piece, Script, finder, found_in
from app.checks.skeleton import Figure
from app.checks.sums import expand, is_open, total
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.text_rules import Fees
from app.letters.numbers import Number, tidy, written

_ITEM = re.compile(r"#件[^#≈。；、，]{0,8}?(?P<yuan>#)元?")

Charged = dict[str, tuple[Piece, Figure]]
"""The first amount above nothing that each text tells of."""


@makes(Fees, "texts")
def fees(form: Form, check: Fees) -> Run:
    short = shorthands(form)
    amount = finder(written_out(check.amount, short))
    count, free, none = (
        re.compile(written_out(words, short)) for words in (check.count, check.unless, check.none)
    )
    cells = expand(form, check.cells)
    own = tuple(t.id for s in form.sections if s.id == check.section for t in s.texts)

    def run(script: Script) -> Iterator[Finding | Passed]:
        charged: Charged = {}
        for piece in script.counting:
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
                faults = list(_faults(script, check, piece, at, count))
                yield from faults
                if not faults:
                    yield passed(check, place, "各项相加、收费的倍数都对得上")
        yield from _denied(script, check, own, none, charged)
        yield from _not_in_table(script, check, own, cells, charged)

    return run


def _faults(
    script: Script, check: Fees, piece: Piece, at: int, count: re.Pattern[str]
) -> Iterator[Finding]:
    skeleton, figures = piece.reading.skeleton, piece.reading.figures
    said = figures[at]
    items = list(_ITEM.finditer(skeleton, at + 1, piece.reading.length))
    yuan = [figures[item.start("yuan")] for item in items]
    if len(items) > 1 and sum(item.value for item in yuan) != said.value:
        yield _fee(script, check, piece, check.message, [said, *yuan])
    counted = count.search(skeleton, 0, at)
    if counted and len(items) > 1:
        number = figures[skeleton.index("#", counted.start())]
        counts = [figures[item.start()] for item in items]
        if sum(each.value for each in counts) != number.value:
            yield _fee(script, check, piece, check.message, [number, *counts])
    odd = [each for each in (said, *yuan) if each.value % check.step]
    if odd:
        yield _fee(script, check, piece, check.stepped, odd)


def _fee(script: Script, check: Fees, piece: Piece, pattern: str, figures: list[Figure]) -> Finding:
    numbers: list[Number] = [figure.value for figure in figures[1:]]
    words = {
        "said": written(figures[0].value),
        "parts": " + ".join(written(number) for number in numbers),
        "made": written(tidy(sum(numbers))),
        "step": check.step,
    }
    return found_in(
        script,
        check,
        pattern,
        piece,
        around(figures),
        words,
    )


def _denied(
    script: Script, check: Fees, own: tuple[str, ...], none: re.Pattern[str], charged: Charged
) -> Iterator[Finding]:
    """Another section tells of fees, and the one where they belong says that there are none."""
    elsewhere = [text_id for text_id in charged if text_id not in own]
    for text_id in own:
        plain = "".join(script.texts.get(text_id, "").split())
        found = none.search(plain) if plain else None
        if found and elsewhere and text_id not in charged:
            piece, fee = charged[elsewhere[0]]
            words = {
                "text": script.name(piece.text_id),
                "own": script.name(text_id),
                "said": written(fee.value),
                "words": found[0],
            }
            yield finding_of(
                check,
                check.denied,
                words,
                texts=(text_id, piece.text_id),
                spans=(piece.place((fee.start, fee.end)),),
            )


def _not_in_table(
    script: Script, check: Fees, own: tuple[str, ...], cells: tuple[str, ...], charged: Charged
) -> Iterator[Finding]:
    told = [text_id for text_id in charged if text_id in own]
    values = script.report.values
    if (
        told
        and cells
        and total(values, cells) == 0
        and not is_open(script.report.form, values, cells)
    ):
        piece, fee = charged[told[0]]
        words = {"said": written(fee.value)}
        yield finding_of(
            check,
            check.untold,
            words,
            severity="hint",
            cells=cells,
            texts=(piece.text_id,),
            spans=(piece.place((fee.start, fee.end)),),
        )
