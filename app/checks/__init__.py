"""Findings of a report. Pure functions of the report; they return, never raise, never stop early.

Which checks an edition has, and their words, stand in the edition's file. Each kind has a maker
that works out once what a form alone tells, and returns what runs.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from msgspec.structs import replace

from app import previous as last_year
from app.checks import absence, balances, printed, tables, years
from app.checks.finding import Finding
from app.forms import rules
from app.forms.model import Form
from app.previous import Previous
from app.report import Report

__all__ = ["Finding", "findings", "other_findings", "table_findings"]

_TABLES: dict[type, Callable[[Form, Any], tables.Run]] = {
    rules.Balance: balances.balance,
    rules.Printed: printed.printed,
    rules.Unprinted: printed.unprinted,
    rules.Figure: tables.figures,
    rules.AtMost: tables.at_most,
    rules.Zero: tables.zero,
    rules.Share: tables.share,
    rules.Blank: tables.blank,
    rules.Noted: tables.noted,
    rules.Absent: absence.absent,
}
_YEARS: dict[type, Callable[[Form, Any], years.Run]] = {
    rules.Across: years.across,
    rules.Reappear: years.reappear,
    rules.Jump: years.jump,
    rules.Similar: years.similar,
}
_MAKERS: dict[str, dict[type, Callable[[Form, Any], Any]]] = {"tables": _TABLES, "years": _YEARS}


def findings(
    report: Report, previous: Report | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """All findings, in the order of the edition's checks and of the page.

    Args:
        report: what is checked.
        previous: last year's report; None: what the report itself keeps of it, if anything.
        today: against which a deadline is held; None: none is.
    """
    return (*table_findings(report), *other_findings(report, previous, today))


def table_findings(report: Report) -> tuple[Finding, ...]:
    """What the tables alone tell: quick enough for every key."""
    found = chain.from_iterable(run(report) for run in _made(report.form, "tables"))
    return _marked(report, found)


def other_findings(
    report: Report, previous: Report | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """What texts and last year tell: slower, for a moment of rest."""
    # Its patterns cost a quarter of a start, and nothing asks for them before the first rest.
    from app.checks import of_texts

    before = _last_year(report, previous)
    in_texts = of_texts.findings(report, before, today)
    if before is None:
        return _marked(report, in_texts)
    in_years = chain.from_iterable(run(report, before) for run in _made(report.form, "years"))
    return _marked(report, (*in_texts, *in_years))


def _last_year(report: Report, previous: Report | None) -> Previous | None:
    """A report of some other year says nothing about this one."""
    before = last_year.of(previous) if previous else last_year.stored_in(report)
    years_known = before and before.year and report.year
    if before is None or (years_known and before.year != (report.year or 0) - 1):
        return None
    return before


@cache
def _made(form: Form, group: str) -> tuple[Callable[..., Any], ...]:
    makers = _MAKERS[group]
    return tuple(makers[type(check)](form, check) for check in form.checks if type(check) in makers)


def _marked(report: Report, found: Any) -> tuple[Finding, ...]:
    """Accepted warnings and hints carry their reason; it lapses when anything of them changes."""
    accepted: dict[tuple[Any, ...], str] = {
        (each["rule"], tuple(each["cells"]), tuple(each["texts"]), each["message"]): each["reason"]
        for each in report.get(("acknowledged", "")) or ()
    }
    if not accepted:
        return tuple(found)
    return tuple(_accepted(finding, accepted) for finding in found)


def _accepted(finding: Finding, accepted: dict[tuple[Any, ...], str]) -> Finding:
    key = (finding.rule, finding.cells, finding.texts, finding.message)
    if finding.severity == "error" or key not in accepted:
        return finding
    return replace(finding, acknowledged=accepted[key])
