"""Recent files, the window's place, Qt's own words in Chinese, new reports."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
)

from app.disk import file_names, settings
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    press,
    recent_reports,
    report,
    text_box,
    type_in,
    values,
)
from ui.dialogs.new_report import NewReport
from ui.dialogs.questions import Questions
from ui.start import program

Key = Qt.Key
Button = QDialogButtonBox.StandardButton


def test_recent_files_are_offered_newest_first_and_open(start, answers, tmp_path):
    files = [tmp_path / name for name in ("a.json", "b&c.json")]
    for file in files:
        file.write_bytes((REPORTS / "005.json").read_bytes())
    window = start(files[0])
    window.documents.open_file(files[1])
    assert [*recent_reports(window)] == [str(files[1]), str(files[0])]
    recent_reports(window)[str(files[0])].trigger()
    assert window.workspace.path == files[0]
    assert [*recent_reports(window)] == [str(files[0]), str(files[1])]


def test_a_recent_file_that_is_gone_is_told_and_stays_for_its_stick_may_come_back(
    start, answers, tmp_path
):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "005.json").read_bytes())
    window = start(file)
    window.documents.open_file(REPORTS / "006.json")
    file.unlink()
    answers.expect("tell")
    recent_reports(window)[str(file)].trigger()
    assert str(file) in recent_reports(window)
    assert report(window).organ


def test_a_window_comes_back_where_it_was(start):
    room = start().screen().availableGeometry()
    size = (room.width() - 60, room.height() - 70)
    first = start(size=size)
    first.move(20, 30)
    place = first.geometry()
    assert first.close()
    settings.save(first.settings)
    again = program.window()
    assert (again.width(), again.height()) == size
    assert again.geometry().topLeft() == place.topLeft()


def test_an_opened_report_has_the_keyboard_on_its_page(start):
    window = start()
    text_box(window, "problems").setFocus()
    window.documents.open_file(REPORTS / "005.json")
    QApplication.processEvents()
    assert window.focusWidget() is window.page.findChild(QLineEdit, "organ")
    assert window.page.verticalScrollBar().value() == 0


def test_a_new_report_asks_for_organ_and_year_and_takes_the_form_of_its_year(start, answers):
    window = start()
    answers.expect("new_report", NewReport("柳河镇", 2020))
    press(Key.Key_N, CTRL)
    assert (report(window).organ, report(window).year) == ("柳河镇", 2020)
    assert report(window).form.edition == "2019"
    answers.expect("new_report", NewReport("柳河镇", 2024))
    press(Key.Key_N, CTRL)
    assert report(window).form.edition == "2021"


def test_a_cancelled_new_report_leaves_everything_as_it_was(start, answers):
    window = start(REPORTS / "005.json")
    answers.expect("new_report", None)
    press(Key.Key_N, CTRL)
    assert values(window, "requests/new_received/natural") == [3402]


def test_save_as_writes_another_file_and_goes_on_with_that(start, answers, tmp_path):
    window = start(REPORTS / "005.json")
    before = (REPORTS / "005.json").read_bytes()
    type_in(window, "requests/granted/natural", "1")
    answers.expect("save_path", tmp_path / "新.json")
    press(Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (REPORTS / "005.json").read_bytes() == before
    cells = json.loads((tmp_path / "新.json").read_text(encoding="utf-8"))["cells"]
    assert cells["requests/granted/natural"] == 1
    assert "新.json" in window.windowTitle()


def test_the_file_is_proposed_under_the_reports_title(start, answers):
    start()
    answers.expect("new_report", NewReport("柳河/镇", 2024))
    press(Key.Key_N, CTRL)
    answers.expect("save_path", None)
    press(Key.Key_S, CTRL)
    assert answers.said[-1].endswith("柳河_镇2024年政府信息公开工作年度报告.json")


def test_qts_own_buttons_speak_chinese(start):
    start()
    box = QDialogButtonBox(
        Button.Ok | Button.Cancel | Button.Save | Button.Yes | Button.No | Button.Close
    )
    words = {button.text().split("(")[0] for button in box.buttons()}
    assert words == {"确定", "取消", "保存", "是", "否", "关闭"}
    message = QMessageBox()
    message.setStandardButtons(QMessageBox.StandardButton.Ok)
    assert message.buttons()[0].text() == "确定"


def test_qts_own_menus_of_text_boxes_speak_chinese(start):
    window = start()
    for box in (QLineEdit(), text_box(window, "problems")):
        menu = box.createStandardContextMenu()
        words = [a.text().split("\t")[0] for a in menu.actions() if a.text()]
        assert words
        assert all(any("\u4e00" <= c <= "\u9fff" for c in word) for word in words), words


def test_the_dialogs_speak_chinese(start, monkeypatch):
    window = start()
    seen: list[str] = []

    def look_at(dialog) -> int:
        seen.append(dialog.windowTitle())
        seen.extend(b.text() for b in dialog.findChildren(QDialogButtonBox)[0].buttons())
        return 0

    monkeypatch.setattr("PySide6.QtWidgets.QDialog.exec", look_at, raising=True)
    assert Questions().new_report(window, NewReport("", 2024)) is None
    assert seen[0] == "新建报告"
    assert {w.split("(")[0] for w in seen[1:]} == {"新建", "取消"}
    QApplication.processEvents()


@pytest.mark.parametrize("title", ["长" * 300, "a\0b\ud800\x1f", "甲/乙\n丙", "年报", "con", "报."])
def test_the_proposed_name_can_be_a_files_name_everywhere(start, title, tmp_path):
    window = start()
    window.workspace.change({("title", ""): title}, "改")
    name = window.documents.file_name()
    assert len(f"{name}.docx".encode()) <= 255
    (tmp_path / f"{name}.docx").write_bytes(b"")
    assert name == file_names.stem(name)


def test_a_dialog_begins_in_a_folder_that_is_there(start, home):
    """A PC may have no folder of documents: what is handed in would find no place."""
    assert not (home / "Documents").exists()
    assert start().documents.folder().is_dir()
