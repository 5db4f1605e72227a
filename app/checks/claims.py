"""Words of a text against the tables: numbers that differ, and "all done" where not all is."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product

from msgspec import Struct

from app.calc import Number, tidy, written
from app.checks.finding import Finding, joined
from app.checks.mentions import Mentioned, grammar, mentions, shorthands
from app.checks.reading import Reading, read
from app.checks.sums import apart, cell_name, expand, total
from app.forms.model import Form
from app.forms.text_rules import Claim, Scope, written_out
from app.previous import Previous
from app.report import Report

Run = Callable[["Page"], Iterator[Finding]]

_GOVERNMENT = re.compile(r"(省|市|县|区|旗|州|盟)(人民政府\w*)?(（.*）)?$")
_LONGEST_QUOTE = 40


class Page(Struct, frozen=True, eq=False):
    """A report with its texts as they are read, and last year's where there is one."""

    report: Report
    previous: Previous | None
    today: date | None
    texts: dict[str, str]
    """By id; empty ones are absent."""
    mentions: dict[str, tuple[Mentioned, ...]]

    def reading(self, text_id: str) -> Reading:
        return read(self.texts[text_id], self.report.year)


def page(report: Report, previous: Previous | None, today: date | None) -> Page:
    texts = {text: words for text in report.form.texts if (words := report.text(text)).strip()}
    known = grammar(report.form)
    part = _is_part(report)
    found = {
        text: mentions(known, text, words, report.year, part) if known else ()
        for text, words in texts.items()
    }
    return Page(report, previous, today, texts, found)


def _is_part(report: Report) -> bool:
    """A department or a township: the whole city's number is not its own."""
    level = report.get(("level", ""))
    if level:
        return level not in ("county", "city", "province")
    return not _GOVERNMENT.search(report.organ)


def quote(text: str, start: int, end: int) -> str:
    words = "".join(text[start:end].split())
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "……"


def due(mention: Mentioned, values: dict[str, Number | None]) -> list[Number]:
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


def agrees(mention: Mentioned, reading: Reading, values: dict[str, Number | None]) -> bool:
    value, step = stated(mention, reading)
    exact = mention.figure is None or (step == 1 and not mention.quantities[0].check.unit)
    return any(
        value == number if exact else apart(value, number) < step for number in due(mention, values)
    )


def numbers(_form: Form, check: Scope) -> Run:
    """R20: every number that names a quantity is the table's."""

    def run(page: Page) -> Iterator[Finding]:
        for text_id, found in page.mentions.items():
            reading = page.reading(text_id)
            for mention in found:
                if not agrees(mention, reading, page.report.values):
                    yield _differs(page, check, text_id, reading, mention)

    return run


def _differs(
    page: Page, check: Scope, text_id: str, reading: Reading, mention: Mentioned
) -> Finding:
    form = page.report.form
    offers = due(mention, page.report.values)
    value, _ = stated(mention, reading)
    words = page.texts[text_id]
    figure = mention.figure
    spans = (figure.start, figure.end) if figure else mention.span
    cells = joined(cells for quantity in mention.quantities for cells in quantity.readings)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=form.texts[text_id].name,
            words=quote(words, *mention.span),
            name="、".join(quantity.check.name for quantity in mention.quantities)
            + ("合计" if len(mention.quantities) > 1 else ""),
            stated=written(value),
            due=" 或 ".join(dict.fromkeys(written(offer) for offer in offers)),
            table=form.cells[cells[0]].table.name,
        ),
        cells=cells,
        texts=(text_id,),
        spans=((text_id, *spans),),
        replacement=_offer(mention, reading, offers[0]),
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
    words, others = (re.compile(written_out(w, short)) for w in (check.words, check.others))
    topics = [
        (re.compile(written_out(t.words, short)), expand(form, t.cells)) for t in check.topics
    ]

    def run(page: Page) -> Iterator[Finding]:
        for text_id in page.texts:
            reading = page.reading(text_id)
            for found in words.finditer(reading.skeleton, 0, reading.length):
                cells = _spoken_of(reading, found.start(), topics, others)
                open_ = [cell for cell in cells if page.report.values[cell]]
                if open_:
                    yield _not_all(page, check, text_id, reading.span(*found.span()), open_)

    return run


def _spoken_of(
    reading: Reading,
    at: int,
    topics: list[tuple[re.Pattern[str], tuple[str, ...]]],
    others: re.Pattern[str],
) -> tuple[str, ...]:
    """The cells of the topics named before it in its sentence, else in its paragraph."""
    for start in (reading.sentence(at), reading.paragraph(at)):
        before = reading.skeleton[start:at]
        if others.search(before):
            return ()
        if named := joined(cells for words, cells in topics if words.search(before)):
            return named
    return ()


def _not_all(
    page: Page, check: Claim, text_id: str, span: tuple[int, int], cells: list[str]
) -> Finding:
    form, values = page.report.form, page.report.values
    left = "、".join(f"{cell_name(form, cell)} {written(values[cell])} 件" for cell in cells)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=form.texts[text_id].name,
            words=quote(page.texts[text_id], *span),
            table=form.cells[cells[0]].table.name,
            left=left,
        ),
        cells=tuple(cells),
        texts=(text_id,),
        spans=((text_id, *span),),
    )
