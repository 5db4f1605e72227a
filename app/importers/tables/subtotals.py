"""Rows of subtotals, which pages print and the form does not have.

Where they are what their rows make, they say nothing of their own.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from app.forms.model import Column, Row
from app.importers.tables.found import Extra, TableReading
from app.importers.terms import values
from app.importers.terms.plain import PlainCell
from app.importers.terms.proposal import Doubt
from app.letters.numbers import Number, add, written

_SHOWN = 3


class Checked(Struct, frozen=True):
    """The rows of a reading that the form does not have."""

    extra: tuple[Extra, ...]
    """Those that are no subtotals."""
    wrong: tuple[Extra, ...]
    """The subtotals that their rows do not make."""
    doubts: tuple[Doubt, ...]
    """Of the wrong ones: one for all."""


def check(reading: TableReading, figures: Mapping[str, Number]) -> Checked:
    """The subtotals against the figures of the table, by cell; a blank is 0."""
    table = reading.labels.table
    faults = {
        each.place: tuple(_faults(table.id, each.group, each.printed, figures))
        for each in reading.extra
        if each.group and each.printed
    }
    words = [fault for those in faults.values() for fault in those]
    more = f"等 {len(words)} 处" if len(words) > _SHOWN else ""
    told = f"{table.name}里的小计与各行之和不同，没有取：{'；'.join(words[:_SHOWN])}{more}"
    return Checked(
        extra=tuple(each for each in reading.extra if each.place not in faults),
        wrong=tuple(each for each in reading.extra if faults.get(each.place)),
        doubts=(Doubt("row", told),) if words else (),
    )


def _faults(
    table: str,
    group: Row,
    printed: Sequence[tuple[Column, PlainCell]],
    figures: Mapping[str, Number],
) -> Iterator[str]:
    rows = [row for row in group.leaves() if not row.sum]
    for column, cell in printed:
        value = values.read(cell.text, column).value
        made = add(figures.get(f"{table}/{row.id}/{column.id}") for row in rows) or 0
        if value is not None and value != made:
            yield f"“{group.label}”的“{column.label}”印 {written(value)}，各行之和 {written(made)}"
