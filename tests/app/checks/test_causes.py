"""One slip is one finding: what only follows says so, and a cell is named only where it is sure."""

from collections.abc import Mapping
from typing import Any

import pytest

from app import checks
from app.report import previous
from app.report.report import Report
from tests.app.checks import expected as real
from tests.app.checks.cases import NO_WORDS, cell, clean, printed

ROWS = {
    "new_received": 205,
    "carried_in": 4,
    "granted": 201,
    "denied_internal": 3,
    "unable_not_held": 5,
    "carried_out": 0,
}
REVIEWS = "disputes/cases/review_total"
TURNED = cell("requests/granted/natural", 210)


def filled(*changes: Mapping[tuple[str, str], Any], column: str = "natural") -> Report:
    """A clean report with one column filled: 205 + 4 = 209 + 0."""
    report = clean("2021", 2023)
    report.apply(NO_WORDS)
    report.apply({("cells", f"requests/{row}/{column}"): n for row, n in ROWS.items()})
    for each in changes:
        report.apply(each)
    return report


def causes(report: Report, previous: Report | None = None) -> list[checks.Finding]:
    return [f for f in checks.findings(report, previous) if not f.because]


def consequences(report: Report, previous: Report | None = None) -> list[tuple[str, str, str]]:
    """(rule, where, the cause's rule) of each."""
    found = checks.findings(report, previous)
    return [(f.rule, f.cells[-1], f.because) for f in found if f.because]


def said(report: Report, rule: str = "R01", column: str = "natural") -> str:
    found = checks.findings(report)
    [words] = [f.message for f in found if f.rule == rule and f.cells[0].endswith(f"/{column}")]
    return words


def test_the_column_filled_for_these_tests_balances():
    assert checks.findings(filled()) == ()


def test_the_total_column_only_follows_from_the_column_that_is_off():
    report = filled(TURNED)
    [cause] = causes(report)
    assert (cause.rule, cause.cells[0]) == ("R01", "requests/new_received/natural")
    assert consequences(report) == [("R01", "requests/carried_out/total", "R01")]


def test_turned_digits_are_told_and_the_cell_is_named():
    report = filled(TURNED)
    assert "“予以公开”的 210 看起来像是 201 打颠倒了" in said(report)
    assert causes(report)[0].suspect == "requests/granted/natural"


def test_a_consequence_names_no_cell_that_its_cause_does_not():
    report = filled(TURNED, cell("requests/denied_internal/other", 6))
    report.apply(cell("requests/new_received/other", 6))
    assert report.values["requests/denied_internal/total"] == 9
    assert "打颠倒" in said(report)
    assert "差额正好" not in said(report, column="total")
    assert "打颠倒" not in said(report, column="total")


def test_a_consequence_names_the_row_that_its_cause_names():
    report = filled(cell("requests/denied_query/natural", 77))
    assert "“属于行政查询事项”的 77" in said(report)
    assert "“属于行政查询事项”的 77" in said(report, column="total")


@pytest.mark.parametrize(
    ("slip", "why"),
    [
        ({"denied_internal": 9, "new_received": 211}, "a cell equal to the difference fits too"),
        ({"unable_not_held": 32, "new_received": 232}, "another turned number fits too"),
        ({"carried_in": 9, "new_received": 200}, "the cell of the other side fits too"),
        ({"other_other": None}, "a blank cell may be what is missing"),
    ],
)
def test_no_cell_is_named_where_another_explanation_fits(slip: dict[str, int | None], why: str):
    changes = {("cells", f"requests/{row}/natural"): n for row, n in slip.items()}
    report = filled(changes, TURNED)
    [found] = [f for f in causes(report) if f.rule == "R01"]
    assert found.difference == -9, why
    assert found.suspect == ""
    assert "打颠倒" not in found.message
    assert "差额正好" not in found.message


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        ("granted", 301),  # differs by more than a turn
        ("granted", 102),  # the hundreds and the ones: no neighbours
        ("denied_internal", 30),  # 03 is no way to write 3
    ],
)
def test_digits_that_are_not_merely_turned_are_not_called_so(row: str, typed: int):
    assert "打颠倒" not in said(filled(cell(f"requests/{row}/natural", typed)))


