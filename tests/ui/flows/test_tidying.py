"""Texts tidied up from the menu, and the dialog that shows what would change."""

from tests.ui.conftest import action, report, text_box, undo_words
from ui import look
from ui.dialogs.tidy_dialog import Piece, TidyDialog

UNTIDY = {
    ("texts", "lead"): "　甲,乙",
    ("texts", "problems"): "丙\n\n丁⟦requests/granted/total⟧,戊",
}


def test_what_was_agreed_to_is_one_step(start, answers):
    window = start()
    window.workspace.change(UNTIDY, "写")
    text_box(window, "problems").setFocus()
    answers.expect("tidy", {"lead": "甲，乙", "problems": "丙"})
    action(window, "整理文字").trigger()
    assert "'problems')" in answers.said[-1]
    assert (report(window).text("lead"), report(window).text("problems")) == ("甲，乙", "丙")
    assert undo_words(window) == "整理文字 2 段"
    window.workspace.undo()
    assert report(window).text("lead") == "　甲,乙"


def test_where_nothing_is_untidy_nothing_is_asked(start, answers):
    window = start()
    action(window, "整理文字").trigger()
    assert "没有要整理的" in window.statusBar().currentMessage()


def test_the_dialog_lists_what_changes_of_what_is_chosen(qtbot):
    stored = {address[1]: words for address, words in UNTIDY.items()}
    pieces = [Piece(text, f"名{text}", words) for text, words in stored.items()]
    dialog = TidyDialog(None, pieces, "problems", lambda words: words.replace("⟦", "〔"))
    qtbot.addWidget(dialog)
    assert dialog.only_here.isChecked()
    assert dialog.answer() == {"problems": "丙\n丁⟦requests/granted/total⟧，戊"}
    words = dialog.page.toPlainText()
    assert "名problems" in words
    assert "〔requests" in words
    assert "（空行）" in words
    dialog.everywhere.setChecked(True)
    assert "要改 3 处" in dialog.told.text()
    assert "□" in dialog.page.toPlainText()
    for kind in ("marks", "lines"):
        dialog.kinds[kind].setChecked(False)
    assert dialog.answer() == {"lead": "甲,乙"}
    dialog.kinds["indents"].setChecked(False)
    assert dialog.answer() == {}
    assert not dialog._ok.isEnabled()


def test_what_changes_is_marked_in_high_contrast_too(qtbot):
    look.wear("contrast")
    dialog = TidyDialog(None, [Piece("lead", "引言", "  字,字")], "lead", lambda words: words)
    qtbot.addWidget(dialog)
    marked = dialog.page.toHtml()
    look.wear("")
    assert "line-through" in marked
    assert "underline" in marked
