"""What the cell that a finding points at should hold."""

from app.checks import table_findings
from app.checks.finding import Finding
from app.forms.model import Form
from app.forms.rules import Balance
from app.letters.numbers import Number
from app.report.report import Report


def value_due(report: Report, finding: Finding, cell: str) -> Number | None:
    """The figure of the suspect cell with which the finding is gone; None: none is certain."""
    place = report.form.cells[cell]
    if finding.suspect != cell or not finding.difference or place.computed:
        return None
    if place.row.id in _doubled(report.form):
        return None
    now = report.values[cell] or 0
    fitting = [
        value
        for value in (now - finding.difference, now + finding.difference)
        if value >= 0 and not _still_said(report, finding, cell, value)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _doubled(form: Form) -> set[str]:
    """The rows that others count a second time: where one is named, it is those that are wrong."""
    found = (check.diagnosis for check in form.checks if isinstance(check, Balance))
    return {diagnosis.doubled_row for diagnosis in found if diagnosis is not None}


def _still_said(report: Report, finding: Finding, cell: str, value: Number) -> bool:
    """Whether the same rule still speaks of the same cells with that figure."""
    changes = {(key, id_): kept for key in _KEYS for id_, kept in report.entries(key).items()}
    tried = Report(report.form, {**changes, ("cells", cell): value})
    found = table_findings(tried)
    return any((each.rule, each.cells) == (finding.rule, finding.cells) for each in found)


_KEYS = ("cells", "published")
