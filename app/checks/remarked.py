"""What a reviewer wrote at places of the report: a finding until it has been dealt with."""

from collections.abc import Iterator

from app.checks.finding import Finding
from app.report.kept import Remark
from app.report.report import Report


def findings(report: Report) -> Iterator[Finding]:
    """In the order in which they were written."""
    remarks: tuple[Remark, ...] = report.get(("remarks", "")) or ()
    for remark in remarks:
        if not remark.done:
            by = "，".join(filter(None, (remark.by, remark.date)))
            yield Finding(
                rule="",
                severity="warning",
                message=f"批注：{remark.words}（{by}）",
                cells=remark.cells,
                texts=remark.texts,
            )
