"""What an import left to be looked at: findings of the open report, until each has been seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.checks.finding import Finding
from app.forms.model import Form, table_cells
from app.importers.terms.proposal import Doubt, Offer, Proposal
from app.report.report import Address, Report


class Imported(Finding, frozen=True, kw_only=True):
    """A doubt of an import. No check finds it again: it is gone once closed, or seen."""

    at: tuple[str, str]
    """Where to look first: the doubt may be about a table as a whole, and mark no cell of it."""
    offers: tuple[Offer, ...] = ()
    """The readings of a cell that was not filled: one of them is taken by a click."""

    @property
    def place(self) -> tuple[str, str]:
        return self.at


def findings(
    proposal: Proposal,
    tables: Iterable[str],
    *,
    texts: bool,
    head: bool,
    strange: Iterable[str] = (),
) -> tuple[Imported, ...]:
    """The doubts about what was taken of a proposal; those about the rest concern nobody now.

    `strange`: what else tells that the source may be none of the report's, a sentence each.
    """
    form, wanted = proposal.form, set(tables)
    whole = (d for d in proposal.doubts if (head or d.kind != "head") and (texts or not d.texts))
    first = (Doubt("head", words) for words in strange)
    found = [_finding(doubt, ("title", "")) for doubt in (*first, *whole)]
    for table in proposal.tables:
        if table.table in wanted:
            cell = _first_cell(form, table.table)
            name = form.tables[table.table].name
            found += [_finding(doubt.placed(name), ("cells", cell)) for doubt in table.doubts]
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
