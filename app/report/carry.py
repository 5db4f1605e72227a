"""What last year's report says this year must begin with, to be offered and taken over. Pure."""

from msgspec import Struct

from app.forms.model import cells_like
from app.forms.rules import Across
from app.letters.numbers import Number
from app.report.previous import Previous
from app.report.report import Report


class Offer(Struct, frozen=True):
    """An input of this year that is a figure of last year's report."""

    cell: str
    figure: Number
    now: Number | None
    """What stands there."""


def offers(report: Report, previous: Previous) -> tuple[Offer, ...]:
    """The inputs that differ from the figure of last year they take over, in the page's order.

    Which these are, the edition's checks across years say: those with nothing added in between.
    """
    taken = [
        (cell, _same_place(cell, check.last[0]))
        for check in report.form.checks
        if isinstance(check, Across) and len(check.last) == 1 and not check.add + check.subtract
        for cell in cells_like(report.form, check.cell)
        if not report.form.cells[cell].computed
    ]
    known = ((cell, previous.cells.get(last)) for cell, last in taken)
    return tuple(
        Offer(cell, figure, report.values[cell])
        for cell, figure in known
        if figure is not None and figure != report.values[cell]
    )


def _same_place(cell: str, pattern: str) -> str:
    """The pattern with its `*` as in the cell."""
    pairs = zip(cell.split("/"), pattern.split("/"), strict=True)
    return "/".join(own if other == "*" else other for own, other in pairs)
