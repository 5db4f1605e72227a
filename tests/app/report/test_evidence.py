"""Printed totals fall with the figures they came with; those of the clerk himself stay."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import hypothesis
import pytest
from hypothesis import stateful
from hypothesis import strategies as st

from app import checks
from app.files import store
from app.forms import catalogue as forms
from app.forms.model import Form, inputs_under
from app.importers import editions
from app.report import calc, evidence
from app.report.report import PRINTED_BLANK, Address, Changes, Report

ROW = "requests/granted/total"
OTHER_ROW = "requests/partial/total"
COLUMN = "requests/total/natural"
ALL = "requests/total/total"
CELL = ("cells", "requests/granted/natural")
PRINTED = {("published", total): 3 for total in (ROW, OTHER_ROW, COLUMN, ALL)}


@pytest.fixture
def report(form: Form) -> Report:
    """3 applications, granted; four printed totals as imported, of which one is blank."""
    head = {("organ", ""): "甲镇", ("year", ""): 2024}
    blank = {("published", OTHER_ROW): PRINTED_BLANK}
    return Report(form, {**head, CELL: 3, **PRINTED, **blank})


def left(report: Report, changes: Changes, *, filling: tuple[Address, ...] = ()) -> set[str]:
    """The printed totals after a person's change; undoing it must bring all of them back."""
    before = store.encode(report)
    applied = report.apply(evidence.with_fallen(report, evidence.typed(changes), filling))
    kept = set(report.entries("published"))
    report.apply(applied.inverse)
    assert store.encode(report) == before
    return kept


def test_a_changed_figure_takes_the_totals_above_it_along(report: Report):
    assert left(report, {CELL: 4}) == {OTHER_ROW}
    assert left(report, {CELL: 0}) == {OTHER_ROW}


def test_so_does_a_figure_that_is_cleared(report: Report):
    assert left(report, {CELL: None}) == {OTHER_ROW}


def test_the_same_figure_once_more_changes_nothing(report: Report):
    assert left(report, {CELL: 3}) == {ROW, OTHER_ROW, COLUMN, ALL}
    assert left(report, {CELL: Decimal("3.0")}) == {ROW, OTHER_ROW, COLUMN, ALL}


def test_a_blank_that_is_filled_in_keeps_the_totals_it_came_with(report: Report):
    for figure in (0, 5):
        change = {("cells", "requests/granted/business"): figure}
        assert left(report, change) == {ROW, OTHER_ROW, COLUMN, ALL}


def test_a_filled_in_blank_is_a_figure_from_then_on(report: Report):
    cell = ("cells", "requests/granted/business")
    report.apply({cell: 5})
    assert left(report, {cell: 6}) == {OTHER_ROW, COLUMN}


@pytest.mark.parametrize("change", [{("year", ""): 2025}, {("organ", ""): "乙镇"}], ids=str)
@pytest.mark.parametrize("taken_away", [False, True])
def test_of_another_year_or_organ_no_total_says_anything(
    report: Report, change: Changes, taken_away: bool
):
    assert left(report, dict.fromkeys(change) if taken_away else change) == set()


def test_organ_and_year_that_an_import_did_not_find_are_filled_in(form: Form):
    report = Report(form, {CELL: 3, **PRINTED})
    named = {("organ", ""): "甲镇", ("year", ""): 2024}
    assert left(report, named) == {ROW, OTHER_ROW, COLUMN, ALL}


def test_a_name_that_is_still_being_typed_is_no_other_name(form: Form):
    report = Report(form, {("organ", ""): "甲", CELL: 3, **PRINTED})
    change = {("organ", ""): "甲镇"}
    assert left(report, change) == set()
    assert left(report, change, filling=(("organ", ""),)) == {ROW, OTHER_ROW, COLUMN, ALL}
    assert left(report, change, filling=(("year", ""),)) == set()


@pytest.mark.parametrize(
    "change",
    [
        {("texts", "lead"): "字"},
        {("title", ""): "题"},
        {("level", ""): "county"},
        {("notes", CELL[1]): "注"},
        {("organ", ""): "甲镇", ("year", ""): 2024},
    ],
    ids=str,
)
def test_anything_else_leaves_the_totals_alone(report: Report, change: Changes):
    assert left(report, change) == {ROW, OTHER_ROW, COLUMN, ALL}


def test_what_a_change_prints_comes_with_it(report: Report):
    new = {CELL: 4, ("published", ROW): 4, ("published", ALL): 3, ("year", ""): 2025}
    assert left(report, new) == {ROW, ALL}


