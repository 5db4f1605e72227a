"""Columns that do not balance are causes: by how much, what that looks like, what follows from it.

A slip in one input moves its column and every total above it by the same number. Whatever differs
by just that number only follows, and is right again when the column is.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from msgspec import Struct

from app.checks.diagnosis import NOBODY, Difference, Suspect, agreeing, suspect
from app.checks.finding import joined
from app.checks.sums import apart, blanks, expand
from app.forms.model import Column, Form, inputs_under, leaves
from app.forms.rules import Balance, Diagnosis
from app.letters.numbers import Number, tidy, written
from app.report import carry
from app.report.report import PRINTED_BLANK, Report


class Side(Struct, frozen=True, eq=False):
    """A column to be balanced."""

    column: Column
    left: tuple[str, ...]
    right: tuple[str, ...]
    signs: Mapping[str, int]
    """Left, right and the rows that they add up: 1 where a greater one makes the right greater."""
    parts: tuple[str, ...]
    """What both sides come from, totals taken apart."""
    inputs: tuple[str, ...]
    across: Mapping[str, str]
    """The total of the row that an input stands in."""
    figures: Callable[[Any], Any]
    """Gives those of the left, then those of the right: asked at every key, of every report."""

    def gap(self, values: Mapping[str, Number | None]) -> Number:
        """Left - right; a blank is 0."""
        found = self.figures(values)
        left, right = found[: len(self.left)], found[len(self.left) :]
        return tidy(sum(filter(None, left)) - sum(filter(None, right)))


class Scale(Struct, frozen=True, eq=False):
    """A check and its columns."""

    check: Balance
    sides: tuple[Side, ...]


class Uneven(Struct, frozen=True, eq=False):
    """What does not balance in a report."""

    off: Mapping[str, Number]
    """left - right, by column; one that balances is absent."""
    suspects: Mapping[str, Suspect]
    crossed: frozenset[str]
    """Printed totals of rows that are off by as much, at the cell where row and column cross."""


@cache
def scales(form: Form) -> tuple[Scale, ...]:
    """Everything that is to balance in an edition."""
    return tuple(scale(form, check) for check in form.checks if isinstance(check, Balance))


@cache
def scale(form: Form, check: Balance) -> Scale:
    columns = leaves(form.tables[check.table].blocks[0].columns)
    return Scale(check, tuple(_side(form, check, column) for column in columns))


@cache
def _weighed(form: Form) -> Mapping[str, list[tuple[int, Side]]]:
    """By input, the columns that it stands in, each with the place of its scale."""
    found: dict[str, list[tuple[int, Side]]] = {}
    for at, weighed in enumerate(scales(form)):
        for side in weighed.sides:
            for cell in side.inputs:
                found.setdefault(cell, []).append((at, side))
    return found


def _side(form: Form, check: Balance, column: Column) -> Side:
    left, right = (
        tuple(f"{check.table}/{row}/{column.id}" for row in rows)
        for rows in (check.left, check.right)
    )
    rows = {cell: _rows_of(form, cell) for cell in (*right, *left)}
    inputs = inputs_under(form, (*left, *right))
    above = {cell: _row_total(form, cell) for cell in inputs}
    return Side(
        column=column,
        left=left,
        right=right,
        signs={p: 1 if c in right else -1 for c, parts in rows.items() for p in (c, *parts)},
        parts=joined(rows.values()),
        inputs=inputs,
        across={cell: total_ for cell, total_ in above.items() if total_},
        figures=itemgetter(*left, *right),
    )


def _rows_of(form: Form, cell: str) -> tuple[str, ...]:
    """The rows that a total row adds up, in the same column; else the cell itself."""
    place = form.cells[cell]
    rows = (f"{place.table.id}/{row}/{place.column.id}" for row in place.row.sum)
    return expand(form, rows) or (cell,)


def _row_total(form: Form, cell: str) -> str:
    row = form.cells[cell].row
    return next((t for t in form.totals_above[cell] if form.cells[t].row is row), "")


def uneven(report: Report, weighed: Scale) -> Uneven:
    """Which columns are off, and the cell that the numbers point at in each."""
    gaps = ((side.column.id, side.gap(report.values)) for side in weighed.sides)
    off = {column: gap for column, gap in gaps if gap}
    diagnosis = weighed.check.diagnosis
    if not off or diagnosis is None:
        return Uneven(off, {}, frozenset())
    sides = tuple(side for side in weighed.sides if side.column.id in off)
    weighing = _Weighing(report, diagnosis, sides, off, carry.confirmed(report))
    crossings = weighing.crossings()
    return Uneven(
        off, weighing.suspects(crossings), frozenset(above for above, _ in crossings.values())
    )


class _Weighing(Struct, frozen=True, eq=False):
    """The columns that are off in a report, weighed against each other."""

    report: Report
    diagnosis: Diagnosis
    sides: tuple[Side, ...]
    off: Mapping[str, Number]
    confirmed: frozenset[str]
    """Inputs that last year's report says just so."""

    def crossings(self) -> dict[str, tuple[str, str]]:
        """By column: the one row whose printed total is off by as much, and the cell of both.

        Where no column crosses a row alone, several may together: then the total column does.
        """
        published, values = self.report.entries("published"), self.report.values
        if all(p is PRINTED_BLANK or p == (values[c] or 0) for c, p in published.items()):
            return {}  # at most keys: no printed total asks for another figure
        totals = {s.column.id: {p: p for p in s.parts} for s in self.sides if s.column.sum}
        inputs = {side.column.id: side.across for side in self._of_inputs()}
        return self._crossed_in(inputs) or self._crossed_in(totals)

    def _crossed_in(
        self, rows_by_column: Mapping[str, Mapping[str, str]]
    ) -> dict[str, tuple[str, str]]:
        signs = {side.column.id: side.signs for side in self.sides}
        claims = [
            (column, above, cell)
            for column, across in rows_by_column.items()
            for cell, above in across.items()
            if self._cross(cell, above, signs[column][cell] * self.off[column])
        ]
        columns, rows = [claim[0] for claim in claims], [claim[1] for claim in claims]
        return {
            column: (above, cell)
            for column, above, cell in claims
            if columns.count(column) == 1 and rows.count(above) == 1
        }

    def _cross(self, cell: str, above: str, change: Number) -> bool:
        """Whether the printed total of the row asks for the same change of the cell."""
        printed = self.report.get(("published", above))
        if printed is None or printed is PRINTED_BLANK:
            return False
        values = self.report.values
        fits = printed - (values[above] or 0) == change and (values[cell] or 0) + change >= 0
        return fits and not self._blank(above)

    def _of_inputs(self) -> Iterator[Side]:
        return (side for side in self.sides if not side.column.sum)

    def suspects(self, crossings: Mapping[str, tuple[str, str]]) -> dict[str, Suspect]:
        """By column. A total column says only what all columns say that it adds up."""
        form, totals = self.report.form, [side for side in self.sides if side.column.sum]
        sure = {form.cells[c].row.id for side in totals for c in self._difference(side).fitting}
        found = {
            side.column.id: self._of_column(side, crossings, frozenset(sure))
            for side in self._of_inputs()
        }
        named = {each.cell for each in found.values()}
        for side in totals:
            found[side.column.id] = agreeing(self._difference(side), self.diagnosis, named)
        return found

    def _of_column(
        self, side: Side, crossings: Mapping[str, tuple[str, str]], sure: frozenset[str]
    ) -> Suspect:
        """A row that says the same is the best witness; then a column that is off the other way."""
        difference = self._difference(side)
        if self._blank(*side.inputs):
            return NOBODY
        if side.column.id in crossings:
            return self._crossed(difference, crossings[side.column.id][1])
        if other := self._moved(side):
            return NOBODY if any(difference.turned) else self._moved_to(side, other)
        return suspect(difference, self.diagnosis, sure)

    def _crossed(self, difference: Difference, cell: str) -> Suspect:
        words = self.diagnosis.crossed.format(
            name=difference.name(cell), difference=written(apart(difference.excess, 0))
        )
        return Suspect(words, cell)

    def _moved(self, side: Side) -> Side | None:
        """The one other column that is off by as much the other way."""
        gap = self.off[side.column.id]
        others = [other for other in self._of_inputs() if self.off[other.column.id] == -gap]
        one = others[0] if len(others) == 1 else None
        return None if one is None or self._blank(*one.inputs) else one

    def _moved_to(self, side: Side, other: Side) -> Suspect:
        words = {"column": side.column.label, "other": other.column.label}
        size = written(apart(self.off[side.column.id], 0))
        return Suspect(self.diagnosis.moved.format(difference=size, **words))

    def _difference(self, side: Side) -> Difference:
        form = self.report.form
        typed = {cell: side.signs[cell] for cell in side.parts if not form.cells[cell].computed}
        excess = -self.off[side.column.id]
        return Difference(form, self.report.values, excess, side.parts, typed, self.confirmed)

    def _blank(self, *cells: str) -> bool:
        return bool(blanks(self.report.form, self.report.values, cells))


