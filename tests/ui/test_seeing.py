"""What a clerk sees without asking: sums, marks, headers that stay, sizes."""

from html import unescape

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    bubble,
    cards,
    current,
    go_to,
    grid,
    in_sight,
    press,
    report,
    selected,
    text_box,
    type_in,
    type_words,
)
from ui.kit.buttons import Button
from ui.page.grid.frozen import FrozenHeader
from ui.page.grid.model import PAPER
from ui.page.grid.strip import HEIGHT, LEAST_ROWS, Strip

pytestmark = pytest.mark.slow

Key = Qt.Key
Role = Qt.ItemDataRole
CELL = "requests/granted/natural"
NONE = Qt.KeyboardModifier.NoModifier


def strip(window) -> str:
    """What is told at the table in which the keyboard is."""
    (told,) = [grid.strip.told for grid in window.page.grids if grid.strip.told]
    return told.whole


def status(window) -> str:
    return str(window.findChild(QLabel, "status").text())


def wheel(widget, delta: int, modifier=NONE) -> None:
    """As Qt does with a real wheel only, what one widget ignores goes to the one around it."""
    while widget is not None:
        place = QPointF(widget.rect().center())
        event = QWheelEvent(
            place,
            QPointF(widget.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        if QApplication.sendEvent(widget, event) and event.isAccepted():
            return
        widget = widget.parentWidget()


def scroll_to(window, value: int) -> None:
    window.page.verticalScrollBar().setValue(value)
    QApplication.processEvents()


# --- the status bar


def test_the_status_bar_counts_adds_and_averages_the_selection(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/new_received/natural")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    assert status(window) == "计数 4　求和 3595　平均 898.75"


def test_blanks_do_not_count(start):
    window = start()
    type_in(window, CELL, "3")
    go_to(window, CELL)
    press(Key.Key_Down, SHIFT)
    assert status(window) == "计数 1　求和 3　平均 3"
    press(Key.Key_Down)
    press(Key.Key_Down, SHIFT)
    assert status(window) == "选中 2 格，都是空白"


def test_a_computed_cell_says_in_numbers_how_it_adds_up(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/new_received/total")
    assert strip(window).endswith(
        "　3511 = 自然人 3402 + 商业企业 99 + 社会公益组织 4 + 法律服务机构 5 + 其他 1，其余为 0"
    )
    type_in(window, "requests/new_received/other", "2")
    go_to(window, "requests/new_received/total")
    assert "　3512 = " in strip(window)
    window.workspace.change({("cells", "requests/new_received/other"): None}, "清除")
    assert strip(window).endswith("法律服务机构 5，其余为 0 或空白")


def test_a_sum_that_is_nothing_has_no_terms(start):
    window = start()
    go_to(window, "requests/granted/total")
    assert strip(window).endswith("总计　空白")
    type_in(window, CELL, "0")
    go_to(window, "requests/granted/total")
    assert strip(window).endswith("总计　0")


@pytest.mark.parametrize("width", [1366, 700])
def test_a_sum_of_many_terms_shows_its_result_and_is_whole_in_the_tool_tip(start, width):
    window = start(REPORTS / "005.json", size=(width, 740))
    view = go_to(window, "requests/total/natural")
    total = str(window.workspace.value("requests/total/natural"))
    assert view.strip.seen.startswith(f"（七）总计 · 自然人　{total} = ")
    assert view.strip.seen.endswith("…")
    assert view.strip.told.whole in unescape(view.strip.toolTip())


def test_the_strip_is_empty_and_the_status_bar_too_where_the_keyboard_is_in_a_text(start):
    window = start(REPORTS / "005.json")
    view = go_to(window, "requests/new_received/natural")
    press(Key.Key_Right, SHIFT)
    assert strip(window).startswith("本年新收 · ")
    assert status(window)
    text_box(window, "problems").setFocus()
    assert view.strip.told is None
    assert status(window) == ""


def test_the_strip_stays_in_sight_and_moves_the_header_that_stays_down(start):
    window = start(REPORTS / "005.json", size=(1366, 740))
    view = go_to(window, "requests/carried_out/natural")
    QApplication.processEvents()
    (shown,) = [
        s
        for s in window.page.viewport().findChildren(Strip)
        if s.parent() is window.page.viewport()
    ]
    assert shown.isVisible()
    assert shown.told == view.strip.told
    stays = frozen(window, "requests")
    assert stays.mapTo(window.page.viewport(), QPoint(0, 0)).y() == shown.height() == HEIGHT


@pytest.mark.parametrize(("size", "has_header"), [((890, 452), True), ((660, 330), False)])
def test_in_a_low_window_the_strip_stays_and_the_header_where_it_leaves_room_for_rows(
    start, size, has_header
):
    window = start(REPORTS / "005.json", size=size)
    view = go_to(window, "requests/carried_out/natural")
    QApplication.processEvents()
    strips = window.page.viewport().findChildren(Strip)
    (shown,) = [s for s in strips if s.parent() is window.page.viewport()]
    assert shown.isVisible()
    header = frozen(window, "requests")
    assert (header is not None) == has_header
    place = view.visualRect(view.currentIndex())
    assert in_sight(window, view, place)
    top = view.viewport().mapTo(window.page.viewport(), place.topLeft()).y()
    assert top >= HEIGHT + (header.height() if header else 0)


def test_the_strip_says_what_a_wrong_cell_should_be_and_makes_it_so(start):
    window = start()
    view = go_to(window, CELL)
    press(Key.Key_F9)
    wrong = "requests/carried_out/natural"
    for cell, figure in ((CELL, "3"), ("requests/new_received/natural", "3"), (wrong, "1")):
        type_in(window, cell, figure)
    go_to(window, wrong)
    told = view.strip.told
    assert (told.severity, told.due, told.do) == ("error", "按勾稽关系应为 0", "填 0")
    QTest.mouseClick(view.strip.findChild(Button), Qt.MouseButton.LeftButton)
    assert window.workspace.value(wrong) == 0
    assert view.hasFocus()
    assert view.strip.told.severity == ""
    action(window, "撤销").trigger()
    assert window.workspace.value(wrong) == 1


def test_the_strip_follows_what_is_mended_from_the_list_of_findings(start):
    window = start()
    view = go_to(window, CELL)
    press(Key.Key_F9)
    wrong = "requests/carried_out/natural"
    for cell, figure in ((CELL, "3"), ("requests/new_received/natural", "3"), (wrong, "1")):
        type_in(window, cell, figure)
    go_to(window, wrong)
    stale = view.strip.told
    assert stale.do == "填 0"
    window.findings.take_keyboard()
    window.workspace.change({("cells", "requests/new_received/natural"): 4}, "改正")
    assert not view.hasFocus()
    assert (view.strip.told.severity, view.strip.told.do) == ("", "")
    view.strip.doing.emit(stale)
    assert window.workspace.value(wrong) == 1, "a button that was pressed too late does nothing"


def test_the_strip_that_stays_in_sight_follows_too(start):
    window = start(size=(1366, 500))
    view = go_to(window, CELL)
    press(Key.Key_F9)
    total = "requests/carried_out/total"
    window.workspace.change({("published", total): 5}, "填写")
    go_to(window, total)
    QApplication.processEvents()
    (shown,) = [
        s
        for s in window.page.viewport().findChildren(Strip)
        if s.parent() is window.page.viewport()
    ]
    assert shown.told.do == "按算出来的"
    window.findings.take_keyboard()
    window.workspace.change({("published", total): None}, "清除")
    assert shown.told == view.strip.told
    assert (shown.told.severity, shown.told.do) == ("", "")


def test_an_input_cell_says_how_it_is_to_be_filled_in(start):
    window = start()
    go_to(window, "requests/carried_in/natural")
    assert strip(window).startswith("上年结转 · 自然人")


def test_the_note_of_a_cell_names_its_article(start):
    window = start()
    view = grid(window, "disclosure")
    tip = view.grid_model.index_of("disclosure/licensing/decisions").data(Role.ToolTipRole)
    assert "第二十条" in tip or "（" in tip


# --- the header that stays


def frozen(window, table: str) -> FrozenHeader | None:
    """The header that is shown over the page now."""
    headers = (f for f in window.findChildren(FrozenHeader) if f.isVisible())
    return next((f for f in headers if f.model() is grid(window, table).model()), None)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_header_stays_exactly_while_its_own_is_out_of_sight_and_rows_are_in_sight(start, zoom):
    window = start(REPORTS / "005.json", size=(1366, 500))
    window.page.set_zoom(zoom)
    view = grid(window, "requests")
    seen = set()
    for value in range(0, window.page.verticalScrollBar().maximum(), 37):
        scroll_to(window, value)
        top = view.mapTo(window.page.viewport(), QPoint(0, 0)).y()
        header = view.header_height()
        rows_below = top + view.height() > header + LEAST_ROWS
        stays = frozen(window, "requests")
        assert (stays is not None) == (top < 0 and rows_below), value
        seen.add(stays is not None)
        if stays:
            assert stays.mapTo(window.page.viewport(), QPoint(0, 0)).y() == 0
            assert stays.height() == header
    assert seen == {True, False}


def test_the_header_that_stays_looks_like_the_tables_own(start):
    window = start(REPORTS / "005.json", size=(1366, 500))
    view = grid(window, "requests")
    scroll_to(window, view.mapTo(window.page.widget(), QPoint(0, 0)).y() + 200)
    stays = frozen(window, "requests")
    assert stays is not None
    own = view.grab(view.rect()).toImage().copy(0, 0, view.width(), view.header_height())
    assert stays.grab().toImage() == own


def test_the_header_that_stays_is_as_wide_as_its_table_when_the_window_grows(start):
    window = start(size=(800, 500))
    view = grid(window, "requests")
    scroll_to(window, view.mapTo(window.page.widget(), QPoint(0, 0)).y() + 400)
    window.resize(1366, 500)
    stays = frozen(window, "requests")
    assert stays is not None
    QApplication.processEvents()
    sides = [(w.mapTo(window, QPoint(0, 0)).x(), w.width()) for w in (view, stays)]
    assert sides[0] == sides[1]


def test_a_table_with_a_header_in_each_block_keeps_none(start):
    window = start(size=(1366, 400))
    view = grid(window, "disclosure")
    scroll_to(window, view.mapTo(window.page.widget(), QPoint(0, 0)).y() + 60)
    assert frozen(window, "disclosure") is None


def test_the_current_cell_is_never_under_the_header_that_stays(start):
    window = start(REPORTS / "005.json", size=(1366, 500))
    view = go_to(window, "requests/carried_out/natural")
    for _ in range(24):
        press(Key.Key_Up)
        place = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(window.page.viewport(), place.topLeft()).y()
        stays = frozen(window, "requests")
        assert in_sight(window, view, place)
        assert stays is None or top >= stays.height()


def test_a_cell_gone_to_in_a_low_window_is_in_sight_and_not_under_the_header(start):
    window = start(size=(910, 390))
    type_in(window, "requests/new_received/natural", "7")
    window.workspace.settle()
    for cell in ("requests/other_other/natural", "requests/new_received/natural"):
        view = go_to(window, cell)
        place = view.visualRect(view.currentIndex())
        header = frozen(window, "requests")
        assert in_sight(window, view, place), cell
        top = view.viewport().mapTo(window.page.viewport(), place.topLeft()).y()
        assert header is None or top >= header.height(), cell


def test_a_click_on_the_header_that_stays_moves_nothing_and_the_wheel_scrolls(start):
    window = start(REPORTS / "005.json", size=(1366, 500))
    view = go_to(window, CELL)
    scroll_to(window, view.mapTo(window.page.widget(), QPoint(0, 0)).y() + 200)
    stays = frozen(window, "requests")
    assert stays is not None
    before = window.page.verticalScrollBar().value()
    place = stays.geometry().center() + QPoint(200, 0)
    target = window.page.viewport().childAt(place)
    assert target is not None
    inside = target.mapFrom(window.page.viewport(), place)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, inside)
    assert current(view) == CELL
    assert selected(view) == [CELL]
    assert view.hasFocus()
    assert window.page.verticalScrollBar().value() == before
    wheel(target, -120)
    assert window.page.verticalScrollBar().value() > before


# --- zoom


def test_ctrl_wheel_and_keys_make_the_page_larger_and_smaller(start):
    window = start()
    view = grid(window, "requests")
    before = view.rowHeight(5)
    go_to(window, CELL)
    press(Key.Key_Plus, CTRL)
    larger = view.rowHeight(5)
    assert larger > before
    wheel(window.page.viewport(), 120, CTRL)
    assert view.rowHeight(5) > larger
    wheel(window.page.viewport(), -120, CTRL)
    assert view.rowHeight(5) == larger
    press(Key.Key_Minus, CTRL)
    press(Key.Key_Minus, CTRL)
    assert window.page.zoom < 1
    press(Key.Key_0, CTRL)
    assert window.page.zoom == 1
    assert view.rowHeight(5) == before


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_a_zoomed_table_still_shows_all_its_columns_and_rows(start, table):
    window = start()
    window.page.set_zoom(1.5)
    QApplication.processEvents()
    view = grid(window, table)
    assert sum(view.columnWidth(c) for c in range(view.model().columnCount())) == view.width()
    assert sum(view.rowHeight(r) for r in range(view.model().rowCount())) == view.height()
    assert not window.page.horizontalScrollBar().isVisible()


def test_ctrl_wheel_over_a_table_zooms_and_does_not_scroll(start):
    window = start()
    go_to(window, CELL)
    wheel(grid(window, "requests").viewport(), 120, CTRL)
    assert window.page.zoom > 1


# --- one scroller


def test_the_wheel_over_a_table_a_text_and_the_year_scrolls_the_page(start):
    window = start()
    text_box(window, "lead").setPlainText("长\n" * 30)
    bar = window.page.verticalScrollBar()
    year = report(window).year
    for widget in (
        text_box(window, "lead").viewport(),
        grid(window, "disclosure").viewport(),
        window.page.findChild(object, "year"),
    ):
        bar.setValue(0)
        wheel(widget, -120)
        assert bar.value() > 0
    assert report(window).year == year


def test_a_text_box_grows_with_its_text_and_shrinks_again(start):
    window = start()
    box = text_box(window, "problems")
    small = box.height()
    box.setFocus()
    for _ in range(12):
        press(Key.Key_Return)
    assert box.height() > small
    assert box.verticalScrollBar().maximum() == 0
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    assert box.height() == small


def test_a_long_line_that_wraps_makes_the_box_grow_too(start):
    window = start()
    box = text_box(window, "problems")
    small = box.height()
    box.setFocus()
    type_words("字" * 10)
    box.insertPlainText("长" * 900)
    QApplication.processEvents()
    assert box.height() > small
    assert box.verticalScrollBar().maximum() == 0


def test_the_page_follows_the_caret(start):
    window = start(size=(1366, 400))
    box = text_box(window, "lead")
    box.setFocus()
    for _ in range(40):
        press(Key.Key_Return)
        QApplication.processEvents()
        assert in_sight(window, box, box.cursorRect())
    press(Key.Key_Home, CTRL)
    QApplication.processEvents()
    assert in_sight(window, box, box.cursorRect())


@pytest.mark.parametrize(("height", "above"), [(900, 24), (500, 24), (320, 0)])
def test_a_text_gone_to_is_seen_from_its_heading_on_or_from_its_frame(start, height, above):
    window = start(size=(1280, height))
    for text in ("other", "overview/on_request", "overview/management", "problems"):
        window.page.go_to(("texts", text))
        box, viewport = text_box(window, text), window.page.viewport()
        box.setPlainText("字" * 80)  # two lines, the caret in the second
        box.moveCursor(QTextCursor.MoveOperation.End)
        window.page.go_to(("title", ""))
        window.page.go_to(("texts", text))
        assert box.mapTo(viewport, QPoint(0, 0)).y() >= above, text


def test_the_page_follows_the_current_cell(start):
    window = start(size=(1366, 400))
    view = go_to(window, "disclosure/regulations/made")
    for _ in range(60):
        press(Key.Key_Tab)
        here = window.editing.grid()
        assert here is not None
        assert in_sight(window, here, here.visualRect(here.currentIndex()))
    assert view is not here


def test_an_organ_of_sixty_letters_leaves_the_year_and_the_title_in_sight(start, qtbot):
    window = start(size=(1280, 680))
    organ, year = (window.findChild(QWidget, name) for name in ("organ", "year"))
    window.workspace.change({("organ", ""): "柳河镇人民政府办公室" * 6}, "写")
    before = organ.width()
    qtbot.waitUntil(lambda: organ.width() > before)
    assert organ.geometry().right() < year.geometry().left()
    assert organ.parentWidget().width() <= window.page.viewport().width()
    assert "柳河镇" in organ.toolTip()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_organ_and_year_stand_on_one_line(start, scale):
    window = start(size=(1280, 680))
    window.page.set_zoom(scale)
    window.workspace.change({("organ", ""): "2025", ("year", ""): 2025}, "写")
    organ, year = (window.findChild(QWidget, name) for name in ("organ", "year"))
    grid(window, "requests").setFocus()  # no caret stands in either
    QApplication.processEvents()
    assert _ink(organ) == _ink(year)


def _ink(box: QWidget) -> tuple[int, int]:
    """Between which lines of the title the figures of a box stand: inside of its frame."""
    image = box.grab(box.rect().adjusted(4, 4, -4, -4)).toImage()
    dark = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()))
    ]
    return box.y() + dark[0], box.y() + dark[-1]


