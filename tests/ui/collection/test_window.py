"""A folder of reports: read beside the window, listed, looked at, decided about, summed."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.exporters import EXPORTS
from app.exporters.options import Options
from app.manual import entries
from tests.ui import hostile
from tests.ui.collection.county import NEW, SOURCES, laid, put, write_facts
from tests.ui.collection.steps import (
    chips,
    click,
    found,
    listed,
    press_card,
    sound,
    stand_on,
    wait_until_written,
)
from tests.ui.conftest import CTRL, press, type_words
from tests.ui.spoken import nameless
from tests.ui.test_plain_words import faults
from ui.window.commands import commands

Key = Qt.Key


def test_who_is_missing_who_is_wrong_and_the_sum(collect, tmp_path):
    window = collect(laid(tmp_path, organ="清河县人民政府", level="county"))
    assert listed(window) == [
        ("甲镇人民政府", "有错误"),
        ("乙局", "有错误"),
        ("丙局", "有错误"),
        ("丁镇人民政府", "未报"),
    ]
    assert chips(window) == ["全部 4", "有错误 3", "未报 1"]
    assert window.status.tally.text() == "4 个单位　已收 3　未报 1"
    # The sum of the three: 47 new requests, 550 licences, as worked out beside the program.
    assert window.desk.sum is not None
    cells = ("requests/new_received/total", "disclosure/licensing/decisions")
    assert [window.desk.sum.report.values[cell] for cell in cells] == [47, 550]
    assert "已计入 3 个单位" in window.sum.told.accessibleName()
    # The keyboard is in the list, the chosen unit beside it.
    assert window.units.hasFocus()
    assert window.unit.name.text() == "甲镇人民政府"
    assert any("还没有写" in words for words in found(window))
    stand_on(window, "丙局")
    assert window.unit.name.text() == "丙局"
    assert ("本年新收", 0) not in [(f.name, f.now) for f in window.unit.figures.figures]
    assert "本年新收" in [f.name for f in window.unit.figures.figures]


def test_a_units_report_opens_in_its_own_window_to_be_read(collect, tmp_path, running, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "丙局")
    press(Key.Key_Return)
    shown = running.showing(folder / "收到" / "丙局.json")
    assert shown is not None
    assert shown.workspace.origin.read_only
    document = folder / "收到" / "丁.docx"
    document.write_bytes(EXPORTS[".docx"].render(shown.workspace.report, Options()))
    answers.expect("proposal", None)
    running.look_at(document)
    assert document.name in answers.said[-1]


def test_below_1600_pixels_the_unit_and_the_sum_are_two_tabs(collect, tmp_path):
    window = collect(laid(tmp_path), size=(1366, 728))
    assert not window.sides.has_both
    assert window.unit.isVisible()
    assert not window.sum.isVisible()
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert window.sum.isVisible()
    assert not window.unit.isVisible()
    stand_on(window, "丙局")
    assert window.unit.isVisible()
    window.resize(1900, 900)
    QApplication.processEvents()
    assert window.unit.isVisible()
    assert window.sum.isVisible()


def test_f1_opens_the_countys_chapter_and_keys_work_after_it(collect, tmp_path, answers):
    window = collect(laid(tmp_path))
    press(Key.Key_F1)
    manual = window.findChild(QWidget, "manual")
    assert manual.at == "county"
    manual.close()
    assert ("汇总存成报告…", "Ctrl+S") in window.commands.keys
    answers.expect("folder", None)
    window.activateWindow()
    QTest.keyClick(window.units, Key.Key_O, CTRL)


def test_hostile_names_and_words_are_shown_as_words(collect, tmp_path, answers):
    evil = hostile.words()
    folder = laid(tmp_path, {"甲局": "020", f"丁{evil}": ""})
    write_facts(folder, ["甲局", evil, f"丁{evil}"])
    put(folder, evil, "021", "乙", requests__new_received__natural=7)
    window = collect(folder)
    stand_on(window, evil)
    answers.expect("fill_in", (evil, evil))
    press_card(window, found(window)[0], "remark")
    window.sum.go_to(NEW)
    window.status.say(evil)
    assert faults(window) == []


def test_all_that_takes_the_keyboard_has_a_name(collect, tmp_path):
    window = collect(laid(tmp_path))
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    model = window.units.model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "甲镇人民政府，有错误，3 处错误，1 处提醒"


def test_every_command_that_its_page_names_stands_in_a_menu(collect, tmp_path, running):
    window = collect(laid(tmp_path))
    bars = (window.commands.menus, running.windows[0].menuBar())
    every = [each for bar in bars for each in commands(bar)]
    paths = {each.path for each in every} | {each.menu for each in every}
    named = set(re.findall(r"“((?:文件|编辑|单位|查看|帮助) → [^”]+)”", entries.read("county")))
    assert named - paths == set()
    assert named


def test_after_the_last_one_the_next_stands_above_and_at_the_end_it_is_said(
    collect, tmp_path, answers
):
    """Whoever has sent nothing, was sent back, or is approved, is not to be looked at."""
    folder = laid(tmp_path)
    sound(folder, "戊镇人民政府", year=2023)
    write_facts(folder, [*SOURCES, "戊镇人民政府"])
    window = collect(folder)
    units = ["甲镇人民政府", "乙局", "丙局", "戊镇人民政府", "丁镇人民政府"]
    assert [line.unit for line in window.units.lines] == units

    def approve(unit: str) -> tuple[str, str]:
        """What is looked at then, and what is said."""
        stand_on(window, unit)
        answers.expect("fill_in", ("李四",))
        click(window.unit.approve)
        return window.unit.name.text(), window.status.currentMessage()

    looked, said = approve("戊镇人民政府")
    assert looked == "甲镇人民政府"
    assert "这是下一份" in said
    approve("乙局")
    window.left.words.setText("甲")
    looked, said = approve("甲镇人民政府")
    assert looked == "甲镇人民政府"
    assert "还有 1 份要看" in said
    window.left.words.clear()
    looked, said = approve("丙局")
    assert looked == "丙局"
    assert "这里没有要看的了。" in said


def test_why_nothing_was_done_is_said_until_something_is(collect, tmp_path, answers):
    folder = laid(tmp_path, {"清河县教育局": "", "乙局": ""}, year=2025)
    sound(folder, "清河县教育局")
    window = collect(folder)
    stand_on(window, "清河县教育局")
    assert "没有错误" in window.unit.told.text()
    window.deeds.take_back()
    assert window.result.isVisible()
    answers.expect("fill_in", ("李四",))
    window.deeds.approve_sound()
    assert not window.result.isVisible()
    assert window.status.currentMessage().startswith("1 份报告已通过")


def test_at_200_percent_it_is_no_wider_than_the_screen_and_no_words_are_cut(collect, tmp_path):
    """A screen of 1366 x 768 has 683 x 344 pixels then, and a note is longer than its room."""
    window = collect(laid(tmp_path), size=(683, 344))
    assert (window.width(), window.height()) == (683, 344)
    assert window.unit.name.text() == "甲镇人民政府"
    for button in (window.unit.back, window.unit.approve):
        assert button.width() >= button.sizeHint().width()
    window.answer()
    QTest.qWait(100)
    words = window.sum.notes.words
    assert words.height() >= words.heightForWidth(words.width())
    assert not window.sum.notes.line.visibleRegion().isEmpty()


def test_home_end_and_letters_lead_to_whole_rows(collect, tmp_path):
    window = collect(laid(tmp_path))
    window.units.setFocus()

    def at() -> str:
        return window.unit.name.text()

    first, *_, last = (line.unit for line in window.units.lines)
    for key, unit in ((Key.Key_End, last), (Key.Key_Home, first), (Key.Key_Right, first)):
        press(key)
        assert at() == unit
    usual = QApplication.keyboardInputInterval()
    try:
        QApplication.setKeyboardInputInterval(60_000)
        type_words("yj")
        assert at() == "乙局"
        QApplication.setKeyboardInputInterval(1)
        QTest.qWait(50)
        type_words("j")
        assert at() == "丙局"
    finally:
        QApplication.setKeyboardInputInterval(usual)


def test_whoever_has_sent_nothing_gets_a_letter_of_its_own(collect, tmp_path, answers, qtbot):
    sources = {**SOURCES, "戊镇人民政府": ""}
    window = collect(laid(tmp_path, sources, organ="清河县人民政府"))
    answers.expect("one_of", 0)
    [remind] = [a for a in window.commands._held[0].actions() if a.text().startswith("催报")]
    remind.trigger()
    wait_until_written(qtbot, window, "催报通知：写了 2 个文件")
    names = {path.name for path in (tmp_path / "清河县催报通知").iterdir()}
    assert names == {"丁镇人民政府催报通知.docx", "戊镇人民政府催报通知.docx"}


@pytest.mark.parametrize("deadline", ["", "2026-01-31"])
def test_every_tool_has_its_place_whatever_the_width(collect, tmp_path, deadline):
    """The deadline gives way first, to the line below, then words, then the last tools."""
    window = collect(laid(tmp_path))
    window.commands.tell_due(deadline)
    tools, due = window.commands.tools, window.commands.due
    assert "一起通过" in [action.iconText() for action in tools.actions()]
    for width in range(560, 1920, 10):
        window.resize(width, 740)
        QApplication.processEvents()
        assert (width, tools.sizeHint().width() <= tools.width()) == (width, True)
        below = window.status.due.accessibleName()
        assert due.isVisible() != bool(below) or not deadline, width
        words = [a.priority() == QAction.Priority.NormalPriority for a in tools.actions()]
        assert sum(words) == 5 or width < 1_120, width


def test_tools_stand_as_they_would_whatever_the_width_was_before(collect, tmp_path):
    window = collect(laid(tmp_path))
    tools = window.commands.tools

    def stands(width: int) -> list[tuple[bool, bool]]:
        window.resize(width, 740)
        QApplication.processEvents()
        each = [(a, tools.widgetForAction(a)) for a in tools.actions()]
        rank = QAction.Priority.NormalPriority
        return [(a.priority() == rank, button.maximumWidth() > 0) for a, button in each if button]

    for width in range(640, 1_100, 60):
        stands(1_900)
        from_wide = stands(width)
        stands(560)
        assert stands(width) == from_wide, width


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_where_it_is_low_one_line_is_across_it_and_one_chip_has_a_menu_of_all(
    collect, tmp_path, qtbot
):
    """At 200 % on the smallest screen units have room, whatever is to be said."""
    window = collect(laid(tmp_path, listed=False), size=(683, 344))
    qtbot.waitUntil(window.notice.isVisible)
    window.deeds.take_back()
    assert window.result.isVisible()
    assert not window.notice.isVisible()
    QApplication.processEvents()
    assert window.units.viewport().height() >= 4 * window.units.rowHeight(0)
    [chip] = window.filters.shown
    assert chip.text() == "全部 3 ▾"
    click(chip)
    [action] = [a for a in window.filters.menu.actions() if a.text() == "有错误 3"]
    action.trigger()
    assert chips(window) == ["有错误 3 ▾"]
    window.filters.menu.close()
    click(window.result.close_button)
    assert window.notice.isVisible()
    window.resize(1366, 728)
    QApplication.processEvents()
    assert len(chips(window)) > 1


@pytest.mark.parametrize("size", [(1800, 1000), (1100, 700)])
def test_nothing_that_is_used_is_without_a_name(collect, tmp_path, size):
    window = collect(laid(tmp_path), size)
    assert nameless(window) == []
