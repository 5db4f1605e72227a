"""The commands check and compare, as one calls them."""

import json
from pathlib import Path

import pytest

from app.commands import cli
from app.files import store
from tests.app.checks.cases import OPEN, cell, clean, text


@pytest.fixture
def files(tmp_path: Path) -> dict[int, Path]:
    """Reports of 2022 and 2023: clean, but what 2022 carried over did not arrive."""
    made = {}
    for year in (2022, 2023):
        report = clean("2021", year)
        report.apply({("level", ""): "county_department"})
        if year == 2022:
            report.apply(OPEN | text("problems", None) | text("overview/active", "另一句话。"))
            report.apply(text("overview/on_request", None))
        made[year] = tmp_path / f"{year}.json"
        store.save(report, made[year])
    return made


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


def test_a_clean_report_is_done(files, capsys):
    assert run("check", files[2023]) == 0
    assert capsys.readouterr().out == f"{files[2023]}：没有发现问题\n"


def test_last_year_s_file_is_held_against_it(files, capsys):
    assert run("check", files[2023], "--previous", files[2022], "--json") == 1
    findings = json.loads(capsys.readouterr().out)
    assert [found["rule"] for found in findings] == ["R07", "R07"]
    assert set(findings[0]) == {"rule", "severity", "cells", "texts", "message"}
    assert findings[0]["cells"] == ["requests/carried_in/natural"]


def test_another_year_s_file_is_refused_in_one_sentence(files, capsys):
    assert run("check", files[2022], "--previous", files[2023]) == 2
    said = capsys.readouterr().err
    assert "2023 年的报告" in said
    assert "请换成 2021 年" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(("day", "rules"), [("2024-01-31", []), ("2024-02-01", ["R36"])])
def test_the_deadline_is_held_against_a_day_that_is_given(files, capsys, day, rules):
    assert run("check", files[2023], "--today", day, "--json") == 0
    assert [found["rule"] for found in json.loads(capsys.readouterr().out)] == rules


def test_a_day_that_is_none_is_refused(files, capsys):
    assert run("check", files[2023], "--today", "2024-02-30") == 2
    assert "“2024-02-30”不是日期" in capsys.readouterr().err


def test_several_files_are_told_apart(files, capsys):
    assert run("check", files[2022], files[2023], "--json") == 1
    findings = json.loads(capsys.readouterr().out)
    assert list(findings) == [str(files[2022]), str(files[2023])]
    assert findings[str(files[2023])] == []


def test_an_accepted_warning_is_told_with_its_reason(files, capsys):
    report = store.load(files[2023]).report
    report.apply(cell("disputes/cases/review_other", None))
    store.save(report, files[2023])
    run("check", files[2023], "--json")
    (finding,) = json.loads(capsys.readouterr().out)
    kept = {key: finding[key] for key in ("rule", "cells", "texts", "message")}
    report.apply({("acknowledged", ""): [kept | {"reason": "本年没有"}]})
    store.save(report, files[2023])
    run("check", files[2023])
    assert "（已说明：本年没有）" in capsys.readouterr().out


def test_two_reports_are_compared_cell_by_cell_and_text_by_text(files, capsys):
    assert run("compare", files[2022], files[2023], "--json") == 0
    compared = json.loads(capsys.readouterr().out)
    granted = next(c for c in compared["cells"] if c["id"] == "requests/granted/natural")
    assert granted == {
        "id": "requests/granted/natural",
        "before": 10,
        "after": 0,
        "difference": -10,
        "percent": "-100.00",
    }
    assert "disclosure/licensing/decisions" not in [c["id"] for c in compared["cells"]]
    other = next(t for t in compared["texts"] if t["id"] == "other")
    assert (other["same"], other["likeness"]) == (True, 100.0)
    problems = next(t for t in compared["texts"] if t["id"] == "problems")
    assert (problems["before"], problems["likeness"]) == ("", 0.0)


def test_the_same_report_twice_differs_in_nothing(files, capsys):
    assert run("compare", files[2023], files[2023]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all("完全相同" in line for line in lines[1:])


def test_a_comparison_for_a_person_says_how_much(files, capsys):
    run("compare", files[2022], files[2023])
    lines = capsys.readouterr().out.splitlines()
    assert "  requests/granted/natural\t10 → 0\t-10\t-100.00%" in lines


NO_FIGURE = text("overview/on_request", "办理工作依照规定进行。")


def test_what_only_follows_names_its_cause_and_counts_in_no_total(files, capsys):
    report = store.load(files[2023]).report
    report.apply(NO_FIGURE | cell("requests/new_received/other", 3))
    store.save(report, files[2023])
    assert run("check", files[2023], "--json") == 1
    cause, follows = json.loads(capsys.readouterr().out)
    assert "because" not in cause
    assert (follows["rule"], follows["because"]) == ("R01", "R01")
    assert run("check", files[2023]) == 1
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == f"{files[2023]}：1 处错误"
    assert first.startswith("  错误 R01 表三“其他”列不平")
    assert second.startswith("    ↳ R01 表三“总计”列不平")
    assert second.endswith("（由 R01 引起，不另计）")


def test_an_export_counts_causes_only(files, capsys, tmp_path):
    report = store.load(files[2023]).report
    report.apply(NO_FIGURE | cell("requests/new_received/other", 3))
    store.save(report, files[2023])
    assert run("export", files[2023], tmp_path / "a.csv") == 0
    assert f"{files[2023]}：1 处错误，" in capsys.readouterr().out
