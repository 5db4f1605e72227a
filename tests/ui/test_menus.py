"""What the menus do with whatever has the keyboard, and the menu at a table."""

import gc
import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.disk.settings import Summary
from app.files import store
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    current,
    go_to,
    grid,
    press,
    put,
    report,
    selected,
    text_box,
    type_in,
    type_words,
    undo_words,
    values,
)
from ui.kit import plain
from ui.page.title_line import TitleLine
from ui.window.commands import commands

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CELL = "requests/granted/natural"
BELOW = "requests/partial/natural"


def say(window) -> str:
    return str(window.statusBar().currentMessage())


def clipboard() -> str:
    return QApplication.clipboard().text()


# --- words


def box_of_words(window, where: str) -> QLineEdit:
    """Has the keyboard, and all its words are selected."""
    if where == "find":
        press(Key.Key_F, CTRL)
        type_words("原来的字")
        box = window.find_bar.words
    elif where == "cell":
        go_to(window, CELL)
        type_words("原来的字")
        box = grid(window, "requests").grid_delegate.editor
    else:
        box = text_box(window, where) if where != "organ" else window.findChild(QLineEdit, where)
        box.setFocus()
        type_words("原来的字")
    assert QApplication.focusWidget() is box
    box.selectAll()
    return box


def words_in(box) -> str:
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


@pytest.mark.parametrize("where", ["problems", "organ", "find", "cell"])
def test_cut_copy_paste_and_clear_in_the_menu_work_on_words(start, where):
    window = start()
    go_to(window, CELL)
    box = box_of_words(window, where)
    action(window, "复制(C)").trigger()
    assert clipboard() == "原来的字"
    assert words_in(box) == "原来的字"
    action(window, "剪切").trigger()
    assert words_in(box) == ""
    put("12")
    action(window, "粘贴").trigger()
    assert words_in(box) == "12"
    press(Key.Key_Home)
    action(window, "清除").trigger()
    assert words_in(box) == "12", "nothing of it is selected"
    box.selectAll()
    action(window, "清除").trigger()
    assert words_in(box) == ""
    assert values(window, CELL) == [None]


def test_the_year_is_words_too(start):
    window = start()
    year = window.findChild(object, "year")
    year.setFocus()
    year.selectAll()
    action(window, "复制(C)").trigger()
    assert clipboard() == str(year.value())


def test_pasting_into_a_text_can_be_undone(start):
    window = start()
    text_box(window, "problems").setFocus()
    put("从别处来的字")
    action(window, "粘贴").trigger()
    assert report(window).text("problems") == "从别处来的字"
    action(window, "撤销").trigger()
    assert report(window).text("problems") == ""


# --- tables


def test_the_keys_of_old_windows_copy_cut_and_paste(start):
    window = start()
    type_in(window, CELL, "7")
    go_to(window, CELL)
    press(Key.Key_Insert, CTRL)
    assert clipboard().strip() == "7"
    assert values(window, CELL) == [7]
    QApplication.clipboard().clear()
    press(Key.Key_Delete, SHIFT)
    assert clipboard().strip() == "7"
    assert values(window, CELL) == [None]
    go_to(window, BELOW)
    press(Key.Key_Insert, SHIFT)
    assert values(window, BELOW) == [7]


def test_clear_in_the_menu_clears_the_selection(start):
    window = start()
    for cell in (CELL, BELOW):
        type_in(window, cell, "7")
    go_to(window, CELL)
    press(Key.Key_Down, SHIFT)
    action(window, "清除").trigger()
    assert values(window, CELL, BELOW) == [None, None]
    assert undo_words(window) == "清除 2 个单元格"


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_R])
def test_filling_leaves_an_open_editor_alone(start, key):
    window = start()
    type_in(window, "requests/carried_in/natural", "5")
    view = go_to(window, CELL)
    type_words("77")
    press(key, CTRL)
    assert view.grid_delegate.editor is not None
    assert view.grid_delegate.editor.text() == "77"
    press(Key.Key_Return)
    assert values(window, CELL) == [77]


@pytest.mark.parametrize("words", ["向下填充", "连同表头复制"])
def test_what_needs_a_table_says_so(start, words):
    window = start()
    text_box(window, "problems").setFocus()
    action(window, words).trigger()
    assert say(window) == "请先选中一张表。"
    assert not window.workspace.stack.count()


def test_zeros_in_a_full_table_say_that_nothing_is_blank(start):
    window = start(REPORTS / "005.json")
    go_to(window, CELL)
    action(window, "空白填 0").trigger()
    assert say(window) == "没有空白的格。"


