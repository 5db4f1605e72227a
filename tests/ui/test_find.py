"""Find in labels, figures and texts; replace in texts."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    current,
    go_to,
    grid,
    in_sight,
    press,
    report,
    text_box,
    type_words,
    undo_words,
)
from ui import look
from ui.window.find import FindBar

Key = Qt.Key


def search_for(window, words: str) -> FindBar:
    press(Key.Key_F, CTRL)
    type_words(words)
    bar = window.findChild(FindBar)
    assert bar.isVisible()
    return bar


def count(bar: FindBar) -> str:
    return bar.findChildren(QLabel)[0].text()


def button(bar: FindBar, words: str) -> QToolButton:
    return next(b for b in bar.findChildren(QToolButton) if b.text() == words)


def test_a_label_leads_to_the_first_cell_that_it_names(start):
    window = start()
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "国家秘密")
    press(Key.Key_Return)
    view = grid(window, "requests")
    assert current(view) == "requests/denied_state_secret/natural"
    assert in_sight(window, view, view.visualRect(view.currentIndex()))
    assert bar.words.hasFocus()


def test_a_figure_is_found_and_enter_goes_round(start):
    window = start(REPORTS / "005.json")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "3402")
    press(Key.Key_Return)
    assert current(grid(window, "requests")) == "requests/new_received/natural"
    assert count(bar) == "1/1"
    press(Key.Key_Return)
    assert current(grid(window, "requests")) == "requests/new_received/natural"


def test_shift_enter_goes_back(start):
    window = start(REPORTS / "005.json")
    text_box(window, "problems").setPlainText("甲乙甲")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "甲")
    press(Key.Key_Return, SHIFT)
    assert count(bar) == "2/2"
    press(Key.Key_Return, SHIFT)
    assert count(bar) == "1/2"
    cursor = text_box(window, "problems").textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (0, 1)


def test_rare_characters_before_a_hit_do_not_shift_it(start):
    window = start()
    text_box(window, "problems").setPlainText("𠮷𠮷生僻字")
    go_to(window, "disclosure/regulations/made")
    search_for(window, "生僻字")
    press(Key.Key_Return)
    assert text_box(window, "problems").textCursor().selectedText() == "生僻字"


def test_escape_gives_the_keyboard_back_to_where_it_was(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    bar = search_for(window, "没有这样的字")
    assert count(bar) == "没有找到"
    press(Key.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()
    assert current(view) == "requests/granted/natural"


def test_replace_changes_one_place_and_goes_to_the_next(start):
    window = start()
    text_box(window, "problems").setPlainText("我局。我局。")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "我局")
    bar.replacement.setText("我镇")
    press(Key.Key_Return)
    button(bar, "替换").click()
    assert report(window).text("problems") == "我镇。我局。"
    assert text_box(window, "problems").textCursor().selectedText() == "我局"


def test_replace_all_is_one_step_over_several_texts_and_leaves_figures_alone(start):
    window = start()
    window.workspace.change({("cells", "requests/granted/natural"): 7}, "填")
    text_box(window, "problems").setPlainText("共7件，7人，7次")
    text_box(window, "other").setPlainText("7")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "7")
    bar.replacement.setText("十八")
    button(bar, "全部替换").click()
    assert report(window).text("problems") == "共十八件，十八人，十八次"
    assert report(window).text("other") == "十八"
    assert window.workspace.value("requests/granted/natural") == 7
    assert undo_words(window) == "替换 4 处"
    window.editing.undo()
    assert report(window).text("problems") == "共7件，7人，7次"
    assert report(window).text("other") == "7"


def test_replacing_near_a_linked_number_keeps_the_link(start):
    window = start()
    window.workspace.change({("cells", "requests/granted/natural"): 7}, "填")
    window.workspace.change({("texts", "problems"): "共⟦requests/granted/total⟧件"}, "写")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "件")
    bar.replacement.setText("个")
    button(bar, "全部替换").click()
    window.workspace.change({("cells", "requests/granted/natural"): 8}, "填")
    assert report(window).text("problems") == "共8个"


def test_a_refused_replacement_says_why(start):
    window = start()
    text_box(window, "problems").setPlainText("甲")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "甲")
    bar.replacement.setText("⟦")
    button(bar, "全部替换").click()
    assert report(window).text("problems") == "甲"
    assert "没有替换" in window.statusBar().currentMessage()


def test_the_hits_follow_the_report(start):
    window = start()
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "柳河")
    assert count(bar) == "没有找到"
    window.workspace.change({("texts", "problems"): "柳河镇"}, "写")
    QApplication.processEvents()
    assert count(bar).endswith("/1")


# --- where the search begins, and goes on


def test_the_search_begins_behind_the_keyboard(start):
    window = start()
    text_box(window, "problems").setPlainText("甲乙甲")
    text_box(window, "other").setPlainText("甲")
    box = text_box(window, "problems")
    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(1)
    box.setTextCursor(cursor)
    bar = search_for(window, "甲")
    press(Key.Key_Return)
    assert count(bar) == "2/3"
    press(Key.Key_Return)
    assert count(bar) == "3/3"
    press(Key.Key_Return)
    assert count(bar) == "1/3"


def test_who_goes_elsewhere_searches_on_from_there(start):
    window = start()
    window.workspace.change({("cells", f"requests/{r}/natural"): 77 for r in ROWS}, "填")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "77")
    press(Key.Key_Return)
    assert current(grid(window, "requests")) == "requests/granted/natural"
    go_to(window, "requests/denied_state_secret/business")
    press(Key.Key_F, CTRL)
    press(Key.Key_Return)
    assert current(grid(window, "requests")) == "requests/denied_state_secret/total"
    press(Key.Key_Return, SHIFT)
    assert current(grid(window, "requests")) == "requests/denied_state_secret/natural"
    assert bar.words.hasFocus()


ROWS = ("granted", "partial", "denied_state_secret")


def test_hits_that_lead_to_one_cell_are_gone_through_one_by_one(start):
    window = start()
    window.findChild(object, "organ").setFocus()
    bar = search_for(window, "申请")  # in the heading, in a header and in the first label
    total = int(count(bar).partition("/")[2])
    assert total > 1
    for turn in range(1, total + 1):
        press(Key.Key_Return)
        assert count(bar) == f"{turn}/{total}"


def test_f3_and_shift_f3_search_on_with_the_keyboard_on_the_page(start):
    window = start()
    window.workspace.change({("cells", f"requests/{r}/natural"): 77 for r in ROWS}, "填")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "77")
    press(Key.Key_Escape)
    view, none = grid(window, "requests"), Qt.KeyboardModifier.NoModifier
    way = [
        (none, "granted/natural"),
        (none, "granted/total"),
        (none, "partial/natural"),
        (SHIFT, "granted/total"),
    ]
    for modifier, cell in way:
        press(Key.Key_F3, modifier)
        assert current(view) == f"requests/{cell}"
        assert view.hasFocus()
        assert not bar.isVisible()


def test_f3_in_the_bar_stays_in_the_bar_and_with_nothing_to_find_opens_it(start):
    window = start()
    go_to(window, "requests/granted/natural")
    press(Key.Key_F3)
    bar = window.find_bar
    assert bar.isVisible()
    assert bar.words.hasFocus()
    type_words("国家秘密")
    press(Key.Key_F3)
    assert current(grid(window, "requests")) == "requests/denied_state_secret/natural"
    assert bar.words.hasFocus()


def test_f3_says_that_nothing_is_found(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    search_for(window, "没有这样的字")
    press(Key.Key_Escape)
    press(Key.Key_F3)
    assert window.statusBar().currentMessage() == "没有找到“没有这样的字”。"
    assert view.hasFocus()


# --- what is found


def test_organ_year_and_headings_are_found(start):
    window = start(REPORTS / "005.json", size=(1366, 500))
    go_to(window, "disclosure/regulations/made")
    search_for(window, report(window).organ)
    press(Key.Key_Return)
    assert window.page.widget().focusWidget().objectName() == "organ"
    search_for(window, str(report(window).year))
    press(Key.Key_Return)
    assert window.page.widget().focusWidget().objectName() == "year"
    go_to(window, "requests/carried_out/natural")
    search_for(window, "三、收到")
    press(Key.Key_Return)
    heading = next(
        each for each in window.page.findChildren(QLabel) if each.text().startswith("三、收到")
    )
    assert in_sight(window, heading)
    assert current(grid(window, "requests")) == "requests/new_received/natural"


def test_a_found_cell_has_the_frame_while_the_bar_has_the_keyboard(start):
    window = start(REPORTS / "005.json")
    go_to(window, "disclosure/regulations/made")
    search_for(window, "１，１９１")
    press(Key.Key_Return)
    QApplication.processEvents()
    view = grid(window, "requests")
    assert current(view) == "requests/granted/total"
    place = view.visualRect(view.currentIndex())
    frame = look.tokens().accent

    def corner(image) -> object:
        return image.pixelColor(place.left() + 1, place.bottom() - 1)

    assert corner(view.grab().toImage()) == frame
    painted = Painted(view.viewport())
    text_box(window, "problems").setFocus()
    QApplication.processEvents()
    assert painted.times == 1
    assert corner(view.grab().toImage()) != frame


class Painted(QObject):
    """Counts how often a widget paints itself."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, widget, event):  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.Paint
        return False


