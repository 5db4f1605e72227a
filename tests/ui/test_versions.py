"""Earlier states of a report: listed, looked at without changing anything, taken back."""

import itertools
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import isValid

from app.disk import settings
from app.disk.settings import Settings
from app.files import store, versions
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    Qt,
    action,
    becomes_active,
    bubble,
    go_to,
    grid,
    has_keyboard,
    press,
    put,
    report,
    text_box,
    type_in,
    type_words,
    undo_words,
    values,
)
from ui.dialogs.versions_dialog import (
    BACK,
    COMPARE,
    LOOK,
    SETTINGS,
    Described,
    Line,
    VersionsDialog,
)
from ui.window.main_window import MainWindow

CELL = "requests/new_received/natural"
slow = pytest.mark.slow
Key = Qt.Key


@pytest.fixture
def file(tmp_path):
    return shutil.copy(REPORTS / "021.json", tmp_path / "年报.json")


@pytest.fixture
def saved_twice(start, file):
    """New figures saved, then a new text."""
    window = start(file)
    type_in(window, CELL, "7")
    assert window.documents.save()
    text_box(window, "problems").setFocus()
    text_box(window, "problems").setPlainText("很少。")
    assert window.documents.save()
    return window


def choose(window, answers, *given):
    for answer in (*given,):
        answers.expect("versions", answer)
    action(window, "以前的版本").trigger()


def described(answers):
    return [(after.after, after.now) for _, after in answers.listed]


def others(window) -> list[MainWindow]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MainWindow) and each is not window and each.isVisible()
    ]


@pytest.fixture
def looked_at(saved_twice, answers, qtbot):
    """The window of the version before the text."""
    choose(saved_twice, answers, (LOOK, 0))
    (shown,) = others(saved_twice)
    qtbot.waitUntil(lambda: becomes_active(shown) and shown.isAncestorOf(has_keyboard()))
    shown.workspace.settle()
    yield shown
    if isValid(shown):  # a window that is closed while another stands is given back
        shown.close()


def test_the_list_says_when_and_what_changed(saved_twice, answers):
    type_in(saved_twice, "requests/granted/natural", "3")
    choose(saved_twice, answers, None)
    problems = "“存在的主要问题及改进情况”的文字"
    assert described(answers) == [
        (problems, f"表三 1 格，{problems}，纸上的合计"),
        ("表三 1 格，纸上的合计", f"表三 2 格，{problems}，纸上的合计"),
    ]
    assert all("月" in line.time and line.size.endswith("KB") for line, _ in answers.listed)
    assert "最近 20 次" in answers.said[-1]


def test_where_there_is_none_as_yet_the_list_says_so(start, answers, tmp_path):
    file = tmp_path / "新.json"
    file.write_bytes((REPORTS / "021.json").read_bytes())
    choose(start(file), answers, None)
    assert answers.listed == []
    assert answers.said[-1].startswith("这份报告还没有以前的版本。")


def test_a_version_is_taken_back_as_one_unsaved_step(saved_twice, answers):
    before = store.encode(report(saved_twice))
    first = (REPORTS / "021.json").read_bytes()
    choose(saved_twice, answers, (BACK, 1))
    assert store.encode(report(saved_twice)) == store.encode(store.decode(first))
    assert saved_twice.isWindowModified()
    assert "换回" in undo_words(saved_twice)
    saved_twice.editing.undo()
    assert store.encode(report(saved_twice)) == before
    assert not saved_twice.isWindowModified()


@slow
def test_a_version_in_another_edition_is_taken_back_too(start, answers, file):
    window = start(file)
    older = store.load(REPORTS / "005.json").report
    window.workspace.convert(store.decode(_in_2019()), "换")
    assert window.documents.save()
    choose(window, answers, (BACK, 0))
    assert report(window).form.edition == older.form.edition == "2021"
    window.editing.undo()
    assert report(window).form.edition == "2019"


