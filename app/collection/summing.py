"""The sum of reports as a normal report: inputs are added, totals follow. Pure."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from app.collection.folder import CollectionError
from app.collection.received import Figures
from app.collection.standing import MARKS, NOT_SUMMED, REFUSING, Collected, Standing
from app.collection.whose import bare
from app.forms.model import Form
from app.letters.numbers import Number, tidy
from app.report.kept import Correction, Unit
from app.report.report import Refused, Report

MOST_UNITS = 20_000
"""Twice what a province has below it; a country's are summed level by level, as in life."""


class Addend(Struct, frozen=True):
    """What one unit adds to a cell."""

    unit: str
    figure: Number | None
    """As it is summed; None: a blank."""
    correction: Correction | None = None
    """Why it is not what the unit's report says."""


class Lapsed(Struct, frozen=True):
    """A correction that is not applied: the unit's figure is not what it was made of any more."""

    correction: Correction
    figure: Number | None
    """What the unit's report says now."""
    counts: bool = True
    """Whether the unit has a figure in the sum at all."""


class Sum(Struct, frozen=True):
    """A summed report, and what went into it."""

    report: Report
    units: tuple[tuple[str, Figures], ...]
    """Name and figures of each unit, as they are summed."""
    lapsed: tuple[Lapsed, ...]

    def blank(self) -> dict[str, tuple[str, ...]]:
        """By cell, the units whose blank counts as 0 because others have a figure there."""
        columns = zip(*(figures for _, figures in self.units), strict=True)
        names = [unit for unit, _ in self.units]
        found: dict[str, tuple[str, ...]] = {}
        for cell, column in zip(self.report.form.inputs, columns, strict=True):
            blank = tuple(n for n, figure in zip(names, column, strict=True) if figure is None)
            if blank and len(blank) < len(names):
                found[cell] = blank
        return found

    def addends(self, cell: str) -> tuple[Addend, ...]:
        """What each unit adds to a cell, inputs and totals, the largest first."""
        made: tuple[Correction, ...] = self.report.get(("corrections", "")) or ()
        corrected = {(each.unit, each.cell): each for each in made}
        form = self.report.form
        at = {each: place for place, each in enumerate(form.inputs)}

        def figure(figures: Figures, cell: str) -> Number | None:
            if not form.cells[cell].computed:
                return figures[at[cell]]
            some = [figure(figures, addend) for addend in form.cells[cell].addends]
            known = [each for each in some if each is not None]
            return tidy(sum(known)) if known else None

        found = (
            Addend(unit, figure(figures, cell), corrected.get((unit, cell)))
            for unit, figures in self.units
        )
        return tuple(sorted(found, key=lambda each: -(each.figure or 0)))


def summed(collected: Collected, out: Path, organ: str = "") -> Sum:
    """The sum of all that counts.

    Args:
        collected: how the units stand.
        out: where the sum will lie: the units' files are named from there.
        organ: whose report it is; "": as the facts say, if they do.

    Raises:
        CollectionError: nothing counts, or a figure grows beyond what a report holds.
    """
    counted = collected.counted
    if not counted:
        raise CollectionError(f"没有一份报告可以汇总{_why_none(collected)}。")
    must_fit(len(counted))
    organ = organ or collected.facts.organ
    units, applied, lapsed = _corrected(collected, counted)
    form = collected.form
    seen = _Seen(out)
    cells = zip(form.inputs, added([figures for _, figures in units]), strict=True)
    head = {
        ("organ", ""): organ or None,
        ("year", ""): collected.year,
        ("level", ""): collected.facts.level or None,
        ("provenance", ""): [_provenance(each, seen, organ) for each in counted],
        ("corrections", ""): applied,
        ("acknowledged", ""): list(collected.facts.acknowledged),
    }
    try:
        report = Report(form, {**head, **{("cells", cell): value for cell, value in cells}})
    except Refused as error:
        raise CollectionError(f"汇总的数放不下：{error}。") from error
    return Sum(report, tuple(units), tuple(lapsed))