# --- findings, outline


def test_findings_follow_a_committed_cell_and_never_move_the_caret(start):
    window = start()
    view = go_to(window, "requests/new_received/natural")
    for cell in ("new_received", "granted", "partial"):
        type_in(window, f"requests/{cell}/natural", "3")
        assert view.hasFocus()
    assert current(view) == "requests/denied_state_secret/natural"
    window.workspace.settle()
    assert any("3" in words for words in cards(window))
    text_box(window, "problems").setFocus()
    type_words("甲")
    window.workspace.change({("cells", "requests/new_received/business"): 4}, "填")
    window.workspace.settle()
    assert text_box(window, "problems").hasFocus()
    assert text_box(window, "problems").textCursor().position() == 1


def test_an_unfinished_column_says_how_much_is_missing_and_a_finished_one_is_an_error(start):
    window = start()
    type_in(window, "requests/new_received/natural", "3")
    window.workspace.settle()
    said = cards(window)
    assert any("“自然人”列还差 3 件" in words for words in said)
    assert not window.workspace.marks
    go_to(window, CELL)
    action(window, "空白填 0").trigger()
    assert window.workspace.marks["requests/new_received/natural"].rule == "R01"
    window.workspace.settle()
    said = cards(window)
    assert any("“自然人”列不平" in words and "相差 3" in words for words in said)


