"""Checks of what stands in the tables of one report.

Each maker works out once what a form alone tells, and returns what runs on every key.
"""

from collections.abc import Iterator

from app.checks.finding import Finding, finding_of
from app.checks.kinds import Run, makes
from app.checks.sums import expand, total
from app.forms.model import Column, Form, inputs_under
from app.forms.names import cell_name, row_name
from app.forms.rules import AtMost, Blank, Figure, Noted, Share, Summed, Zero
from app.letters.numbers import Number, written
from app.report.kept import Correction, Unit
from app.report.report import Report

_FEW = 20
"""Cells of a check that are asked for one by one: of more, all that are filled are looked at."""


@makes(Figure, "every key")
def figures(form: Form, check: Figure) -> Run:
    cells = [
        (cell, form.cells[cell].column)
        for cell in expand(form, check.cells)
        if not form.cells[cell].computed
    ]
    known = frozenset(cell for cell, _ in cells)

    def run(report: Report) -> Iterator[Finding]:
        filled, few = report.cells, len(known) < _FEW
        looked = [(c, filled[c]) for c in known if c in filled] if few else filled.items()
        odd = {cell for cell, n in looked if type(n) is not int or n < 0} & known
        for cell, column in cells if odd else ():
            value = report.values[cell] or 0
            if cell in odd and (pattern := _fault(check, column, value)):
                words = {"table": form.cells[cell].table.name, "cell": cell_name(form, cell)}
                yield finding_of(check, pattern, words | {"value": written(value)}, cells=(cell,))

    return run


def _fault(check: Figure, column: Column, value: Number) -> str:
    if value < 0 and not column.negative:
        return check.message
    return check.fraction if round(value, column.decimals) != value else ""


@makes(AtMost, "every key")
def at_most(form: Form, check: AtMost) -> Run:
    pairs = [(f"{row}/{check.less}", f"{row}/{check.more}") for row in check.rows]

    def run(report: Report) -> Iterator[Finding]:
        for less, more in pairs:
            small, big = report.values[less], report.values[more]
            if small is not None and big is not None and small > big:
                words = {
                    "table": form.cells[less].table.name,
                    "row": row_name(form, less),
                    "less": f"“{form.cells[less].column.label}” {written(small)}",
                    "more": f"“{form.cells[more].column.label}” {written(big)}",
                }
                yield finding_of(
                    check,
                    check.message,
                    words,
                    cells=(less, more),
                    left=small,
                    right=big,
                    difference=small - big,
                )

    return run


@makes(Zero, "every key")
def zero(form: Form, check: Zero) -> Run:
    cells = expand(form, check.cells)

    def run(report: Report) -> Iterator[Finding]:
        if report.get(("level", "")) not in check.levels:
            return
        wrong = tuple(cell for cell in cells if report.values[cell])
        if wrong:
            named = "、".join(f"{cell_name(form, c)} {written(report.values[c])}" for c in wrong)
            table = form.cells[wrong[0]].table.name
            yield finding_of(check, check.message, {"table": table, "cells": named}, cells=wrong)

    return run


@makes(Share, "every key")
def share(form: Form, check: Share) -> Run:
    parts = expand(form, check.part)
    others = {*inputs_under(form, (check.whole,))} - {*inputs_under(form, parts)}

    def run(report: Report) -> Iterator[Finding]:
        part, whole = total(report.values, parts), report.values[check.whole] or 0
        if whole < check.least or part * 100 <= whole * check.percent:
            return
        if any(report.values[cell] is None for cell in others):
            return  # the whole may be more
        percent = f"{float(part * 100) / float(whole):.1f}"
        words = {"part": written(part), "whole": written(whole), "percent": percent}
        words["limit"] = str(check.percent)
        yield finding_of(check, check.message, words, cells=(*parts, check.whole))

    return run


@makes(Blank, "every key")
def blank(form: Form, check: Blank) -> Run:
    inputs = {
        table: [
            c.id for c in form.cells.values() if c.table is form.tables[table] and not c.computed
        ]
        for table in form.tables
    }

    def run(report: Report) -> Iterator[Finding]:
        if len(report.cells) == len(form.inputs):
            return
        values, notes = report.values, report.entries("notes")
        for table, cells in inputs.items():
            blanks = tuple(cell for cell in cells if values[cell] is None and cell not in notes)
            if blanks:
                words = {"table": form.tables[table].name, "first": cell_name(form, blanks[0])}
                words["count"] = str(len(blanks))
                yield finding_of(check, check.message, words, cells=blanks, missing=True)

    return run


@makes(Summed, "every key")
def summed(form: Form, check: Summed) -> Run:
    cells = expand(form, check.cells)
    inputs = {*inputs_under(form, cells)}

    def run(report: Report) -> Iterator[Finding]:
        units: tuple[Unit, ...] = report.get(("provenance", "")) or ()
        corrections: tuple[Correction, ...] = report.get(("corrections", "")) or ()
        filled = tuple(cell for cell in cells if report.values[cell])
        if len(units) > 1 and filled and inputs.isdisjoint(each.cell for each in corrections):
            words = {"table": form.cells[filled[0]].table.name, "units": str(len(units))}
            words["cells"] = "、".join(cell_name(form, cell) for cell in filled)
            yield finding_of(check, check.message, words, cells=filled)

    return run


@makes(Noted, "every key")
def noted(form: Form, check: Noted) -> Run:
    def fits(words: str) -> bool:
        plain = words.strip().casefold()
        return plain in check.words if check.words else plain not in check.other_than

    def run(report: Report) -> Iterator[Finding]:
        notes = report.entries("notes")
        cells = [c for c in form.cells if c in notes and fits(notes[c])] if notes else []
        for group in _by_table(form, cells) if check.together else [(cell,) for cell in cells]:
            first, value = group[0], written(report.values[group[0]])
            name = cell_name(form, first)
            words = {"table": form.cells[first].table.name, "cell": name, "first": name}
            words |= {"words": notes[first], "value": value or "空白", "count": str(len(group))}
            yield finding_of(check, check.message, words, cells=group)

    return run


def _by_table(form: Form, cells: list[str]) -> Iterator[tuple[str, ...]]:
    for table in form.tables.values():
        here = tuple(cell for cell in cells if form.cells[cell].table is table)
        if here:
            yield here
