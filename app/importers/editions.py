"""An open report in the tables of another edition: what its year asks for."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from app.forms import catalogue as forms
from app.forms import links
from app.forms.model import Form
from app.forms.names import cell_name
from app.importers import imported, remarks, take
from app.importers.imported import Imported
from app.importers.terms.proposal import Proposal, changes, own_totals
from app.letters.numbers import written
from app.report import begin
from app.report.file_keys import coming
from app.report.kept import Correction, LastYear, has_input, has_text
from app.report.report import Address, Report


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
    made |= {(key, ""): report.get((key, "")) for key in coming("edition")}
    made |= {("organ", ""): report.organ or None, ("year", ""): year}
    made |= _texts(report, form) | _previous(report, form)
    made |= _remarks(report, form) | _corrections(report, form)
    notices = (*begin.lost(report, form), *_uncorrected(report, form))
    return Converted(Report(form, made), _doubts(proposal), notices)


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
    kept: LastYear | None = report.get(("previous", ""))
    if not kept:
        return {}
    texts = {text: words for text, words in kept.texts.items() if has_text(form, text)}
    return {("previous", ""): structs.replace(kept, texts=texts)}


def _remarks(report: Report, form: Form) -> dict[Address, Any]:
    """All of them; one at places that the form has not is about the whole report."""
    return {("remarks", ""): remarks.into(report.get(("remarks", "")) or (), form)}


def _corrections(report: Report, form: Form) -> dict[Address, Any]:
    kept = [each for each in _corrected(report) if has_input(form, each.cell)]
    return {("corrections", ""): kept}


def _uncorrected(report: Report, form: Form) -> Iterator[str]:
    """Corrections of cells that cannot be filled in in the form, a sentence each."""
    for each in _corrected(report):
        if not has_input(form, each.cell):
            place = f"{report.form.cells[each.cell].table.name}{cell_name(report.form, each.cell)}"
            was, now = (written(figure) or "空白" for figure in (each.was, each.now))
            yield (
                f"{each.unit}的{place}由 {was} 更正为 {now}（{each.reason}），"
                f"这一格在 {form.name}里没有，更正没有带来。"
            )


def _corrected(report: Report) -> tuple[Correction, ...]:
    return report.get(("corrections", "")) or ()


def _doubts(proposal: Proposal) -> tuple[Imported, ...]:
    """Of tables in which something stands; an empty one is as empty in any edition."""
    filled = [each.table for each in proposal.tables if each.cells or each.notes or each.unplaced]
    return imported.findings(proposal, filled, texts=False, head=False)
