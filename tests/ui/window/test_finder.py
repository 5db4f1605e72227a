"""A field that finds commands by what people call them, and does them where the keyboard was."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import go_to, press, type_in, type_words, values
from ui.manual.window import ManualWindow
from ui.window.commands import MEANT, commands

Key = Qt.Key
CELL = "requests/granted/natural"


def find(window, words: str) -> list[str]:
    press(Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is window.help.finder.words
    type_words(words)
    tree = window.help.finder.list
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def test_commands_are_found_by_their_words_their_sounds_and_what_else_they_are_called(start):
    window = start()
    go_to(window, CELL)
    for words, command in (
        ("结转", "从上年报告结转"),
        ("kbt", "空白填 0"),
        ("存盘", "保存"),
        ("零报告", "三张表的空白都填 0"),
        ("字大一点", "放大"),
    ):
        assert command in find(window, words)[:3]
        press(Key.Key_Escape)
    assert find(window, "量子") == ["没有这样的命令，换个说法试试"]
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert len(find(window, "")) > 40


def test_every_other_word_belongs_to_a_command_that_there_is(start):
    every = {each.words for each in commands(start().menuBar())}
    assert MEANT.keys() <= every | {words[1:] for words in every}


def test_enter_does_the_command_where_the_keyboard_was(start):
    window = start()
    type_in(window, CELL, "7")
    go_to(window, CELL)
    assert find(window, "清除")[:2] == ["清除", "清除纸上的合计"]
    press(Key.Key_Down)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert values(window, CELL) == [None]
    assert window.help.finder.isHidden()


def test_a_click_does_a_command_and_what_cannot_be_done_says_why(start):
    window = start()
    before = go_to(window, CELL)
    assert find(window, "重做")[0] == "重做"
    tree = window.help.finder.list
    assert tree.topLevelItem(0).text(1) == "没有可以重做的"
    place = tree.visualItemRect(tree.topLevelItem(0)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.statusBar().currentMessage() == "重做：没有可以重做的。"
    assert QApplication.focusWidget() is before


def test_it_goes_when_the_keyboard_goes_elsewhere(start):
    window = start()
    go_to(window, CELL)
    find(window, "保存")
    window.outline.setFocus()
    assert window.help.finder.isHidden()


def test_while_nothing_is_open_what_acts_on_a_report_says_so(start):
    window = start()
    window.at_start.show()
    assert find(window, "空白填")[0] == "空白填 0"
    assert window.help.finder.list.topLevelItem(0).text(1) == "先新建或者打开一份报告"
    press(Key.Key_Return)
    assert not window.workspace.stack.count()
    assert window.at_start.is_shown
    press(Key.Key_F1)
    assert window.findChild(ManualWindow).at == "first"


def test_what_stands_in_two_menus_is_found_once(start):
    window = start()
    every = [each.words for each in commands(window.menuBar())]
    assert every.count("从上年报告结转") == 2
    assert find(window, "结转").count("从上年报告结转") == 1
