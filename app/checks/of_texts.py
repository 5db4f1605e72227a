"""What the texts of a report tell: the rules of its edition, run on its page."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

from app.checks import (  # noqa: F401 - what they make
    citation,
    claims,
    dates,
    doubled,
    fees,
    growth,
    kinds,
    lists,
    rates,
    report_year,
    wording,
)
from app.checks.finding import Finding
from app.checks.page import Page
from app.checks.page import page as make_page
from app.checks.passed import Passed
from app.forms import rule_files, text_rules
from app.forms.model import Form
from app.previous import Previous
from app.report import Report

kinds.must_have_makers(text_rules, kinds.AFTER_TEXTS)


def findings(report: Report, before: Previous | None, today: date | None) -> Iterator[Finding]:
    """In the order of the edition's rules, each check's in the order of the page."""
    told = looked_at(make_page(report, before, today))
    return (each for each in told if isinstance(each, Finding))


def looked_at(page: Page) -> Iterator[Finding | Passed]:
    """The findings, and what the rules found and say nothing of."""
    return chain.from_iterable(run(page) for run in _made(page.report.form, bool(page.texts)))


@cache
def _made(form: Form, with_texts: bool) -> tuple[claims.Run, ...]:
    """What can only be said of texts need not even be made for a report that has none yet."""
    checks = rule_files.of(form).checks
    return kinds.made(form, checks, *(kinds.AFTER_TEXTS if with_texts else ("head",)))
