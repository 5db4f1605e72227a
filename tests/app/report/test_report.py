import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import stateful
from hypothesis import strategies as st
from msgspec.structs import replace

from app.disk import places
from app.files import store
from app.forms import catalogue as forms
from app.forms import links
from app.forms.model import Form
from app.report import calc
from app.report.file_keys import KEYS
from app.report.report import PRINTED_BLANK, Address, Refused, Report

GRANTED = ("cells", "requests/granted/natural")
FEES = ("cells", "disclosure/fees/amount")
TOTAL = "requests/total/total"


def everything(report: Report) -> dict[Address, Any]:
    """All that a report holds, by address."""
    return {(key, id_): v for key in KEYS for id_, v in report.entries(key).items()}


def test_a_change_moves_the_input_and_the_totals_above_it_and_nothing_else(form: Form):
    report = Report(form)
    applied = report.apply({GRANTED: 3})
    assert applied.moved == {
        GRANTED,
        ("cells", "requests/granted/total"),
        ("cells", "requests/total/natural"),
        ("cells", TOTAL),
    }
    assert report.values[TOTAL] == 3


def test_the_inverse_undoes_a_change_exactly(form: Form):
    report = Report(form, {GRANTED: 3, ("texts", "lead"): "原文", ("organ", ""): "甲镇"})
    before = everything(report)
    changes = {GRANTED: None, FEES: Decimal("1.5"), ("texts", "lead"): "新", ("year", ""): 2025}
    applied = report.apply(changes)
    after = everything(report)
    back = report.apply(applied.inverse)
    assert everything(report) == before
    assert back.moved == applied.moved
    report.apply(back.inverse)
    assert everything(report) == after


def test_what_changes_nothing_moves_nothing(form: Form):
    report = Report(form, {GRANTED: 3})
    same = {GRANTED: Decimal("3.0"), FEES: None, ("texts", "lead"): None}
    assert report.apply(same) == report.apply({})


def test_a_blank_is_not_nought(form: Form):
    report = Report(form)
    assert GRANTED in report.apply({GRANTED: 0}).moved
    assert report.cells == {"requests/granted/natural": 0}
    report.apply({GRANTED: None})
    assert report.cells == {}
    assert report.values[TOTAL] is None


@pytest.mark.parametrize("empty", ["", None])
def test_an_emptied_text_is_gone(form: Form, empty: str | None):
    report = Report(form, {("texts", "lead"): "字", ("title", ""): "题"})
    report.apply({("texts", "lead"): empty, ("title", ""): empty})
    assert everything(report) == {}


REFUSED: dict[str, tuple[Address, Any]] = {
    "a total": (("cells", TOTAL), 3),
    "a total taken away": (("cells", TOTAL), None),
    "an unknown cell": (("cells", "requests/granted/nobody"), 3),
    "an unknown text": (("texts", "preface"), "字"),
    "an unknown key": (("colour", ""), "红"),
    "NaN": (FEES, Decimal("NaN")),
    "a signalling NaN": (FEES, Decimal("sNaN")),
    "infinity": (FEES, Decimal("-Infinity")),
    "a float": (FEES, 1.5),
    "a truth": (GRANTED, True),
    "a word": (GRANTED, "3"),
    "13 digits": (GRANTED, 10**12),
    "13 digits below nought": (GRANTED, -(10**12)),
    "7 decimals": (FEES, Decimal("0.0000001")),
    "a number for a text": (("texts", "lead"), 3),
    "a link to nothing": (("texts", "lead"), "⟦requests/nothing⟧"),
    "a bracket": (("texts", "lead"), "收到⟦件"),
    "a note on nothing": (("notes", "requests/nothing"), "字"),
    "a note that is no text": (("notes", GRANTED[1]), 3),
    "a published input": (("published", GRANTED[1]), 3),
    "a published word": (("published", TOTAL), "三"),
    "an audited total that is none": (("audited", "requests/nothing"), True),
    "an audited input": (("audited", GRANTED[1]), True),
    "an audited total in figures": (("audited", TOTAL), 3),
    "an audited total that is not published": (("audited", TOTAL), True),
    "a year in words": (("year", ""), "2025"),
    "a year of two digits": (("year", ""), 25),
    "a level that there is none of": (("level", ""), "village"),
    "an organ that is no text": (("organ", ""), 3),
    "a second organ": (("organ", "second"), "乙镇"),
    "an acknowledged finding that is none": (("acknowledged", ""), ["R01"]),
    "an acknowledged finding with more": (("acknowledged", ""), [{"rule": "R01", "by": "甲"}]),
    "a previous report with more": (("previous", ""), {"organs": "甲镇"}),
    "previous cells that are none": (("previous", ""), {"cells": [1]}),
}


@pytest.mark.parametrize(("address", "value"), REFUSED.values(), ids=REFUSED.keys())
def test_one_refused_value_refuses_the_whole_change(form: Form, address: Address, value: Any):
    report = Report(form, {GRANTED: 1})
    before, values = everything(report), report.values
    with pytest.raises(Refused) as refused:
        report.apply({GRANTED: 2, ("organ", ""): "甲镇", address: value})
    assert refused.value.address == address
    assert refused.value.reason
    assert everything(report) == before
    assert report.values == values


def test_figures_of_a_wrong_report_can_be_kept(form: Form):
    report = Report(form, {GRANTED: -3, FEES: Decimal("999999999999.999999")})
    assert report.values[TOTAL] == -3
    report.apply({GRANTED: Decimal("2.5")})
    assert report.values[TOTAL] == Decimal("2.5")