def test_turned_digits_of_a_number_received_are_told_from_the_other_side():
    report = filled(cell("requests/new_received/natural", 250))
    assert "“本年新收”的 250 看起来像是 205 打颠倒了" in said(report)


def test_two_columns_off_by_as_much_the_other_way_leave_the_total_alone():
    report = filled(cell("requests/granted/natural", 202))
    report.apply(cell("requests/new_received/other", 1))
    natural, other = causes(report)
    assert [f.cells[0].split("/")[-1] for f in (natural, other)] == ["natural", "other"]
    assert "“其他”列正好反着差 1" in natural.message
    assert consequences(report) == []


def test_columns_moved_or_turned_leave_two_explanations():
    report = filled(TURNED)
    report.apply(cell("requests/new_received/other", 9))
    assert "打颠倒" not in said(report)
    assert "记错了列" not in said(report)


def test_two_slips_in_two_columns_are_two_causes_and_one_consequence():
    report = filled(TURNED, cell("requests/new_received/other", 2))
    assert len(causes(report)) == 2
    assert consequences(report) == [("R01", "requests/carried_out/total", "R01")]


def test_the_older_edition_tells_turned_digits_too():
    report = clean("2019", 2020)
    report.apply(NO_WORDS | cell("requests/new_received/natural", 12))
    report.apply(cell("requests/granted/natural", 21))
    assert "“予以公开”的 21 看起来像是 12 打颠倒了" not in said(report), "12 received may be turned"
    report.apply(
        cell("requests/carried_in/natural", 30) | cell("requests/refused_repeat/natural", 30)
    )
    report.apply(cell("requests/new_received/natural", 2) | cell("requests/carried_in/natural", 40))
    assert "“予以公开”的 21 看起来像是 12 打颠倒了" in said(report)
    assert [f.because for f in checks.findings(report)] == ["", "R01"]


def refused(*rows: str) -> Report:
    """What an import leaves that could not read some rows of a column: they are blank."""
    return filled({("cells", f"requests/{row}/natural"): None for row in rows})


def test_blank_cells_are_no_proof_against_the_only_good_one():
    blanks = [row for row in ROWS if row != "new_received"]
    words = said(refused(*blanks))
    assert "请先看" not in words
    assert "差额正好" not in words


def test_a_blank_cell_is_never_said_to_be_nothing():
    words = said(refused("carried_in", "carried_out", "granted"))
    assert "上年结转（空白）" in words
    assert "结转下年度（空白）" in words
    assert "上年结转 0" not in words
    assert "还有 3 格空白" in words


def test_a_side_that_is_blank_as_a_whole_is_not_said_to_make_nothing():
    report = clean("2021", 2023)
    report.apply(NO_WORDS)
    inputs = [c for c in report.form.cells if c.startswith("requests/") and c.endswith("/natural")]
    report.apply({("cells", c): None for c in inputs if not report.form.cells[c].computed})
    report.apply(cell("requests/new_received/natural", 1))
    words = said(report)
    assert "（七）总计（空白） + 结转下年度（空白） = （空白）" in words
    assert " 0" not in words


def test_a_total_over_blank_cells_names_nobody_either():
    report = filled(cell("requests/denied_query/natural", 77))
    report.apply(cell("requests/granted/other", None))
    natural, total = [f for f in checks.findings(report) if f.rule == "R01"]
    assert natural.suspect == "requests/denied_query/natural"
    assert (total.suspect, "77，请先看" in total.message) == ("", False)


def test_a_zero_that_was_typed_is_said():
    words = said(filled(TURNED))
    assert "结转下年度 0" in words
    assert "空白" not in words


def test_the_report_with_a_double_count_names_the_same_row_all_over():
    found = [f for f in real.of_tables("014") if f.severity == "error"]
    assert len(found) == 4
    assert all("“部分公开”" in f.message for f in found)
    assert [f.rule for f in found if not f.because] == ["R01"]
    assert {f.because for f in found if f.because} == {"R01"}


# totals as they were printed

