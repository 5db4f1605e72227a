"""How far each section is, and the list of what is still to be done."""

import pytest

from app import checks
from app.checks.progress import items, parts
from app.checks.remaining import remaining
from app.forms import catalogue as forms
from app.report import previous
from app.report.report import Report
from tests.app.checks.cases import ALL_OF_ONE, NOTHING_UNDER_ONE, cell, clean, text

SECTIONS = ("", "overview", "disclosure", "requests", "disputes", "problems", "other")


def part_of(section: str, changes: dict):
    report = clean("2021", 2023)
    report.apply(changes)
    return next(each for each in parts(report, checks.findings(report)) if each.id == section)


@pytest.mark.parametrize(
    ("section", "changes", "state", "counts"),
    [
        ("problems", {}, "done", (0, 0, 0)),
        ("problems", text("problems", None), "empty", (0, 0, 1)),
        ("problems", text("problems", "无"), "half", (0, 0, 1)),
        ("overview", NOTHING_UNDER_ONE | text("overview", "2023年各项工作平稳。"), "half", (0, 1, 0)),
        ("overview", NOTHING_UNDER_ONE | text("overview", ALL_OF_ONE), "done", (0, 0, 0)),
        ("overview", text("overview/platform", None) | text("overview/supervision", None),
         "half", (0, 0, 2)),
        ("requests", cell("requests/granted/other", None) | cell("requests/partial/other", None),
         "half", (0, 0, 2)),
        ("disputes", cell("disputes/cases/review_other", -1), "error", (1, 1, 0)),
        ("", {("organ", ""): None}, "half", (0, 0, 1)),
        ("", {("organ", ""): None, ("year", ""): None, **text("lead", None),
              **text("closing", None)}, "empty", (0, 0, 2)),
        ("overview", text("overview/active", "2023年主动公开86条，其中通知公告30条、工作动态57条。"),
         "done", (0, 1, 0)),
    ],
)  # fmt: skip
def test_a_section_is_not_begun_in_work_done_or_wrong(section, changes, state, counts):
    part = part_of(section, changes)
    assert (part.state, (part.errors, part.warnings, part.unfilled)) == (state, counts)


def test_an_untouched_report_has_no_error_and_no_warning_anywhere():
    report = Report(forms.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2025})
    found = parts(report, checks.findings(report))
    assert tuple(part.id for part in found) == SECTIONS
    assert [part.state for part in found] == ["half", *["empty"] * 6]
    assert not any(part.errors or part.warnings for part in found)
    assert found[3].unfilled == 144


def test_the_state_is_told_in_words_with_the_whole_heading():
    part = part_of("disputes", cell("disputes/cases/review_other", -1))
    heading = forms.form("2021").sections[3].heading
    assert part.words == f"{heading}，有错误，1 处错误，1 处提醒"
    assert part.name == forms.form("2021").sections[3].short != heading


def test_a_title_without_a_lead_is_not_ticked_off_and_keeps_nothing_from_being_handed_in():
    part = part_of("", text("lead", None))
    assert (part.state, part.is_open) == ("half", False)
    assert "引言还没有写" in part.words
    assert part_of("", {}).state == "done"


@pytest.mark.parametrize(
    ("changes", "short", "told"),
    [
        ({}, "5 处未改", "5 处和上年一样"),
        (text("overview/platform", None), "4 处未改，1 处未写", "1 处没有填，4 处和上年一样"),
        ({("texts", f"overview/{each}"): "2023年按时做好各项工作。" for each in
          ("active", "on_request", "management", "platform")}, "未改", "1 处和上年一样"),
    ],
)  # fmt: skip
def test_a_text_that_is_last_years_is_said_to_be_so_and_not_unwritten(changes, short, told):
    before, report = clean("2021", 2022), clean("2021", 2023)
    before.apply({("texts", each): words for each, words in report.entries("texts").items()})
    report.apply({("previous", ""): previous.to_keep(before, "2022年报.json")} | changes)
    found = checks.findings(report)
    of = parts(report, found)
    (item,) = (i for i in items(report, remaining(report, found), of) if "总体" in i.words)
    assert item.words == f"{of[1].name}：{short}"
    assert of[1].words.endswith(told)


def test_there_are_as_many_things_to_do_as_are_counted_and_errors_come_first():
    report = clean("2021", 2023)
    changes = cell("disputes/cases/review_other", -1) | text("problems", None)
    report.apply(changes | cell("disputes/cases/direct_other", None))
    found = checks.findings(report)
    left = remaining(report, found)
    listed = items(report, left, parts(report, found))
    assert len(listed) == left.number == 3
    assert [item.state for item in listed] == ["error", "half", "empty"]
    short = [section.short for section in report.form.sections]
    assert [item.words for item in listed[1:]] == [f"{short[3]}：空 1 格", f"{short[4]}：未写"]


def test_an_error_is_listed_without_the_words_that_it_quotes():
    """The line has room for what is wrong, or for them."""
    report = clean("2021", 2023)
    report.apply(text("lead", "统计期限自2022年1月1日起至2022年12月31日止。联系电话：0512-1。"))
    found = checks.findings(report)
    (listed,) = items(report, remaining(report, found), parts(report, found))
    assert listed.words.startswith("“引言”的统计期限不对")
    assert "2022年1月1日" in listed.more


def test_a_form_without_short_names_is_listed_by_its_headings(meetings):
    report = Report(meetings, {("organ", ""): "甲镇", ("year", ""): 2025})
    found = parts(report, checks.findings(report))
    assert [part.name for part in found[1:]] == [s.heading for s in meetings.sections]
    assert found[2].state == "empty"
    assert not found[2].is_open
