"""Checks of the totals as a published report prints them."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.checks.causes import imbalances
from app.checks.finding import Finding, finding_of
from app.checks.kinds import Run, makes
from app.checks.misprints import Misprints, Way, unfilled, ways
from app.checks.sums import apart, expand, shown_sum, total
from app.forms.model import Form
from app.forms.names import called, cell_name
from app.forms.rules import Printed, Unprinted
from app.letters.numbers import written
from app.report.report import PRINTED_BLANK, Report


@makes(Printed, "every key")
def printed(form: Form, check: Printed) -> Run:
    sums = ways(form, check)
    cells = {way.cell for way in sums}

    def run(report: Report) -> Iterator[Finding]:
        published, values = report.entries("published"), report.values
        otherwise = {cell for cell, n in published.items() if n != (values[cell] or 0)}
        if otherwise.isdisjoint(cells):
            return  # at most keys, and in most reports: every total is printed as it is
        differing = [way for way in sums if way.cell in otherwise]
        stated = [way for way in differing if published[way.cell] is not PRINTED_BLANK]
        if not stated:
            return
        figures = {c: n for c, n in published.items() if n is not PRINTED_BLANK}
        shown = {**values, **figures}
        wrong = [way for way in stated if figures[way.cell] != total(shown, way.addends)]
        if wrong:
            misprints = Misprints(report, shown, imbalances(report))
            yield from (_wrong(misprints, check, way) for way in wrong)

    return run


def _wrong(misprints: Misprints, check: Printed, way: Way) -> Finding:
    report, shown = misprints.report, misprints.shown
    form, place = report.form, report.form.cells[way.cell]
    computed, stated = total(shown, way.addends), shown[way.cell] or 0
    because, suspect = misprints.judged(check, way)
    blanks = unfilled(report, way)
    words = {
        "table": place.table.name,
        "cell": cell_name(form, way.cell),
        "row": called(place.row),
        "column": place.column.label,
        "computed": shown_sum(shown, way.addends, len(blanks)),
        "printed": written(stated),
        "difference": written(apart(computed, stated)),
    }
    to_come = blanks if computed < stated else ()
    found = finding_of(
        check,
        check.message,
        words,
        suspect.words,
        cells=(*way.addends, way.cell),
        left=computed,
        right=stated,
        difference=computed - stated,
        blanks=to_come,
        suspect=suspect.cell,
        because=because,
        printed=(way.cell,),
    )
    return replace(found, running=found.message) if to_come else found


@makes(Unprinted, "every key")
def unprinted(form: Form, check: Unprinted) -> Run:
    cells = expand(form, check.cells)

    def run(report: Report) -> Iterator[Finding]:
        published = report.entries("published")
        stated = [published[cell] for cell in cells if cell in published]
        if stated and all(total is PRINTED_BLANK for total in stated) and report.cells:
            table = form.cells[cells[0]].table.name
            blank = tuple(cell for cell in cells if cell in published)
            words = {"table": table, "count": len(stated)}
            yield finding_of(check, check.message, words, cells=cells, printed=blank)

    return run