def test_all_tables_are_filled_with_zeros_in_one_step_from_wherever_one_is(start):
    window = start()
    inputs = [cell.id for cell in report(window).form.cells.values() if not cell.computed]
    type_in(window, CELL, "7")
    text_box(window, "problems").setFocus()
    action(window, "三张表的空白都填 0").trigger()
    told = f"{len(inputs) - 1} 个空白格"
    assert say(window) == f"{told}填了 0，可以撤销。"
    assert undo_words(window) == f"{told}填 0"
    assert {*values(window, *inputs)} == {0, 7}
    action(window, "撤销").trigger()
    assert values(window, CELL, BELOW) == [7, None]
    action(window, "重做").trigger()
    action(window, "三张表的空白都填 0").trigger()
    assert say(window) == "没有空白的格。"


def test_one_table_filled_with_zeros_says_how_many_they_were(start):
    window = start()
    go_to(window, CELL)
    action(window, "空白填 0").trigger()
    inputs = [cell.id for cell in report(window).form.cells.values() if not cell.computed]
    left = len(inputs) - 144
    words = f"其他地方还有 {left} 个空白格，按 Shift+F9 一次都填 0。"
    assert say(window) == f"144 个空白格填了 0，可以撤销。{words}"
    assert values(window, "disputes/cases/review_other") == [None]
    text_box(window, "problems").setFocus()
    action(window, "空白填 0").trigger()
    assert say(window) == f"{left} 个空白格填了 0，可以撤销。", "from no table it is all of them"
    assert {*values(window, *inputs)} == {0}


def test_where_a_form_has_one_table_there_is_no_choice_of_tables(start, meetings):
    window = start()
    everywhere = action(window, "三张表的空白都填 0")
    window.workspace.new("甲镇", 2025, meetings.form)
    assert not everywhere.isVisible()
    window.workspace.new("甲镇", 2025)
    assert everywhere.isVisible()


# --- the menu at a table


def menu_at(open_) -> list[str]:
    """What the menu offers that comes up; it is closed again."""
    offered: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            offered.extend(each.text().partition("(")[0] for each in menu.actions())
            menu.close()

    QTimer.singleShot(50, look)
    open_()
    QTest.qWait(100)
    return offered


popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform says of a menu that it can neither raise it nor give it the keyboard."""
OFFERED = ["剪切", "复制", "连同表头复制", "粘贴", "清除", "空白填 0"]


def menu_key(view) -> None:
    """As the system sends it."""
    place = view.visualRect(view.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view, QContextMenuEvent(reason, place, view.mapToGlobal(place)))


def right_click(view, cell: str) -> None:
    place = view.visualRect(view.grid_model.index_of(cell)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, NONE, place)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)


@popup
def test_the_menu_key_opens_the_menu_of_a_table(start):
    view = go_to(start(), CELL)
    assert menu_at(lambda: menu_key(view)) == OFFERED


@popup
@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens it itself")
def test_shift_f10_opens_the_menu_of_a_table(start):
    go_to(start(), CELL)
    assert menu_at(lambda: press(Key.Key_F10, SHIFT)) == OFFERED


OFFERED_IN_TEXT = [
    "撤销 输入 存在的主要问题及改进情况",
    "重做",
    "",
    "剪切",
    "复制",
    "粘贴",
    "全选",
    "",
]
OFFERED_IN_TEXT += ["插入表中的数字", "插入常用句子", "整理文字"]


@popup
@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens it itself")
def test_the_menu_of_a_text_is_ours_by_key_and_by_mouse(start):
    window = start()
    window.workspace.open(REPORTS / "005.json")
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲")
    assert menu_at(lambda: press(Key.Key_F10, SHIFT)) == OFFERED_IN_TEXT
    place = box.viewport().rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, box.viewport().mapToGlobal(place))
    assert menu_at(lambda: QApplication.sendEvent(box.viewport(), event)) == OFFERED_IN_TEXT
    offered = {each.text().partition("(")[0]: each for each in box.actions()}
    assert offered[OFFERED_IN_TEXT[0]].isEnabled()
    assert not offered["重做"].isEnabled()


def test_ctrl_a_takes_all_of_what_has_the_keyboard(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲乙")
    press(Key.Key_A, CTRL)
    assert box.textCursor().selectedText() == "甲乙"
    view = go_to(window, CELL)
    press(Key.Key_A, CTRL)
    assert len(selected(view)) > 100
    press(Key.Key_F, CTRL)
    type_words("丙丁")
    press(Key.Key_A, CTRL)
    assert QApplication.focusWidget().selectedText() == "丙丁"


@popup
def test_the_tables_of_another_report_have_the_menu_too(start):
    window = start()
    window.workspace.open(REPORTS / "005.json")
    view = go_to(window, CELL)
    assert menu_at(lambda: menu_key(view)) == OFFERED


@popup
def test_a_right_click_is_about_the_cell_under_it_or_about_the_selection(start):
    window = start()
    view = go_to(window, CELL)
    assert menu_at(lambda: right_click(view, BELOW)) == OFFERED
    assert current(view) == BELOW
    press(Key.Key_Down, SHIFT)
    chosen = selected(view)
    assert menu_at(lambda: right_click(view, BELOW)) == OFFERED
    assert selected(view) == chosen


# --- problems


WRITTEN = {
    ("texts", "overview"): "2023年，我市主动公开、依申请公开、政府信息管理、政府信息公开平台建设、"
    "监督保障各项工作平稳有序。",
    ("texts", "problems"): "公开的内容还不够细，下一步将进一步完善制度。",
    ("texts", "other"): "2023年收取信息处理费2950元。",
    ("texts", "lead"): "统计期限自2023年1月1日起至2023年12月31日止。联系电话：0527-84368000。",
}


def test_the_next_problem_of_none_is_told(start):
    window = start(REPORTS / "005.json")
    window.workspace.change(WRITTEN, "写")
    window.workspace.settle()
    assert not window.workspace.findings
    press(Key.Key_F8)
    assert say(window) == "没有发现问题。"


def test_where_only_something_is_missing_the_next_problem_is_that(start):
    window = start(REPORTS / "005.json")
    window.workspace.change(WRITTEN | {("texts", "problems"): None}, "写")
    press(Key.Key_F8)
    assert window.page.widget().focusWidget().objectName() == "text:problems"
    assert say(window) != "没有发现问题。"


def test_what_is_missing_comes_after_the_last_finding_and_then_the_first_again(start):
    window = start(REPORTS / "005.json")
    wrong = {("texts", "problems"): None, ("texts", "other"): "2023年收取信息处理费9元。"}
    window.workspace.change(WRITTEN | wrong, "写")
    window.workspace.settle()
    cards_, missing = len(window.findings.cards), window.workspace.remaining.sections
    assert cards_ > 0
    assert len(missing) == 1
    went = []
    window.findings.chosen.connect(lambda finding: went.append(finding.message))
    window.missing.chosen.connect(lambda finding: went.append(finding.place[1]))
    for _ in range(cards_ + 2):
        press(Key.Key_F8)
    assert went[cards_] == "problems"
    assert went[-1] == went[0]


def test_in_another_report_the_next_problem_is_its_first_finding(start):
    window = start(REPORTS / "005.json")
    unwritten = WRITTEN | {("texts", "problems"): None, ("texts", "other"): None}
    window.workspace.change(unwritten, "写")
    press(Key.Key_F8)
    assert window.missing.is_gone_through
    window.workspace.swap(store.load(REPORTS / "005.json").report)
    window.workspace.change(unwritten | {("cells", "requests/granted/natural"): 9}, "写")
    window.workspace.settle()
    went = []
    window.findings.chosen.connect(went.append)
    press(Key.Key_F8)
    assert went == [window.findings.cards[0].findings[0]]


def test_a_problem_in_a_text_is_gone_to_at_once(start):
    window = start(REPORTS / "005.json")
    window.workspace.change({("texts", "problems"): "待补充"}, "写")
    press(Key.Key_F8)
    assert say(window) != "没有发现问题。"


def test_no_menu_goes_with_the_last_that_python_held_of_it(start):
    """PySide takes one away with its `menuAction()`, and a key pressed after fells the program."""
    window = start()
    bar = window.menuBar()
    before = [each.path for each in commands(bar)]
    for action_ in bar.actions():
        action_.menu().menuAction()
    gc.collect()
    assert [each.path for each in commands(bar)] == before


def test_organ_and_year_have_the_windows_menu_and_not_qts(start):
    title = start().page.findChild(TitleLine)
    ours = ["撤销", "重做", "", "剪切", "复制", "粘贴", "全选"]
    for box in (title.organ, title.year.lineEdit()):
        assert box.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
        assert [plain.of_button(action.text()) for action in box.actions()] == ours


def test_recent_reports_are_called_by_organ_and_year_and_told_apart_by_their_files(start, tmp_path):
    window = start()
    names = [str(tmp_path / name) for name in ("甲.json", "乙.json", "丙.json")]
    window.settings.recent = names
    known = Summary(organ="柳河镇人民政府", year=2025)
    window.settings.summaries = {names[0]: known, names[1]: known}
    window.documents.recent_changed.emit()
    wanted = ["柳河镇人民政府 2025 年（甲.json）", "柳河镇人民政府 2025 年（乙.json）", "丙"]
    listed = [each for each in commands(window.menuBar()) if "最近的文件" in each.menu]
    assert [each.words for each in listed] == wanted
    assert names[0] in listed[0].action.toolTip()
    [menu] = [each for each in window.findChildren(QMenu) if each.title().startswith("最近的文件")]
    assert menu.toolTipsVisible(), "the manual says so"
    window.settings.recent = names[1:]
    window.recent.noted.emit()
    [first, _] = [each for each in commands(window.menuBar()) if "最近的文件" in each.menu]
    assert first.words == "柳河镇人民政府 2025 年"
