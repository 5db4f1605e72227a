"""Words of a text against the tables: numbers that differ, and "all done" where not all is."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product

from app.calc import Number, tidy, written
from app.checks.finding import Finding, joined
from app.checks.grammar import shorthands
from app.checks.mentions import Mentioned
from app.checks.page import Page, Piece, finder
from app.checks.reading import Reading
from app.checks.sums import Values, apart, cell_name, expand, total
from app.forms.model import Form
from app.forms.text_rules import Claim, Scope, written_out

Run = Callable[[Page], Iterator[Finding]]
Topics = list[tuple[re.Pattern[str], tuple[str, ...]]]


def due(mention: Mentioned, values: Values) -> list[Number]:
    """What the tables allow the number to be; the first is the one to offer."""
    choices = product(*(quantity.readings for quantity in mention.quantities))
    return [tidy(sum(total(values, cells) for cells in choice)) for choice in choices]


def stated(mention: Mentioned, reading: Reading) -> tuple[Number, Number]:
    """The number and the worth of its last digit, in the unit of the table."""
    if mention.figure is None:
        return 0, 1
    value, step = mention.figure.value, mention.figure.step
    if mention.quantities[0].check.unit and reading.skeleton[mention.at + 1] == "元":
        return tidy(Decimal(value) / 10_000), tidy(Decimal(step) / 10_000)
    return value, step


def agrees(mention: Mentioned, reading: Reading, values: Values) -> bool:
    value, step = stated(mention, reading)
    exact = mention.figure is None or (step == 1 and not mention.quantities[0].check.unit)
    return any(
        value == number if exact else apart(value, number) < step for number in due(mention, values)
    )


def numbers(_form: Form, check: Scope) -> Run:
    """R20: every number that names a quantity is the table's."""

    def run(page: Page) -> Iterator[Finding]:
        for piece in page.pieces:
            for mention in piece.mentions:
                if not agrees(mention, piece.reading, page.report.values):
                    yield _differs(page, check, piece, mention)

    return run


def _differs(page: Page, check: Scope, piece: Piece, mention: Mentioned) -> Finding:
    offers = due(mention, page.report.values)
    value, _ = stated(mention, piece.reading)
    cells = joined(cells for quantity in mention.quantities for cells in quantity.readings)
    figure = mention.figure
    names = "、".join(quantity.check.name for quantity in mention.quantities)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=page.name(piece.text_id),
            words=piece.quote(mention.span),
            name=names + ("合计" if len(mention.quantities) > 1 else ""),
            stated=written(value),
            due=" 或 ".join(dict.fromkeys(written(offer) for offer in offers)),
            table=page.report.form.cells[cells[0]].table.name,
        ),
        cells=cells,
        texts=(piece.text_id,),
        spans=(piece.place((figure.start, figure.end) if figure else mention.span),),
        replacement=_offer(mention, piece.reading, offers[0]),
        left=value,
        right=offers[0],
        difference=tidy(value - offers[0]),
    )


def _offer(mention: Mentioned, reading: Reading, number: Number) -> str | None:
    """The number that can take the place of the one that is written; None: in no other words."""
    figure, money = mention.figure, mention.quantities[0].check.unit
    if figure is None or not figure.plain or (not money and figure.step != 1):
        return None
    other_unit = money and not reading.skeleton.startswith(money, mention.at + 1)
    return None if other_unit else written(number)


def claim(form: Form, check: Claim) -> Run:
    """R21: what is said to be all done is."""
    short = shorthands(form)
    claimed = finder(written_out(check.words, short))
    others = re.compile(written_out(check.others, short))
    topics = [
        (re.compile(written_out(topic.words, short)), expand(form, topic.cells))
        for topic in check.topics
    ]

    def run(page: Page) -> Iterator[Finding]:
        for piece in page.pieces:
            for found in claimed(piece.reading.skeleton):
                cells = _spoken_of(piece.reading, found.start(), topics, others)
                left = [cell for cell in cells if page.report.values[cell]]
                if left and found.start() < piece.reading.length:
                    yield _not_all(page, check, piece, piece.reading.span(*found.span()), left)

    return run


def _spoken_of(
    reading: Reading, at: int, topics: Topics, others: re.Pattern[str]
) -> tuple[str, ...]:
    """The cells of the topics named before it in its sentence, else up to the last full stop."""
    for start in (reading.sentence(at), 0):
        before = reading.skeleton[start:at]
        if others.search(before):
            return ()
        if named := joined(cells for words, cells in topics if words.search(before)):
            return named
    return ()


def _not_all(
    page: Page, check: Claim, piece: Piece, span: tuple[int, int], cells: list[str]
) -> Finding:
    form, values = page.report.form, page.report.values
    left = "、".join(f"{cell_name(form, cell)} {written(values[cell])} 件" for cell in cells)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=page.name(piece.text_id),
            words=piece.quote(span),
            table=form.cells[cells[0]].table.name,
            left=left,
        ),
        cells=tuple(cells),
        texts=(piece.text_id,),
        spans=(piece.place(span),),
    )
