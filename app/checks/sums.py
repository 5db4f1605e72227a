"""Sums of cells and their words."""

from collections.abc import Iterable, Mapping, Sequence

from app.forms.model import Form, cells_like, inputs_under
from app.forms.names import row_name
from app.letters import numbers
from app.letters.numbers import Number, written
from app.report.report import Report

Values = Mapping[str, Number | None]
BLANK = "（空白）"
"""What a sentence calls a cell that was not filled in: nobody knows whether it is 0."""


def total(values: Values, cells: Iterable[str]) -> Number:
    """Checks read a blank cell, or one that the edition does not have, as 0."""
    return numbers.tidy(sum([values.get(cell) or 0 for cell in cells]))


def apart(left: Number, right: Number) -> Number:
    """The difference, never negative."""
    return max(left, right) - min(left, right)


def expand(form: Form, patterns: Iterable[str]) -> tuple[str, ...]:
    """The cells of patterns, each once, in the order of the patterns."""
    return tuple(dict.fromkeys(cell for p in patterns for cell in cells_like(form, p)))


def terms(report: Report, cells: Sequence[str]) -> str:
    """The addends with their names: 本年新收 75 + 上年结转（空白）."""
    named = ((row_name(report.form, cell), written(report.values[cell])) for cell in cells)
    return " + ".join(f"{name} {figure}" if figure else name + BLANK for name, figure in named)


def shown_sum(values: Values, cells: Iterable[str], unfilled: int = 0) -> str:
    """What the cells add up to, as far as they are filled; all blank, they make nothing yet."""
    made = written(numbers.add(values.get(cell) for cell in cells))
    return f"{made}（还有 {unfilled} 格空白）" if made and unfilled else made or BLANK


def blanks(form: Form, values: Values, cells: Iterable[str]) -> tuple[str, ...]:
    """The inputs among the cells and under them of which nothing is known yet."""
    return tuple(cell for cell in inputs_under(form, tuple(cells)) if values.get(cell) is None)


def is_open(form: Form, values: Values, cells: Iterable[str]) -> bool:
    """Whether what the cells add up to may be more: something under them is still blank.

    A total of last year may be known without its addends; then it is no less known for that.
    """
    return any(_is_open(form, values, cell) for cell in cells)


def _is_open(form: Form, values: Values, cell: str) -> bool:
    stated = values.get(cell)
    if stated is None or cell not in form.cells:
        return stated is None
    known = [n for c in inputs_under(form, (cell,)) if (n := values.get(c)) is not None]
    all_known = len(known) == len(inputs_under(form, (cell,)))
    return bool(known) and not all_known and numbers.add(known) == stated
