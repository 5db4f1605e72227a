"""What two reports that are compared are called, and what ties the later one to the earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.workspace import year_due

if TYPE_CHECKING:
    from app.report.compare import Comparison
    from app.report.previous import Previous
    from app.report.report import Report
    from ui.dialogs.compared_figures import Sides


def compared(report: Report, last: Previous) -> tuple[Comparison, Sides]:
    """This year's report beside what is known of last year's."""
    from app.report import compare, previous

    year = report.year or year_due()
    before = previous.as_report(last, year - 1 if year else None, report.form)
    return compare.compare(before, report), sides(report, before)


def sides(report: Report, before: Report) -> Sides:
    """Two years by their names, as far as they are known."""
    from app.checks import last_years
    from app.checks.required import required
    from ui.dialogs.compared_figures import Sides

    names = (
        f"{before.year} 年" if before.year else "上年",
        f"{report.year} 年" if report.year else "本年",
    )
    last, kept = last_years(report), report.get(("previous", ""))
    return Sides(
        f"两年对照：{report.organ} {names[0]}、{names[1]}",
        *names,
        source=f"{names[0]}的数字来自 {kept.source}" if kept and kept.source else "",
        blank_is_zero=True,
        required=None if last is None else lambda cell: required(report, last, cell, names),
    )