# --- replacing


def test_ctrl_h_opens_with_the_keyboard_in_the_replacement(start):
    window = start()
    go_to(window, "requests/granted/natural")
    search_for(window, "我局")
    press(Key.Key_Escape)
    press(Key.Key_H, CTRL)
    assert window.find_bar.isVisible()
    assert window.find_bar.replacement.hasFocus()
    assert window.find_bar.words.text() == "我局"


def test_undo_in_the_bar_takes_the_replacing_back_but_first_what_is_typed(start):
    window = start()
    text_box(window, "problems").setPlainText("我局。我局。")
    go_to(window, "requests/granted/natural")
    bar = search_for(window, "我局")
    press(Key.Key_H, CTRL)
    type_words("我镇")
    button(bar, "全部替换").click()
    assert report(window).text("problems") == "我镇。我镇。"
    type_words("公所")
    press(Key.Key_Z, CTRL)
    assert bar.replacement.text() == "我镇"
    assert report(window).text("problems") == "我镇。我镇。"


def test_undo_right_after_replacing_all_brings_the_texts_back(start):
    window = start()
    text_box(window, "problems").setPlainText("我局。我局。")
    go_to(window, "requests/granted/natural")
    bar = search_for(window, "我局")
    press(Key.Key_H, CTRL)
    type_words("我镇")
    button(bar, "全部替换").click()
    assert bar.replacement.hasFocus()
    press(Key.Key_Z, CTRL)
    assert report(window).text("problems") == "我局。我局。"
    assert (bar.words.text(), bar.replacement.text()) == ("我局", "我镇")


