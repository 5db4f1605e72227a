"""The start page, met as a clerk meets it: by keys, by mouse, with a file that is dragged."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.checks.due import due
from app.disk.settings import Summary
from tests.ui import hostile
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    action,
    becomes_active,
    go_to,
    press,
    report,
    type_words,
)
from ui import look
from ui.dialogs.new_report import NewReport
from ui.dialogs.questions import Questions
from ui.flows.imports import Imports
from ui.kit import deadline
from ui.start_page import said
from ui.start_page.card import Plate
from ui.start_page.page import StartPage
from ui.window.main_window import MainWindow
from ui.workspace import year_due

Key = Qt.Key
NOW = datetime(2026, 1, 22, 15, 6).astimezone()


@pytest.fixture
def begin(start, qtbot):
    """Opens a window in which nothing is open; `known`: summaries by the files of its list."""

    def begun(known: dict[Path, Summary] | None = None, size=(1366, 700)) -> MainWindow:
        window = start(size=size)
        for file, summary in (known or {}).items():
            window.settings.remember(file)
            window.settings.note(file, summary)
        window.at_start.show()
        qtbot.waitUntil(lambda: becomes_active(window))
        return window

    return begun


def page(window: MainWindow) -> StartPage:
    found = window.findChild(StartPage, "start_page")
    assert found is not None
    assert found.isVisible()
    return found


def button(window: MainWindow, words: str) -> QPushButton:
    buttons: list[QPushButton] = page(window).findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith(words))


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def send_double_click(widget: QWidget, place: QPoint) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    twice = QMouseEvent.Type.MouseButtonDblClick
    at, on_screen = QPointF(place), QPointF(widget.mapToGlobal(place))
    QApplication.sendEvent(widget, QMouseEvent(twice, at, on_screen, left, left, none))


def lines(window: MainWindow) -> list[list[str]]:
    model = page(window).recent.model()
    return [
        [str(model.index(row, column).data()) for column in range(3)]
        for row in range(model.rowCount())
    ]


def copied(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes((REPORTS / "021.json").read_bytes())
    return file


def last_year() -> int:
    due_now = year_due()
    assert due_now is not None
    return due_now - 1


# --- what it says


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, ""),
        (Summary(untouched=True), "还没有开始填"),
        (Summary(remaining=3), "填写中，还差 3 项"),
        (Summary(remaining=2, errors=2), "有 2 处错误"),
        (Summary(remaining=3, errors=2), "有 2 处错误，还差 3 项"),
        (Summary(), "可以上报"),
        (Summary(warnings=2), "可以上报，还有 2 条提醒"),
    ],
)
def test_how_far_a_report_has_come_is_said(known, words):
    assert said.of_report(known).words == words
    if known:
        assert said.of_report(known, ["Word", "PDF"]).words == "已导出 Word、PDF"


def test_a_moment_is_said_as_people_say_it():
    def ago(**moved: int) -> str:
        return said.of_time(NOW.replace(**moved).timestamp(), NOW)

    assert (ago(), ago(day=21), ago(day=3)) == ("今天 15:06", "昨天 15:06", "2026-01-03 15:06")
    assert said.of_time(0, NOW) == ""
    assert said.of_time(1e30, NOW) == ""


@pytest.mark.parametrize(
    ("today", "level", "words", "role"),
    [
        (date(2026, 1, 2), "township", "2025 年度报告 1 月 31 日前报送，还有 29 天", "ink2"),
        (date(2026, 1, 22), "township", "2025 年度报告 1 月 31 日前报送，还有 9 天", "warn"),
        (date(2026, 1, 31), "township", "2025 年度报告 1 月 31 日前报送，就是今天", "err"),
        (date(2026, 2, 2), "township", "2025 年度报告 1 月 31 日前报送，已过 2 天", "err"),
        (date(2026, 2, 2), "county", "2025 年度报告 2 月 20 日前报送，还有 18 天", "ink2"),
        (date(2026, 1, 22), "", "2025 年度报告一般应在 1 月 31 日前报送，还有 9 天", "warn"),
        (date(2026, 9, 1), "township", "2025 年度报告 1 月 31 日前报送", "ink2"),
    ],
)
def test_the_deadline_is_that_of_the_level(form, today, level, words, role):
    found = due(form, 2025)
    assert found is not None
    told = deadline.of_deadline("2025 年度报告", found, level, today, is_done=False)
    assert (told.words, told.role) == (words, role)
    assert deadline.of_deadline("2025 年度报告", found, level, today, is_done=True).role == "ok"


def test_the_page_tells_the_deadline_and_where_it_is_written(begin, qtbot):
    window = begin()
    chip = page(window).chip
    qtbot.waitUntil(chip.isVisible)
    assert "前报送" in chip.words
    assert "第四十九条" in chip.toolTip()
    assert "县（市、区）人民政府：2 月 20 日前" in chip.toolTip()


# --- what it leads to


def test_escape_leads_to_the_empty_report_under_it(begin):
    window = begin()
    assert window.windowTitle() == "年报"
    assert window.findChild(QWidget, "table:requests") is not None
    menus = window.menuBar().actions()
    shown = {menu.text()[:2]: menu.isVisible() for menu in menus}
    assert shown["文件"]
    assert shown["帮助"]
    assert not shown["编辑"]
    assert not action(window, "另存为").isVisible()
    press(Key.Key_S, CTRL)  # there is nothing to save: nobody is asked where to
    press(Key.Key_Escape)
    assert window.findChild(StartPage, "start_page") is None
    assert window.windowTitle() == "未命名[*] - 年报"
    type_words("柳")
    assert report(window).organ == "柳"


def test_a_new_report_is_asked_for_by_key_and_by_button(begin, answers):
    window = begin()
    answers.expect("new_report", None)
    press(Key.Key_N, CTRL)
    assert page(window)
    answers.expect("new_report", NewReport("柳河镇", 2025, level="township"))
    press(Key.Key_Return)  # the recommended card has the keyboard
    assert not window.at_start.is_shown
    assert (report(window).organ, report(window).get(("level", ""))) == ("柳河镇", "township")
    assert (window.settings.organ, window.settings.level) == ("柳河镇", "township")


@pytest.mark.slow
def test_all_of_it_is_reached_by_arrows(begin, tmp_path):
    begin({copied(tmp_path, "甲.json"): Summary(organ="甲镇", year=2020)})
    seen = []
    for _ in range(10):
        here = QApplication.focusWidget()
        seen.append(here.text() if isinstance(here, QPushButton) else here.objectName())
        press(Key.Key_Down)
    assert seen[:9] == [
        "开始填写…", "选去年的报告…", "选文件…", "从剪贴板", "打开其他文件…", "recent",
        "选文件夹…", "打开示例", "开始填写…",
    ]  # fmt: skip


def test_last_years_report_is_recommended_and_begins_this_years(begin, answers, tmp_path):
    file = copied(tmp_path, "去年.json")
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content | {"year": last_year()}), encoding="utf-8")
    window = begin({file: Summary(organ="柳河镇人民政府" * 9, year=last_year())})
    assert QApplication.focusWidget() is button(window, "用 柳河镇人民… ")
    answers.expect("tell")
    press(Key.Key_Return)
    assert report(window).year == last_year() + 1
    assert not window.at_start.is_shown
    assert "（未保存）" in window.windowTitle()


def test_what_is_begun_of_this_year_has_the_keyboard(begin, tmp_path):
    file = copied(tmp_path, "今年.json")
    window = begin({file: Summary(organ="甲镇", year=last_year() + 1, remaining=3)})
    assert QApplication.focusWidget() is page(window).recent
    assert not any(card.is_marked for card in page(window).cards)
    press(Key.Key_Return)
    assert window.workspace.path == file


@pytest.mark.slow
def test_a_report_is_opened_by_one_click_and_the_second_hits_nothing(
    begin, tmp_path, qtbot, monkeypatch
):
    file = copied(tmp_path, "甲.json")
    window = begin({file: Summary(organ="甲镇", year=2020)})
    shown = page(window).recent
    place = shown.visualRect(shown.model().index(0, 0)).center()
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 3_000)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.workspace.path == file
    view = go_to(window, "requests/granted/natural")
    inside = view.visualRect(view.currentIndex()).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    send_double_click(view.viewport(), inside)
    assert view.grid_delegate.editor is None
    qtbot.wait(QApplication.doubleClickInterval() + 100)
    send_double_click(view.viewport(), inside)
    assert view.grid_delegate.editor is not None  # from then on it is one again


def test_a_file_that_is_gone_is_said_and_stays_until_it_is_taken_away(
    begin, answers, tmp_path, qtbot
):
    gone, there = tmp_path / "没有.json", copied(tmp_path, "有.json")
    window = begin({gone: Summary(organ="乙镇", year=2020), there: Summary(organ="甲镇")})
    shown = page(window).recent
    qtbot.waitUntil(lambda: lines(window)[1] == ["乙镇", "2020 年", "找不到了"])
    assert str(tmp_path) not in str(lines(window))  # no paths but in the tip
    assert str(gone).replace("'", "&#x27;") in shown.model().index(1, 0).data(
        Qt.ItemDataRole.ToolTipRole
    )
    shown.setFocus()
    press(Key.Key_Down)
    answers.expect("tell")
    press(Key.Key_Return)
    assert "没有.json" in answers.said[-1]
    assert str(gone) in window.settings.recent
    press(Key.Key_Delete)
    assert [line[0] for line in lines(window)] == ["甲镇"]
    assert window.settings.recent == [str(there)]


def test_the_sample_is_clearly_one_and_nothing_is_lost_with_it(begin, answers):
    window = begin()
    click(button(window, "打开示例"))
    assert "（示例）" in report(window).title
    assert window.windowTitle() == "示例[*] - 年报"
    window.workspace.settle()
    found = {finding.rule for finding in window.workspace.findings if not finding.because}
    assert found == {"R01", "R20"}
    assert not window.isWindowModified()
    assert window.settings.recent == []
    answers.expect("new_report", None)
    press(Key.Key_N, CTRL)
    assert "示例" not in answers.said[-1]  # it is nobody's organ
    assert window.close()  # and asks nothing


@pytest.mark.slow
def test_a_file_that_is_dragged_in_is_invited(begin):
    window = begin()
    card, mime = page(window).dropping, QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/x/年报.docx")])
    keys, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, keys, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    assert card.is_marked
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not card.is_marked


@pytest.mark.slow
def test_back_at_the_start_page_nothing_of_the_report_is_left(begin, answers):
    window = begin()
    press(Key.Key_Escape)
    type_words("柳河镇")
    answers.expect("save_changes", False)
    window.at_start.again()
    assert page(window)
    press(Key.Key_Escape)
    assert report(window).organ == ""


# --- what the list knows


def test_what_was_saved_is_known_without_a_look_into_the_file(start, answers, tmp_path):
    window = start()
    window.workspace.change({("organ", ""): "甲镇", ("year", ""): 2025}, "填写")
    answers.expect("save_path", tmp_path / "甲.json")
    press(Key.Key_S, CTRL)
    window.workspace.settle()
    [known] = window.settings.summaries.values()
    assert (known.organ, known.year, known.untouched) == ("甲镇", 2025, True)
    assert known.remaining > 0
    file = tmp_path / "甲.json"
    assert window.settings.exported_as(file) == []
    for made in ("甲.docx", "甲.csv", "甲.pdf", "甲.docx"):
        window.exports._handed.note([tmp_path / made])
    assert window.settings.exported_as(file) == ["Word", "PDF"]
    window.workspace.change({("cells", "requests/new_received/natural"): 1}, "填写")
    window.workspace.settle()
    press(Key.Key_S, CTRL)
    window.workspace.settle()
    [known] = window.settings.summaries.values()
    assert not known.untouched
    assert window.settings.exported_as(file) == [], "it is another report by now"
    window.exports._handed.note([tmp_path / "甲.xlsx"])
    assert window.settings.exported_as(file) == ["Excel"]


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1366, 700), (910, 485), (683, 364)])
def test_nothing_on_it_is_cut_off_at_the_side(begin, tmp_path, size, qtbot):
    known = Summary(organ="柳" * 60, year=last_year(), remaining=12, errors=10)
    window = begin({tmp_path / "甲.json": known}, size=size)
    shown = page(window)
    assert shown.horizontalScrollBar().maximum() == 0
    buttons: list[QPushButton] = shown.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))
    for each in buttons:
        corner = each.mapTo(shown.widget(), QPoint(each.width(), 0))
        assert corner.x() <= shown.widget().width()


@pytest.mark.parametrize("size", [(1366, 700), (890, 452), (663, 314), (480, 600)])
def test_every_way_to_begin_is_seen_at_once_on_a_small_screen(begin, qtbot, size):
    shown = page(begin(size=size))
    shown._tell_deadline()
    shown.chip.say("2025 年度报告 1 月 31 日前报送，还有 9 天", "warn", "calendar", "")
    buttons = [b for card in shown.cards for b in card.findChildren(QPushButton)]

    def is_seen(button: QPushButton) -> bool:
        corner = button.mapTo(shown.viewport(), QPoint(0, 0))
        return shown.viewport().rect().contains(QRect(corner, button.size()))

    assert len(buttons) == 4
    qtbot.waitUntil(lambda: all(map(is_seen, buttons)))
    for button in buttons:
        assert button.width() >= button.sizeHint().width()


def test_on_a_screen_of_1280x720_nothing_is_to_be_scrolled(begin):
    """As a usual screen is at 150 %; a title and a task bar take their part of it."""
    shown = page(begin(size=(1280, 641)))
    shown._tell_deadline()
    QApplication.processEvents()
    assert shown.verticalScrollBar().maximum() == 0


def test_in_high_contrast_the_ground_of_an_icon_has_an_edge(begin):
    """Its colour is the window's own: without one the icon would stand askew to its words."""
    window = begin()
    look.wear("contrast")
    plate = page(window).findChild(Plate)
    seen = plate.grab().toImage()
    assert seen.pixelColor(plate.width() // 2, 0) == look.tokens().line
    look.wear("")


def test_the_list_has_no_empty_room_inside_its_frame(begin, tmp_path):
    file = copied(tmp_path, "甲.json")
    shown = page(begin({file: Summary(organ="甲镇", year=2020)}, size=(1366, 900))).recent
    QApplication.processEvents()
    assert shown.parentWidget().height() <= shown.height() + 4
    assert all(card.height() < 200 for card in shown.window().findChild(StartPage).cards)


def test_what_is_imported_while_nothing_is_open_can_be_but_a_new_report(
    begin, answers, monkeypatch
):
    window = begin()
    read = hostile.proposal(window.workspace.report, "别处")
    monkeypatch.setattr(Imports, "_read", lambda *_: read)
    monkeypatch.setattr(type(answers), "proposal", Questions.proposal)

    def offered() -> list[str]:
        words: list[str] = []
        hostile.each_shown(
            lambda: window.imports.take(Path("别处.html")),
            lambda dialog: words.extend(b.text() for b in dialog.findChildren(QPushButton)),
        )
        return words

    assert offered() == ["打开为新报告(&N)", "取消"]
    window.at_start.leave()
    assert offered() == ["打开为新报告(&N)", "填入这份(&F)", "只作上年数字(&L)", "取消"]