def test_the_outline_jumps_and_follows(start):
    window = start(size=(1366, 500))
    outline = window.findChild(QListWidget, "outline")
    assert outline.width() <= 216
    for row in range(outline.count()):
        outline.itemClicked.emit(outline.item(row))
        QApplication.processEvents()
        assert outline.currentRow() == row
    outline.itemClicked.emit(outline.item(3))
    words = report(window).form.sections[2].heading
    heading = next(each for each in window.page.findChildren(QLabel) if each.text() == words)
    assert in_sight(window, heading)
    assert heading.mapTo(window.page.viewport(), QPoint(0, 0)).y() < 60


# --- the paper's totals


def test_the_papers_totals_are_typed_beside_the_computed_ones(start):
    window = start()
    type_in(window, "requests/new_received/natural", "3511")
    index = grid(window, "requests").grid_model.index_of("requests/new_received/total")
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    action(window, "核对纸上的合计").trigger()
    type_in(window, "requests/new_received/total", "3510")
    assert report(window).get(("published", "requests/new_received/total")) == 3510
    assert index.data() == "3511"
    assert index.data(PAPER) == "纸 3510"
    text_box(window, "problems").setFocus()
    press(Key.Key_Z, CTRL)
    assert current(grid(window, "requests")) == "requests/new_received/total"
    assert grid(window, "requests").hasFocus()
    assert report(window).get(("published", "requests/new_received/total")) is None
    action(window, "核对纸上的合计").trigger()
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_enter_and_tab_stop_at_computed_cells_while_auditing(start):
    window = start()
    action(window, "核对纸上的合计").trigger()
    view = go_to(window, "requests/granted/other")
    press(Key.Key_Tab)
    assert current(view) == "requests/granted/total"


