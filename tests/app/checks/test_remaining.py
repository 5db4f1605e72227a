"""What is still to be done before a report can be handed in."""

import pytest

from app import checks
from app.checks.remaining import Remaining, remaining
from app.forms import catalogue as forms
from app.report.report import Report
from tests.app.checks.cases import cell, clean, text


def left(changes: dict) -> Remaining:
    report = clean("2021", 2023)
    report.apply(changes)
    return remaining(report, checks.findings(report))


@pytest.mark.parametrize(
    ("changes", "number", "sections"),
    [
        ({}, 0, ()),
        (text("lead", None), 0, ()),
        ({("organ", ""): None, ("year", ""): None}, 1, ("",)),
        (text("problems", None) | text("other", "无"), 2, ("problems", "other")),
        (text("overview/platform", None) | text("overview/supervision", None), 1, ("overview",)),
        (cell("requests/granted/other", None) | cell("requests/partial/other", None), 1,
         ("requests",)),
        (cell("disputes/cases/review_other", -1) | text("problems", None), 2, ("problems",)),
        (text("overview/active", "2023年主动公开86条，其中通知公告30条、工作动态57条。"), 0, ()),
    ],
)  # fmt: skip
def test_errors_and_sections_with_something_missing_are_counted(changes, number, sections):
    found = left(changes)
    assert (found.number, found.sections) == (number, sections)
    assert found.words == (f"还差 {number} 项可以上报" if number else "")


def test_warnings_keep_nothing_and_are_never_left_unsaid():
    assert left({}).ready == "可以上报"
    found = left(text("other", "无其他需要报告的事项。"))
    assert (found.number, found.ready) == (0, "可以上报，1 条提醒")


def test_a_sum_whose_cells_are_blank_is_no_error_yet():
    found = left(cell("requests/new_received/natural", 3) | cell("requests/granted/natural", None))
    assert (found.number, found.errors) == (1, ())


def test_a_blank_that_somebody_has_explained_is_not_missing():
    report = clean("2021", 2023)
    report.apply(cell("requests/granted/other", None))
    (blank,) = checks.findings(report)
    kept = {key: getattr(blank, key) for key in ("rule", "message")}
    kept |= {"cells": list(blank.cells), "texts": [], "reason": "没有这一类"}
    report.apply({("acknowledged", ""): [kept]})
    assert remaining(report, checks.findings(report)).number == 0


def test_a_report_with_a_name_and_a_year_alone_is_untouched():
    report = Report(forms.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2023})
    assert remaining(report, checks.findings(report)).words == "还没有开始填"
    report.apply(cell("disclosure/licensing/decisions", 0))
    assert remaining(report, checks.findings(report)).words == "还差 6 项可以上报"
