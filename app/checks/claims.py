"""Words of a text against the tables: numbers that differ, and "all done" where not all is."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain, product

from app.checks.causes import imbalances
from app.checks.finding import Finding, joined
from app.checks.grammar import shorthands
from app.checks.kinds import makes
from app.checks.mentions import Mentioned
from app.checks.passed import Passed, passed
from app.checks.script import Piece, Script, finder, found_in
from app.checks.skeleton import Skeleton
from app.checks.sums import Values, apart, expand, is_open, total
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.names import cell_name, row_name
from app.forms.text_rules import Claim, Scope
from app.letters.numbers import Number, tidy, written
from app.report.report import Report

Run = Callable[[Script], Iterator[Finding | Passed]]
"""What a rule finds in a page, and what it passed over."""
Topics = list[tuple[re.Pattern[str], tuple[str, ...]]]


def choices(mention: Mentioned) -> list[tuple[str, ...]]:
    """The cells that the number may be the sum of: every accepted reading."""
    readings = product(*(quantity.readings for quantity in mention.quantities))
    return [tuple(chain.from_iterable(choice)) for choice in readings]


def due(mention: Mentioned, values: Values) -> list[Number]:
    """What the tables allow the number to be; the first is the one to offer."""
    return [total(values, cells) for cells in choices(mention)]


def stated(mention: Mentioned, reading: Skeleton) -> tuple[Number, Number]:
    """The number and the worth of its last digit, in the unit of the table."""
    if mention.figure is None:
        return 0, 1
    value, step = mention.figure.value, mention.figure.step
    if mention.quantities[0].check.unit and reading.skeleton[mention.at + 1] == "元":
        return tidy(Decimal(value) / 10_000), tidy(Decimal(step) / 10_000)
    return value, step


def agrees(mention: Mentioned, reading: Skeleton, report: Report) -> bool:
    """Blank cells may be the rest of what is too little in the tables, never what is too much."""
    value, step = stated(mention, reading)
    exact = mention.figure is None or (step == 1 and not mention.quantities[0].check.unit)
    return any(
        (value == number if exact else apart(value, number) < step)
        or (value > number and is_open(report.form, report.values, cells))
        for cells, number in zip(choices(mention), due(mention, report.values), strict=True)
    )


@makes(Scope, "texts")
def numbers(_form: Form, check: Scope) -> Run:
    """R20: every number that names a quantity is the table's. It says something of each mention."""

    def run(script: Script) -> Iterator[Finding | Passed]:
        for piece in script.pieces:
            for mention in piece.mentions:
                if agrees(mention, piece.reading, script.report):
                    yield passed(check, piece.place(mention.span), "与表里的数相同")
                else:
                    yield _differs(script, check, piece, mention)

    return run


def _differs(script: Script, check: Scope, piece: Piece, mention: Mentioned) -> Finding:
    offers = due(mention, script.report.values)
    value, _ = stated(mention, piece.reading)
    cells = joined(cells for quantity in mention.quantities for cells in quantity.readings)
    figure, because = mention.figure, _cause(script.report, mention, value)
    names = "、".join(quantity.check.name for quantity in mention.quantities)
    words = {
        "name": names + ("合计" if len(mention.quantities) > 1 else ""),
        "stated": written(value),
        "due": _said_due(script.report, mention),
        "table": script.report.form.cells[cells[0]].table.name,
    }
    return found_in(
        script,
        check,
        check.message,
        piece,
        mention.span,
        words,
        cells=cells,
        spans=(piece.place((figure.start, figure.end) if figure else mention.span),),
        replacement=None if because else _offer(mention, piece.reading, offers[0]),
        left=value,
        right=offers[0],
        difference=tidy(value - offers[0]),
        because=because,
    )


def _said_due(report: Report, mention: Mentioned) -> str:
    """Every number that is accepted, each with what it is the number of."""
    first, *others = choices(mention)
    made = total(report.values, first)
    said = {made: written(made)}
    for cells in others:
        number = total(report.values, cells)
        rest = [cell for cell in cells if cell not in first]
        names = "、".join(dict.fromkeys(row_name(report.form, cell) for cell in rest or cells))
        more = "加上" if set(first) < set(cells) else ""
        said.setdefault(number, f"{more}{names}是 {written(number)}")
    plain, *with_names = said.values()
    return f"{plain}（{'，'.join(with_names)}）" if with_names else plain


def _cause(report: Report, mention: Mentioned, value: Number) -> str:
    """The rule of a column that is off by just as much: the text may well be right."""
    columns = imbalances(report)
    rules = (
        columns.explain(cells, tidy(value - total(report.values, cells)))[0]
        for cells in choices(mention)
    )
    return next(filter(None, rules), "")


def _offer(mention: Mentioned, reading: Skeleton, number: Number) -> str | None:
    """The number that can take the place of the one that is written; None: in no other words."""
    figure, money = mention.figure, mention.quantities[0].check.unit
    if figure is None or not figure.plain or (not money and figure.step != 1):
        return None
    other_unit = money and not reading.skeleton.startswith(money, mention.at + 1)
    return None if other_unit else written(number)


_FAR = 3000
"""Letters without a full stop before what is said to be done; no report has as many."""


@makes(Claim, "texts")
def claim(form: Form, check: Claim) -> Run:
    """R21: what is said to be all done is."""
    short = shorthands(form)
    claimed = finder(written_out(check.words, short))
    others = re.compile(written_out(check.others, short))
    topics = [
        (re.compile(written_out(topic.words, short)), expand(form, topic.cells))
        for topic in check.topics
    ]

    def run(script: Script) -> Iterator[Finding | Passed]:
        for piece in script.pieces:
            for found in claimed(piece.reading.skeleton):
                if found.start() >= piece.reading.length:
                    continue
                cells, why = _spoken_of(piece.reading, found.start(), topics, others)
                left = [cell for cell in cells if script.report.values[cell]]
                span = piece.reading.span(*found.span())
                if left:
                    yield _not_all(script, check, piece, span, left)
                else:
                    yield passed(check, piece.place(span), why or "表里相关的几格都是 0 或者空白")

    return run


def _spoken_of(
    reading: Skeleton, at: int, topics: Topics, others: re.Pattern[str]
) -> tuple[tuple[str, ...], str]:
    """The cells of the topics named before it in its sentence, else up to the last full stop.

    Where there are none, why.
    """
    for start in (reading.sentence(at), max(0, at - _FAR)):
        before = reading.skeleton[start:at]
        if found := others.search(before):
            return (), f"前面有“{found[0]}”，说的是别的（others）"
        if named := joined(cells for words, cells in topics if words.search(before)):
            return named, ""
    return (), "前面没有说是哪一项（topics）"


def _not_all(
    script: Script, check: Claim, piece: Piece, span: tuple[int, int], cells: list[str]
) -> Finding:
    form, values = script.report.form, script.report.values
    because, _ = imbalances(script.report).explain(cells, -total(values, cells))
    left = "、".join(f"{cell_name(form, cell)} {written(values[cell])} 件" for cell in cells)
    words = {
        "table": form.cells[cells[0]].table.name,
        "left": left,
    }
    return found_in(
        script, check, check.message, piece, span, words, cells=tuple(cells), because=because
    )
