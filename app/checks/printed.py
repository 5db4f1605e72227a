"""Checks of the totals as a published report prints them."""

from collections.abc import Callable, Iterator

from app.calc import Number, written
from app.checks.finding import Finding
from app.checks.sums import apart, cell_name, expand, named_addend, total
from app.forms.model import Cell, Form
from app.forms.rules import Printed, Unprinted
from app.report import PRINTED_BLANK, Report

Run = Callable[[Report], Iterator[Finding]]


def printed(form: Form, check: Printed) -> Run:
    sums = [(cell, _addends(form, form.cells[cell], check)) for cell in expand(form, check.cells)]

    def run(report: Report) -> Iterator[Finding]:
        published = report.entries("published")
        if not published:
            return
        figures = {c: n for c, n in published.items() if n is not PRINTED_BLANK}
        shown = {**report.values, **figures}
        for cell, addends in sums:
            if cell in figures and figures[cell] not in (
                report.values[cell] or 0,
                total(shown, addends),
            ):
                yield _wrong(report, check, cell, addends, shown)

    return run


def _addends(form: Form, cell: Cell, check: Printed) -> tuple[str, ...]:
    """The grand total adds up both ways; each rule looks along its own."""
    if check.along == "row":
        return expand(form, [f"{cell.table.id}/{cell.row.id}/{c}" for c in cell.column.sum])
    return expand(form, [f"{cell.table.id}/{r}/{cell.column.id}" for r in cell.row.sum])


def _wrong(
    report: Report,
    check: Printed,
    cell: str,
    addends: tuple[str, ...],
    shown: dict[str, Number | None],
) -> Finding:
    form, place = report.form, report.form.cells[cell]
    computed, stated = total(shown, addends), shown[cell] or 0
    words = {
        "table": place.table.name,
        "cell": cell_name(form, cell),
        "row": place.row.short or place.row.label,
        "column": place.column.label,
        "computed": written(computed),
        "printed": written(stated),
        "difference": written(apart(computed, stated)),
    }
    looks_like = ""
    if check.diagnosis:
        looks_like = named_addend(form, shown, check.diagnosis, addends, computed - stated)
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(**words) + looks_like,
        cells=(*addends, cell),
        left=computed,
        right=stated,
        difference=computed - stated,
        printed=(cell,),
    )


def unprinted(form: Form, check: Unprinted) -> Run:
    cells = expand(form, check.cells)

    def run(report: Report) -> Iterator[Finding]:
        published = report.entries("published")
        stated = [published[cell] for cell in cells if cell in published]
        if stated and all(total is PRINTED_BLANK for total in stated) and report.cells:
            table = form.cells[cells[0]].table.name
            blank = tuple(cell for cell in cells if cell in published)
            yield Finding(
                rule=check.rule,
                severity=check.severity,
                message=check.message.format(table=table, count=len(stated)),
                cells=cells,
                printed=blank,
            )

    return run
