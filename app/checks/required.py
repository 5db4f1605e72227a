"""What one cell must be beside last year's report, as a sentence: also where it is so."""

from msgspec import Struct

from app.checks.across_years import Gap, aligned, gap_of
from app.checks.sums import BLANK, apart, expand
from app.forms.model import Cell, Form
from app.forms.names import called
from app.forms.rules import Across
from app.letters.numbers import Number, grouped
from app.report.previous import Previous
from app.report.report import Report


class Required(Struct, frozen=True):
    """What a cell must be, and whether it is."""

    words: str
    holds: bool | None
    """None: what it takes is not filled in yet."""


class _Terms(Struct, frozen=True):
    """Of which cells a cell is made."""

    last: list[str]
    add: list[str]
    subtract: list[str]


def required(
    report: Report, previous: Previous, cell: str, years: tuple[str, str]
) -> Required | None:
    """None where nothing ties a cell to last year's.

    Args:
        report: this year's.
        previous: last year's.
        cell: of this year's report.
        years: what the two are called: 2024 年, 2025 年.
    """
    made = _terms(report.form, cell)
    if made is None:
        return None
    sentence = _sum(report, previous, cell, made, years)
    if any(previous.cells.get(each) is None for each in made.last):
        return Required(f"{sentence}，{years[0]}没有这个数，不能对照。", holds=None)
    gap = gap_of(report, previous, cell, made.last, made.add, made.subtract)
    more = f" = {grouped(gap.due)}" if made.add or made.subtract else ""
    verdict, holds = _verdict(gap, report.values[cell], years[1])
    return Required(f"{sentence}{more}，{verdict}", holds)


def _terms(form: Form, cell: str) -> _Terms | None:
    for check in form.checks:
        if isinstance(check, Across) and cell in expand(form, [check.cell]):
            parts = (check.last, check.add, check.subtract)
            return _Terms(*([aligned(check.cell, cell, p) for p in some] for some in parts))
    return None


def _sum(
    report: Report, previous: Previous, cell: str, made: _Terms, years: tuple[str, str]
) -> str:
    """2024 年 5 + 本年制发件数 1 − 本年废止件数 0."""
    form, own = report.form, report.form.cells[cell]
    last = (
        f"{years[0]}{_name(form, own, each)} {_figure(previous.cells.get(each))}"
        for each in made.last
    )
    words = " + ".join(last)
    for sign, cells in (("+", made.add), ("−", made.subtract)):
        for each in cells:
            words += f" {sign} {_name(form, own, each)} {_figure(report.values.get(each))}"
    return words


def _name(form: Form, own: Cell, other: str) -> str:
    """What tells another cell from one's own: its row, or its column in the same row."""
    cell = form.cells.get(other)
    if cell is None or cell is own:
        return ""
    return called(cell.column if cell.row is own.row else cell.row)


def _verdict(gap: Gap, stated: Number | None, year: str) -> tuple[str, bool | None]:
    if stated is None:
        return f"{year}还没有填。", None
    if gap.stated == gap.due:
        return f"与{' ' * year[0].isdigit()}{year}填的一致。", True
    difference = grouped(apart(gap.stated, gap.due))
    words = f"{year}填的是 {grouped(stated)}，相差 {difference}。"
    return words, False if gap.is_wrong else None


def _figure(value: Number | None) -> str:
    return grouped(value) or BLANK