def _in_2019() -> bytes:
    return b'{"format": 1, "edition": "2019", "organ": "x", "year": 2020, "cells": {}}'


@slow
def test_what_is_as_it_is_now_is_not_taken_back(saved_twice, answers):
    saved_twice.editing.undo()
    choose(saved_twice, answers, (BACK, 0))
    assert "一样" in saved_twice.statusBar().currentMessage()


@slow
def test_a_version_is_compared_with_now_and_the_list_comes_again(saved_twice, answers):
    answers.expect("versions", (COMPARE, 1))
    answers.expect("comparison")
    answers.expect("versions", None)
    action(saved_twice, "以前的版本").trigger()
    assert "那时" in answers.said[-2]


@slow
def test_an_unsaved_report_has_none(start, answers):
    window = start()
    answers.expect("tell")
    action(window, "以前的版本").trigger()
    assert "还没有保存过" in answers.said[-1]


@slow
def test_a_version_that_cannot_be_read_is_there_with_the_reason(saved_twice, answers, file):
    newest = versions.listed(file)[0].place
    for damage in (b"", b"{", b"\xff\xfe", b'{"format": 99}', b"[" * 100_000, None):
        newest.unlink()
        newest.mkdir() if damage is None else newest.write_bytes(damage)
        for act in (LOOK, BACK, COMPARE):
            answers.expect("versions", (act, 0))
            answers.expect("tell")
            answers.expect("versions", None)
            action(saved_twice, "以前的版本").trigger()
            assert not answers.listed[0][1].usable
            assert "这一版" in answers.listed[0][1].after
            assert answers.listed[1][1].usable
    assert others(saved_twice) == []


@slow
def test_how_many_and_where_is_a_setting(saved_twice, answers, tmp_path):
    answers.expect("versions", (SETTINGS, 0))
    answers.expect("settings", {"versions": 1, "versions_folder": str(tmp_path / "别处")})
    answers.expect("versions", None)
    action(saved_twice, "以前的版本").trigger()
    assert answers.listed == []
    assert settings.load().versions == 1
    type_in(saved_twice, CELL, "8")
    assert saved_twice.documents.save()
    assert list((tmp_path / "别处").rglob("2*.json"))


