"""What every finding has, and how a warning is accepted."""

from datetime import date

import pytest

from app import checks
from app.checks.finding import by_cause
from app.files import store
from app.forms import catalogue as forms
from app.report import previous
from app.report.report import Refused, Report
from tests.app.checks.cases import ALL, OPEN, Case, cell, clean, found, text

BLANK = Case("a blank", cell("disputes/cases/review_other", None))


def record(finding: checks.Finding, reason: str = "本年没有") -> dict[str, object]:
    return {
        "rule": finding.rule,
        "cells": list(finding.cells),
        "texts": list(finding.texts),
        "message": finding.message,
        "reason": reason,
    }


def test_both_halves_make_the_whole():
    report = clean("2021", 2023)
    report.apply(OPEN | text("other", None))
    halves = (*checks.table_findings(report), *checks.other_findings(report))
    assert checks.findings(report) == halves
    assert {f.rule for f in checks.table_findings(report)} <= {"R01", "R43"}


@pytest.mark.parametrize("case", ALL, ids=[case.says for case in ALL])
def test_what_follows_has_a_cause_that_follows_from_nothing(case: Case):
    findings = found(case)
    causes = {finding.rule for finding in findings if not finding.because}
    assert {finding.because for finding in findings} <= {"", *causes}
    paired = by_cause(findings)
    assert [cause for cause, _ in paired] == [f for f in findings if not f.because]
    assert sum(len(following) for _, following in paired) == len(findings) - len(paired)


@pytest.mark.parametrize("case", ALL, ids=[case.says for case in ALL])
def test_every_finding_points_at_something_that_there_is(case: Case):
    form = forms.form(case.edition)
    for finding in found(case):
        assert set(finding.cells) <= set(form.cells)
        assert set(finding.texts) <= set(form.texts)
        assert {finding.suspect} <= {"", *form.cells}
        assert not set("{}⟦") & set(finding.message)
        key, id_ = finding.place
        assert id_ in {"cells": form.cells, "texts": form.texts}.get(key, {"": ""})
        assert key in ("cells", "texts", "title", "organ", "year")


def test_an_accepted_warning_keeps_its_reason():
    report = clean(BLANK.edition, 2023)
    report.apply(BLANK.changes)
    (finding,) = checks.findings(report)
    report.apply({("acknowledged", ""): [record(finding)]})
    (finding,) = checks.findings(report)
    assert finding.acknowledged == "本年没有"


def test_it_lapses_when_the_message_changes():
    report = clean("2021", 2023)
    report.apply(BLANK.changes)
    (finding,) = checks.findings(report)
    report.apply({("acknowledged", ""): [record(finding)]})
    report.apply(cell("disputes/cases/review_upheld", None))
    (finding,) = checks.findings(report)
    assert finding.acknowledged == ""


def test_an_error_cannot_be_accepted():
    report = clean("2021", 2023)
    report.apply(cell("disclosure/licensing/decisions", -1))
    (finding,) = checks.findings(report)
    report.apply({("acknowledged", ""): [record(finding)]})
    assert [f.acknowledged for f in checks.findings(report)] == [""]


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        ({"cells": ["requests/nothing/natural"]}, "requests/nothing/natural"),
        ({"texts": ["nothing"]}, "nothing"),
        ({"reason": " "}, "理由"),
        ({"message": 3}, "message"),
        ({"by": "甲"}, "by"),
    ],
)
def test_what_is_accepted_is_looked_at(slip: dict[str, object], named: str):
    whole = {"rule": "R31", "cells": [], "texts": [], "message": "空白", "reason": "没有"}
    with pytest.raises(Refused, match=named):
        clean("2021", 2023).apply({("acknowledged", ""): [whole | slip]})


def test_what_is_accepted_must_be_whole():
    with pytest.raises(Refused, match="message、reason"):
        clean("2021", 2023).apply(
            {("acknowledged", ""): [{"rule": "R31", "cells": [], "texts": []}]}
        )


def test_what_is_kept_of_last_year_holds_without_its_file():
    before = clean("2021", 2022)
    before.apply(OPEN)
    report = clean("2021", 2023)
    with_file = checks.findings(report, before)
    report.apply({("previous", ""): previous.to_keep(before, "2022.json")})
    assert checks.findings(report) == with_file
    assert [f.rule for f in with_file if f.rule == "R07"] == ["R07", "R07"]


