"""What is still to be done before a report can be handed in. Pure."""

from collections.abc import Iterable

from msgspec import Struct

from app.checks.finding import Finding
from app.forms.model import Form
from app.report.report import Report


class Remaining(Struct, frozen=True):
    """What keeps a report from being handed in."""

    untouched: bool
    """Nothing has been filled in yet: there is nothing to find fault with."""
    missing: tuple[Finding, ...]
    """What is not there, in the order of the page, unless somebody has said why."""
    errors: tuple[Finding, ...]
    sections: tuple[str, ...]
    """The ids of the sections in which something is missing; "" is the title."""
    warnings: tuple[Finding, ...] = ()
    """What does not keep it from being handed in, and should be looked at before."""

    @property
    def number(self) -> int:
        """Errors, and sections in which something is missing: a section is one thing to do."""
        return len(self.errors) + len(self.sections)

    @property
    def words(self) -> str:
        """How much is left, for a person; "" where nothing is."""
        if self.untouched:
            return "还没有开始填"
        return f"还差 {self.number} 项可以上报" if self.number else ""

    @property
    def ready(self) -> str:
        """What is said of a report from which nothing is missing: never that all is well."""
        more = f"，{len(self.warnings)} 条提醒" if self.warnings else ""
        return f"可以上报{more}"


def remaining(report: Report, findings: Iterable[Finding]) -> Remaining:
    """What of the findings keeps the report from being handed in."""
    form = report.form
    due = [f for f in findings if is_due(f)]
    order = ["", *(section.id for section in form.sections)]
    missing = sorted((f for f in due if f.missing), key=lambda f: order.index(section_of(form, f)))
    return Remaining(
        untouched=not any(report.entries(key) for key in ("cells", "texts", "published", "notes")),
        missing=tuple(missing),
        errors=tuple(f for f in due if f.severity == "error" and not f.missing),
        sections=tuple(dict.fromkeys(section_of(form, f) for f in missing)),
        warnings=tuple(f for f in due if f.severity == "warning" and not f.missing),
    )


def is_due(finding: Finding) -> bool:
    """Whether a person has to do something about it.

    Not where it only follows from another finding, nor of a sum whose cells are still blank, nor
    of a warning that somebody has given a reason for.
    """
    return not (finding.because or finding.is_running or finding.acknowledged)


def section_of(form: Form, finding: Finding) -> str:
    """The id of the section that a finding is about; "" where it is about the whole."""
    key, id_ = finding.place
    for section in form.sections:
        in_table = section.table is not None and id_.partition("/")[0] == section.table.id
        if key == "cells" and in_table:
            return section.id
        if key == "texts" and id_ in {text.id for text in section.texts}:
            return section.id
    return ""
