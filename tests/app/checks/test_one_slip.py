"""Balanced tables with one slip in one input: one cause, about that column, naming no other cell.

The right totals are added up here and not by the program.
"""

from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app import checks
from app.forms import catalogue as forms
from app.report.report import Report

COLUMNS = ("natural", "business", "research", "public_welfare", "legal_service", "other")
FORM = forms.form("2021")
ROWS = tuple(dict.fromkeys(c.split("/")[1] for c in FORM.cells if c.endswith("/natural")))
DETAILS = tuple(
    row for row in ROWS if row not in ("new_received", "carried_in", "carried_out", "total")
)
Table = dict[tuple[str, str], int]
numbers = st.sampled_from([0, 0, 0, 1, 2, 3, 9]) | st.integers(0, 40) | st.integers(0, 3_000)


class Slip(NamedTuple):
    right: Table
    """Every input, by row and column."""
    row: str
    column: str
    typed: int

    @property
    def cell(self) -> str:
        return f"requests/{self.row}/{self.column}"

    @property
    def difference(self) -> int:
        return abs(self.typed - self.right[self.row, self.column])


@st.composite
def balanced(draw: st.DrawFn) -> Table:
    """In each column some cases came in, and as many were dealt with or go on."""
    table = {(row, column): 0 for row in ROWS for column in COLUMNS}
    for column in draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=4, unique=True)):
        for row in draw(st.lists(st.sampled_from(DETAILS), min_size=1, max_size=8, unique=True)):
            table[row, column] = draw(numbers)
        table["carried_out", column] = draw(st.integers(0, 9))
        gone = sum(table[row, column] for row in (*DETAILS, "carried_out"))
        table["carried_in", column] = draw(st.integers(0, min(9, gone)))
        table["new_received", column] = gone - table["carried_in", column]
        table["total", column] = sum(table[row, column] for row in DETAILS)
    return table


def turns(number: int) -> list[int]:
    digits = list(str(number))
    pairs = [
        int("".join([*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :]]))
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1] and (i or digits[i + 1] != "0")
    ]
    return [made for made in pairs if made > 9 or number > 9]


@st.composite
def any_slip(draw: st.DrawFn) -> Slip:
    table = draw(balanced())
    row, column = draw(st.sampled_from([key for key in table if key[0] != "total"]))
    typed = draw(numbers.filter(lambda n: n != table[row, column]))
    return Slip(table, row, column, typed)


@st.composite
def turned_or_extra(draw: st.DrawFn) -> Slip:
    """The slips that an explanation is about: digits that changed places, a number too many."""
    table = draw(balanced())
    turnable = [key for key, n in table.items() if key[0] != "total" and turns(n)]
    empty = [key for key, n in table.items() if key[0] != "total" and n == 0]
    row, column = draw(st.sampled_from(turnable or empty) | st.sampled_from(empty))
    number = table[row, column]
    typed = draw(st.sampled_from(turns(number)) if number else st.integers(1, 300))
    slip = Slip(table, row, column, typed)
    # A partial disclosure as large as the difference is taken for a double count: RULES of R03.
    assume(table["partial", column] != slip.difference or row == "partial")
    return slip


def report_of(slip: Slip, *, printed: bool) -> Report:
    inputs = {cell.id for cell in FORM.cells.values() if not cell.computed}
    report = Report(FORM, {("cells", cell): 0 for cell in inputs})
    given_ = {f"requests/{r}/{c}": n for (r, c), n in slip.right.items() if r != "total"}
    report.apply({("cells", cell): n for cell, n in (given_ | {slip.cell: slip.typed}).items()})
    if printed:
        totals = {f"requests/{r}/total": sum(slip.right[r, c] for c in COLUMNS) for r in ROWS}
        totals |= {f"requests/total/{c}": slip.right["total", c] for c in COLUMNS}
        report.apply({("published", cell): n for cell, n in totals.items()})
    return report


def one_cause(slip: Slip, *, printed: bool) -> checks.Finding:
    all_found = checks.findings(report_of(slip, printed=printed))
    found = [f for f in all_found if f.severity == "error" and not f.missing]
    [cause] = [finding for finding in found if not finding.because]
    assert cause.rule == "R01"
    assert {cell.split("/")[2] for cell in cause.cells} == {slip.column}
    assert abs(cause.difference or 0) == slip.difference
    assert {finding.because for finding in found} == {"", "R01"}
    return cause


def with_right_totals(slip: Slip) -> None:
    """The printed totals cross at the one cell: it is named, whatever the slip."""
    assert one_cause(slip, printed=True).suspect == slip.cell


def with_no_totals(slip: Slip) -> None:
    assert one_cause(slip, printed=False).suspect in ("", slip.cell)
    report = report_of(slip, printed=False)
    row_totals = {"", slip.cell, f"requests/{slip.row}/total"}
    assert {finding.suspect for finding in checks.findings(report)} <= row_totals


@settings(max_examples=20)
@given(any_slip())
def test_one_slip_is_one_cause_and_its_cell_is_named_where_totals_are_printed(slip: Slip):
    one_cause(slip, printed=False)
    with_right_totals(slip)


@settings(max_examples=20)
@given(turned_or_extra())
def test_no_cell_is_named_but_the_one_with_the_slip(slip: Slip):
    with_no_totals(slip)


@pytest.mark.slow
@settings(max_examples=600)
@given(any_slip())
def test_some_thousand_slips_against_right_totals(slip: Slip):
    one_cause(slip, printed=False)
    with_right_totals(slip)


@pytest.mark.slow
@settings(max_examples=600)
@given(turned_or_extra())
def test_some_thousand_slips_that_can_be_explained(slip: Slip):
    with_no_totals(slip)


@pytest.mark.slow
@settings(max_examples=300)
@given(any_slip(), st.data())
def test_a_slip_beside_blank_cells_names_nobody(slip: Slip, data: st.DataObject):
    report = report_of(slip, printed=data.draw(st.booleans()))
    rows = [row for row in (*DETAILS, "carried_out") if row != slip.row]
    blanks = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=5, unique=True))
    report.apply({("cells", f"requests/{row}/{slip.column}"): None for row in blanks})
    for found in checks.findings(report):
        if found.rule == "R01":
            assert found.suspect == ""
            assert "请先看" not in found.message
            assert "打颠倒" not in found.message
