"""What is still missing: signs at the sections, a box under them, and never a warning at first."""

import json
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget

from app.checks.progress import parts
from app.commands import cli
from app.exporters import EXPORTS
from tests.ui.conftest import (
    REPORTS,
    action,
    cards,
    go_to,
    press,
    report,
    text_box,
    type_in,
    type_words,
)
from ui import look, workspace
from ui.window.outline import GLYPHS

Key = Qt.Key
TEXTS = {("texts", "overview"): "2023年，主动公开、依申请公开、信息管理、平台建设、监督保障平稳有序。",
         ("texts", "problems"): "公开的内容还不够细，下一步将进一步完善制度。",
         ("texts", "other"): "2023年收取信息处理费2950元。",
         ("texts", "lead"): "统计期限自2023年1月1日起至2023年12月31日止。联系电话：0527-84368000。"}  # fmt: skip


def line(window) -> str:
    return window.findChild(QAbstractButton, "missing_fold").text()


def listed(window) -> list[str]:
    """The lines of the whole list, which is made when it is unfolded."""
    window.missing.list.fill(window.missing._items)
    shown = window.findChild(QListWidget, "missing")
    return [shown.item(row).text() for row in range(shown.count())]


def states(window) -> list[str]:
    return [part.state for part in parts(report(window), window.workspace.findings)]


def spoken(window, row: int) -> str:
    return window.outline.item(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_untouched_report_is_greeted_by_nothing_yellow_and_nothing_red(start):
    window = start()
    window.workspace.change({("organ", ""): "柳河镇", ("year", ""): 2025}, "写")
    window.workspace.settle()
    assert line(window) == "还没有开始填"
    assert cards(window) == []
    assert states(window) == ["half", *["empty"] * 6]
    assert not window.workspace.marks
    painted = window.outline.parentWidget().grab().toImage()
    assert not colours(painted) & {look.tokens().warn.rgb(), look.tokens().err.rgb()}
    type_in(window, "disputes/cases/review_upheld", "1")
    window.workspace.change({("cells", "requests/new_received/natural"): -1}, "写")
    window.workspace.settle()
    assert colours(window.outline.grab().toImage()) & {look.tokens().err.rgb()}


def colours(image: QImage) -> set[int]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).rgb() for x, y in places}


def test_every_section_tells_its_state_in_words_and_with_its_whole_heading(start):
    window = start()
    heading = report(window).form.sections[2].heading
    name = report(window).form.sections[2].short
    assert spoken(window, 3) == f"{heading}，未开始，144 处没有填"
    assert window.outline.item(3).text() == name
    assert heading in window.outline.item(3).toolTip()
    type_in(window, "requests/new_received/natural", "3")
    window.workspace.settle()
    assert spoken(window, 3) == f"{heading}，填写中，143 处没有填"
    go_to(window, "requests/new_received/natural")
    action(window, "空白填 0").trigger()
    window.workspace.settle()
    assert spoken(window, 3).startswith(f"{heading}，有错误，1 处错误")
    assert {*GLYPHS} == {"empty", "half", "done", "error"}


def test_the_current_section_is_that_of_the_keyboard_and_not_of_the_scroll_bar(start):
    window = start(REPORTS / "005.json", size=(1366, 500))
    outline = window.outline
    go_to(window, "requests/granted/natural")
    assert outline.currentRow() == 3
    window.page.verticalScrollBar().setValue(0)
    assert outline.currentRow() == 3
    text_box(window, "problems").setFocus()
    assert outline.currentRow() == 5
    text_box(window, "closing").setFocus()
    assert outline.currentRow() == 6
    outline.setFocus()
    assert outline.currentRow() == 6
    text_box(window, "lead").setFocus()
    assert outline.currentRow() == 0


