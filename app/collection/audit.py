"""R37: a summed report against the files that it was summed from, read once more.

Whoever gets a sum can ask whether it still is one: every file against the content that was summed,
every input against its addends, and the parts that its texts name against the units' figures.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PureWindowsPath

from app import checks
from app.checks.finding import Finding
from app.checks.sums import apart
from app.collection import parts
from app.collection.received import Figures, Received, read
from app.collection.summing import Sum, added, corrected
from app.forms.names import cell_name
from app.letters.numbers import grouped, spoken, tidy
from app.report.kept import Correction, Unit
from app.report.report import Report

RULE = "R37"
_ALONE = "这份报告是 {units} 个单位汇总的，旁边没有它们的文件，没有核对是不是各单位相加。"
"""So it is sent up."""
_SHOWN = 5
"""Addends that a sentence names."""


def _read_now(path: Path) -> Received:
    return read(path, lambda _report: ())


def findings(
    report: Report, place: Path, reading: Callable[[Path], Received] = _read_now
) -> tuple[Finding, ...]:
    """Of a report that names its units; of any other there are none.

    Args:
        report: as it is now.
        place: its file: the units' files are named from there.
        reading: how a unit's file is read; whoever asks often need not read all of them each time.
    """
    units: tuple[Unit, ...] = report.get(("provenance", "")) or ()
    received = [_read(place, unit, reading) for unit in units]
    pairs = list(zip(units, received, strict=True))
    if units and all(file.fault for file in received):
        alone = Finding(rule=RULE, severity="hint", message=_ALONE.format(units=len(units)))
        return checks.marked(report, (alone,))
    if told := [words for unit, file in pairs if (words := _why_not(unit, file, report))]:
        return tuple(Finding(rule=RULE, severity="error", message=words) for words in told)
    made = Sum(report, tuple(_with_corrections(report, pairs)), ())
    if not made.units:
        return ()
    return checks.marked(report, (*_of_cells(made), *parts.findings(made)))


def _read(place: Path, unit: Unit, reading: Callable[[Path], Received]) -> Received:
    """A name that leads elsewhere than from here is not followed: it may be anybody's."""
    there = PureWindowsPath(unit.file)
    if there.drive or there.root or Path(unit.file).is_absolute():
        return Received(file=unit.file, fault=f"“{unit.file}”不在这份报告的旁边，没有去读。")
    return reading(place.parent / unit.file)


def _why_not(unit: Unit, file: Received, report: Report) -> str:
    if file.fault:
        return f"核对不了合计，“{unit.unit}”的报告读不到：{file.fault}"
    if file.sha256 != unit.sha256:
        return f"“{unit.unit}”的报告“{unit.file}”在汇总以后改过，请重新汇总。"
    if file.edition != report.form.edition:
        return f"“{unit.unit}”的报告用的是另一版表格，核对不了合计。"
    return ""


def _with_corrections(
    report: Report, pairs: Sequence[tuple[Unit, Received]]
) -> Iterator[tuple[str, Figures]]:
    made: tuple[Correction, ...] = report.get(("corrections", "")) or ()
    for unit, file in pairs:
        own = [each for each in made if each.unit == unit.unit]
        yield unit.unit, corrected(report.form, file.figures, own)[0]


def _of_cells(made: Sum) -> Iterator[Finding]:
    """The inputs that are not what their addends make."""
    report = made.report
    sums = added([figures for _, figures in made.units])
    for cell, due in zip(report.form.inputs, sums, strict=True):
        stated = report.values[cell]
        if (stated or 0) == (due or 0):
            continue
        difference = tidy((stated or 0) - (due or 0))
        name = f"{report.form.cells[cell].table.name}{cell_name(report.form, cell)}"
        message = (
            f"{name}：各单位相加是 {spoken(due)}，这里是 {spoken(stated)}，"
            f"相差 {grouped(apart(stated or 0, due or 0))}（{_addends(made, cell)}）。"
        )
        yield Finding(
            rule=RULE,
            severity="error",
            message=message,
            cells=(cell,),
            left=stated or 0,
            right=due or 0,
            difference=difference,
        )


def _addends(made: Sum, cell: str) -> str:
    """The largest, and how many more."""
    some = [each for each in made.addends(cell) if each.figure]
    named = [f"{each.unit} {grouped(each.figure)}" for each in some[:_SHOWN]]
    more = [f"等 {len(some)} 个单位"] if len(some) > _SHOWN else []
    return "、".join((*named, *more)) or "各单位都没有"
