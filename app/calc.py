"""Figures of a whole form worked out from what was typed. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.forms.model import Form

Number = int | Decimal
"""A figure: int for a whole one, Decimal with no trailing zeros for any other. Never a float."""


def evaluate(form: Form, inputs: Mapping[str, Number]) -> dict[str, Number | None]:
    """Every cell's value by id, computed cells included; a blank cell is None.

    A sum of blanks is blank: a clerk must see what was never touched.
    """
    values = {cell: inputs.get(cell) for cell in form.cells}
    for total in form.order:
        values[total.id] = add(values[addend] for addend in total.addends)
    return values


def add(values: Iterable[Number | None]) -> Number | None:
    """The sum of what is not blank; None where all is blank."""
    numbers = [value for value in values if value is not None]
    return tidy(sum(numbers)) if numbers else None


def tidy(value: Number) -> Number:
    """The one form of a figure: 20.30 -> Decimal("20.3"), 3.0 -> 3, -0 -> 0."""
    if isinstance(value, int):
        return value
    whole = int(value)
    return whole if whole == value else value.normalize()


def written(value: Number | None) -> str:
    """A figure in plain digits, without exponent or separators; blank is empty."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