def test_totals_of_last_year_need_not_be_kept():
    report = clean("2021", 2023)
    kept = {"organ": report.organ, "year": 2022, "cells": {"requests/carried_out/natural": 2}}
    report.apply({("previous", ""): kept})
    columns = [f.cells[0].split("/")[-1] for f in checks.findings(report) if f.rule == "R07"]
    assert columns == ["natural", "total"]


def test_last_year_survives_its_file(tmp_path):
    before = clean("2021", 2022)
    before.apply({("cells", "disclosure/fees/amount"): 20})
    report = clean("2021", 2023)
    report.apply({("previous", ""): previous.to_keep(before, "2022.json")})
    store.save(report, tmp_path / "report.json")
    again = store.load(tmp_path / "report.json").report
    assert again.get(("previous", "")) == report.get(("previous", ""))


def test_a_report_of_another_year_says_nothing_about_this_one():
    before = clean("2021", 2021)
    before.apply(OPEN)
    assert checks.findings(clean("2021", 2023), before) == ()


def test_another_organ_may_have_carried_over_otherwise():
    before = clean("2021", 2022)
    before.apply(OPEN | {("organ", ""): "白河县发展和改革局"})
    found_ = checks.findings(clean("2021", 2023), before)
    assert {f.severity for f in found_ if f.rule == "R07"} == {"warning"}


def test_last_year_in_the_older_edition_has_no_stock_to_go_on_from():
    before = clean("2019", 2020)
    report = clean("2021", 2021)
    report.apply(cell("disclosure/normative_docs/valid", 5))
    assert [f.rule for f in checks.findings(report, before) if f.rule == "R08"] == []


def test_a_carried_in_cell_not_yet_filled_is_no_error_yet():
    before = clean("2021", 2022)
    before.apply(OPEN)
    report = clean("2021", 2023)
    report.apply(cell("requests/carried_in/natural", None))
    natural = next(f for f in checks.findings(report, before) if f.rule == "R07")
    assert natural.blanks == ("requests/carried_in/natural",)
    assert "2022 年报告的结转下年度是 2" in natural.running


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        ({"cells": {"requests/nothing/natural": 1}}, "requests/nothing/natural"),
        ({"cells": {"requests/granted/natural": "1"}}, "requests/granted/natural"),
        ({"texts": {"nothing": "字"}}, "nothing"),
        ({"year": "2022"}, "year"),
        ({"colour": "红"}, "colour"),
    ],
)
def test_what_is_kept_of_last_year_is_looked_at(kept: dict[str, object], named: str):
    with pytest.raises(Refused, match=named):
        clean("2021", 2023).apply({("previous", ""): kept})


def test_a_report_of_figures_alone_is_never_all_clear():
    form = forms.form("2021")
    inputs = [each.id for each in form.cells.values() if not each.computed]
    zeros = Report(form, {("year", ""): 2025} | {("cells", each): 0 for each in inputs})
    found = checks.findings(zeros)
    assert [(f.rule, f.severity, f.place) for f in found] == [
        ("R43", "error", ("organ", "")),
        ("R43", "error", ("texts", "overview")),
        ("R43", "error", ("texts", "problems")),
        ("R43", "error", ("texts", "other")),
    ]
    assert all(f.missing for f in found)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (text("problems", None), True),
        (text("problems", "无"), True),
        (text("problems", "改进不足。"), False),
        (text("other", "略。"), True),
        (text("other", "没有其他需要报告的事项。"), False),
        (cell("disputes/cases/review_other", None), True),
        (text("closing", "2023年1月1日"), False),
    ],
)
def test_what_is_missing_is_a_kind_of_its_own(words: dict, missing: bool):
    report = clean("2021", 2023)
    report.apply(words)
    assert [f.missing for f in checks.findings(report)] == [missing]


def test_a_late_report_is_told_of_both_days_and_how_many_lie_between():
    level = {("level", ""): "township"}
    (late,) = found(Case("three days", level, today=date(2024, 2, 3)))
    assert "今天是2024年2月3日" in late.message
    assert "2024年1月31日前" in late.message
    assert "已过 3 天" in late.message


def test_a_report_of_no_year_has_no_deadline():
    changes = {("level", ""): "township", ("year", ""): None}
    assert {f.rule for f in found(Case("no year", changes, today=date(2024, 2, 3)))} == {"R43"}
