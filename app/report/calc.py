"""Figures of a whole form worked out from what was typed. Pure."""

from collections.abc import Mapping

from app.forms.model import Form
from app.letters.numbers import Number, add


def evaluate(form: Form, inputs: Mapping[str, Number]) -> dict[str, Number | None]:
    """Every cell's value by id, computed cells included; a blank cell is None.

    A sum of blanks is blank: a clerk must see what was never touched.
    """
    values = {cell: inputs.get(cell) for cell in form.cells}
    for total in form.order:
        values[total.id] = add(values[addend] for addend in total.addends)
    return values
