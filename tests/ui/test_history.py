"""One history for cells, pastes, texts, organ and year."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.files import store
from app.report.file_keys import KEYS
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    current,
    go_to,
    grid,
    in_sight,
    press,
    put,
    report,
    text_box,
    type_in,
    type_words,
    undo_words,
    values,
)
from ui import history
from ui.page.boxes import showing

Key = Qt.Key
CELL = "requests/granted/natural"


@pytest.fixture
def clock(monkeypatch):
    """Time stands still, until a test moves it."""

    class Clock:
        now = 100.0

        def monotonic(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(history, "time", clock)
    monkeypatch.setattr(history, "_PAUSE", 1.0)
    return clock


def title(window, name):
    kind = {"organ": QLineEdit, "year": QSpinBox}[name]
    box = window.findChild(kind, name)
    box.setFocus()
    box.selectAll()
    return box


def writing(start):
    """A window, and a text of it that has the keyboard."""
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    return window, box


def undo() -> None:
    press(Key.Key_Z, CTRL)


def redo() -> None:
    press(Key.Key_Y, CTRL)


def test_everything_is_one_history_in_the_order_it_happened(start, clock):
    window = start()
    first = store.encode(report(window))
    type_in(window, CELL, "3")
    put("1\t2\n")
    go_to(window, "requests/partial/natural")
    press(Key.Key_V, CTRL)
    text_box(window, "problems").setFocus()
    type_words("问题")
    title(window, "organ")
    type_words("柳河镇")
    title(window, "year")
    type_words("2023")
    press(Key.Key_Tab)
    last = store.encode(report(window))

    words = []
    while window.workspace.stack.canUndo() and len(words) < 9:
        words.append(undo_words(window))
        undo()
    assert store.encode(report(window)) == first
    kinds = [word.split()[0] for word in words]
    assert kinds == ["修改年度", "修改单位名称", "输入", "粘贴", "填写"]
    for _ in words:
        press(Key.Key_Z, CTRL | SHIFT)
    assert store.encode(report(window)) == last
    assert report(window).organ == "柳河镇"
    assert report(window).year == 2023


def test_the_menu_says_what_would_be_undone_and_redone(start):
    window = start()
    put("1\t2\n")
    go_to(window, CELL)
    press(Key.Key_V, CTRL)
    assert action(window, "撤销").text() == "撤销 粘贴 2 个单元格"
    assert not action(window, "重做").isEnabled()
    undo()
    assert action(window, "重做").text() == "重做 粘贴 2 个单元格"
    assert action(window, "撤销").text() == "撤销"
    assert not action(window, "撤销").isEnabled()


def test_undo_and_redo_go_to_where_it_happened(start):
    window = start()
    type_in(window, "disputes/cases/review_upheld", "3")
    text_box(window, "overview/active").setFocus()
    type_words("甲")
    window.page.verticalScrollBar().setValue(window.page.verticalScrollBar().maximum())
    undo()
    box = text_box(window, "overview/active")
    assert box.hasFocus()
    assert in_sight(window, box, box.cursorRect())
    undo()
    view = grid(window, "disputes")
    assert view.hasFocus()
    assert current(view) == "disputes/cases/review_upheld"
    assert in_sight(window, view, view.visualRect(view.currentIndex()))
    window.page.verticalScrollBar().setValue(0)
    redo()
    assert in_sight(window, view, view.visualRect(view.currentIndex()))


def test_undo_of_a_title_goes_to_the_title(start):
    window = start()
    organ = title(window, "organ")
    type_words("柳河镇")
    go_to(window, "disputes/cases/review_upheld")
    undo()
    assert organ.hasFocus()
    assert in_sight(window, organ)


def test_typing_without_a_pause_is_one_step(start, clock):
    window = start()
    text_box(window, "problems").setFocus()
    type_words("存在的问题")
    assert window.workspace.stack.count() == 1
    clock.now += 2
    type_words("和改进")
    assert window.workspace.stack.count() == 2
    undo()
    assert text_box(window, "problems").toPlainText() == "存在的问题"
    undo()
    assert text_box(window, "problems").toPlainText() == ""


def test_all_that_was_deleted_at_once_comes_back_at_once(start, clock):
    window, box = writing(start)
    type_words("存在的问题和改进情况")
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    assert undo_words(window).startswith("删除")
    undo()
    assert box.toPlainText() == "存在的问题和改进情况"
    undo()
    assert box.toPlainText() == ""


def test_letters_typed_over_a_selection_give_it_back(start, clock):
    _, box = writing(start)
    type_words("旧的")
    press(Key.Key_A, CTRL)
    type_words("新的话")
    undo()
    assert box.toPlainText() == "旧的"


def test_letters_taken_back_one_by_one_are_one_step_after_the_typing(start, clock):
    window, box = writing(start)
    type_words("甲乙丙丁")
    for _ in range(3):
        press(Key.Key_Backspace)
    assert window.workspace.stack.count() == 2
    undo()
    assert box.toPlainText() == "甲乙丙丁"


def test_a_sentence_is_a_step(start, clock):
    _, box = writing(start)
    type_words("一句话。又一句话。")
    undo()
    assert box.toPlainText() == "一句话。"


def test_what_is_pasted_after_typing_is_a_step_of_its_own(start, clock):
    window, box = writing(start)
    type_words("甲乙")
    put("丙丁")
    press(Key.Key_V, CTRL)
    assert undo_words(window).startswith("粘贴到")
    undo()
    assert box.toPlainText() == "甲乙"


def test_a_name_pasted_from_a_spreadsheet_has_no_line_break(start):
    window = start()
    organ = title(window, "organ")
    organ.clear()
    put("柳河\u200b镇\u2028\r\n")
    press(Key.Key_V, CTRL)
    assert report(window).organ == organ.text() == "柳河镇"


def test_typing_elsewhere_in_between_is_a_step_of_its_own(start, clock):
    window = start()
    for text in ("problems", "other", "problems"):
        text_box(window, text).setFocus()
        type_words("字")
    assert window.workspace.stack.count() == 3


def test_a_number_typed_twice_in_one_cell_is_two_steps(start, clock):
    window = start()
    type_in(window, CELL, "1")
    type_in(window, CELL, "2")
    undo()
    assert values(window, CELL) == [1]


def test_a_new_change_forgets_what_was_undone(start):
    window = start()
    type_in(window, CELL, "1")
    undo()
    type_in(window, CELL, "2")
    redo()
    assert values(window, CELL) == [2]
    assert not window.workspace.stack.canRedo()


def test_the_unsaved_mark_is_the_historys_clean_state(start, answers, tmp_path):
    window = start()
    assert not window.isWindowModified()
    type_in(window, CELL, "1")
    assert window.isWindowModified()
    undo()
    assert not window.isWindowModified()
    redo()
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    assert not window.isWindowModified()
    undo()
    assert window.isWindowModified()
    redo()
    assert not window.isWindowModified()


def test_typing_after_saving_does_not_join_what_was_saved(start, answers, tmp_path, clock):
    window, box = writing(start)
    type_words("甲")
    answers.expect("save_path", tmp_path / "a.json")
    press(Key.Key_S, CTRL)
    type_words("乙")
    assert window.isWindowModified()
    undo()
    assert box.toPlainText() == "甲"
    assert not window.isWindowModified()


def test_the_caret_stays_where_the_undone_words_were(start, clock):
    _, box = writing(start)
    type_words("前后")
    clock.now += 2
    press(Key.Key_Left)
    type_words("中")
    press(Key.Key_End)
    undo()
    assert box.toPlainText() == "前后"
    assert box.textCursor().position() == 1


def test_an_open_cell_editor_keeps_its_own_undo(start):
    window = start()
    type_in(window, CELL, "3")
    view = go_to(window, CELL)
    press(Key.Key_F2)
    type_words("4")
    undo()
    assert view.grid_delegate.editor is not None
    assert view.grid_delegate.editor.text() == "3"
    press(Key.Key_Return)
    assert values(window, CELL) == [3]
    assert window.workspace.stack.count() == 1


def test_undo_from_the_menu_takes_over_an_open_editor_first(start):
    window = start()
    type_in(window, "requests/partial/natural", "3")
    go_to(window, CELL)
    type_words("4")
    action(window, "撤销").trigger()
    assert values(window, CELL, "requests/partial/natural") == [None, 3]
    redo()
    assert values(window, CELL) == [4]


def test_undo_in_a_linked_text_keeps_the_link(start, clock):
    window = start()
    window.workspace.change({("texts", "problems"): "共⟦requests/granted/total⟧件"}, "写")
    box = text_box(window, "problems")
    box.setFocus()
    press(Key.Key_End)
    type_words("。")
    undo()
    type_in(window, CELL, "7")
    assert box.toPlainText() == "共7件"


def test_opening_another_report_begins_a_new_history(start):
    window = start()
    type_in(window, CELL, "1")
    window.documents.open_file(REPORTS / "005.json")
    assert not window.workspace.stack.canUndo()
    assert not window.isWindowModified()
    undo()
    assert values(window, CELL) == [1175]


def test_undo_changes_nothing_else_than_what_was_done(start):
    window = start(REPORTS / "005.json")
    first = store.encode(report(window))
    view = go_to(window, CELL)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    assert all(window.workspace.value(cell.id) is None for cell in view.moves.cells)
    undo()
    assert store.encode(report(window)) == first


def test_what_is_done_again_is_what_was_done_whatever_became_of_the_callers_list(start):
    workspace = start().workspace
    reason = {"rule": "R31", "cells": [], "texts": [], "message": "空白", "reason": "没有"}
    mine = [reason]
    workspace.change({("acknowledged", ""): mine}, "说明")
    held = workspace.report.get(("acknowledged", ""))
    mine.clear()
    reason["reason"] = "改了"
    workspace.undo()
    assert workspace.report.get(("acknowledged", "")) is None
    workspace.redo()
    assert workspace.report.get(("acknowledged", "")) == held


def test_each_value_that_is_on_the_page_has_its_box_there(start):
    window = start()
    ids = {"title": "", "table": CELL, "text": "lead"}
    for name, key in KEYS.items():
        assert bool(showing(window.page._boxes, name, ids.get(key.shown, ""))) == bool(key.shown), (
            name
        )
