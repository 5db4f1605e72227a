"""An open report in the tables of another edition: what its year asks for."""

from typing import Any

from msgspec import Struct

from app import begin, imported, links
from app.forms import load as forms
from app.forms.model import Form
from app.imported import Imported
from app.importers import take
from app.importers.proposal import Proposal, changes, own_totals
from app.report import Address, Report

_KEPT = ("level", "title", "provenance", "corrections")


class Converted(Struct, frozen=True):
    """A report in another edition, and what a person should look at."""

    report: Report
    doubts: tuple[Imported, ...]
    """What was divided or put together, and what has no place."""
    notices: tuple[str, ...]
    """The same of texts."""

    @property
    def told(self) -> tuple[str, ...]:
        return (*(doubt.message for doubt in self.doubts), *self.notices)


def converted(report: Report, edition: str, year: int | None) -> Converted:
    """The report of a year, in an edition's tables.

    What has no place there is named; a figure is never guessed. Totals that an import printed were
    those of its own year, where it told one. Reasons for findings of the old tables are gone with
    these.
    """
    form = forms.form(edition)
    proposal = take.into(take.from_report(report, ""), form)
    made = {a: value for a, value in changes(proposal, head=False).items() if a[0] != "texts"}
    if report.year not in (None, year):
        made = {a: value for a, value in made.items() if a[0] != "published" or _own(report, a)}
    made |= own_totals(proposal, made)
    made |= {(key, ""): report.get((key, "")) for key in _KEPT}
    made |= {("organ", ""): report.organ or None, ("year", ""): year}
    made |= _texts(report, form) | _previous(report, form)
    return Converted(Report(form, made), _doubts(proposal), tuple(begin.lost(report, form)))


def _own(report: Report, address: Address) -> bool:
    """Whether a person typed the printed total himself."""
    return bool(report.get(("audited", address[1])))


def _texts(report: Report, form: Form) -> dict[Address, Any]:
    return {
        ("texts", text): links.only_to(words, form.cells, report.values)
        for text, words in report.entries("texts").items()
        if text in form.texts
    }


def _previous(report: Report, form: Form) -> dict[Address, Any]:
    """Last year's report, in whatever edition it was, but for texts that the form has not."""
    kept = report.get(("previous", ""))
    if not kept:
        return {}
    texts = {text: words for text, words in kept.get("texts", {}).items() if text in form.texts}
    return {("previous", ""): {**kept, "texts": texts}}


def _doubts(proposal: Proposal) -> tuple[Imported, ...]:
    """Of tables in which something stands; an empty one is as empty in any edition."""
    filled = [each.table for each in proposal.tables if each.cells or each.notes or each.unplaced]
    return imported.findings(proposal, filled, texts=False, head=False)
