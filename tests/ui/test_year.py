"""The year in the title: proposed where the clock can be right, empty where none is known."""

import sys
from datetime import date

import pytest
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.ui.conftest import CTRL, REPORTS, bubble, press, report, type_words
from ui.dialogs.new_dialog import NewDialog
from ui.dialogs.new_report import Known, NewReport
from ui.dialogs.questions import Questions
from ui.kit import plain
from ui.kit.year_box import YearBox

Key = Qt.Key


def box(window) -> YearBox:
    found = window.findChild(YearBox, "year")
    assert found is not None
    found.setFocus()
    return found


@pytest.fixture
def clock(monkeypatch):
    """Sets the day that it is."""

    def set_to(today: date) -> None:
        monkeypatch.setattr("ui.workspace.today", lambda: today)

    return set_to


@pytest.mark.parametrize("zoom", [1.0, 1.5, 0.75])
def test_organ_and_year_stand_on_one_line_in_one_size_however_large_the_page_is(start, zoom):
    window = start(REPORTS / "005.json")
    window.page.set_zoom(zoom)
    QApplication.processEvents()
    year, organ = box(window), window.findChild(QLineEdit, "organ")
    assert organ.font().pointSizeF() == year.lineEdit().font().pointSizeF()
    if sys.platform == "win32":
        return  # without its own Chinese font, as under Wine, figures stand lower than letters
    carets = []
    for line in (organ, year.lineEdit()):
        caret = QRectF(line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle))
        carets.append((line.mapTo(window, caret.topLeft()).y(), caret.height()))
    assert carets[0] == carets[1]


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(1901, 12, 13), date(2098, 6, 1)])
def test_a_clock_that_cannot_be_right_proposes_no_year_and_the_newest_tables(start, clock, today):
    clock(today)
    window = start()
    assert (report(window).year, report(window).form.edition) == (None, "2021")
    assert (box(window).year, box(window).text()) == (None, "")
    assert window.missing.words == "还没有开始填"


def test_from_december_on_the_running_year_is_proposed(start, clock):
    clock(date(2025, 12, 1))
    assert box(start()).year == 2025
    clock(date(2025, 11, 30))
    assert box(start()).year == 2024


def test_an_empty_box_takes_a_year_and_gives_it_back(start, clock):
    clock(date(1970, 1, 1))
    window = start()
    box(window).selectAll()
    type_words("２０24")
    assert (report(window).year, box(window).text()) == (2024, "2024")
    press(Key.Key_Z, CTRL)
    assert (report(window).year, box(window).text()) == (None, "")


def test_a_year_that_is_deleted_is_missing(start):
    window = start()
    year = report(window).year
    box(window).selectAll()
    press(Key.Key_Delete)
    assert report(window).year is None
    window.workspace.settle()
    assert any("还没有写报告年度" in f.message for f in window.workspace.remaining.missing)
    press(Key.Key_Z, CTRL)
    assert report(window).year == year


def test_half_a_year_is_none_yet(start):
    window = start()
    year = report(window).year
    box(window).selectAll()
    type_words("20")
    assert report(window).year == year


@pytest.mark.parametrize("how", ["Enter", "another box", "save"])
def test_half_a_year_is_given_back_with_a_word(start, how):
    window = start()
    year = report(window).year
    box(window).selectAll()
    type_words("205")
    if how == "Enter":
        press(Key.Key_Return)
    elif how == "another box":
        window.findChild(QLineEdit, "organ").setFocus()
    else:
        assert not window.page.commit()
    assert (box(window).text(), report(window).year) == (str(year), year)
    said = f"“205”不是四位的年份，还是 {year}。"
    assert window.statusBar().currentMessage() == said
    assert bubble(window) == said


def test_a_new_report_is_not_begun_with_the_year_that_half_a_year_was_typed_over(start, qtbot):
    dialog = NewDialog(start(), NewReport("柳河镇", 2025), Known(), Questions())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.year.setFocus()
    dialog.year.selectAll()
    QTest.keyClicks(dialog.year, "205")
    QTest.keyClick(dialog.year, Key.Key_Return)
    assert dialog.isVisible()
    note = dialog.findChild(QLabel, "year_note")
    assert note.isVisible()
    assert "“205”不是四位的年份" in note.text()
    QTest.keyClick(dialog.year, Key.Key_Return)
    assert not dialog.isVisible()


def test_a_year_that_has_not_come_and_a_name_with_a_year_are_told(start, clock):
    clock(date(2026, 1, 10))
    window = start()
    window.workspace.change({("organ", ""): "柳河镇2025", ("year", ""): 2027}, "写")
    window.workspace.settle()
    told = {f.message for f in window.workspace.findings if f.rule == "R26"}
    assert told == {
        "报告年度是 2027 年，这一年还没有到，请核对年度。",
        "单位名称“柳河镇2025”里写着年份，标题里会有两个年份；年度只填在年度那一格就行。",
    }
    window.workspace.change({("organ", ""): "柳河镇", ("year", ""): 2026}, "写")
    window.workspace.settle()
    assert not [f for f in window.workspace.findings if f.rule == "R26"]


def test_of_the_question_about_the_tables_of_a_year_changing_them_is_the_default(start):
    window, seen = start(), []

    def look_at() -> None:
        if box := QApplication.activeModalWidget():
            timer.stop()
            seen.append(plain.of_button(box.defaultButton().text()))
            box.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(look_at)
    timer.start()
    assert Questions().convert(window, "要换吗？", (), alone=True) is None
    assert seen == ["换表格"]


def test_letters_and_years_of_no_report_are_not_taken(start):
    window = start()
    year = report(window).year
    box(window).selectAll()
    type_words("a-.零")
    assert box(window).text() == str(year)
    box(window).selectAll()
    type_words("20245")
    assert report(window).year == 2024


def test_an_arrow_begins_an_empty_box_at_the_year_that_is_due(start, clock):
    clock(date(2025, 3, 1))
    window = start()
    box(window).selectAll()
    press(Key.Key_Delete)
    press(Key.Key_Up)
    assert report(window).year == 2024
    press(Key.Key_Up)
    assert report(window).year == 2025


def test_a_new_report_is_asked_for_its_year(start, clock, qtbot):
    dialog = NewDialog(start(), NewReport("柳河镇", None), Known(), Questions())
    qtbot.addWidget(dialog)
    [new] = [b for b in dialog.findChildren(QPushButton) if b.text() == "新建"]
    assert not new.isEnabled()
    QTest.keyClicks(dialog.year, "2023")
    assert new.isEnabled()
    assert dialog.answer() == NewReport("柳河镇", 2023)


def test_an_import_without_a_year_shows_none(start, tmp_path, answers):
    from app.importers import take
    from ui.dialogs.proposal_dialog import Accepted

    page = tmp_path / "年报.html"
    page.write_text(
        "<h1>柳河镇政府信息公开工作年度报告</h1><h2>五、存在的主要问题及改进情况</h2><p>公开不够及时，今后改进。</p>",
        encoding="utf-8",
    )
    assert take.from_file(page).year is None
    window = start()
    answers.expect("proposal", Accepted("new", (), True))
    window.imports.take(page)
    assert report(window).year is None
    assert box(window).text() == ""
