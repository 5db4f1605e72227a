"""What an import left to be looked at: findings of the open report, until each has been seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from app.checks.finding import Finding
from app.forms.model import table_cells

if TYPE_CHECKING:
    from app.forms.model import Form
    from app.importers.proposal import Doubt, Offer, Proposal
    from app.report import Address, Report

FEW = 3
"""So many alike stand one by one; of more, the first stands for all until it is unfolded."""
_Told = TypeVar("_Told")
_PARTICULARS = re.compile(r"“.*”|（.*）|\d[\d.,]*")


class Imported(Finding, frozen=True, kw_only=True):
    """A doubt of an import. No check finds it again: it is gone with the session, or when seen."""

    at: tuple[str, str]
    """Where to look first: the doubt may be about a table as a whole, and mark no cell of it."""
    offers: tuple[Offer, ...] = ()
    """The readings of a cell that was not filled: one of them is taken by a click."""

    @property
    def place(self) -> tuple[str, str]:
        return self.at


def findings(
    proposal: Proposal, tables: Iterable[str], *, texts: bool, head: bool
) -> tuple[Imported, ...]:
    """The doubts about what was taken of a proposal; those about the rest concern nobody now."""
    form, wanted = proposal.form, set(tables)
    whole = (d for d in proposal.doubts if (head or d.kind != "head") and (texts or not d.texts))
    found = [_finding(doubt, ("title", "")) for doubt in whole]
    for table in proposal.tables:
        if table.table in wanted:
            first = _first_cell(form, table.table)
            name = form.tables[table.table].name
            found += [_finding(doubt.placed(name), ("cells", first)) for doubt in table.doubts]
    return tuple(dict.fromkeys(found))


def still_open(doubts: Iterable[Imported], report: Report) -> Iterator[Imported]:
    """Those whose cells the report's edition has, given none of the readings that they offer."""
    for doubt in doubts:
        key, id_ = doubt.place
        there = set(doubt.cells) <= report.form.cells.keys()
        there &= key != "cells" or id_ in report.form.cells
        chosen = any(report.cells.get(offer.cell) == offer.value for offer in doubt.offers)
        if there and not chosen:
            yield doubt


def chosen(offer: Offer) -> dict[Address, Any]:
    """The changes that take a reading: the words of the cell were but that it was not sure."""
    return {("cells", offer.cell): offer.value, ("notes", offer.cell): None}


def folded(doubts: Iterable[_Told], words: Callable[[_Told], str] = str) -> Iterator[list[_Told]]:
    """Those whose words differ only in what they name and count come together, where they are many.

    A group stands where its first one did.
    """
    groups: dict[str, list[_Told]] = {}
    for doubt in doubts:
        groups.setdefault(kind_of(words(doubt)), []).append(doubt)
    for group in groups.values():
        if len(group) > FEW:
            yield group
        else:
            yield from ([doubt] for doubt in group)


def kind_of(words: str) -> str:
    """A sentence without what it names and counts."""
    return _PARTICULARS.sub("…", words)


def for_all(first: str, group: Sequence[object]) -> str:
    """What stands for many that are alike."""
    return f"{first}……还有 {len(group) - 1} 处类似"


def _finding(doubt: Doubt, whole: tuple[str, str]) -> Imported:
    at = ("cells", doubt.cells[0]) if doubt.cells else whole
    return Imported(
        rule=doubt.rule,
        severity="warning",
        message=doubt.message,
        cells=doubt.cells,
        texts=doubt.texts,
        at=("texts", doubt.texts[0]) if doubt.texts else at,
        offers=doubt.offers,
    )


def _first_cell(form: Form, table: str) -> str:
    return next(iter(table_cells(form.tables[table]))).id
