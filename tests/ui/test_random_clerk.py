"""Any edits, pastes, undos and redos: the totals are always right, nothing is ever lost."""

import tempfile
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app import checks
from app.files import store
from app.forms import catalogue as forms
from app.forms import links
from app.forms.layout import grid
from app.importers import paste
from app.report import calc, entry, evidence
from app.report.report import Report
from ui import history
from ui.history import Typing
from ui.start.application import application
from ui.workspace import Workspace, empty_report

FORM = forms.form("2021")
INPUTS = [cell.id for cell in FORM.cells.values() if not cell.computed]
TOTALS = [cell.id for cell in FORM.cells.values() if cell.computed]
GRIDS = [[c for c in grid(t).cells if c.kind == "value"] for t in FORM.tables.values()]
WORDS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.sampled_from(["", "0", "１２", "1,234", "3件", "无", "abc", "-1", "2.5", "0.25", "〇"]),
)
LETTERS = st.text("甲乙7 \n𠮷⟦", max_size=4)


class Clock:
    """Every look at it is 0.3 s later, so that some typing joins and some does not."""

    ticks = count()

    @classmethod
    def monotonic(cls) -> float:
        return next(cls.ticks) * 0.3


class Clerk(RuleBasedStateMachine):
    """Works on one report, in the window's own object for it."""

    @initialize()
    def begin(self) -> None:
        application()
        Clock.ticks = count()
        self.open = Workspace(empty_report("柳河镇", 2024))
        self.first = store.encode(self.open.report)

    @rule(cell=st.sampled_from(INPUTS), words=WORDS)
    def type_into(self, cell: str, words: str) -> None:
        figure = entry.parse(words, FORM.cells[cell].column)
        if not isinstance(figure, entry.Refusal):
            self.open.change({("cells", cell): figure}, "填写")

    @rule(
        place=st.tuples(st.integers(0, 2), st.integers(0, 200)),
        block=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4),
    )
    def paste(self, place: tuple[int, int], block: list[list[str]]) -> None:
        cells = GRIDS[place[0]]
        lines = paste.lines_of(paste.copied("".join("\t".join(row) + "\n" for row in block), ""))
        plan = paste.plan(FORM, cells, cells[place[1] % len(cells)], lines)
        if not plan.misfits:
            self.open.change({("cells", c): figure for c, figure in plan.figures.items()}, "粘贴")

    @rule(cells=st.lists(st.sampled_from(INPUTS), max_size=6))
    def clear(self, cells: list[str]) -> None:
        self.open.change({("cells", cell): None for cell in cells}, "清除")

    @rule(
        text=st.sampled_from([*FORM.texts][:3]), at=st.integers(0, 30), cut=st.integers(0, 5),
        words=LETTERS,
    )  # fmt: skip
    def write(self, text: str, at: int, cut: int, words: str) -> None:
        shown = self.open.report.text(text)
        after = shown[:at] + words + shown[at + cut :]
        stored = links.edited(self._stored(text), self.open.report.values, after)
        if links.unknown(stored, FORM.cells) is None:
            self.open.change({("texts", text): stored or None}, "输入", typing=Typing.LETTERS)
            assert self.open.report.text(text) == after

    @rule(text=st.sampled_from([*FORM.texts][:3]), cell=st.sampled_from([*FORM.cells]))
    def link(self, text: str, cell: str) -> None:
        self.open.change({("texts", text): f"{self._stored(text)}⟦{cell}⟧"}, "插入")

    @rule(
        cell=st.sampled_from(INPUTS), figure=st.integers(0, 9),
        totals=st.dictionaries(st.sampled_from(TOTALS), st.integers(0, 9), max_size=4),
    )  # fmt: skip
    def bring_in(self, cell: str, figure: int, totals: dict[str, int]) -> None:
        printed = {("published", total): number for total, number in totals.items()}
        self.open.take({("cells", cell): figure, **printed}, "导入", ())

    @rule(total=st.sampled_from(TOTALS), figure=st.one_of(st.none(), st.integers(0, 9)))
    def audit(self, total: str, figure: int | None) -> None:
        self.open.change({("published", total): figure}, "核对")

    @rule()
    def take_sums(self) -> None:
        printed = next((f.printed for f in self.open.findings if f.printed), ())
        self.open.change(evidence.dropped(self.open.report, printed), "按算出来的合计")
        assert not set(printed) & set(self.open.report.entries("published"))

    @rule(
        changes=st.dictionaries(st.sampled_from(["organ", "year"]), st.integers(2021, 2024)),
    )
    def rename(self, changes: dict[str, int]) -> None:
        words = {key: f"某{value}镇" if key == "organ" else value for key, value in changes.items()}
        self.open.change(
            {(key, ""): word for key, word in words.items()}, "修改", typing=Typing.LETTERS
        )

    @rule()
    def undo(self) -> None:
        self.open.undo()

    @precondition(lambda self: self.open.stack.canRedo())
    @rule()
    def redo(self) -> None:
        self.open.redo()

    @rule()
    def undo_and_redo_everything(self) -> None:
        index, now = self.open.stack.index(), store.encode(self.open.report)
        while self.open.stack.canUndo():
            self.open.undo()
        assert store.encode(self.open.report) == self.first
        while self.open.stack.index() < index:
            self.open.redo()
        assert store.encode(self.open.report) == now

    @rule()
    def save_and_load(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "年报.json"
            store.save(self.open.report, file)
            again = store.load(file).report
        assert store.encode(again) == store.encode(self.open.report)
        assert again.values == self.open.report.values

    @invariant()
    def the_totals_are_those_of_a_fresh_evaluation(self) -> None:
        report = self.open.report
        assert report.values == calc.evaluate(FORM, report.cells)

    @invariant()
    def the_findings_are_those_of_the_same_report_from_its_file(self) -> None:
        self.open.settle()
        report = self.open.report
        changes = {
            (key, id_): value
            for key in ("organ", "year", "cells", "texts", "published", "audited")
            for id_, value in report.entries(key).items()
        }
        assert self.open.findings == checks.findings(Report(FORM, changes))

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.undo_and_redo_everything()
            self.save_and_load()

    def _stored(self, text: str) -> str:
        return str(self.open.report.entries("texts").get(text, ""))


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(history, "time", Clock)


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(12, 25), pytest.param(300, 60, marks=pytest.mark.slow)],
    ids=["a short day", "a long year"],
)
def test_a_random_clerk_finds_no_way_to_lose_anything(clock, examples, steps):
    run_state_machine_as_test(
        Clerk,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