TOTALS = {
    "requests/new_received/total": 205,
    "requests/carried_in/total": 4,
    "requests/granted/total": 201,
    "requests/denied_internal/total": 3,
    "requests/unable_not_held/total": 5,
    "requests/total/natural": 209,
    "requests/total/total": 209,
    "requests/carried_out/total": 0,
}


def published(*changes: Mapping[tuple[str, str], Any]) -> Report:
    """The filled report with its totals as they are printed, and all of them right."""
    report = filled({("published", total): n for total, n in TOTALS.items()})
    assert checks.findings(report) == ()
    for each in changes:
        report.apply(each)
    return report


def test_one_input_against_right_totals_is_one_cause():
    report = published(cell("requests/granted/natural", 208))
    [cause] = causes(report)
    assert (cause.rule, cause.cells[0]) == ("R01", "requests/new_received/natural")
    assert {because for _, _, because in consequences(report)} == {"R01"}
    assert {rule for rule, _, _ in consequences(report)} == {"R01", "R02", "R03"}


def test_the_cell_where_row_and_column_cross_is_named():
    report = published(cell("requests/granted/natural", 208))
    [cause] = causes(report)
    assert cause.suspect == "requests/granted/natural"
    assert "“予以公开”一行印的总计也正好差 7" in cause.message


def test_a_crossing_outweighs_a_cell_that_equals_the_difference_by_chance():
    report = published(cell("requests/granted/natural", 204))
    [cause] = causes(report)
    assert cause.difference == -3 == -report.values["requests/denied_internal/natural"]
    assert cause.suspect == "requests/granted/natural"


def test_two_rows_that_cross_leave_nobody_named_and_each_row_told():
    report = published(
        cell("requests/granted/natural", 208), cell("requests/unable_not_held/natural", 15)
    )
    report.apply(cell("requests/new_received/natural", 215))
    report.apply(printed("requests/new_received/total", 215))
    report.apply(printed("requests/total/natural", 219) | printed("requests/total/total", 219))
    report.apply(printed("requests/unable_not_held/total", 8))
    [balance, *rows] = causes(report)
    assert (balance.rule, balance.suspect) == ("R01", "")
    assert [f.rule for f in rows] == ["R02", "R02"]


def test_a_printed_row_total_that_went_into_the_printed_grand_total_is_one_cause():
    report = published(printed("requests/granted/total", 203), printed("requests/total/total", 211))
    [cause] = causes(report)
    assert (cause.rule, cause.cells[-1]) == ("R02", "requests/granted/total")
    assert consequences(report) == [("R02", "requests/total/total", "R02")]


def test_a_printed_column_total_that_went_into_the_printed_grand_total_is_one_cause():
    report = published(printed("requests/total/natural", 211), printed("requests/total/total", 211))
    [cause] = causes(report)
    assert (cause.rule, cause.cells[-1]) == ("R03", "requests/total/natural")
    assert consequences(report) == [("R03", "requests/total/total", "R03")]


def test_a_printed_grand_total_that_is_wrong_both_ways_is_one_cause():
    report = published(printed("requests/total/total", 290))
    [cause] = causes(report)
    assert "“总计”的 290 看起来像是 209 打颠倒了" not in cause.message, "two turns, not one"
    assert consequences(report) == [("R03", "requests/total/total", "R02")]


def test_a_printed_total_with_turned_digits_is_told():
    report = filled(cell("disputes/cases/review_upheld", 10), printed(REVIEWS, 21))
    report.apply(cell("disputes/cases/review_other", 2))
    [cause] = causes(report)
    assert "“总计”的 21 看起来像是 12 打颠倒了" in cause.message
    assert cause.suspect == REVIEWS


def test_a_printed_total_and_an_input_that_may_both_be_turned_name_nobody():
    [cause] = causes(filled(cell("disputes/cases/review_upheld", 12), printed(REVIEWS, 21)))
    assert (cause.rule, cause.suspect) == ("R06", "")


def test_a_printed_total_is_turned_and_not_the_input_whose_column_balances():
    [cause] = causes(published(printed("requests/granted/total", 210)))
    assert (cause.rule, cause.suspect) == ("R02", "requests/granted/total")


