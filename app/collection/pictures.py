"""What pictures of a sum show: requests by unit, results by kind, what changed since last year.

Pure: the window and the workbook draw them. Which figures those are, the form tells.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from app.collection.received import Figures, Received
from app.collection.standing import Standing
from app.collection.summing import Sum
from app.forms import catalogue as forms
from app.forms.model import Cell, Form
from app.forms.names import called, heading_over, with_blank
from app.forms.rules import Balance
from app.letters.numbers import Number, tidy
from app.report import calc

NAMELESS = "（没有单位名称）"
_MOST = 30
"""Units in a picture: of more nobody sees the small ones."""


class Bar(Struct, frozen=True):
    """A line of a picture."""

    name: str
    now: Number
    before: Number | None = None
    """Last year's; None: there is none beside it."""


class Picture(Struct, frozen=True):
    """Bars on one scale from 0."""

    title: str
    bars: tuple[Bar, ...]
    rest: str = ""
    """What is not in it."""

    @property
    def largest(self) -> Number:
        sizes: list[Number] = [0]
        for bar in self.bars:
            sizes += [bar.now, bar.before or 0]
        return max(sizes)


def pictures(
    made: Sum, counted: tuple[Standing, ...], before: Mapping[str, Figures]
) -> list[Picture]:
    """All that there is something to see in.

    Args:
        made: the sum.
        counted: the units in it.
        before: last year's figures by the files of this year's reports.
    """
    form = made.report.form
    drawn = (*_by_unit(form, made), *by_kind(form, made), *since(form, counted, before))
    return [picture for picture in drawn if picture.largest > 0]


def _balances(form: Form) -> Iterator[tuple[Balance, str]]:
    """Each with the column of its table that adds up the others."""
    for check in form.checks:
        if isinstance(check, Balance):
            columns = [c.column for c in form.cells.values() if c.table.id == check.table]
            yield from ((check, c.id) for c in dict.fromkeys(c for c in columns if c.sum))


def _by_unit(form: Form, made: Sum) -> Iterator[Picture]:
    for check, column in _balances(form):
        cell = f"{check.table}/{check.left[0]}/{column}"
        some = [each for each in made.addends(cell) if each.figure]
        bars = tuple(Bar(each.unit or NAMELESS, each.figure or 0) for each in some[:_MOST])
        rest = f"另有 {len(some) - _MOST} 个单位，都比这些少" if len(some) > _MOST else ""
        yield Picture(f"各单位：{called(form.cells[cell].row)}", bars, rest)


def by_kind(form: Form, made: Sum) -> Iterator[Picture]:
    """The rows that the result of a balance adds up, as far as anything happened."""
    for check, column in _balances(form):
        total = form.cells[f"{check.table}/{check.right[0]}/{column}"]
        rows = {form.cells[part].row.id for each in total.addends for part in _parts(form, each)}
        cells = [
            cell
            for cell in form.cells.values()
            if cell.table.id == check.table and cell.column.id == column and cell.row.id in rows
        ]
        bars = tuple(_bar(made, cell) for cell in cells if made.report.values[cell.id])
        yield Picture("办理结果", bars)


def _parts(form: Form, cell: str) -> tuple[str, ...]:
    return form.cells[cell].addends or (cell,)


def _bar(made: Sum, cell: Cell) -> Bar:
    return Bar(called(cell.row), made.report.values[cell.id] or 0)


def since(
    form: Form, counted: tuple[Standing, ...], before: Mapping[str, Figures]
) -> Iterator[Picture]:
    """Of the units whose last year is known: both years of the same ones."""
    pairs = [
        (each.received.figures, before[each.received.file])
        for each in counted
        if each.received and len(before.get(each.received.file, ())) == len(form.inputs)
    ]
    if pairs:
        now, last = (_values(form, [pair[side] for pair in pairs]) for side in (0, 1))
        bars = tuple(
            Bar(named(form, cell), now.get(cell) or 0, last.get(cell) or 0)
            for cell in main_cells(form)
            if now.get(cell) != last.get(cell)
        )
        yield Picture(f"与上年相比（两年都有的 {len(pairs)} 个单位）", bars)


def _values(form: Form, some: list[Figures]) -> Mapping[str, Number | None]:
    sums = (tidy(sum(figure or 0 for figure in column)) for column in zip(*some, strict=True))
    return calc.evaluate(form, dict(zip(form.inputs, sums, strict=True)))


@cache
def main_cells(form: Form) -> tuple[str, ...]:
    """Of a table that balances, the totals of the rows of its balance; else what is in no total."""
    balanced = {check.table for check in form.checks if isinstance(check, Balance)}
    tables = sorted(form.tables, key=lambda table: table not in balanced)
    return tuple(cell for table in tables for cell in _main(form, table))


def _main(form: Form, table: str) -> Iterator[str]:
    cells = [cell for cell in form.cells.values() if cell.table.id == table]
    balanced = {
        row
        for check in form.checks
        if isinstance(check, Balance) and check.table == table
        for row in (*check.left, *check.right)
    }
    under = {addend for cell in cells for addend in cell.addends}
    total = {cell.column.id for cell in cells if cell.computed and not _is_down(form, cell)}
    for cell in cells:
        if balanced:
            if cell.row.id in balanced and cell.column.id in total:
                yield cell.id
        elif cell.id not in under:
            yield cell.id


def _is_down(form: Form, cell: Cell) -> bool:
    """Whether it adds up cells of its own column."""
    return any(form.cells[addend].column is cell.column for addend in cell.addends)


def named(form: Form, cell: str) -> str:
    """As briefly as a line takes it."""
    place = form.cells[cell]
    if not place.table.row_labels:
        return f"{heading_over(place.table, place.column)} {place.column.label}"
    return called(place.row) if place.computed else with_blank(place)


def first_figure(file: Received) -> Number | None:
    """The first of the main figures of a file: how many have asked; None: it has none."""
    if not file.figures:
        return None
    some = [file.figures[at] for at in _first(forms.form(file.edition))]
    known = [figure for figure in some if figure is not None]
    return tidy(sum(known)) if known else None


@cache
def _first(form: Form) -> tuple[int, ...]:
    """Where the inputs that it adds up stand."""
    at = {cell: place for place, cell in enumerate(form.inputs)}
    left, found = [main_cells(form)[0]], []
    while left:
        cell = left.pop()
        left += form.cells[cell].addends
        found += [at[cell]] if cell in at else []
    return tuple(found)
