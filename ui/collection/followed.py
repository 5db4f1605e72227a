"""What is found in a unit's report once its figures are corrected for the sum. No widget."""

from msgspec import structs

from app import checks
from app.checks.finding import Finding
from app.collection import summing
from app.collection.facts import Facts
from app.collection.received import Figures
from app.collection.standing import Standing
from app.forms import catalogue as forms
from app.forms.model import Form
from app.report.report import Report

_MENDED = "更正以后没有这个问题了，单位的文件还没有改"
Key = tuple[str, tuple[str, ...]]
"""A rule, and the cells that it is about."""


def findings(standing: Standing, facts: Facts) -> tuple[Finding, ...]:
    """All that is to be said of a unit: its file as it was sent, its figures as they are summed.

    What a correction has mended is answered by it; what it has brought about is said to follow.
    """
    file = standing.received
    own = [made for made in facts.corrections if made.unit == standing.unit]
    if not own or file is None or not standing.counts:
        return standing.all_findings
    form = forms.form(file.edition)
    figures, applied, _ = summing.corrected(form, file.figures, own)
    if not applied:
        return standing.all_findings
    before, after = (_in_tables(form, those) for those in (file.figures, figures))
    as_sent = tuple(_after(each, before, after) for each in standing.all_findings)
    new = (found for key, found in after.items() if key not in before)
    return (*(structs.replace(f, message=f"更正以后：{f.message}") for f in new), *as_sent)


def _after(found: Finding, before: dict[Key, Finding], after: dict[Key, Finding]) -> Finding:
    key = (found.rule, found.cells)
    if key not in before or found.acknowledged:
        return found
    if key not in after:
        return structs.replace(found, acknowledged=_MENDED)
    if before[key].message == after[key].message:
        return found
    return structs.replace(after[key], message=f"更正以后：{after[key].message}")


def _in_tables(form: Form, figures: Figures) -> dict[Key, Finding]:
    known = zip(form.inputs, figures, strict=True)
    report = Report(form, {("cells", cell): figure for cell, figure in known if figure is not None})
    return {(found.rule, found.cells): found for found in checks.table_findings(report)}
