"""Year and tables stay together: asked about, one step of undo, and told what has no place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.files import store
from app.importers.imported import Imported
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    grid,
    power_cut,
    press,
    press_card,
    report,
    type_in,
    type_words,
)
from ui.kit.year_box import YearBox

Key = Qt.Key


def enter_year(window, year: str) -> None:
    found = window.findChild(YearBox, "year")
    found.setFocus()
    found.selectAll()
    type_words(year)
    QApplication.processEvents()


def shown_year(window) -> int | None:
    return window.findChild(YearBox, "year").year


def parted(window) -> list[str]:
    window.workspace.settle()
    return [f.message for f in window.workspace.findings if f.rule == "R44"]


def test_a_year_of_another_edition_brings_its_tables_as_one_step(start, answers):
    window = start(REPORTS / "001.json")
    before = store.encode(report(window))
    answers.expect("convert", True)
    enter_year(window, "2025")
    assert "规章 本年新制作数量 13" in answers.said[-1]
    assert (report(window).form.edition, report(window).year) == ("2021", 2025)
    assert shown_year(window) == 2025
    assert window.workspace.value("requests/new_received/natural") == 821
    assert grid(window, "requests").model().workspace.report is report(window)
    assert parted(window) == []
    assert any("没有位置" in f.message for f in window.workspace.findings)

    press(Key.Key_Z, CTRL)
    assert store.encode(report(window)) == before
    assert shown_year(window) == 2019
    assert not any("没有位置" in f.message for f in window.workspace.findings)
    press(Key.Key_Y, CTRL)
    assert (report(window).form.edition, shown_year(window)) == ("2021", 2025)


def test_what_was_done_before_and_after_is_undone_step_by_step(start, answers):
    window = start(REPORTS / "001.json")
    before = store.encode(report(window))
    type_in(window, "disclosure/licensing/change", "5")
    answers.expect("convert", True)
    enter_year(window, "2024")
    type_in(window, "disclosure/normative_docs/made", "7")
    assert window.workspace.value("disclosure/normative_docs/made") == 7
    for _ in range(3):
        press(Key.Key_Z, CTRL)
    assert store.encode(report(window)) == before
    for _ in range(3):
        press(Key.Key_Y, CTRL)
    assert window.workspace.value("disclosure/normative_docs/made") == 7


def test_the_year_alone_leaves_an_error_that_offers_the_tables(start, answers):
    window = start(REPORTS / "005.json")
    answers.expect("convert", False)
    enter_year(window, "2020")
    assert (report(window).form.edition, report(window).year) == ("2021", 2020)
    assert parted(window) == ["2020 年的报告应当用 2019 年版表格，这份报告用的是 2021 年版表格。"]

    answers.expect("convert", True)
    press_card(window, "应当用", "convert")
    assert report(window).form.edition == "2019"
    assert parted(window) == []


def test_given_up_everything_is_as_it_was(start, answers):
    window = start(REPORTS / "005.json")
    before = store.encode(report(window))
    answers.expect("convert", None)
    enter_year(window, "2019")
    assert store.encode(report(window)) == before
    assert shown_year(window) == 2023
    assert window.workspace.stack.isClean()


def test_a_year_of_the_same_edition_is_nobodys_question(start):
    window = start(REPORTS / "005.json")
    enter_year(window, "2022")
    assert report(window).year == 2022


def test_an_untouched_report_has_nothing_to_tell(start, answers):
    window = start()
    answers.expect("convert", True)
    enter_year(window, "2019")
    assert len(answers.said[-1].splitlines()) == 1
    assert report(window).form.edition == "2019"
    assert window.missing.words == "还没有开始填"


def test_the_report_is_saved_and_read_in_its_new_edition(start, answers, tmp_path):
    window = start(REPORTS / "014.json")
    answers.expect("convert", True)
    enter_year(window, "2023")
    window.workspace.save(tmp_path / "新.json")
    again = store.load(tmp_path / "新.json").report
    assert (again.form.edition, again.year) == ("2021", 2023)
    assert again.values == report(window).values


def test_last_years_report_stays_beside_it(start, answers):
    window = start(REPORTS / "005.json")
    kept = {"organ": "宿迁市", "year": 2022, "cells": {"requests/carried_out/natural": 3}}
    window.workspace.change({("previous", ""): kept}, "上年")
    answers.expect("convert", True)
    enter_year(window, "2020")
    assert report(window).get(("previous", "")).cells == kept["cells"]


def test_a_power_cut_after_the_tables_were_changed_loses_nothing(start, answers, tmp_path):
    file = tmp_path / "旧.json"
    file.write_bytes((REPORTS / "001.json").read_bytes())
    window = start(file)
    answers.expect("convert", True)
    enter_year(window, "2025")
    type_in(window, "disclosure/normative_docs/made", "7")
    wanted = store.encode(report(window))
    found = power_cut(window.workspace)
    again = start()
    again.workspace.recover(found)
    assert store.encode(report(again)) == wanted
    again.workspace.undo()
    assert report(again).form.edition == "2019"


def test_doubts_about_cells_that_the_new_tables_do_not_have_are_gone_with_them(start, answers):
    window = start(REPORTS / "001.json")
    cell = "disclosure/licensing/change"
    doubt = Imported(
        rule="", severity="warning", message="看不清", cells=(cell,), at=("cells", cell)
    )
    window.workspace.take({("cells", cell): 5}, "导入", (doubt,))
    assert doubt in window.workspace.findings
    answers.expect("convert", True)
    enter_year(window, "2025")
    assert doubt not in window.workspace.findings
    press(Key.Key_Z, CTRL)
    assert doubt in window.workspace.findings
