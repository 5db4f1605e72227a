"""A new report is asked for in one dialog, and what was typed last is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from tests.ui.conftest import REPORTS, action, report
from ui.dialogs.new_dialog import NewDialog
from ui.dialogs.new_report import Known, Last, NewReport
from ui.dialogs.questions import Questions

LAST = Last(REPORTS / "005.json", "宿迁市", 2023, "city")


@pytest.fixture
def dialog(qtbot):
    asked = Questions()
    asked.open_path = lambda *_: REPORTS / "012.json"
    made = NewDialog(None, NewReport("", 2025), Known(("宿迁市",), (LAST,)), asked)
    qtbot.addWidget(made)
    made.show()
    return made


def pick(box: QComboBox, words: str) -> None:
    row = box.findText(words)
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_last_years_report_fills_what_is_still_blank(dialog):
    assert dialog.focusWidget() is dialog.organ
    pick(dialog.last, "宿迁市 2023 年")
    assert dialog.answer() == NewReport("宿迁市", 2024, level="city", last=LAST.path)
    QTest.keyClick(dialog.organ, Qt.Key.Key_Return)
    assert dialog.result() == dialog.DialogCode.Accepted


def test_what_was_typed_stays_and_another_file_may_be_last_years(dialog):
    QTest.keyClicks(dialog.organ, "another")
    pick(dialog.level, "乡镇")
    pick(dialog.last, "选文件…")
    assert dialog.last.currentText() == "012.json"
    answer = dialog.answer()
    assert answer == NewReport("another", 2025, level="township", last=REPORTS / "012.json")
    pick(dialog.last, "不用，从空白表格开始")
    assert dialog.answer().last is None


def test_organ_level_and_last_year_of_the_dialog_are_the_new_reports(start, answers):
    window = start()
    answers.expect("new_report", NewReport("宿迁市", 2024, level="city", last=REPORTS / "021.txt"))
    answers.expect("tell")  # it cannot be read: the dialog is there again, with all that was typed
    answers.expect("new_report", NewReport("宿迁市", 2024, level="city", last=REPORTS / "005.json"))
    answers.expect("tell")
    action(window, "新建").trigger()
    assert "last=" in answers.said[2]
    assert (report(window).year, report(window).get(("level", ""))) == (2024, "city")
    assert report(window).values["requests/carried_in/natural"] == 118
    assert (window.settings.organ, window.settings.level) == ("宿迁市", "city")