def _why_none(collected: Collected) -> str:
    """What stands in the way of how many files."""
    files = [each for each in collected.standings if each.received]
    ways = Counter(mark for each in files for mark in each.marks if mark in REFUSING)
    ways[NOT_SUMMED] = sum(each.state == NOT_SUMMED for each in files)
    told = [f"{ways[word]} 份{word}" for word in (*MARKS, NOT_SUMMED) if ways[word]]
    return f"：{len(files)} 份里有 {'、'.join(told)}" if told else ""


def must_fit(units: int) -> None:
    """Raises `CollectionError` for more than one sum can name: asked before so many are read."""
    if units > MOST_UNITS:
        raise CollectionError(
            f"一次最多汇总 {MOST_UNITS:,} 个单位，这里有 {units:,} 个："
            "请先按地区或者系统分开，各汇总一份，再把这几份汇总加成一份，每个数仍然查得到来自哪里。"
        )


def added(units: Sequence[Figures]) -> Iterator[Number | None]:
    """Cell by cell; what is blank everywhere stays blank."""
    for column in zip(*units, strict=True):
        total = sum(filter(None, column))
        yield tidy(total) if column.count(None) < len(column) else None


def _corrected(
    collected: Collected, counted: Sequence[Standing]
) -> tuple[list[tuple[str, Figures]], list[Correction], list[Lapsed]]:
    """Every unit's figures with what was corrected, what was applied, and what could not be."""
    made: dict[str, list[Correction]] = {}
    for correction in collected.facts.corrections:
        made.setdefault(correction.unit, []).append(correction)
    units, applied, lapsed = [], [], []
    for each in counted:
        figures = each.received.figures if each.received else ()
        if each.unit in made:
            figures, own, late = corrected(collected.form, figures, made[each.unit])
            applied += own
            lapsed += late
        units.append((each.unit, figures))
    there = {each.unit for each in counted}
    gone = (some for unit, some in made.items() if unit not in there)
    lapsed += [Lapsed(each, None, counts=False) for some in gone for each in some]
    return units, applied, lapsed


def corrected(
    form: Form, figures: Figures, corrections: Iterable[Correction]
) -> tuple[Figures, list[Correction], list[Lapsed]]:
    """A unit's figures with its corrections, those that were applied, and those that were not."""
    at = {cell: place for place, cell in enumerate(form.inputs)}
    now, applied, lapsed = list(figures), [], []
    for correction in corrections:
        place = at.get(correction.cell)
        if place is None:  # it was made in another edition
            lapsed.append(Lapsed(correction, None))
        elif now[place] == correction.was:
            now[place] = correction.now
            applied.append(correction)
        else:
            lapsed.append(Lapsed(correction, now[place]))
    return tuple(now), applied, lapsed


def _provenance(standing: Standing, seen: "_Seen", organ: str) -> Unit:
    file = standing.received
    assert file is not None
    member = standing.member
    own = member.own if member else False
    return Unit(
        unit=standing.unit,
        file=seen.name(file.file),
        sha256=file.sha256,
        edition=file.edition,
        kind=file.kind,
        received=file.date,
        own=own or (bool(organ) and bare(organ) == bare(standing.unit)),
    )


class _Seen:
    """Where files lie, seen from the sum; to another drive nothing leads from there."""

    def __init__(self, out: Path) -> None:
        self._start = out.parent.absolute()
        self._folders: dict[str, str] = {}

    def name(self, file: str) -> str:
        folder, name = os.path.split(file)
        if folder not in self._folders:
            try:
                there = os.path.relpath(Path(folder).absolute(), self._start)
            except ValueError:
                there = str(Path(folder).absolute())
            self._folders[folder] = Path(there).as_posix()
        return f"{self._folders[folder]}/{name}".removeprefix("./")