def test_an_addend_as_large_as_the_difference_explains_a_printed_total_and_is_not_wrong_itself():
    [cause] = causes(published(printed("requests/granted/total", 402)))
    assert "差额正好等于“自然人”的 201，可能多算或漏算了它" in cause.message
    assert cause.suspect == ""
    assert cause.place == ("cells", "requests/granted/total")


def test_an_input_that_last_years_report_says_just_so_is_not_the_one_that_is_wrong():
    report = filled(cell("requests/granted/natural", 197))
    [cause] = causes(report)
    assert cause.suspect == "requests/carried_in/natural"
    before = filled(cell("requests/carried_out/natural", 4), {("year", ""): 2022})
    report.apply({("previous", ""): previous.to_keep(before, "2022年报.json")})
    [cause] = [found for found in causes(report) if found.rule == "R01"]
    assert cause.suspect == ""
    assert "请先看" not in cause.message


def test_a_row_that_is_short_by_one_of_its_figures_names_that_column():
    report = published(printed("requests/granted/total", 0))
    assert "“自然人”的 201" in said(report, "R02")


def test_two_printed_totals_that_have_nothing_to_do_with_each_other_are_two_causes():
    report = published(
        printed("requests/granted/total", 207), printed("requests/total/natural", 222)
    )
    assert [f.rule for f in causes(report)] == ["R02", "R03"]
    assert consequences(report) == []


def test_a_sum_over_blank_cells_says_so_and_names_nobody():
    report = published({("cells", "requests/granted/natural"): None})
    report.apply(cell("requests/granted/other", 201) | printed("requests/granted/total", 402))
    words = said(report, "R02")
    assert "201（还有 1 格空白）" in words
    assert "可能多算或漏算" not in words


def test_a_row_of_blanks_is_not_said_to_make_nothing():
    columns = ("natural", "business", "research", "public_welfare", "legal_service", "other")
    report = published({("cells", f"requests/granted/{c}"): None for c in columns})
    words = said(report, "R02")
    assert "相加是 （空白）" in words


def test_in_published_reports_just_the_known_cells_are_named():
    found = {n: checks.findings(real.report(n)) for n in real.REPORTS}
    assert {(n, f.suspect) for n in found for f in found[n] if f.suspect} == {
        ("014", "requests/partial/natural"),
        ("014", "requests/partial/total"),
    }


def test_a_printed_total_tells_what_is_still_to_come_and_the_eye_goes_to_the_blank_cell():
    report = published({("cells", "requests/granted/natural"): None})
    found = [f for f in checks.findings(report) if f.rule in ("R02", "R03")]
    assert {f.blanks for f in found if f.rule == "R02"} == {("requests/granted/natural",)}
    assert all(f.running == f.message and f.place[1] == f.blanks[0] for f in found)


def test_a_printed_total_that_is_less_than_what_is_filled_in_is_wrong_whatever_is_blank():
    report = published({("cells", "requests/denied_internal/other"): None})
    report.apply(printed("requests/denied_internal/total", 2))
    [cause] = causes(report)[:1]
    assert (cause.rule, cause.blanks, cause.running) == ("R02", (), "")


def test_two_slips_in_one_row_explain_its_printed_total_which_is_right():
    report = published(cell("requests/granted/natural", 208), cell("requests/granted/other", 2))
    assert [f.cells[0].split("/")[-1] for f in causes(report)] == ["natural", "other"]
    (row,) = [f for f in checks.findings(report) if f.cells[-1] == "requests/granted/total"]
    assert (row.because, row.suspect) == ("R01", "")


@pytest.mark.parametrize(("granted", "named"), [(208, ""), (196, "requests/unable_not_held/total")])
def test_a_printed_total_is_called_turned_only_while_the_columns_that_it_adds_up_are_right(
    granted: int, named: str
):
    report = filled(
        cell("requests/unable_not_held/natural", 10) | cell("requests/granted/natural", granted),
        cell("requests/unable_not_held/other", 2) | cell("requests/new_received/other", 2),
        printed("requests/unable_not_held/total", 21),
    )
    (row,) = [f for f in causes(report) if f.rule == "R02"]
    assert (row.difference, row.suspect) == (-9, named)