def test_what_was_put_in_is_not_replaced_again(start):
    window = start()
    text_box(window, "problems").setPlainText("局，局")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "局")
    press(Key.Key_Return)
    bar.replacement.setText("局局")
    for _ in range(2):
        button(bar, "替换").click()
    assert report(window).text("problems") == "局局，局局"


def test_replace_leaves_alone_what_is_no_longer_in_sight(start):
    window = start()
    text_box(window, "problems").setPlainText("局，局")
    go_to(window, "disclosure/regulations/made")
    bar = search_for(window, "局")
    press(Key.Key_Return)
    bar.replacement.setText("镇")
    go_to(window, "disclosure/regulations/made")
    button(bar, "替换").click()
    assert report(window).text("problems") == "局，局"
    button(bar, "替换").click()
    assert report(window).text("problems") == "镇，局"


def test_an_empty_field_says_nothing_and_takes_the_caret(start):
    window = start()
    bar = search_for(window, "")
    assert count(bar) == ""
    bar.replacement.setFocus()
    button(bar, "下一个").click()
    assert count(bar) == ""
    assert bar.words.hasFocus()
    assert "没有找到" not in window.statusBar().currentMessage()
    type_words("查无此字")
    assert count(bar) == "没有找到"


@pytest.mark.parametrize("width", [1366, 660, 480])
def test_both_fields_have_room_for_words_in_a_narrow_window(start, qtbot, width):
    window = start(size=(width, 700))
    press(Key.Key_H, CTRL)
    bar = window.findChild(FindBar)
    parts = (bar.words, bar.replacement, *bar.findChildren(QToolButton))

    def is_whole(part: QWidget) -> bool:
        room = min(part.sizeHint().width(), 160)
        return bar.rect().contains(part.geometry()) and part.width() >= room

    qtbot.waitUntil(lambda: all(map(is_whole, parts)))


def test_the_mouse_closes_it_too(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/granted/natural")
    bar = search_for(window, "收费")
    [close] = [b for b in bar.findChildren(QToolButton) if b.accessibleName() == "关闭查找"]
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert grid(window, "requests").hasFocus()


def test_the_bar_opens_as_high_as_it_stays(start):
    """It was laid out for a narrow window first, and the page jumped."""
    window = start()
    press(Key.Key_H, CTRL)
    bar = window.findChild(FindBar)
    assert bar.isVisible()
    assert bar.height() == bar.sizeHint().height() < 60


def test_that_nothing_was_found_is_said_no_longer_once_something_is(start):
    window = start()
    bar = search_for(window, "没有这样的字")
    press(Key.Key_Return)
    assert "没有找到" in window.statusBar().currentMessage()
    bar.words.setText("行政许可")
    press(Key.Key_Return)
    assert not window.statusBar().currentMessage()


def test_in_a_narrow_window_both_fields_end_at_the_same_place(start):
    window = start(size=(700, 600))
    bar = search_for(window, "行政许可")
    assert bar.words.geometry().top() < bar.replacement.geometry().top()
    assert bar.words.geometry().right() == bar.replacement.geometry().right()
