"""What the cell that a finding points at should hold."""

from collections import Counter
from collections.abc import Iterable

from app.checks import findings
from app.checks.finding import Finding
from app.forms.model import Form
from app.forms.rules import Balance
from app.letters.numbers import Number
from app.report.report import Report

_LONG = 20_000
"""Letters of all texts, from which on it would be felt that each figure is tried."""


def value_due(report: Report, finding: Finding, cell: str) -> Number | None:
    """The figure of the suspect cell that is certain; None: none is.

    It is tried on a copy of the report, texts and last year with it: the finding is gone, and
    nothing that holds now is broken by it.
    """
    place = report.form.cells[cell]
    if finding.suspect != cell or not finding.difference or place.computed:
        return None
    if place.row.id in _doubled(report.form) or _letters(report) > _LONG:
        return None
    now = report.values[cell] or 0
    allowed = _said(findings(report)) - Counter([_key(finding)])
    fitting = [
        value
        for value in (now - finding.difference, now + finding.difference)
        if value >= 0 and _said(findings(_with(report, cell, value))) <= allowed
    ]
    return fitting[0] if len(fitting) == 1 else None


def _doubled(form: Form) -> set[str]:
    """The rows that others count a second time: where one is named, it is those that are wrong."""
    found = (check.diagnosis for check in form.checks if isinstance(check, Balance))
    return {diagnosis.doubled_row for diagnosis in found if diagnosis is not None}


def _with(report: Report, cell: str, value: Number) -> Report:
    """A copy of the report with another figure in one cell."""
    tried = Report(report.form, Report(report.form).differences(report))
    tried.apply({("cells", cell): value})
    return tried


def _said(found: Iterable[Finding]) -> Counter[tuple[str, ...]]:
    """What is wrong, and how often, whatever the figures: hints only ask."""
    return Counter(_key(finding) for finding in found if finding.severity != "hint")


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.rule, *finding.cells, *finding.texts


def _letters(report: Report) -> int:
    return sum(map(len, report.entries("texts").values()))
