"""Find in labels, figures and texts; replace in texts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

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
from ui.find import FindBar

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
    text_box(window, "problems").setPlainText("𠮷𠮷问题")
    go_to(window, "disclosure/regulations/made")
    search_for(window, "问题")
    press(Key.Key_Return)
    assert text_box(window, "problems").textCursor().selectedText() == "问题"


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
    window.undo()
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