def test_a_paper_total_that_is_no_number_is_refused(start):
    window = start()
    action(window, "核对纸上的合计").trigger()
    type_in(window, "requests/new_received/total", "abc")
    assert "不是数字" in bubble(window)
    assert report(window).get(("published", "requests/new_received/total")) is None


def test_the_list_of_findings_follows_a_change_by_itself(start, qtbot):
    window = start()
    type_in(window, "requests/new_received/natural", "3")
    qtbot.waitUntil(lambda: any("还差 3 件" in words for words in cards(window)))


# --- what is said at a place


def refuse(window) -> None:
    type_in(window, CELL, "abc")
    QApplication.processEvents()
    assert "不是数字" in bubble(window)


@pytest.mark.parametrize("go", ["cell", "click", "table", "text", "find"])
def test_what_is_said_goes_when_the_keyboard_goes(start, go):
    window = start()
    refuse(window)
    view = grid(window, "requests")
    if go == "cell":
        press(Key.Key_Down)
    elif go == "click":
        place = view.visualRect(view.grid_model.index_of("requests/partial/business")).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    elif go == "table":
        go_to(window, "disclosure/regulations/made")
    elif go == "text":
        text_box(window, "problems").setFocus()
    else:
        press(Key.Key_F, CTRL)
    assert bubble(window) == ""


