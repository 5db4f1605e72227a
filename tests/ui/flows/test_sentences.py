"""Ready sentences, with real keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.files import sentences
from app.files.sentences import Own
from tests.ui.conftest import CTRL, SHIFT, press, report, text_box, type_words, undo_words
from ui.page.sentence_list import SentenceList

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
TEXT = "overview/on_request"


def opened(window, text: str = TEXT) -> SentenceList:
    if not text_box(window, text).hasFocus():
        text_box(window, text).setFocus()
    press(Key.Key_J, CTRL)
    found = has_list(window)
    assert found is not None
    assert found.words.hasFocus()
    return found


def has_list(window) -> SentenceList | None:
    return next((e for e in window.findChildren(SentenceList) if e.isVisible()), None)


def lines(shown: SentenceList) -> list[str]:
    rows = [shown.list.item(row) for row in range(shown.list.count())]
    return [row.text() for row in rows if not row.isHidden()]


def test_a_sentence_is_found_by_typing_and_put_in_at_the_caret(start):
    window = start()
    box = text_box(window, TEXT)
    box.setFocus()
    type_words("前后")
    press(Key.Key_Left)
    ready = report(window).form.texts[TEXT].sentences
    shown = opened(window)
    assert len(lines(shown)) == len(ready)
    caret = box.viewport().mapTo(window, box.cursorRect().center())
    assert not shown.geometry().contains(caret)
    type_words("部分公开")
    assert len(lines(shown)) == 1
    press(Key.Key_Return)
    stored = report(window).entries("texts")[TEXT]
    assert stored == f"前{ready[1]}后"
    assert has_list(window) is None
    assert box.hasFocus()
    press(Key.Key_Z, CTRL)
    assert report(window).text(TEXT) == "前后"


def test_several_are_ticked_and_put_in_together_as_one_step(start):
    window = start()
    ready = report(window).form.texts[TEXT].sentences
    shown = opened(window)
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert shown.put.text() == "插入 2 句"
    QTest.mouseClick(shown.put, LEFT)
    stored = report(window).entries("texts")[TEXT]
    assert stored == (ready[0] + ready[2]).replace("{year}", str(report(window).year))
    assert undo_words(window) == "插入到 依申请公开"
    press(Key.Key_Z, CTRL)
    assert not report(window).text(TEXT)


def test_selected_words_become_an_own_sentence_for_every_text(start):
    window = start()
    text_box(window, "problems").setFocus()
    type_words("人员少。")
    assert not opened(window, "problems").add.isEnabled()
    press(Key.Key_Escape)
    press(Key.Key_Home, SHIFT)
    shown = opened(window, "problems")
    QTest.mouseClick(shown.add, LEFT)
    assert sentences.kept() == (Own("人员少。", "problems"),)
    assert lines(shown) == ["〔自己的〕人员少。"]
    press(Key.Key_Escape)

    shown = opened(window)
    type_words("人员")
    press(Key.Key_Return)
    assert report(window).text(TEXT) == "人员少。"

    shown = opened(window)
    assert not shown.delete.isEnabled()
    type_words("人员")
    QTest.mouseClick(shown.delete, LEFT)
    assert lines(shown) == []
    assert sentences.kept() == ()


def test_escape_and_a_click_elsewhere_close_it(start):
    window = start()
    box, other = text_box(window, TEXT), text_box(window, "overview/active")
    opened(window)
    press(Key.Key_Escape)
    assert has_list(window) is None
    assert box.hasFocus()
    opened(window)
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert has_list(window) is None
    assert other.hasFocus()
    assert not box.held
    assert not report(window).entries("texts")


def test_a_damaged_file_is_told_where_the_sentences_are(start):
    window = start()
    sentences.path().parent.mkdir(parents=True, exist_ok=True)
    sentences.path().write_text("{", encoding="utf-8")
    shown = opened(window)
    assert "sentences.json" in shown.told.text()
    assert len(lines(shown)) == len(report(window).form.texts[TEXT].sentences)


def test_without_a_text_it_is_told_where_to_go(start):
    window = start()
    window.page.grids[0].setFocus()
    press(Key.Key_J, CTRL)
    assert has_list(window) is None
    assert "光标" in window.statusBar().currentMessage()
    assert QApplication.focusWidget() is window.page.grids[0]
