"""Checks of this year's report beside last year's."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from app import characters
from app.calc import Number, written
from app.checks.copied import silenced
from app.checks.finding import Finding
from app.checks.sums import apart, cell_name, expand, total
from app.forms.model import Form, Section
from app.forms.rules import Across, Jump, Reappear, Similar
from app.previous import Previous
from app.report import Report

Run = Callable[[Report, Previous], Iterator[Finding]]


def across(form: Form, check: Across) -> Run:
    cells = expand(form, [check.cell])
    sums = {
        cell: tuple(
            [_aligned(check.cell, cell, pattern) for pattern in patterns]
            for patterns in (check.last, check.add, check.subtract)
        )
        for cell in cells
    }

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        before, now = previous.cells, report.values
        if all(before.get(cell) is None for last, _, _ in sums.values() for cell in last):
            return
        for cell, (last, add, subtract) in sums.items():
            due = total(before, last) + total(now, add) - total(now, subtract)
            stated = now[cell]
            silent = stated is None and not check.running
            if not silent and (stated or 0) != due:
                yield _across(report, previous, check, (cell, *add, *subtract), due)

    return run


def _aligned(star: str, cell: str, pattern: str) -> str:
    """The pattern for one of the cells that `star` stands for."""
    at = star.split("/").index("*")
    parts, names = pattern.split("/"), cell.split("/")
    return "/".join(names[i] if i == at else part for i, part in enumerate(parts))


def _across(
    report: Report, previous: Previous, check: Across, cells: tuple[str, ...], due: Number
) -> Finding:
    """Another organ's figures may differ for a reason: then it is a warning at most."""
    form, cell = report.form, cells[0]
    stated = report.values[cell] or 0
    words = {
        "table": form.cells[cell].table.name,
        "cell": cell_name(form, cell),
        "column": form.cells[cell].column.label,
        "stated": written(stated),
        "due": written(due),
        "difference": written(apart(stated, due)),
        "year": str(previous.year),
    }
    same = not previous.organ or not report.organ or previous.organ == report.organ
    blanks = (cell,) if report.values[cell] is None and check.running else ()
    return Finding(
        rule=check.rule,
        severity=check.severity if same or check.severity != "error" else "warning",
        message=check.message.format(**words),
        cells=cells,
        left=stated,
        right=due,
        difference=stated - due,
        blanks=blanks,
        running=check.running.format(**words) if blanks else "",
    )


def reappear(form: Form, check: Reappear) -> Run:
    totals = expand(form, check.totals)
    pending = expand(form, check.pending)
    excluded = re.compile(check.excluded)

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        waiting = total(previous.cells, pending)
        now = total(report.values, totals)
        if now >= waiting or excluded.search(report.text(check.note)):
            return
        words = {"waiting": written(waiting), "now": written(now), "year": str(previous.year)}
        yield Finding(
            rule=check.rule,
            severity=check.severity,
            message=check.message.format(**words),
            cells=totals,
        )

    return run


def jump(form: Form, check: Jump) -> Run:
    cells = [c for c in expand(form, check.cells) if not form.cells[c].column.negative]

    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        for cell in cells:
            now, before = report.values[cell], previous.cells.get(cell)
            if now is None or before is None or not _jumps(check, now, before):
                continue
            words = {"now": written(now), "before": written(before), "year": str(previous.year)}
            yield Finding(
                rule=check.rule,
                severity=check.severity,
                message=check.message.format(
                    table=form.cells[cell].table.name, cell=cell_name(form, cell), **words
                ),
                cells=(cell,),
            )

    return run


def _jumps(check: Jump, now: Number, before: Number) -> bool:
    small, big = min(now, before), max(now, before)
    if small <= 0:
        return small == 0 and big >= check.large
    return big >= small * check.times


def similar(form: Form, check: Similar) -> Run:
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
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(**words),
        texts=texts,
    )


@lru_cache(maxsize=8)
def likeness(now: str, before: str, names: tuple[str, ...], run: int) -> float:
    """The share, in percent, of this year's runs of characters that stand in last year's text."""
    now, before = (_bare(text, names) for text in (now, before))
    known = {before[i : i + run] for i in range(len(before) - run + 1)}
    runs = [now[i : i + run] for i in range(len(now) - run + 1)]
    return 100 * sum(piece in known for piece in runs) / len(runs) if runs else 0.0


def _bare(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "")
    seen, _ = characters.seen(text)
    return "".join(c for c in seen if not c.isspace() and not c.isdigit())