def test_what_is_said_stays_while_one_types_it_better(start):
    window = start()
    refuse(window)
    type_words("12")
    assert "不是数字" in bubble(window)
    press(Key.Key_Return)
    assert bubble(window) == ""
    assert report(window).cells[CELL] == 12


def test_how_a_figure_was_read_is_said_until_the_keyboard_goes_on_once_more(start):
    window = start()
    type_in(window, CELL, "１２")
    QApplication.processEvents()
    assert bubble(window) == "按 12 填入。"
    press(Key.Key_Return)
    assert bubble(window) == ""


def test_what_is_said_anew_does_not_go_with_what_was_said_before(start):
    window = start()
    for _ in range(2):
        refuse(window)
    type_words("１２")
    press(Key.Key_Return)
    QApplication.processEvents()
    assert bubble(window) == "按 12 填入。"


def test_what_is_said_survives_neither_another_report_nor_its_tables(start):
    window = start()
    refuse(window)
    window.workspace.open(REPORTS / "005.json")
    QApplication.processEvents()
    go_to(window, CELL)
    press(Key.Key_Down)
    assert bubble(window) == ""


def test_few_words_are_shown_for_a_shorter_time(start, qtbot, monkeypatch):
    monkeypatch.setattr("ui.page.bubble._AT_LEAST", 100)
    monkeypatch.setattr("ui.page.bubble._A_CHARACTER", 1)
    window = start()
    refuse(window)
    qtbot.waitUntil(lambda: bubble(window) == "")