def test_a_printed_blank_is_not_an_unknown_total(form: Form):
    report = Report(form, {("published", TOTAL): PRINTED_BLANK})
    assert report.entries("published") == {TOTAL: PRINTED_BLANK}
    assert report.values[TOTAL] is None
    applied = report.apply({("published", TOTAL): 3})
    report.apply(applied.inverse)
    assert report.get(("published", TOTAL)) is PRINTED_BLANK


def test_an_audited_total_stays_as_long_as_what_was_printed(form: Form):
    own = {("published", TOTAL): 3, ("audited", TOTAL): True}
    report = Report(form, own)
    with pytest.raises(Refused) as refused:
        report.apply({("published", TOTAL): None})
    assert refused.value.address == ("audited", TOTAL)
    assert everything(report) == own
    applied = report.apply({("published", TOTAL): None, ("audited", TOTAL): None})
    assert everything(report) == {}
    report.apply(applied.inverse)
    assert everything(report) == own


@pytest.mark.parametrize(
    ("pattern", "without"),
    [
        ("{organ}{year}年政府信息公开工作年度报告", "甲镇政府信息公开工作年度报告"),
        ("{year}年度{organ}政府信息公开工作报告", "甲镇政府信息公开工作报告"),
        ("{organ}政府信息公开{year}年度报告", "甲镇政府信息公开年度报告"),
        ("{organ}政府信息公开年度报告（{year}年度）", "甲镇政府信息公开年度报告"),
        ("{organ}建议提案办理{year}", "甲镇建议提案办理"),
    ],
)
def test_a_title_without_a_year_has_no_word_for_it_either(form: Form, pattern, without):
    report = Report(replace(form, title=pattern), {("organ", ""): "甲镇"})
    assert report.title == without
    report.apply({("year", ""): 2025})
    assert report.title == pattern.format(organ="甲镇", year=2025)


def test_the_title_is_the_editions_until_the_report_has_its_own(form: Form):
    report = Report(form, {("organ", ""): "甲{镇}", ("year", ""): 2025})
    assert report.title == "甲{镇}2025年政府信息公开工作年度报告"
    report.apply({("title", ""): "甲镇年报"})
    assert report.title == "甲镇年报"


def test_a_linked_number_follows_its_cell(form: Form):
    report = Report(form, {("texts", "lead"): "公开⟦requests/granted/total⟧件", GRANTED: 3})
    assert report.text("lead") == "公开3件"
    report.apply({GRANTED: 5})
    assert report.text("lead") == "公开5件"
    assert report.text("closing") == ""


FORM = forms.read(places.resources() / "forms" / "2021.yaml")
INPUTS = [cell.id for cell in FORM.cells.values() if not cell.computed]
WHOLE = 10**12 - 1
FIGURES = st.one_of(
    st.none(),
    st.integers(-5, 99),
    st.integers(-WHOLE, WHOLE),
    st.decimals(-WHOLE, WHOLE, places=6),
)
CHANGES = st.dictionaries(st.sampled_from(INPUTS), FIGURES, min_size=1, max_size=4)
WORDS = st.one_of(
    st.none(), st.text(max_size=8), st.sampled_from(list(FORM.cells)).map("收到⟦{}⟧件".format)
)


class RandomClerk(stateful.RuleBasedStateMachine):
    """Any typing, undoing, saving and opening."""

    @stateful.initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.report = Report(FORM)
        self.history: list[tuple[dict[Address, Any], Any]] = []

    def change(self, changes: dict[Address, Any]):
        before = everything(self.report)
        self.history.append((before, self.report.apply(changes).inverse))

    @stateful.rule(figures=CHANGES)
    def type_figures(self, figures: dict[str, Any]):
        self.change({("cells", cell): value for cell, value in figures.items()})

    @stateful.rule(text=st.sampled_from(list(FORM.texts)), words=WORDS)
    def write(self, text: str, words: str | None):
        hypothesis.assume(not words or links.unknown(words, FORM.cells) is None)
        self.change({("texts", text): words})

    @stateful.rule(cell=st.sampled_from([total.id for total in FORM.order]), value=FIGURES)
    def audit(self, cell: str, value: Any):
        self.change({("published", cell): PRINTED_BLANK if value == 3 else value})

    @stateful.precondition(lambda self: self.history)
    @stateful.rule()
    def undo(self):
        before, inverse = self.history.pop()
        self.report.apply(inverse)
        assert everything(self.report) == before

    @stateful.rule()
    def save_and_open(self):
        path = Path(self.folder.name) / "年报.json"
        store.save(self.report, path)
        opened = store.load(path).report
        assert everything(opened) == everything(self.report)
        self.report = opened

    @stateful.invariant()
    def totals_are_those_of_a_fresh_evaluate(self):
        assert self.report.values == calc.evaluate(FORM, dict(self.report.cells))

    @stateful.invariant()
    def no_figure_is_a_float(self):
        assert all(v is None or type(v) in {int, Decimal} for v in self.report.values.values())

    def teardown(self):
        if hasattr(self, "folder"):
            self.folder.cleanup()


TestRandomClerk = RandomClerk.TestCase
TestRandomClerk.settings = hypothesis.settings(max_examples=25, stateful_step_count=20)


def test_a_refusal_names_the_key_and_the_id_where_there_is_one(form: Form):
    report = Report(form)
    for address, named in ((("cells", "a/b/c"), "cells a/b/c："), (("year", ""), "year：")):
        with pytest.raises(Refused) as refused:
            report.apply({address: "x"})
        assert str(refused.value) == named + refused.value.reason
