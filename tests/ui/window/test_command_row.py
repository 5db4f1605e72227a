"""The row of commands: what stands in it, what it loses where the window is narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.ui.conftest import action, go_to, press, values
from ui.window.command_row import GROUPS, SPARED, WORDED
from ui.window.commands import commands

CELL = "requests/granted/natural"


def tools(row) -> dict[str, QAction]:
    return {each.iconText(): each for each in row.tools.actions() if not each.isSeparator()}


def test_what_clerks_do_stands_in_the_row_with_a_tip_and_its_key_and_in_a_menu(start):
    window = start()
    row = window.command_row
    assert list(tools(row)) == [
        *("新建", "打开", "保存", "从剪贴板导入", "导入", "用去年的报告起头"),
        *("撤销", "重做", "空白填 0", "查找", "两年对照", "上年数字"),
    ]
    in_menus = {each.words: each.keys for each in commands(window.menuBar())}
    for words, tool in tools(row).items():
        assert words in in_menus
        assert tool.shortcut().toString() in tool.toolTip()
        assert tool.shortcut().toString() in in_menus[words].split(" / ")
        assert isinstance(button := row.tools.widgetForAction(tool), QToolButton)
        assert not button.icon().isNull()
        assert button.accessibleName() == words


def test_words_go_in_their_order_and_the_main_button_never(start):
    window = start(size=(1800, 740))
    row = window.command_row
    assert row.wordless == []
    seen = []
    for width in range(1700, 700, -60):
        window.resize(width, 740)
        QApplication.processEvents()
        seen.append(len(row.wordless))
        assert row.wordless == list(WORDED[: seen[-1]])
        assert row.rect().contains(row.main.geometry())
        assert row.main.text() == "上报材料"
    assert seen == sorted(seen)
    assert seen[-1] == len(WORDED)
    window.resize(1800, 740)
    QApplication.processEvents()
    assert row.wordless == []


@pytest.mark.parametrize("width", [1000, 890, 760, 660, 480])
def test_in_a_narrow_window_whole_tools_stand_in_the_row_and_all_are_in_the_menus(start, width):
    window = start(size=(width, 740))
    row = window.command_row
    QApplication.processEvents()
    assert row.spared == list(SPARED[: len(row.spared)])
    for words, tool in tools(row).items():
        button = row.tools.widgetForAction(tool)
        assert tool.isVisible()
        assert button.width() in (0, button.sizeHint().width()), words
        assert row.tools.rect().contains(button.geometry())
    more = row.tools.findChild(QToolButton, "qt_toolbar_ext_button")
    assert not more.isVisible()
    go_to(window, CELL)
    press(Qt.Key.Key_F9)
    assert values(window, CELL) == [0]
    window.resize(1800, 740)
    QApplication.processEvents()
    assert row.spared == row.wordless == []


def test_the_main_button_hands_in_and_leaves_the_keyboard_where_it_is(start, answers):
    window = start()
    view = go_to(window, CELL)
    answers.expect("export_choice", None)
    QTest.mouseClick(window.command_row.main, Qt.MouseButton.LeftButton)
    assert answers.prepared == []
    assert view.hasFocus()


def test_blanks_are_filled_by_a_key_that_windows_does_not_take(start):
    window = start()
    go_to(window, CELL)
    press(Qt.Key.Key_F9)
    assert values(window, CELL) == [0]


def test_last_years_figures_are_a_toggle_in_the_row(start):
    window = start()
    show = action(window, "上年数字")
    button = window.command_row.tools.widgetForAction(show)
    assert show.isCheckable()
    assert button.isCheckable()
    assert {name for group in GROUPS for name in group} >= set(WORDED)
