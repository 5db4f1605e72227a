"""Printed totals as evidence: those of an import fall with the figures they came with. Pure.

Everything that changes a report goes through here once, and says itself nothing of totals. Undo
does not: it brings back exactly what was there.
"""

from collections.abc import Collection, Iterator
from typing import Any

from app.forms.model import Form, inputs_under
from app.report.report import Address, Changes, Report

HEAD: tuple[Address, ...] = (("organ", ""), ("year", ""))
"""Whose figures they are: of another organ or year no printed total says anything."""


def typed(changes: Changes) -> Changes:
    """What a person changes: a printed total that he types is his own."""
    own = {
        ("audited", id_): None if value is None else True
        for (key, id_), value in changes.items()
        if key == "published"
    }
    return {**changes, **own}


def brought(report: Report, changes: Changes) -> Changes:
    """What an import changes: the totals that a person typed himself stay as they are."""
    return {
        (key, id_): value
        for (key, id_), value in changes.items()
        if key != "published" or not report.get(("audited", id_))
    }


def with_fallen(report: Report, changes: Changes, filling: Collection[Address] = ()) -> Changes:
    """The changes, and with them the imported totals that lose what they were evidence about.

    Changing or clearing a figure drops those above it, another organ or year all of them. A cell
    that was blank is only filled in, as was meant all along. What the changes themselves print
    stays: it comes with them.

    Args:
        report: as it is before.
        changes: what is to be done.
        filling: of organ and year those that are still being typed where nothing stood before.
    """
    fallen: dict[Address, Any] = {
        ("published", id_): None
        for id_ in _under_evidence(report, changes, filling)
        if ("published", id_) not in changes and _is_imported(report, id_)
    }
    return {**changes, **fallen}


def dropped(report: Report, cells: Collection[str]) -> Changes:
    """The changes that let go of printed totals: the computed ones are right.

    A total that was summed up from one of them falls too, where it was imported and differs.
    """
    printed = report.entries("published")
    built = {
        total
        for cell in cells
        for total in _summed_up_from(report.form, cell)
        if _is_imported(report, total) and printed[total] != report.values[total]
    }
    return typed({("published", id_): None for id_ in printed if id_ in {*cells, *built}})


def _summed_up_from(form: Form, cell: str) -> frozenset[str]:
    """The totals over all that a cell is the total of: the grand one is summed up both ways."""
    inputs = inputs_under(form, (cell,))
    return frozenset.intersection(*(form.totals_above[each] for each in inputs))


def _is_imported(report: Report, total: str) -> bool:
    return report.get(("published", total)) is not None and not report.get(("audited", total))


def _under_evidence(
    report: Report, changes: Changes, filling: Collection[Address]
) -> Iterator[str]:
    """The totals above each figure that goes; all, where the report becomes another's."""
    gone = [address for address, value in changes.items() if _goes(report, address, value)]
    if any(address in HEAD and address not in filling for address in gone):
        yield from report.entries("published")
    for key, id_ in gone:
        if key == "cells":
            yield from report.form.totals_above[id_]


def _goes(report: Report, address: Address, value: Any) -> bool:
    """Whether something stands there that the change takes away."""
    if address not in HEAD and address[0] != "cells":
        return False
    now = report.get(address)
    return now is not None and now != value
