"""Sums of cells and their words, and what a difference looks like."""

from collections.abc import Iterable, Mapping, Sequence

from app import calc
from app.calc import Number, written
from app.forms.model import Column, Form, Table, block_columns, cells_like
from app.forms.rules import Diagnosis
from app.report import Report

Values = Mapping[str, Number | None]


def total(values: Values, cells: Iterable[str]) -> Number:
    """Checks read a blank cell, or one that the edition does not have, as 0."""
    return calc.add(values.get(cell) for cell in cells) or 0


def apart(left: Number, right: Number) -> Number:
    """The difference, never negative."""
    return max(left, right) - min(left, right)


def expand(form: Form, patterns: Iterable[str]) -> tuple[str, ...]:
    """The cells of patterns, each once, in the order of the patterns."""
    return tuple(dict.fromkeys(cell for p in patterns for cell in cells_like(form, p)))


def row_name(form: Form, cell: str) -> str:
    row = form.cells[cell].row
    return row.short or row.label


def cell_name(form: Form, cell: str) -> str:
    """What a sentence calls a cell: “行政许可”的“本年处理决定数量”; “行政复议”的“总计”."""
    place = form.cells[cell]
    over = row_name(form, cell)
    if not place.table.row_labels:
        over = heading_over(place.table, place.column)
    return f"“{over}”的“{place.column.label}”"


def heading_over(table: Table, column: Column) -> str:
    """The label of the heading right over a column; its own where there is none."""
    for block in table.blocks:
        for group in block_columns(block).values():
            if column in group.columns:
                return group.label
    return column.label


def terms(report: Report, cells: Sequence[str]) -> str:
    """The addends with their names: 本年新收 75 + 上年结转 0."""
    names = (row_name(report.form, cell) for cell in cells)
    figures = (written(report.values[cell] or 0) for cell in cells)
    return " + ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))


def inputs_under(form: Form, cells: Iterable[str]) -> tuple[str, ...]:
    """The inputs among the cells and under their totals."""
    under: dict[str, None] = {}

    def visit(cell: str) -> None:
        addends = form.cells[cell].addends
        for addend in addends:
            visit(addend)
        if not addends:
            under[cell] = None

    for cell in cells:
        visit(cell)
    return tuple(under)


def named_addend(
    form: Form, values: Values, diagnosis: Diagnosis, cells: Sequence[str], excess: Number
) -> str:
    """A sentence where the difference is exactly one of the figures, else nothing.

    `excess` is by how much the parts are more than what they should make.
    """
    size = apart(excess, 0)
    fitting = [cell for cell in cells if values.get(cell) == size]
    names = {"difference": written(size)}
    for cell in fitting:
        if excess > 0 and form.cells[cell].row.id == diagnosis.doubled_row:
            return diagnosis.doubled.format(name=_short_name(form, cell), **names)
    if len(fitting) == 1:
        return diagnosis.addend.format(name=_short_name(form, fitting[0]), **names)
    return ""


def _short_name(form: Form, cell: str) -> str:
    """The row, without its number; in a table without row labels the column."""
    place = form.cells[cell]
    if not place.table.row_labels:
        return place.column.label
    return row_name(form, cell).split("）")[-1].split(".")[-1]
