"""Checks of this year's report beside last year's."""

import re
from collections.abc import Container, Iterator, Mapping

from msgspec import Struct

from app.checks.copied import silenced
from app.checks.finding import Finding, finding_of
from app.checks.kinds import YearRun, makes
from app.checks.sums import apart, blanks, expand, is_open, total
from app.forms.model import Form, Section
from app.forms.names import cell_name
from app.forms.rules import Across, Jump, Reappear, Similar
from app.letters.numbers import Number, written
from app.report.likeness import likeness
from app.report.previous import Previous
from app.report.report import Report


class Gap(Struct, frozen=True):
    """A cell beside what last year and this year's changes make of it."""

    stated: Number
    due: Number
    is_wrong: bool = False
    """Whatever the blank cells will be."""
    unfilled: tuple[str, ...] = ()
    """Inputs under the cell that are still blank and may be the difference."""

    @property
    def difference(self) -> Number:
        return self.stated - self.due


@makes(Across, "year")
def across(form: Form, check: Across) -> YearRun:
    cells = expand(form, [check.cell])
    sums = {
        cell: tuple(
            [aligned(check.cell, cell, pattern) for pattern in patterns]
            for patterns in (check.last, check.add, check.subtract)
        )
        for cell in cells
    }

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        before = previous.cells
        if all(before.get(cell) is None for last, _, _ in sums.values() for cell in last):
            return
        gaps = {cell: gap_of(report, previous, cell, *parts) for cell, parts in sums.items()}
        said = {
            cell: gap
            for cell, gap in gaps.items()
            if gap.is_wrong or (gap.unfilled and check.running)
        }
        for cell, gap in said.items():
            cells = (cell, *sums[cell][1], *sums[cell][2])
            because = check.rule if _follows(form, cell, gaps, said) else ""
            yield _across(report, previous, check, cells, gap, because)

    return run


def gap_of(
    report: Report, previous: Previous, cell: str, last: list[str], add: list[str], less: list[str]
) -> Gap:
    """Blank cells are unknown: at least 0, but for those of a change, which may be fewer."""
    form, before, now = report.form, previous.cells, report.values
    stated = total(now, [cell])
    due = total(before, last) + total(now, add) - total(now, less)
    more = is_open(form, before, last) or is_open(form, now, add)
    if stated > due:
        return Gap(stated, due, is_wrong=now[cell] is not None and not more)
    changes = [c for c in last if c in form.cells and form.cells[c].column.negative]
    if stated == due or is_open(form, now, less) or is_open(form, before, changes):
        return Gap(stated, due)
    unfilled = blanks(form, now, [cell])
    return Gap(stated, due, is_wrong=not unfilled, unfilled=unfilled)


def _follows(form: Form, cell: str, gaps: Mapping[str, Gap], said: Container[str]) -> bool:
    """A total differs by just what its addends differ."""
    addends = [addend for addend in form.cells[cell].addends if addend in gaps]
    off = sum(gaps[addend].difference for addend in addends)
    return any(a in said for a in addends) and off == gaps[cell].difference


def aligned(star: str, cell: str, pattern: str) -> str:
    """The pattern for one of the cells that `star` stands for."""
    at = star.split("/").index("*")
    parts, names = pattern.split("/"), cell.split("/")
    return "/".join(names[i] if i == at else part for i, part in enumerate(parts))


def _across(
    report: Report,
    previous: Previous,
    check: Across,
    cells: tuple[str, ...],
    gap: Gap,
    because: str,
) -> Finding:
    """Another organ's figures may differ for a reason: then it is a warning at most."""
    form, cell = report.form, cells[0]
    words = {
        "table": form.cells[cell].table.name,
        "cell": cell_name(form, cell),
        "column": form.cells[cell].column.label,
        "stated": written(gap.stated),
        "due": written(gap.due),
        "difference": written(apart(gap.stated, gap.due)),
        "year": str(previous.year),
    }
    same = not previous.organ or not report.organ or previous.organ == report.organ
    running = check.running.format(**words) if gap.unfilled else ""
    return finding_of(
        check,
        (check.running if gap.unfilled else "") or check.message,
        words,
        severity=check.severity if same or check.severity != "error" else "warning",
        cells=cells,
        left=gap.stated,
        right=gap.due,
        difference=gap.difference,
        blanks=gap.unfilled,
        running=running,
        because=because,
    )


@makes(Reappear, "year")
def reappear(form: Form, check: Reappear) -> YearRun:
    totals = expand(form, check.totals)
    pending = expand(form, check.pending)
    excluded = re.compile(check.excluded)

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        waiting = total(previous.cells, pending)
        now = total(report.values, totals)
        if is_open(form, report.values, totals):
            return
        if now >= waiting or excluded.search(report.text(check.note)):
            return
        words = {"waiting": written(waiting), "now": written(now), "year": str(previous.year)}
        yield finding_of(
            check,
            check.message,
            words,
            cells=totals,
        )

    return run


@makes(Jump, "year")
def jump(form: Form, check: Jump) -> YearRun:
    cells = [c for c in expand(form, check.cells) if not form.cells[c].column.negative]

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        for cell in cells:
            now, before = report.values[cell], previous.cells.get(cell)
            if now is None or before is None or not _jumps(check, now, before):
                continue
            words = {"now": written(now), "before": written(before), "year": str(previous.year)}
            words |= {"table": form.cells[cell].table.name, "cell": cell_name(form, cell)}
            yield finding_of(check, check.message, words, cells=(cell,))

    return run


def _jumps(check: Jump, now: Number, before: Number) -> bool:
    small, big = min(now, before), max(now, before)
    if small <= 0:
        return small == 0 and big >= check.large
    return big >= small * check.times


@makes(Similar, "year")
def similar(form: Form, check: Similar) -> YearRun:
    sections = [section for section in form.sections if section.id in check.sections]

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        same = silenced(report, previous, check.rule)
        for section in sections:
            texts = tuple(text.id for text in section.texts)
            now = "".join(report.text(text) for text in texts if text not in same)
            before = "".join(previous.texts.get(text, "") for text in texts)
            years = tuple(str(y) for y in (report.year, previous.year) if y)
            names = tuple(name for name in (report.organ, previous.organ) if name)
            percent = likeness(now, before, (*names, *years), check.run)
            if percent > check.percent:
                yield _alike(report, check, section, percent, same)

    return run


def _alike(
    report: Report, check: Similar, section: Section, percent: float, same: frozenset[str]
) -> Finding:
    written = (text.id for text in section.texts if report.text(text.id))
    texts = tuple(text for text in written if text not in same)
    words = {"section": section.heading, "percent": f"{percent:.0f}", "limit": str(check.percent)}
    return finding_of(
        check,
        check.message,
        words,
        texts=texts,
    )
