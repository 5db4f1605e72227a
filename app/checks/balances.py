"""Checks that each column of a table balances: what came in is what went out."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from app.calc import Number, written
from app.checks.diagnosis import named_addend
from app.checks.finding import Finding, joined
from app.checks.sums import apart, expand, inputs_under, terms, total
from app.forms.model import Column, Form, column_leaves
from app.forms.rules import Balance
from app.report import Report

Run = Callable[[Report], Iterator[Finding]]


class _Side(Struct, frozen=True):
    """A column to be balanced."""

    column: Column
    left: tuple[str, ...]
    right: tuple[str, ...]
    parts: tuple[str, ...]
    """What both sides come from, totals taken apart."""
    inputs: tuple[str, ...]


def balance(form: Form, check: Balance) -> Run:
    columns = column_leaves(form.tables[check.table].blocks[0].columns)
    sides = [_side(form, check, column) for column in columns]

    def run(report: Report) -> Iterator[Finding]:
        values = report.values
        off = {s.column.id: total(values, s.left) - total(values, s.right) for s in sides}
        for side in sides:
            if off[side.column.id]:
                yield _unbalanced(report, check, side, _moved(sides, side, off))

    return run


def _side(form: Form, check: Balance, column: Column) -> _Side:
    left, right = (
        tuple(f"{check.table}/{row}/{column.id}" for row in rows)
        for rows in (check.left, check.right)
    )
    parts = joined(_rows_of(form, cell) for cell in (*right, *left))
    return _Side(column, left, right, parts, inputs_under(form, (*left, *right)))


def _rows_of(form: Form, cell: str) -> tuple[str, ...]:
    """The rows that a total row adds up, in the same column; else the cell itself."""
    place = form.cells[cell]
    rows = (f"{place.table.id}/{row}/{place.column.id}" for row in place.row.sum)
    return expand(form, rows) or (cell,)


def _moved(sides: list[_Side], side: _Side, off: dict[str, Number]) -> str:
    """The label of the one input column that is off by as much the other way."""
    if side.column.sum:
        return ""
    others = [
        other.column.label
        for other in sides
        if not other.column.sum and off[other.column.id] == -off[side.column.id]
    ]
    return others[0] if len(others) == 1 else ""


def _unbalanced(report: Report, check: Balance, side: _Side, moved: str) -> Finding:
    left, right = (total(report.values, cells) for cells in (side.left, side.right))
    words = {
        "table": report.form.tables[check.table].name,
        "column": side.column.label,
        "left_terms": terms(report, side.left),
        "left": written(left),
        "right_terms": terms(report, side.right),
        "right": written(right),
        "difference": written(apart(left, right)),
    }
    looks_like = ""
    if check.diagnosis and moved:
        looks_like = check.diagnosis.moved.format(other=moved, **words)
    elif check.diagnosis:
        looks_like = named_addend(
            report.form, report.values, check.diagnosis, side.parts, right - left
        )
    blanks = tuple(cell for cell in side.inputs if report.values[cell] is None)
    direction = check.short_of if left > right else check.beyond
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(**words) + looks_like,
        cells=(*side.left, *side.right),
        left=left,
        right=right,
        difference=left - right,
        blanks=blanks,
        running=check.running.format(**words, direction=direction),
    )
