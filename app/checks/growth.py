"""Changes in a text against last year."""

import re
from collections.abc import Iterator
from itertools import product

from app.calc import Number, tidy, written
from app.checks.claims import Run, due
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.mentions import Mentioned
from app.checks.page import Page, Piece, finder
from app.checks.reading import Reading
from app.checks.sums import apart, total
from app.forms.model import Form
from app.forms.text_rules import Growth, written_out
from app.previous import Previous


def growth(form: Form, check: Growth) -> Run:
    find = finder(written_out(check.words, shorthands(form)))
    down = re.compile(check.down)

    def run(page: Page) -> Iterator[Finding]:
        if page.previous is None:
            return
        for piece in page.counting:
            for found in find(piece.reading.skeleton):
                mention = _subject(piece, found.start())
                changes = _changes(page, page.previous, mention) if mention else []
                sign = -1 if down.search(found[0]) else 1
                if mention and changes and not _right(piece.reading, found, sign, changes):
                    span = piece.reading.span(*found.span())
                    yield _wrong_growth(page, check, piece, span, changes, mention)

    return run


def _subject(piece: Piece, at: int) -> Mentioned | None:
    """The quantity whose number stands last before, in the same sentence."""
    skeleton = piece.reading.skeleton
    before = [i for i in range(piece.reading.sentence(at), at) if skeleton[i] in "#≈"]
    counted = [mention for mention in piece.mentions if mention.figure]
    return next((mention for mention in counted if before and mention.at == before[-1]), None)


def _changes(page: Page, previous: Previous, mention: Mentioned) -> list[tuple[Number, Number]]:
    """(now, before) for every accepted reading that the number agrees with, else for all."""
    choices = list(product(*(quantity.readings for quantity in mention.quantities)))
    figure = mention.figure
    now = figure.value if figure else 0
    pairs = [
        (now, tidy(sum(total(previous.cells, cells) for cells in choice))) for choice in choices
    ]
    numbers = due(mention, page.report.values)
    fitting = [pair for pair, number in zip(pairs, numbers, strict=True) if number == now]
    return [(now, before) for now, before in fitting or pairs if before]


def _right(
    reading: Reading, found: re.Match[str], sign: int, changes: list[tuple[Number, Number]]
) -> bool:
    at = reading.skeleton.find("#", *found.span())
    if at < 0:
        return any(now == before for now, before in changes)
    rate = reading.figures[at]
    if reading.skeleton[at + 1 : at + 2] == "%":
        return any(
            apart((now - before) * 100, sign * rate.value * before) < rate.step * before
            for now, before in changes
        )
    return any(now - before == sign * rate.value for now, before in changes)


def _wrong_growth(
    page: Page,
    check: Growth,
    piece: Piece,
    span: tuple[int, int],
    changes: list[tuple[Number, Number]],
    mention: Mentioned,
) -> Finding:
    now, before = changes[0]
    change = float(now - before) * 100 / float(before)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=page.name(piece.text_id),
            words=piece.quote(span),
            now=written(now),
            before=written(before),
            change=f"{'增加' if now >= before else '减少'} {written(apart(now, before))}",
            percent=f"{change:+.2f}%",
        ),
        texts=(piece.text_id,),
        spans=(piece.place(span),),
        cells=tuple(c for q in mention.quantities for c in q.readings[0]),
    )