def test_a_total_that_a_person_types_is_his_own_and_stays(report: Report):
    report.apply(evidence.typed({("published", ROW): 3, ("published", ALL): 7}))
    assert set(report.entries("audited")) == {ROW, ALL}
    assert left(report, {CELL: 4}) == {ROW, OTHER_ROW, ALL}
    assert left(report, {("year", ""): 2025, ("organ", ""): None}) == {ROW, ALL}
    assert left(report, {("published", ROW): None}) == {OTHER_ROW, COLUMN, ALL}


def test_an_import_leaves_a_persons_own_totals_alone(report: Report):
    report.apply(evidence.typed({("published", ROW): 3}))
    new = {CELL: 4, ("published", ROW): None, ("published", COLUMN): 4}
    assert evidence.brought(report, new) == {CELL: 4, ("published", COLUMN): 4}


def test_letting_go_of_a_total_lets_go_of_what_was_summed_up_from_it(form: Form):
    """4 instead of 3 in a row, and carried on into the grand total."""
    wrong = {("published", ROW): 4, ("published", ALL): 4, ("published", COLUMN): 3}
    report = Report(form, {CELL: 3, **wrong})
    report.apply(evidence.dropped(report, [ROW]))
    assert set(report.entries("published")) == {COLUMN}


def test_letting_go_leaves_other_totals_of_a_persons_own(form: Form):
    report = Report(form, {CELL: 3})
    report.apply(evidence.typed({("published", ROW): 4, ("published", ALL): 4}))
    report.apply(evidence.dropped(report, [ROW]))
    assert set(report.entries("published")) == set(report.entries("audited")) == {ALL}


def test_an_unknown_place_is_the_reports_own_business(report: Report):
    odd = {("cells", "a/b/c"): 1, ("colour", ""): "红"}
    assert evidence.with_fallen(report, odd) == odd


# --- in the tables of another edition


def of_2019(**head: int) -> Report:
    year = {("year", ""): head["year"]} if head else {}
    own = evidence.typed({("published", ROW): 4})
    return Report(forms.form("2019"), {CELL: 3, ("published", COLUMN): 3, **year, **own})


def test_another_years_tables_take_only_the_clerks_own_totals_along():
    after = editions.converted(of_2019(year=2019), "2021", 2025).report
    assert (dict(after.entries("published")), [*after.entries("audited")]) == ({ROW: 4}, [ROW])


@pytest.mark.parametrize("before", [of_2019(year=2024), of_2019()], ids=["the same", "none"])
def test_the_years_own_tables_take_all_totals_along(before: Report):
    after = editions.converted(before, "2021", 2024).report
    assert after.entries("published") == {ROW: 4, COLUMN: 3}
    assert list(after.entries("audited")) == [ROW]


# --- any way of working


FORM = forms.form("2021")
INPUTS = [cell.id for cell in FORM.cells.values() if not cell.computed]
TOTALS = [total.id for total in FORM.order]
UNDER = {total: inputs_under(FORM, (total,)) for total in TOTALS}
ABOUT_TOTALS = {"R02", "R03", "R04", "R06"}
FIGURES = st.one_of(st.none(), st.integers(0, 9))
REQUESTS = [id_ for id_ in INPUTS if id_.startswith("requests/")]


