"""What is typed into a cell: understood, refused with a reason, composed by an input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.letters import characters
from tests.ui.conftest import (
    CTRL,
    bubble,
    current,
    go_to,
    in_sight,
    press,
    report,
    text_box,
    type_in,
    type_words,
    values,
)

CELL = "requests/granted/natural"
Key = Qt.Key


def compose(preedit: str, commit: str = "") -> None:
    """What an input method sends to whatever has the keyboard."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("１，２３４", 1234),
        ("1,234", 1234),
        ("3件", 3),
        (" 5 ", 5),
        ("〇", 0),
        ("０", 0),
        ("007", 7),
    ],
)
def test_what_is_certain_is_taken_as_meant_and_said_where_it_looks_different(start, typed, figure):
    window = start()
    type_in(window, CELL, typed)
    assert values(window, CELL) == [figure]
    assert bubble(window) == ("" if typed.strip() == str(figure) else f"按 {figure} 填入。")


def test_a_pasted_line_end_in_the_editor_does_no_harm(start):
    window = start()
    go_to(window, CELL)
    press(Key.Key_F2)
    QApplication.clipboard().setText("75\r\n")
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    assert values(window, CELL) == [75]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("abc", "不是数字"),
        ("-3", "负数"),
        ("2.5", "件数只能是整数"),
        ("1234567890123", "最多 12 位"),
        ("约3", "不是数字"),
        ("22（其中修订16件）", "不是数字"),
    ],
)
def test_a_refusal_is_said_at_the_cell_and_the_old_value_stays(start, typed, why):
    window = start()
    type_in(window, CELL, "75")
    type_in(window, CELL, typed)
    view = window.editing.grid()
    assert view is not None
    assert why in bubble(window)
    assert values(window, CELL) == [75]
    assert current(view) == CELL
    assert view.hasFocus()
    assert window.workspace.stack.count() == 1


def test_the_reason_stands_beside_its_cell_and_covers_neither_cell_nor_window_edge(start):
    window = start()
    for cell in ("requests/carried_out/other", "disputes/cases/post_review_pending"):
        type_in(window, cell, "abc")
        view = window.editing.grid()
        assert view is not None
        place = view.visualRect(view.currentIndex())
        corner = view.viewport().mapTo(window.page.viewport(), place.topLeft())
        place.moveTo(corner)
        label = window.page.findChild(object, "bubble")
        said = label.geometry()
        said.moveTo(label.mapTo(window.page.viewport(), label.rect().topLeft()))
        assert window.page.viewport().rect().contains(said)
        assert not said.intersects(place)
        assert min(abs(said.bottom() - place.top()), abs(said.top() - place.bottom())) < 40


def test_money_keeps_its_decimals_and_refuses_to_round(start):
    window = start()
    type_in(window, "disclosure/fees/amount", "59237.2449")
    assert str(window.workspace.value("disclosure/fees/amount")) == "59237.2449"
    type_in(window, "disclosure/fees/amount", "0.1234567")
    assert "四舍五入" in bubble(window)
    assert str(window.workspace.value("disclosure/fees/amount")) == "59237.2449"


@pytest.mark.parametrize("typed", ["无", "/", "-", "—"])
def test_nothing_is_offered_as_zero_and_enter_takes_it(start, typed):
    window = start()
    type_in(window, CELL, typed)
    assert values(window, CELL) == [None]
    assert "再按一次回车就填 0" in bubble(window)
    press(Key.Key_Return)
    view = window.editing.grid()
    assert view is not None
    assert values(window, CELL) == [0]
    assert current(view) == "requests/partial/natural"


def test_an_offer_is_gone_once_one_goes_elsewhere(start):
    window = start()
    type_in(window, CELL, "无")
    press(Key.Key_Down)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert values(window, CELL) == [None]


def test_an_offer_is_gone_once_something_else_was_typed(start):
    window = start()
    type_in(window, CELL, "无")
    type_words("5")
    press(Key.Key_Escape)
    press(Key.Key_Return)
    assert values(window, CELL) == [None]


def test_blank_and_zero_look_different(start):
    window = start()
    type_in(window, CELL, "0")
    view = go_to(window, CELL)
    assert view.grid_model.index_of(CELL).data() == "0"
    assert view.grid_model.index_of("requests/partial/natural").data() == ""


