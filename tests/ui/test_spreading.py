"""A whole section pasted into its first box is offered to its parts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import CTRL, press, report, text_box

WORDS = "（一）主动公开\n公开12件。\n（二）申请办理情况\n收到3件。\n（五）监督保障\n培训2次。"
PARTS = {
    "overview/active": "公开12件。",
    "overview/on_request": "收到3件。",
    "overview/supervision": "培训2次。",
}


def paste(window, words: str, box: str) -> None:
    QApplication.clipboard().setText(words)
    text_box(window, box).setFocus()
    press(Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize("box", ["overview", "overview/active"])
def test_a_section_that_is_pasted_goes_into_its_parts_in_one_step(start, answers, box):
    window = start()
    answers.expect("one_of", 0)
    paste(window, WORDS, box)
    assert dict(report(window).entries("texts")) == PARTS
    assert text_box(window, "overview/supervision").toPlainText() == "培训2次。"
    assert "（二）依申请公开（写作“（二）申请办理情况”）" in answers.said[0]
    window.workspace.undo()
    assert not report(window).entries("texts")
    window.workspace.redo()
    assert dict(report(window).entries("texts")) == PARTS


def test_who_declines_has_it_as_it_is(start, answers):
    window = start()
    answers.expect("one_of", 1)
    paste(window, WORDS, "overview")
    assert dict(report(window).entries("texts")) == {"overview": WORDS}
    assert window.workspace.stack.index() == 1


def test_who_cancels_has_nothing_pasted(start, answers):
    window = start()
    answers.expect("one_of", None)
    paste(window, WORDS, "overview")
    assert not report(window).entries("texts")
    assert window.workspace.stack.index() == 0


def test_what_a_part_holds_already_is_told_and_stays(start, answers):
    window = start()
    window.workspace.change({("texts", "overview/active"): "原来的。"}, "准备")
    answers.expect("one_of", 0)
    paste(window, WORDS, "overview")
    assert report(window).text("overview/active") == "原来的。\n公开12件。"
    assert "已经有文字" in answers.said[0]


def test_a_report_that_is_opened_later_is_asked_about_too(start, answers):
    window = start()
    window.workspace.new("某市某局", 2023)
    answers.expect("one_of", 0)
    paste(window, WORDS, "overview")
    assert dict(report(window).entries("texts")) == PARTS


def test_other_words_are_pasted_without_a_question(start, answers):
    window = start()
    paste(window, "第一行\n第二行", "overview/active")
    paste(window, WORDS, "problems")
    assert report(window).text("overview/active") == "第一行\n第二行"
    assert report(window).text("problems") == WORDS
