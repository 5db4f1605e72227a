"""Totals as they are printed and wrong: what that looks like, and which only follow from others."""

from collections.abc import Mapping

from msgspec import Struct

from app.checks.causes import Imbalances
from app.checks.diagnosis import NOBODY, Difference, Suspect, agreeing, is_doubled, suspect
from app.checks.sums import Values, blanks, expand, total
from app.forms.model import Cell, Form
from app.forms.rules import Printed
from app.letters.numbers import Number
from app.report.report import PRINTED_BLANK, Report


class Way(Struct, frozen=True, eq=False):
    """A printed total and what one check adds up to it."""

    cell: str
    addends: tuple[str, ...]
    crosswise: tuple[str, ...] = ()
    """What another check adds up to the same total: a grand total adds up both ways."""
    crosswise_rule: str = ""
    is_first: bool = True
    """The other check comes later."""
    rules: Mapping[str, str] = {}
    """Which rule looks at each total among `crosswise`."""


def ways(form: Form, check: Printed) -> list[Way]:
    kinds = [each for each in form.checks if isinstance(each, Printed)]
    return [_way(form, check, cell, kinds) for cell in expand(form, check.cells)]


def _way(form: Form, check: Printed, cell: str, kinds: list[Printed]) -> Way:
    place = form.cells[cell]
    addends = _addends(form, place, check)
    others = [k for k in kinds if k.along != check.along and cell in expand(form, k.cells)]
    if not others:
        return Way(cell, addends)
    crosswise = _addends(form, place, others[0])
    return Way(
        cell=cell,
        addends=addends,
        crosswise=crosswise,
        crosswise_rule=others[0].rule,
        is_first=kinds.index(check) < kinds.index(others[0]),
        rules={c: k.rule for k in reversed(kinds) for c in expand(form, k.cells) if c in crosswise},
    )


def _addends(form: Form, cell: Cell, check: Printed) -> tuple[str, ...]:
    """The grand total adds up both ways; each rule looks along its own."""
    if check.along == "row":
        return expand(form, [f"{cell.table.id}/{cell.row.id}/{c}" for c in cell.column.sum])
    return expand(form, [f"{cell.table.id}/{r}/{cell.column.id}" for r in cell.row.sum])


def unfilled(report: Report, way: Way) -> tuple[str, ...]:
    """The blank inputs behind the addends; of an addend that is printed nobody needs them."""
    published = report.entries("published")
    computed = [c for c in way.addends if published.get(c, PRINTED_BLANK) is PRINTED_BLANK]
    return blanks(report.form, report.values, computed)


class Misprints(Struct, frozen=True, eq=False):
    """The printed totals of a report beside what was computed."""

    report: Report
    shown: Values
    """Each total as it is printed, where it is."""
    columns: Imbalances

    def judged(self, check: Printed, way: Way) -> tuple[str, Suspect]:
        """(the rule that a wrong total only follows from, what the difference looks like)."""
        because, named = self._cause(way)
        if check.diagnosis is None or unfilled(self.report, way):
            return because, NOBODY
        difference = self._difference(way)
        if because:
            return because, agreeing(difference, check.diagnosis, {named.cell})
        if self.columns.touches(way.addends):
            return "", NOBODY  # the slip in the column may be in this very sum
        found = suspect(difference, check.diagnosis, frozenset())
        # An addend as large as the difference tells how the total came about, and is right itself.
        is_wrong = found.cell not in difference.fitting or is_doubled(
            difference, check.diagnosis, found.cell
        )
        return "", found if is_wrong else Suspect(found.words)

    def _difference(self, way: Way) -> Difference:
        form, published = self.report.form, self.report.entries("published")
        typed = {c: 1 for c in way.addends if c in published or not form.cells[c].computed}
        proved = frozenset(c for c in way.addends if self.columns.proves(c))
        excess = total(self.shown, way.addends) - (self.shown[way.cell] or 0)
        typed = {c: sign for c, sign in typed.items() if c not in proved} | {way.cell: -1}
        return Difference(form, self.shown, excess, way.addends, typed)

    def _cause(self, way: Way) -> tuple[str, Suspect]:
        """A column that is off; wrong totals that were added up as they are; the other way."""
        rule, named = self._imbalance(way.cell)
        if rule or not way.crosswise:
            return rule, named
        crosswise = total(self.shown, way.crosswise)
        if crosswise == (self.shown[way.cell] or 0):
            wrong = next(cell for cell in way.crosswise if self._off(cell))
            return self._imbalance(wrong)[0] or way.rules[wrong], NOBODY
        right = self.report.values[way.cell] or 0
        mine, others = total(self.shown, way.addends) == right, crosswise == right
        leads = way.is_first if mine == others else mine
        return "" if leads else way.crosswise_rule, NOBODY

    def _imbalance(self, cell: str) -> tuple[str, Suspect]:
        """The imbalance of a column that a wrong total follows from."""
        if self.report.form.cells[cell].row.sum:
            return self.columns.explain([cell], self._off(cell))
        return self.columns.crossing(cell), NOBODY

    def _off(self, cell: str) -> Number:
        """By how much a total as it is printed is more than it should be."""
        return (self.shown[cell] or 0) - (self.report.values[cell] or 0)
