"""What one cell must be beside last year's, also where it is so."""

import pytest

from app.checks.required import required
from app.report import previous
from tests.app.checks.cases import cell, clean

YEARS = ("2022 年", "2023 年")


@pytest.fixture
def both():
    before, after = clean("2021", 2022), clean("2021", 2023)
    for name, figure in (("valid", 5), ("made", 0), ("repealed", 0)):
        before.apply(cell(f"disclosure/normative_docs/{name}", figure))
    for name, figure in (("valid", 6), ("made", 2), ("repealed", 1)):
        after.apply(cell(f"disclosure/normative_docs/{name}", figure))
    return before, after


def said(both, id_: str):
    before, after = both
    return required(after, previous.of(before), id_, YEARS)


def test_a_sum_that_comes_out_is_said_with_its_terms(both):
    found = said(both, "disclosure/normative_docs/valid")
    assert found.holds is True
    assert found.words == ("2022 年 5 + 本年制发件数 2 − 本年废止件数 1 = 6，与 2023 年填的一致。")


def test_one_that_does_not_says_by_how_much(both):
    both[1].apply(cell("disclosure/normative_docs/valid", 1234))
    found = said(both, "disclosure/normative_docs/valid")
    assert found.holds is False
    assert found.words.endswith("= 6，2023 年填的是 1,234，相差 1,228。")


def test_what_is_not_filled_yet_is_neither_right_nor_wrong(both):
    both[1].apply(cell("disclosure/normative_docs/valid", None))
    assert said(both, "disclosure/normative_docs/valid").holds is None


def test_what_last_year_left_open_comes_over_by_its_name(both):
    assert "2022 年结转下年度 0" in said(both, "requests/carried_in/natural").words


def test_nothing_ties_most_cells_to_last_year(both):
    assert said(both, "requests/granted/natural") is None
