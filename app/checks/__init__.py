"""Findings of a report. Pure functions of the report; they return, never raise, never stop early.

Which checks an edition has, and their words, stand in the edition's file; which function makes
which, `app.checks.kinds` knows. The modules with makers are imported here, those of texts by
`of_texts` when texts are first checked.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from msgspec.structs import replace

from app.checks import (  # noqa: F401 - what they make
    absence,
    across_years,
    balances,
    copied,
    kinds,
    printed,
    remarked,
    tables,
)
from app.checks.finding import Finding
from app.forms import rules
from app.forms.model import Form
from app.report import previous as last_year
from app.report.kept import Acknowledged
from app.report.previous import Previous
from app.report.report import Report

__all__ = ["Finding", "findings", "other_findings", "table_findings"]

kinds.must_have_makers(rules, kinds.AFTER_TABLES)


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
    """What the tables alone tell, and reviewers' remarks: quick enough for every key."""
    found = chain.from_iterable(run(report) for run in _made(report.form, "every key"))
    return marked(report, chain(found, remarked.findings(report)))


def other_findings(
    report: Report, previous: Report | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """What texts and last year tell: slower, for a moment of rest."""
    # Its patterns cost a quarter of a start, and nothing asks for them before the first rest.
    from app.checks import of_texts

    earlier, before = _earlier(report, previous), last_years(report, previous)
    found = [*of_texts.findings(report, before, today), *_run(report, before, "year")]
    if earlier:
        found = [*copied.heard(report, earlier, found), *_run(report, earlier, "earlier")]
    return marked(report, found)


def last_years(report: Report, previous: Report | None = None) -> Previous | None:
    """Last year's report, given or kept, where it is of the year before or of none that is said."""
    earlier = _earlier(report, previous)
    return earlier if earlier and _years_apart(report, earlier) in (None, 1) else None


def _earlier(report: Report, previous: Report | None) -> Previous | None:
    """A report of the same year or a later one says nothing about this one."""
    known = last_year.of(previous) if previous else last_year.stored_in(report)
    apart = _years_apart(report, known) if known else None
    return known if apart is None or apart > 0 else None


def _years_apart(report: Report, known: Previous) -> int | None:
    return report.year - known.year if report.year and known.year else None


def _run(report: Report, known: Previous | None, when: kinds.When) -> Iterator[Finding]:
    if known is None:
        return iter(())
    return chain.from_iterable(run(report, known) for run in _made(report.form, when))


@cache
def _made(form: Form, when: kinds.When) -> tuple[Callable[..., Any], ...]:
    return tuple(run for _, run in kinds.made(form, form.checks, when))


def marked(report: Report, found: Any) -> tuple[Finding, ...]:
    """Accepted warnings and hints carry their reason; it lapses when anything of them changes."""
    kept: tuple[Acknowledged, ...] = report.get(("acknowledged", "")) or ()
    accepted: dict[tuple[Any, ...], str] = {
        (each.rule, each.cells, each.texts, each.message): each.reason for each in kept
    }
    if not accepted:
        return tuple(found)
    return tuple(_accepted(finding, accepted) for finding in found)


def _accepted(finding: Finding, accepted: dict[tuple[Any, ...], str]) -> Finding:
    key = (finding.rule, finding.cells, finding.texts, finding.message)
    if finding.severity == "error" or key not in accepted:
        return finding
    return replace(finding, acknowledged=accepted[key])
