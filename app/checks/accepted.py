"""What a person does about a finding: accepts it with a reason, or takes the number it offers."""

from msgspec.structs import replace

from app.checks.finding import Finding
from app.forms import links
from app.report.kept import Acknowledged
from app.report.report import Changes, Report


def with_reason(report: Report, finding: Finding, reason: str) -> Changes:
    """The changes that keep a reason for a warning or hint; an empty one withdraws it."""
    record = Acknowledged(
        rule=finding.rule,
        cells=finding.cells,
        texts=finding.texts,
        message=finding.message,
        reason=reason,
    )
    kept: tuple[Acknowledged, ...] = report.get(("acknowledged", "")) or ()
    others = [each for each in kept if replace(each, reason=reason) != record]
    return {("acknowledged", ""): [*others, record] if reason else others}


def with_replacement(report: Report, finding: Finding) -> Changes:
    """The changes that put what should stand there in the place of a finding's words."""
    text, start, end = finding.spans[0]
    shown = report.text(text)
    new = shown[:start] + (finding.replacement or "") + shown[end:]
    stored = links.edited(str(report.entries("texts")[text]), report.values, new)
    return {("texts", text): stored}
