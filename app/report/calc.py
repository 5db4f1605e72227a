"""Figures of a whole form worked out from what was typed. Pure."""

from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from app.forms.model import Form
from app.letters.numbers import Number, add, tidy


def evaluate(form: Form, inputs: Mapping[str, Number]) -> dict[str, Number | None]:
    """Every cell's value by id, computed cells included; a blank cell is None.

    A sum of blanks is blank: a clerk must see what was never touched.
    """
    blank, totals = _made(form)
    values = blank.copy()
    values.update(inputs)
    if len(values) > len(blank):  # last year's report may have been in another edition
        values = {cell: inputs.get(cell) for cell in blank}
    for total, addends in totals:
        figures = addends(values)
        try:
            made = sum(figures)
            values[total] = made if type(made) is int else tidy(made)
        except TypeError:  # there are blanks
            values[total] = add(figures)
    return values


@cache
def _made(
    form: Form,
) -> tuple[dict[str, Number | None], list[tuple[str, Callable[[Any], Any]]]]:
    """The blank cells in the page's order, and the totals, each with what gets its addends."""
    totals = [(total.id, _getter(total.addends)) for total in form.order]
    return dict.fromkeys(form.cells), totals


def _getter(addends: tuple[str, ...]) -> Callable[[Any], Any]:
    """Gives a tuple, of one addend too."""
    one, *others = addends
    return itemgetter(one, *others) if others else lambda values: (values[one],)