class Desk(stateful.RuleBasedStateMachine):
    """A clerk and a pile of imports. What must be left is worked out from below, cell by cell."""

    @stateful.initialize()
    def begin(self) -> None:
        self.report = Report(FORM)
        self.expected: dict[str, Any] = {}
        """The imported totals that must stand."""
        self.own: dict[str, Any] = {}
        self.past: list[tuple[bytes, dict[str, Any], dict[str, Any], Changes]] = []

    def do(self, changes: Changes, *, by_import: bool = False) -> None:
        report, before = self.report, store.encode(self.report)
        now = dict(report.cells)
        head = [report.get(address) for address in evidence.HEAD]
        kept = dict(self.expected), dict(self.own)
        taken = evidence.brought(report, changes) if by_import else evidence.typed(changes)
        applied = report.apply(evidence.with_fallen(report, taken))
        self.past.append((before, *kept, applied.inverse))
        gone = {cell for cell, figure in now.items() if report.cells.get(cell) != figure}
        if any(
            was not in (None, report.get(a)) for was, a in zip(head, evidence.HEAD, strict=True)
        ):
            self.expected = {}
        self.expected = {t: v for t, v in self.expected.items() if not gone & set(UNDER[t])}
        for (key, total), value in changes.items():
            if key == "published":
                self._expect(total, value, by_import=by_import)

    def _expect(self, total: str, value: Any, *, by_import: bool) -> None:
        if by_import and total in self.own:
            return
        for known in (self.expected, self.own):
            known.pop(total, None)
        if value is not None:
            (self.expected if by_import else self.own)[total] = value

    @stateful.rule(
        table=st.sampled_from(["requests", "disputes"]),
        figures=st.dictionaries(st.sampled_from(INPUTS), st.integers(0, 9), max_size=30),
        slips=st.dictionaries(st.sampled_from(TOTALS), st.integers(0, 40), max_size=4),
        unprinted=st.sampled_from(["all", "none", "some"]),
    )
    def bring_a_table(
        self, table: str, figures: Mapping[str, int], slips: Mapping[str, int], unprinted: str
    ) -> None:
        """As an import takes a table: whole, with its totals, some of them wrong or not printed."""
        here = {id_: figures.get(id_) for id_ in INPUTS if id_.startswith(table)}
        right = calc.evaluate(FORM, {k: v for k, v in here.items() if v is not None})
        totals = [t for t in TOTALS if t.startswith(table)]
        printed: dict[str, Any] = {t: slips.get(t, right[t]) for t in totals}
        if unprinted != "none":
            printed |= dict.fromkeys(totals[:: 1 if unprinted == "all" else 3], PRINTED_BLANK)
        changes: dict[Address, Any] = {("cells", id_): value for id_, value in here.items()}
        self.do(changes | {("published", t): v for t, v in printed.items()}, by_import=True)

    @stateful.rule(figures=st.dictionaries(st.sampled_from(INPUTS), FIGURES, max_size=5))
    def type_or_paste_or_clear(self, figures: Mapping[str, int | None]) -> None:
        self.do({("cells", cell): figure for cell, figure in figures.items()})

    @stateful.rule(totals=st.dictionaries(st.sampled_from(TOTALS), FIGURES, max_size=3))
    def audit(self, totals: Mapping[str, int | None]) -> None:
        self.do({("published", total): figure for total, figure in totals.items()})

    @stateful.rule()
    def clear_the_table(self) -> None:
        self.do({("cells", cell): None for cell in REQUESTS})

    @stateful.rule()
    def fill_the_blanks(self) -> None:
        self.do({("cells", cell): 0 for cell in INPUTS if cell not in self.report.cells})

    @stateful.rule(year=st.integers(2023, 2025))
    def change_the_year(self, year: int) -> None:
        self.do({("year", ""): year})

    @stateful.rule(organ=st.sampled_from(["甲镇", "乙镇", None]))
    def change_the_organ(self, organ: str | None) -> None:
        self.do({("organ", ""): organ})

    @stateful.precondition(lambda self: self.past)
    @stateful.rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.past))):
            before, self.expected, self.own, inverse = self.past.pop()
            self.report.apply(inverse)
            assert store.encode(self.report) == before

    @stateful.rule()
    def take_all_sums(self) -> None:
        """The remedy that each finding offers, one after the other, leaves none and can be undone."""
        before, inverses = store.encode(self.report), []
        for _ in range(len(TOTALS) + 1):
            found = about_totals(self.report)
            if not found:
                break
            assert found[0].printed
            changes = evidence.dropped(self.report, found[0].printed)
            inverses.append(self.report.apply(changes).inverse)
        assert about_totals(self.report) == []
        for inverse in reversed(inverses):
            self.report.apply(inverse)
        assert store.encode(self.report) == before

    @stateful.rule()
    def type_everything_anew(self) -> None:
        """Ordinary keys alone: what an import brought can leave no error behind."""
        report = store.decode(store.encode(self.report))
        for cell, figure in dict(report.cells).items():
            report.apply(evidence.with_fallen(report, {("cells", cell): figure + 1}))
        for total in dict(report.entries("audited")):
            report.apply(evidence.typed({("published", total): None}))
        figures = set(report.cells)
        assert not any(figures & set(UNDER[total]) for total in report.entries("published"))

    @stateful.invariant()
    def exactly_what_is_still_evidence_stands(self) -> None:
        report = self.report
        assert set(report.entries("audited")) == set(self.own)
        assert report.entries("published") == {**self.expected, **self.own}


def about_totals(report: Report) -> list[checks.Finding]:
    return [f for f in checks.table_findings(report) if f.rule in ABOUT_TOTALS]


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(15, 15), pytest.param(400, 40, marks=pytest.mark.slow)],
    ids=["a morning", "a season"],
)
def test_no_way_of_working_leaves_a_total_that_lost_its_figures(examples: int, steps: int):
    stateful.run_state_machine_as_test(
        Desk,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
