"""What the texts of a report tell: which function makes which kind of check."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from app.checks import (
    citation,
    claims,
    dates,
    doubled,
    fees,
    growth,
    lists,
    rates,
    report_year,
    wording,
)
from app.checks.finding import Finding
from app.checks.page import Page
from app.checks.page import page as make_page
from app.checks.passed import Failed, Passed
from app.forms import rule_files, text_rules
from app.forms.base import Declared
from app.forms.model import Form
from app.report.previous import Previous
from app.report.report import Report

Makers = dict[type, Callable[[Form, Any], claims.Run]]

_HEADS: Makers = {
    text_rules.ReportYear: report_year.report_year,
    text_rules.Deadline: wording.deadline,
    text_rules.EditionDue: dates.edition_due,
}
"""What can be said of a report that has no texts yet; the others need not even be made for it."""

_ALL: Makers = _HEADS | {
    text_rules.Claim: claims.claim,
    text_rules.Parts: lists.parts,
    text_rules.Fees: fees.fees,
    text_rules.Shares: rates.shares,
    text_rules.Growth: growth.growth,
    text_rules.Stale: wording.stale,
    text_rules.OwnName: wording.own_name,
    text_rules.Needed: wording.needed,
    text_rules.Length: wording.length,
    text_rules.Citation: citation.citation,
    text_rules.Numbering: wording.numbering,
    text_rules.Lead: wording.lead,
    text_rules.Dated: dates.dated,
    text_rules.Doubled: doubled.doubled,
    text_rules.Scope: claims.numbers,
}


def findings(report: Report, before: Previous | None, today: date | None) -> Iterator[Finding]:
    """In the order of the edition's rules, each check's in the order of the page."""
    told = looked_at(make_page(report, before, today))
    return (each for _, each in told if isinstance(each, Finding))


def looked_at(page: Page) -> Iterator[tuple[Declared, Finding | Passed | Failed]]:
    """The findings, and what the rules found and say nothing of, each with its rule."""
    ours = rule_files.of(page.report.form).ours
    for check, run in _made(page.report.form, bool(page.texts)):
        for each in run(page) if ours else _tried(run, page):
            yield check, each


def _tried(run: claims.Run, page: Page) -> Iterator[Finding | Passed | Failed]:
    """A rule of one's own may find what it cannot use: a group that is no number ..."""
    try:
        yield from run(page)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        yield Failed(repr(error))


@cache
def _made(form: Form, with_texts: bool) -> tuple[tuple[Declared, claims.Run], ...]:
    makers = _ALL if with_texts else _HEADS
    checks = rule_files.of(form).checks
    known = (check for check in checks if type(check) in makers)
    return tuple((check, makers[type(check)](form, check)) for check in known)
