"""Last year's report, as far as this year's is checked and compared with it."""

from collections.abc import Mapping

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms.model import Form
from app.letters.numbers import Number
from app.report.calc import evaluate
from app.report.kept import LastYear
from app.report.report import Report


class Previous(Struct, frozen=True):
    """What is known of last year."""

    organ: str
    year: int | None
    cells: Mapping[str, Number | None]
    """Inputs and totals by cell id, of whatever edition that report was in."""
    texts: Mapping[str, str]
    """Texts as they were read: linked numbers as numbers."""


def of(report: Report) -> Previous:
    """Another report, as last year's."""
    texts = {text: report.text(text) for text in report.form.texts}
    return Previous(report.organ, report.year, report.values, texts)


def stored_in(report: Report) -> Previous | None:
    """What the report itself keeps of last year; None where it keeps nothing.

    Totals that were not kept are worked out; a cell of which nothing is known stays away.
    """
    kept: LastYear | None = report.get(("previous", ""))
    if not kept:
        return None
    totals = {total.id for total in report.form.order}
    worked_out = evaluate(report.form, kept.cells)
    known = {c: v for c, v in worked_out.items() if c in totals and v is not None}
    return Previous(kept.organ, kept.year, {**known, **kept.cells}, kept.texts)


def to_keep(report: Report, source: str) -> LastYear:
    """The value under `previous` that takes over last year's `report`, read from `source`."""
    known = of(report)
    cells = {cell: value for cell, value in known.cells.items() if value is not None}
    texts = {text: words for text, words in known.texts.items() if words}
    return LastYear(organ=known.organ, year=known.year, source=source, cells=cells, texts=texts)


def as_report(known: Previous, year: int | None, form: Form) -> Report:
    """Last year's report as far as it is known, in a form's edition of its year (or of `year`)."""
    own = forms.form(forms.edition_due(form, known.year or year))
    inputs = {
        ("cells", cell): value
        for cell, value in known.cells.items()
        if value is not None and cell in own.cells and not own.cells[cell].computed
    }
    texts = {("texts", text): words for text, words in known.texts.items() if text in own.texts}
    head = {("organ", ""): known.organ or None, ("year", ""): known.year or year}
    return Report(own, {**head, **inputs, **texts})
