"""Findings of a report. Pure functions of the report; they return, never raise, never stop early.

Which checks an edition has, and their words, stand in the edition's file.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from app import calc
from app.calc import Number, written
from app.forms.base import Severity
from app.forms.model import Column, column_leaves
from app.forms.rules import Balance
from app.report import Report


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that a reviewer would point at."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    """Every cell of the sum."""
    texts: tuple[str, ...] = ()
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None
    """left - right."""
    blanks: tuple[str, ...] = ()
    """Inputs that are still blank and could explain it: the screen then says `running` instead."""
    running: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()
    replacement: str | None = None
    acknowledged: str = ""

    @property
    def place(self) -> tuple[str, str]:
        if self.cells:
            return "cells", (*self.blanks, *self.cells)[0]
        return ("texts", self.texts[0]) if self.texts else ("title", "")


def table_findings(report: Report) -> tuple[Finding, ...]:
    return findings(report)


def other_findings(report: Report) -> tuple[Finding, ...]:
    return ()


def findings(report: Report) -> tuple[Finding, ...]:
    """All findings, in the order of the edition's checks and of the page."""
    return tuple(found for check in report.form.checks if isinstance(check, Balance) for found in _balance(report, check))


def _balance(report: Report, check: Balance) -> Iterator[Finding]:
    for column in column_leaves(report.form.tables[check.table].blocks[0].columns):
        found = _unbalanced(report, check, column)
        if found:
            yield found


def _unbalanced(report: Report, check: Balance, column: Column) -> Finding | None:
    left, right = (
        [f"{check.table}/{row}/{column.id}" for row in side] for side in (check.left, check.right)
    )
    left_sum, right_sum = (_sum(report, side) for side in (left, right))
    if left_sum == right_sum:
        return None
    words = {
        "table": report.form.tables[check.table].name,
        "column": column.label,
        "left_terms": _terms(report, left),
        "left": written(left_sum),
        "right_terms": _terms(report, right),
        "right": written(right_sum),
        "difference": written(max(left_sum, right_sum) - min(left_sum, right_sum)),
    }
    direction = check.short_of if left_sum > right_sum else check.beyond
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(**words),
        cells=(*left, *right),
        left=left_sum,
        right=right_sum,
        difference=left_sum - right_sum,
        blanks=_blank_inputs(report, (*left, *right)),
        running=check.running.format(**words, direction=direction),
    )


def _sum(report: Report, cells: Sequence[str]) -> Number:
    """Checks read a blank cell as 0."""
    return calc.add(report.values[cell] for cell in cells) or 0


def _terms(report: Report, cells: Sequence[str]) -> str:
    """The addends with their names: 本年新收 75 + 上年结转 0."""
    rows = (report.form.cells[cell].row for cell in cells)
    names = [row.short or row.label for row in rows]
    figures = [written(report.values[cell] or 0) for cell in cells]
    return " + ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))


def _blank_inputs(report: Report, cells: Sequence[str]) -> tuple[str, ...]:
    """The blank inputs among the cells and under their totals."""
    under: dict[str, None] = {}

    def visit(cell: str) -> None:
        addends = report.form.cells[cell].addends
        for addend in addends:
            visit(addend)
        if not addends and report.values[cell] is None:
            under[cell] = None

    for cell in cells:
        visit(cell)
    return tuple(under)
