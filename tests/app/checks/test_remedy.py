"""A figure is offered as certain only where nothing that holds now is broken by it."""

from app import checks
from app.checks.remedy import value_due
from app.report import previous
from app.report.report import Report
from tests.app.checks.cases import NO_WORDS, cell, clean, printed, text

NEW, OUT = "requests/new_received/natural", "requests/carried_out/natural"
CASES = "disputes/cases/review_{}"


def wrong() -> Report:
    """New 3, granted 3, and 1 that goes on: the difference is just that 1."""
    report = clean("2021", 2023)
    report.apply(NO_WORDS | cell(NEW, 3) | cell("requests/granted/natural", 3) | cell(OUT, 1))
    return report


def due(report: Report) -> dict[str, object]:
    """What is offered for each suspect."""
    found = {f.suspect: f for f in checks.findings(report) if f.suspect and not f.because}
    return {each: value_due(report, finding, each) for each, finding in found.items()}


def test_a_figure_that_mends_all_and_breaks_nothing_is_certain():
    assert due(wrong()) == {OUT: 0}


def test_none_is_where_a_sentence_says_otherwise():
    report = wrong()
    report.apply(text("overview/on_request", "2023年结转下年度继续办理的政府信息公开申请1件。"))
    assert [f.rule for f in checks.other_findings(report)] == []
    assert due(report) == {OUT: None}


def test_none_is_where_it_would_only_move_the_error_to_a_printed_total():
    report = wrong()
    report.apply(printed("requests/carried_out/total", 1))
    assert due(report) == {OUT: None}


def test_none_is_where_last_years_report_says_otherwise():
    report = clean("2021", 2023)
    report.apply(NO_WORDS | cell("requests/carried_in/natural", 1))
    assert due(report) == {"requests/carried_in/natural": 0}
    before = clean("2021", 2022)
    before.apply(cell(OUT, 1))
    report.apply({("previous", ""): previous.to_keep(before, "2022年报.json")})
    assert due(report) == {}


def test_of_a_wrong_printed_total_no_addend_is_changed():
    report = clean("2021", 2023)
    report.apply(cell(NEW, 3) | cell("requests/granted/natural", 3) | NO_WORDS)
    report.apply(cell("requests/new_received/business", 1) | cell("requests/granted/business", 1))
    report.apply(printed("requests/new_received/total", 5))
    assert [f.rule for f in checks.findings(report)] == ["R02"]
    assert due(report) == {}


def test_nor_in_a_table_that_nothing_else_proves():
    report = clean("2021", 2023)
    report.apply(NO_WORDS | cell(CASES.format("upheld"), 3) | cell(CASES.format("other"), 1))
    report.apply(printed(CASES.format("total"), 5))
    assert [f.rule for f in checks.findings(report)] == ["R06"]
    assert due(report) == {}


def test_a_long_report_is_not_tried():
    report = wrong()
    report.apply(text("overview/platform", "我局维护栏目。" * 3_000))
    assert due(report) == {OUT: None}
