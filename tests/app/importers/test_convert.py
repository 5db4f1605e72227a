"""A table of one edition in the form of another: what has a place, what is named, what is blank."""

import pytest

from app.forms import catalogue as forms
from app.forms.model import table_cells
from app.importers import convert
from app.importers.terms.proposal import TableProposal

KEPT, GONE = "disclosure/licensing/decisions", "disclosure/licensing/change"


def table(id_: str, **told: object) -> TableProposal:
    """A table of 2019, all blank but for what is told."""
    whole = {"table": id_, "edition": "2019", "cells": {}, "published": {}, "notes": {}}
    return TableProposal(**{**whole, **told})  # type: ignore[arg-type]


def converted(before: TableProposal) -> TableProposal:
    return convert.to_form(before, forms.form("2021"))


def without_place(after: TableProposal) -> list[str]:
    return [doubt.message for doubt in after.doubts if "没有位置" in doubt.message]


@pytest.mark.parametrize("figures", [{}, {GONE: 0}])
def test_blanks_and_noughts_without_a_place_are_nothing_to_tell(figures: dict[str, int]):
    after = converted(table("disclosure", cells={KEPT: 3, **figures}))
    assert (after.cells, after.unplaced) == ({KEPT: 3}, {})
    assert without_place(after) == []


def test_words_without_a_place_are_told_even_beside_a_nought():
    after = converted(table("disclosure", cells={GONE: 0}, notes={GONE: "0（含撤销）"}))
    assert list(after.unplaced.values()) == ["0（含撤销）"]
    assert len(without_place(after)) == 1


def test_inputs_that_the_other_edition_does_not_know_are_missing_and_totals_are_not():
    form = forms.form("2021")
    after = converted(table("requests", blank=("requests/granted/natural",)))
    assert "requests/other_other/natural" in after.missing
    assert [id_ for id_ in after.missing if form.cells[id_].computed] == []


def test_no_input_is_both_blank_and_missing_nor_missing_twice():
    inputs = [c for c in table_cells(forms.form("2019").tables["requests"]) if not c.computed]
    blank, missing = tuple(c.id for c in inputs[:40]), tuple(c.id for c in inputs[40:])
    after = converted(table("requests", blank=blank, missing=missing))
    here = [*after.cells, *after.blank, *after.missing]
    assert len(here) == len(set(here))
    form = forms.form("2021")
    assert set(here) == {c.id for c in table_cells(form.tables["requests"]) if not c.computed}