def test_what_is_missing_is_listed_apart_and_counted_by_sections(start):
    window = start()
    type_in(window, "disclosure/licensing/decisions", "3")
    window.workspace.settle()
    assert line(window) == "还差 7 项可以上报"
    assert [words.strip("“")[:2] for words in listed(window)] == [
        "还没", "一、", "表二", "表三", "表四", "五、", "六、",
    ]  # fmt: skip
    assert cards(window) == []
    assert window.findings.tally == "还差 7 项可以上报"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_is_a_click_away_and_each_line_leads_to_its_place(start):
    window = start(REPORTS / "005.json")
    shown = window.missing.list
    assert not shown.isVisible()
    for row, name in ((1, "text:problems"), (2, "text:other")):
        window.findChild(QAbstractButton, "missing_fold").click()
        assert shown.isVisible()
        place = shown.visualItemRect(shown.item(row)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not shown.isVisible()
        assert window.page.widget().focusWidget().objectName() == name
    window.findChild(QAbstractButton, "missing_fold").click()
    QTest.keyClick(shown, Key.Key_Return)
    assert window.page.widget().focusWidget().objectName() == "text:overview"


def test_what_is_written_is_missing_no_longer_and_undo_brings_it_back(start):
    window = start(REPORTS / "005.json")
    assert line(window) == "还差 3 项可以上报"
    text_box(window, "problems").setFocus()
    type_words("公开的内容还不够细，下一步将进一步完善制度。")
    window.workspace.settle()
    assert line(window) == "还差 2 项可以上报"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.workspace.settle()
    assert line(window) == "还差 3 项可以上报"


def test_an_error_counts_too_and_comes_first(start):
    window = start(REPORTS / "005.json")
    type_in(window, "requests/new_received/natural", "1")
    window.workspace.settle()
    before = len(window.workspace.remaining.errors)
    assert before
    assert line(window) == f"还差 {3 + before} 项可以上报"
    assert listed(window)[0] == window.workspace.remaining.errors[0].message


def test_whoever_follows_an_error_from_there_finds_its_card_marked_and_is_in_its_cell(start):
    window = start(REPORTS / "005.json")
    type_in(window, "requests/new_received/natural", "1")
    window.workspace.settle()
    [error] = window.workspace.remaining.errors
    rows: list[QAbstractButton] = window.missing.findChildren(QAbstractButton)
    row = next(row for row in rows if row.accessibleName().endswith(error.message))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    current = window.findings.list.current()
    assert current is not None
    assert current.first == error
    assert not window.findings.has_keyboard


def test_in_a_low_window_the_first_line_stays_and_no_section_is_hidden(start, qtbot):
    window = start(REPORTS / "005.json", size=(1366, 740))
    assert window.missing._rows[2].isVisible()
    window.resize(1366, 480)
    qtbot.waitUntil(lambda: not window.missing._rows[2].isVisible())
    assert window.missing.fold.isVisible()
    last = window.outline.visualItemRect(window.outline.item(6))
    qtbot.waitUntil(lambda: window.outline.viewport().rect().contains(last))


def test_all_is_well_is_never_said_before_all_has_been_looked_at(start):
    window = start(REPORTS / "005.json")
    window.workspace.change(TEXTS, "写")
    assert window.findings.tally == "正在检查……"
    window.workspace.settle()
    assert window.findings.tally == "没有发现问题"
    assert line(window) == "可以上报"
    overview = TEXTS["texts", "overview"]
    window.workspace.change({("texts", "overview"): f"{overview}行政许可决定1件。"}, "写")
    assert window.findings.tally == "正在检查……"
    window.workspace.settle()
    assert window.findings.tally == "1 处提醒"
    assert line(window) == "可以上报，1 条提醒"
    window.missing.fold.click()
    assert window.editing.text().text.id == "overview"


def test_a_report_that_can_be_handed_in_tells_when_it_was_and_whether_it_changed_since(
    start, answers, tmp_path
):
    window = start(REPORTS / "005.json")
    window.workspace.change(TEXTS, "写")
    window.workspace.settle()
    note = window.missing._note
    assert note.text() == "还没有导出过。"
    answers.expect("save_path", tmp_path / "a.csv")
    window.exports.one(EXPORTS[".csv"])
    assert note.text() == f"今天 {datetime.now().astimezone():%H:%M} 已导出，\n之后没有改动。"
    window.workspace.change({("texts", "closing"): "二〇二四年一月"}, "写")
    window.workspace.settle()
    assert note.text().endswith("之后又改过，请再导出一次。")
    window.workspace.undo()
    window.workspace.settle()
    assert note.text().endswith("之后没有改动。")
    window.documents._save_as(tmp_path / "a.json")
    window.documents.open_file(REPORTS / "021.json")
    window.documents.open_file(tmp_path / "a.json")
    window.workspace.settle()
    assert note.text().endswith("之后没有改动。")
    earlier = datetime.now().astimezone() - timedelta(days=400)
    window.settings.exported[0] = type(window.settings.exported[0])(
        window.settings.exported[0].file, earlier.isoformat(), ""
    )
    window.documents.open_file(tmp_path / "a.json")
    window.workspace.settle()
    assert note.text().startswith(f"{earlier.year}年{earlier.month}月{earlier.day}日 ")


def test_the_last_day_is_told_and_warns_only_whoever_has_begun(start, monkeypatch):
    monkeypatch.setattr(workspace, "today", lambda: date(2026, 1, 22))
    window = start()
    head = {("organ", ""): "柳河镇", ("year", ""): 2025, ("level", ""): "township"}
    window.workspace.change(head, "写")
    window.workspace.settle()
    due, warns = window.missing._due, look.tokens().warn.rgb()
    assert due.text() == "1 月 31 日前报送，还有 9 天"
    assert warns not in colours(due.grab().toImage())
    type_in(window, "disputes/cases/review_upheld", "1")
    window.workspace.settle()
    assert warns in colours(due.grab().toImage())
    window.workspace.change({("year", ""): 2023}, "写")
    window.workspace.settle()
    assert not due.isVisible()


@pytest.mark.parametrize("words", ["", "  ", "\u3000"])
def test_an_organ_of_nothing_is_missing(start, words: str):
    window = start(REPORTS / "005.json")
    window.workspace.change({("organ", ""): words or None}, "清空")
    window.workspace.settle()
    assert any("单位名称" in each for each in listed(window))
    assert report(window).title


@pytest.mark.slow
@pytest.mark.parametrize("name", ["001", "005", "014", "020", "021", "sample"])
def test_the_window_and_the_command_find_the_same(start, capsys, name: str):
    """But for the deadline, which the command holds against no day unless it is told one."""
    file = REPORTS / f"{name}.json"
    cli.main(["check", str(file), "--json"])
    told = json.loads(capsys.readouterr().out)
    by_command = [(f["rule"], f["severity"], f["cells"], f["texts"], f["message"]) for f in told]
    window = start(file)
    found = [f for f in window.workspace.findings if f.rule != "R36"]
    in_window = [(f.rule, f.severity, [*f.cells], [*f.texts], f.message) for f in found]
    assert in_window == by_command
    listed_ = {f.message for f in window.workspace.remaining.missing}
    assert {f.message for f in found if f.missing} == listed_


def test_a_narrow_window_has_the_signs_of_the_sections_and_how_much_is_left_in_a_line(start):
    window = start(REPORTS / "005.json")
    words = window.missing.words
    assert words
    assert words != window.tally.text() == "", "it stands in the box, once"
    wide = window.page.width()
    window.resize(700, 740)
    QApplication.processEvents()
    assert window.page.width() > wide - (1366 - 700)
    assert not window.missing.isVisible()
    assert window.tally.text() == words
    place = window.outline.visualItemRect(window.outline.item(3)).center()
    QTest.mouseClick(window.outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.outline.currentRow() == 3
    window.resize(1366, 740)
    QApplication.processEvents()
    assert window.missing.isVisible()
    assert window.tally.text() == ""
