"""What a difference looks like."""

from collections.abc import Sequence

from app.calc import Number, written
from app.checks.sums import Values, apart, row_name
from app.forms.model import Form
from app.forms.rules import Diagnosis


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