def test_composing_on_a_selected_cell_loses_nothing(start):
    window = start()
    type_in(window, CELL, "75")
    go_to(window, CELL)
    compose("1")
    compose("12")
    assert values(window, CELL) == [75]
    compose("", "12")
    press(Key.Key_Return)
    assert values(window, CELL) == [12]


def test_composing_pinyin_on_a_selected_cell_reaches_the_editor_whole(start):
    window = start()
    view = go_to(window, CELL)
    compose("w")
    compose("wu")
    compose("", "无")
    editor = view.grid_delegate.editor
    assert editor is not None
    assert editor.text() == "无"
    press(Key.Key_Return)
    assert "再按一次回车" in bubble(window)


def test_a_commit_without_composing_opens_the_editor_too(start):
    """Some input methods send full-width digits at once."""
    window = start()
    go_to(window, CELL)
    compose("", "１２")
    press(Key.Key_Return)
    assert values(window, CELL) == [12]


def test_composing_in_a_text_box_is_taken_over_when_it_is_done(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("存在")
    compose("w")
    compose("wenti")
    assert report(window).text("problems") == "存在"
    compose("", "问题")
    assert report(window).text("problems") == "存在问题"
    assert box.toPlainText() == "存在问题"
    assert box.textCursor().position() == 4


def test_a_figure_moving_meanwhile_leaves_the_composing_alone(start):
    """A text with a linked number redraws when the number changes."""
    window = start()
    window.workspace.change({("texts", "problems"): "共⟦requests/granted/total⟧件"}, "写")
    box = text_box(window, "problems")
    box.setFocus()
    compose("wen")
    window.workspace.change({("cells", CELL): 7}, "填")
    compose("", "问")
    assert "问" in report(window).text("problems")
    assert "7" in report(window).text("problems")
    assert "wen" not in report(window).text("problems")


def test_a_typed_link_bracket_is_refused_with_a_reason(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲")
    type_words("⟦")
    assert box.toPlainText() == "甲"
    assert "⟦" in bubble(window)
    type_words("乙")
    assert report(window).text("problems") == "甲乙"


def test_words_beyond_what_a_text_holds_are_refused_with_a_reason(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    QApplication.clipboard().setText("一行\n" * 2_001)
    press(Key.Key_V, CTRL)
    assert box.toPlainText() == ""
    assert "最多 2,000 行，这里有 2,002 行" in bubble(window)
    window.workspace.change({("texts", "problems"): "字" * 50_000}, "写")
    type_words("乙")
    assert len(box.toPlainText()) == 50_000
    assert "最多 50,000 字" in bubble(window)


def test_what_is_far_too_much_is_refused_before_it_is_looked_through(start, monkeypatch):
    """Twenty million letters held up the window for two seconds."""
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    monkeypatch.setattr(characters, "in_text", lambda words: pytest.fail(f"{len(words)} letters"))
    QApplication.clipboard().setText("字" * 300_000)
    press(Key.Key_V, CTRL)
    assert box.toPlainText() == ""
    assert "最多 50,000 字，这里有 300,000 字" in bubble(window)


def test_the_reason_is_in_sight_where_the_cell_was_scrolled_away(start):
    window = start()
    view = go_to(window, "disputes/cases/review_upheld")
    type_words("abc")
    window.page.verticalScrollBar().setValue(0)
    assert not window.documents.save()
    assert in_sight(window, view, view.visualRect(view.currentIndex()))
    assert "不是数字" in bubble(window)


def test_an_offer_is_gone_once_the_table_changed(start):
    window = start()
    type_in(window, CELL, "无")
    window.workspace.change({("cells", "requests/partial/natural"): 1}, "填")
    press(Key.Key_Return)
    assert values(window, CELL) == [None]


@pytest.mark.parametrize("words", ["7", "preedit"])
def test_a_mark_that_comes_while_one_types_leaves_the_typing_alone(start, words):
    """The slow checks run a moment after the last change: the next cell is being typed by then."""
    window = start()
    type_in(window, "requests/partial/natural", "5")
    view = go_to(window, CELL)
    if words == "7":
        type_words(words)
    else:
        compose("7")
    window.workspace.changed.emit(frozenset({("cells", CELL)}))
    window.workspace.settle()
    editor = view.grid_delegate.editor
    assert editor is not None
    if words == "preedit":
        compose("", "7")
    assert editor.text() == "7"
    press(Key.Key_Return)
    assert values(window, CELL) == [7]