class Imbalances(Struct, frozen=True, eq=False):
    """All that does not balance in a report, and what follows from it."""

    report: Report
    states: tuple[tuple[Scale, Uneven], ...]

    def explain(self, cells: Collection[str], change: Number) -> tuple[str, Suspect]:
        """Why these cells should add up to `change` more: the rule of the cause and its suspect.

        ("", nobody) unless they stand in one column, on one side, and it is off by as much.
        """
        for weighed, state in self.states:
            here = [side for side in weighed.sides if all(cell in side.signs for cell in cells)]
            signs = {side.signs[cell] for side in here for cell in cells}
            column = here[0].column.id if len(here) == len(signs) == 1 else ""
            if column in state.off and state.off[column] * signs.pop() == change:
                return weighed.check.rule, state.suspects.get(column, NOBODY)
        return "", NOBODY

    def crossing(self, row_total: str) -> str:
        """The rule of the column that crosses a row at one cell and is off by as much, or ""."""
        rules = (w.check.rule for w, state in self.states if row_total in state.crossed)
        return next(rules, "")

    def proves(self, cell: str) -> bool:
        """Whether the column of an input balances as it is: with another figure it would not."""
        form, values = self.report.form, self.report.values
        return any(
            side.column.id not in self.states[at][1].off and not blanks(form, values, side.inputs)
            for at, side in _weighed(form).get(cell, ())
        )

    def touches(self, cells: Collection[str]) -> bool:
        """Whether one of the cells stands in a column that is off."""
        off = {side for w, state in self.states for side in w.sides if side.column.id in state.off}
        return any(cell in side.signs for side in off for cell in cells)


def imbalances(report: Report) -> Imbalances:
    return Imbalances(report, tuple((each, uneven(report, each)) for each in scales(report.form)))