@slow
def test_what_could_not_be_kept_is_told_with_the_save(start, file, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    settings.save(Settings(versions_folder=str(tmp_path / "file" / "x")))
    window = start(file)
    type_in(window, CELL, "7")
    assert window.documents.save()
    words = window.statusBar().currentMessage()
    assert words.startswith("已保存")
    assert "版本没有留下" in words


@slow
def test_where_none_are_wanted_nothing_is_told(start, file):
    settings.save(Settings(versions=0))
    window = start(file)
    type_in(window, CELL, "7")
    assert window.documents.save()
    assert "版本" not in window.statusBar().currentMessage()


# --- what another wrote


def test_what_another_wrote_is_in_the_list_before_it_is_saved_over(start, answers, file):
    window = start(file)
    type_in(window, CELL, "7")
    shutil.copy(REPORTS / "005.json", file)
    answers.expect("overwrite_changed", True)
    assert window.documents.save()
    assert "以前的版本" in answers.said[-1]
    choose(window, answers, (BACK, 0))
    assert "别人改的" in answers.listed[0][0].time
    assert report(window).organ == "宿迁市"


@pytest.mark.parametrize("kept", [0, 20])
@slow
def test_the_question_promises_no_version_that_is_not_there(start, answers, file, tmp_path, kept):
    (tmp_path / "file").write_bytes(b"")
    folder = str(tmp_path / "file" / "x")
    settings.save(Settings(versions=kept, versions_folder=folder))
    window = start(file)
    type_in(window, CELL, "7")
    shutil.copy(REPORTS / "005.json", file)
    answers.expect("overwrite_changed", False)
    assert not window.documents.save()
    assert "会丢掉那边的改动" in answers.said[-1]
    assert "换回来" not in answers.said[-1]


# --- only to be read


@slow
def test_it_has_a_window_of_its_own_that_says_what_it_is(looked_at):
    assert "只读" in looked_at.windowTitle()
    assert "年报.json" in looked_at.windowTitle()
    assert "月" in looked_at.windowTitle()
    assert values(looked_at, CELL) == [7]


@slow
def test_two_versions_have_two_windows(saved_twice, looked_at, answers):
    choose(saved_twice, answers, (LOOK, 1))
    assert len(others(saved_twice)) == 2
    for each in others(saved_twice):
        if each is not looked_at:
            each.close()


def commit(words: str) -> None:
    """As an input method gives what was composed."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)


SHIFT_CTRL = CTRL | Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "a figure": lambda: type_words("5"),
    "a letter": lambda: type_words("五"),
    "an input method": lambda: commit("５"),
    "Delete": lambda: press(Key.Key_Delete),
    "Backspace": lambda: press(Key.Key_Backspace),
    "paste": lambda: press(Key.Key_V, CTRL),
    "cut": lambda: press(Key.Key_X, CTRL),
    "F2": lambda: press(Key.Key_F2),
    "fill down": lambda: press(Key.Key_D, CTRL),
    "fill right": lambda: press(Key.Key_R, CTRL),
    "zeros": lambda: press(Key.Key_0, SHIFT_CTRL),
}
IN_CELLS_ALONE = ("F2", "fill down", "fill right", "zeros")


@slow
def test_no_key_changes_anything_and_none_is_silent(looked_at):
    put("12")
    before = store.encode(report(looked_at))
    organ = looked_at.findChild(QLineEdit, "organ")
    places = {
        "cell": lambda: go_to(looked_at, CELL),
        "text": lambda: text_box(looked_at, "overview/active"),
        "organ": lambda: organ,
    }
    for (where, place), (key, do) in itertools.product(places.items(), KEYS.items()):
        box = place()
        box.setFocus()
        box.selectAll() if where != "cell" else go_to(looked_at, CELL)
        words = _shown_in(box)
        looked_at.statusBar().clearMessage()
        do()
        QApplication.processEvents()
        assert store.encode(report(looked_at)) == before, (where, key)
        assert grid(looked_at, "requests").grid_delegate.editor is None, (where, key)
        assert _shown_in(box) == words, (where, key)
        if where == "cell" or key not in IN_CELLS_ALONE:
            assert _said(looked_at), (where, key)


def _said(window) -> str:
    return window.statusBar().currentMessage() or bubble(window)


def _shown_in(widget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if hasattr(widget, "toPlainText") else ""


def test_typing_says_why_nothing_happens(looked_at):
    go_to(looked_at, CELL)
    type_words("5")
    assert "只能看" in bubble(looked_at)
    text_box(looked_at, "problems").setFocus()
    type_words("字")
    assert "只能看" in bubble(looked_at)
    looked_at.statusBar().clearMessage()
    looked_at.findChild(QLineEdit, "organ").setFocus()
    type_words("字")
    assert "只能看" in looked_at.statusBar().currentMessage()
    looked_at.statusBar().clearMessage()
    year = looked_at.findChild(QLineEdit, "qt_spinbox_lineedit")
    year.setFocus()
    press(Key.Key_Up)
    assert "只能看" in looked_at.statusBar().currentMessage()


CHANGING = (
    "导入", "从剪贴板导入", "从上年报告结转", "选上年报告", "空白填 0", "清除纸上的合计",
    "插入表中的数字", "插入常用句子", "粘贴",
)  # fmt: skip


@slow
def test_what_changes_a_report_says_why_it_does_not(looked_at, answers):
    before = store.encode(report(looked_at))
    for words in CHANGING:
        put("12")
        go_to(looked_at, CELL)
        if words == "导入":
            answers.expect("open_path", REPORTS / "005.json")
        looked_at.statusBar().clearMessage()
        action(looked_at, words).trigger()
        assert "只能看" in looked_at.statusBar().currentMessage(), words
        assert store.encode(report(looked_at)) == before, words


@slow
def test_all_entries_of_the_menus_leave_it_as_it_is(looked_at, answers, monkeypatch):
    """Each, whatever it asks, given up: what is left is the same report."""
    before = store.encode(report(looked_at))
    monkeypatch.setattr(answers, "_answer", lambda *_: None)
    window_only = (
        "退出",
        "回到开始页",
        "上报材料",
        "导出",
        "打印",
        "复制成网页",
        "打开日志",
    )
    for each in looked_at.findChildren(QAction):
        words = each.text().split("(")[0]
        is_file = ".json" in each.text()
        if each.menu() is None and words and not is_file and not words.startswith(window_only):
            each.trigger()
    assert store.encode(report(looked_at)) == before
    assert looked_at.workspace.stack.count() == 0


@slow
def test_what_is_dropped_in_is_not_taken(looked_at, answers, tmp_path):
    before = store.encode(report(looked_at))
    page = tmp_path / "a.html"
    page.write_text("<p>甲镇2024年政府信息公开工作年度报告</p>", encoding="utf-8")
    looked_at._take_dropped([page])
    assert store.encode(report(looked_at)) == before
    assert "只能看" in looked_at.statusBar().currentMessage()


@slow
def test_saving_leads_to_another_file_which_can_be_changed(looked_at, answers, tmp_path, file):
    answers.expect("save_path", tmp_path / "旧.json")
    press(Key.Key_S, CTRL)
    assert answers.said[-1].endswith(".json")
    assert ":" not in Path(answers.said[-1]).name
    assert "的版本" in Path(answers.said[-1]).name
    assert looked_at.workspace.path == tmp_path / "旧.json"
    assert "只读" not in looked_at.windowTitle()
    type_in(looked_at, CELL, "8")
    assert values(looked_at, CELL) == [8]
    looked_at.workspace.stack.setClean()


@slow
def test_it_is_closed_without_a_question(looked_at):
    go_to(looked_at, CELL)
    type_words("5")
    assert looked_at.close()


@slow
def test_another_report_in_its_window_can_be_changed(looked_at, answers):
    looked_at.documents.show_file(REPORTS / "005.json")
    type_in(looked_at, CELL, "8")
    assert values(looked_at, CELL) == [8]
    looked_at.workspace.stack.setClean()


# --- the dialogs themselves


@slow
def test_the_dialog_fills_its_lines_while_it_is_open(start, qtbot):
    window = start()
    lines = [Line(f"11月28日 10:0{number}:00", "3 KB") for number in range(3)]
    told = [Described("表三 1 格", "没有不同"), Described("读不出来", "", usable=False)]
    dialog = VersionsDialog(window, lines, lambda at: told[min(at, 1)], "每次保存都留下。", 0)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.item(2, 2) is not None)
    assert dialog.table.item(0, 1).text() == "表三 1 格"
    assert dialog.buttons_[LOOK].isEnabled()
    dialog.table.setCurrentCell(1, 0)
    assert not any(button.isEnabled() for button in dialog.buttons_.values())
    dialog.table.setCurrentCell(0, 0)
    dialog.buttons_[BACK].click()
    assert dialog.answer() == (BACK, 0)


@slow
def test_an_empty_list_offers_its_settings_alone(start, qtbot):
    dialog = VersionsDialog(start(), [], lambda _at: Described("", ""), "", 0)
    qtbot.addWidget(dialog)
    assert not any(button.isEnabled() for button in dialog.buttons_.values())
    (wanted,) = [b for b in dialog.findChildren(QPushButton) if "设置" in b.text()]
    wanted.click()
    assert dialog.answer() == (SETTINGS, 0)
