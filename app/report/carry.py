"""What last year's report says this year must begin with, to be offered and taken over. Pure."""

from collections.abc import Iterator

from msgspec import Struct

from app.forms.model import Form, cells_like
from app.forms.rules import Across
from app.letters.numbers import Number
from app.report.previous import Previous, stored_in
from app.report.report import Report


class Offer(Struct, frozen=True):
    """An input of this year that is a figure of last year's report."""

    cell: str
    figure: Number
    now: Number | None
    """What stands there."""


def offers(report: Report, previous: Previous) -> tuple[Offer, ...]:
    """The inputs that differ from the figure of last year they take over, in the page's order."""
    return tuple(
        Offer(cell, figure, report.values[cell])
        for cell, figure in _due(report.form, previous)
        if figure != report.values[cell]
    )


def confirmed(report: Report) -> frozenset[str]:
    """The inputs that are just what the kept report of this organ's last year says they are."""
    previous = stored_in(report)
    if previous is None or not _is_of_last_year(report, previous):
        return frozenset()
    due = _due(report.form, previous)
    return frozenset(cell for cell, figure in due if figure == report.values[cell])


def _due(form: Form, previous: Previous) -> Iterator[tuple[str, Number]]:
    """The inputs that take over a figure, and the figure, in the page's order.

    Which these are, the edition's checks across years say: those with nothing added in between.
    """
    for check in form.checks:
        if isinstance(check, Across) and len(check.last) == 1 and not check.add + check.subtract:
            for cell in cells_like(form, check.cell):
                figure = previous.cells.get(_same_place(cell, check.last[0]))
                if figure is not None and not form.cells[cell].computed:
                    yield cell, figure


def _is_of_last_year(report: Report, previous: Previous) -> bool:
    """As far as both are known."""
    same = not (report.organ and previous.organ) or report.organ == previous.organ
    known = report.year is not None and previous.year is not None
    return same and (not known or previous.year == (report.year or 0) - 1)


def _same_place(cell: str, pattern: str) -> str:
    """The pattern with its `*` as in the cell."""
    pairs = zip(cell.split("/"), pattern.split("/"), strict=True)
    return "/".join(own if other == "*" else other for own, other in pairs)
