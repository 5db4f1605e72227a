"""What an input method is still composing: saved, kept and asked about like all that was typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.files import recovery, store
from tests.ui.conftest import go_to, press, report, text_box, type_words, values
from ui.window.main_window import MainWindow

CELL = "requests/granted/natural"


def compose(preedit: str, commit: str = "") -> None:
    """What an input method sends to whatever has the keyboard."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def go(window: MainWindow, where: str) -> None:
    if where == "organ":
        found = window.findChild(QLineEdit, "organ")
        assert found is not None
        found.setFocus()
    elif where == "text":
        text_box(window, "problems").setFocus()
    else:
        go_to(window, CELL)


def held(window: MainWindow, where: str) -> object:
    """What the report has there."""
    if where == "cell":
        return values(window, CELL)[0]
    return report(window).organ if where == "organ" else report(window).text("problems")


COMPOSED = pytest.mark.parametrize(
    ("where", "preedit", "taken"),
    [("text", "nihao", "nihao"), ("organ", "zhen", "zhen"), ("cell", "12", 12)],
)


@COMPOSED
def test_who_saves_saves_it_once(start, answers, tmp_path: Path, where: str, preedit: str, taken):
    window = start()
    go(window, where)
    compose(preedit)
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    assert held(window, where) == taken
    saved = store.load(tmp_path / "a.json").report
    assert saved.entries("texts" if where == "text" else "cells" if where == "cell" else "organ")
    assert window.workspace.stack.isClean()
    assert window.page.commit()
    assert held(window, where) == taken


@COMPOSED
def test_who_closes_is_asked_about_it(start, answers, where: str, preedit: str, taken):
    window = start()
    go(window, where)
    compose(preedit)
    answers.expect("save_changes")
    assert not window.close()
    assert held(window, where) == taken


@COMPOSED
def test_it_is_in_the_draft(start, where: str, preedit: str, taken):
    window = start()
    go(window, where)
    compose(preedit)
    [typed] = window.workspace.keeping.typing()
    assert typed.words == preedit
    compose("")
    assert window.workspace.keeping.typing() == ()


@COMPOSED
def test_who_goes_elsewhere_leaves_it_there_once(start, where: str, preedit: str, taken):
    """And what is typed there afterwards is taken over too."""
    window = start()
    go(window, where)
    compose(preedit)
    text_box(window, "other").setFocus()
    assert window.page.commit()
    assert held(window, where) == taken
    go(window, where)
    type_words("3")
    if where == "cell":
        press(Qt.Key.Key_Return)
    assert held(window, where) in (3, f"{taken}3", f"3{taken}")


@COMPOSED
def test_undo_and_zoom_leave_it_as_it_is(start, where: str, preedit: str, taken):
    window = start()
    window.workspace.change({("texts", "other"): "别的"}, "写")
    go(window, where)
    compose(preedit)
    window.workspace.undo()
    window.page.set_zoom(1.5)
    compose("", preedit)
    assert window.page.commit()
    assert held(window, where) == taken


def test_what_qt_dropped_by_itself_is_not_put_in_again(start):
    """The caret went to another place: the input method was told, and said nothing."""
    window = start()
    go(window, "organ")
    type_words("甲乙")
    compose("zhen")
    organ = window.findChild(QLineEdit, "organ")
    assert organ is not None
    organ.setCursorPosition(0)
    assert window.page.commit()
    assert report(window).organ == "甲乙"


# --- a reason


@pytest.fixture
def reason(start) -> tuple[MainWindow, QLineEdit]:
    """A window with a warning whose reason is half written."""
    window = start()
    window.workspace.change({("texts", "problems"): "全年共收到申请30件，按时办结。"}, "写")
    window.workspace.settle()
    [card, *_] = [c for c in window.findings.cards if any(a.deed == "accept" for a in c.acts)]
    window.findings.list.write_reason(card.first)
    line = window.findChild(QLineEdit, "reason")
    assert line is not None
    return window, line


def test_a_reason_that_is_half_written_is_in_the_draft(reason, answers, tmp_path: Path):
    window, _ = reason
    type_words("经核")
    compose("shi")
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    [typed] = window.workspace.keeping.typing()
    assert typed.words == "经核shi"
    window.workspace.keeping.keep()
    assert window.workspace.keeping.wait(5)
    [place] = recovery.named(".unsaved")
    found = recovery.read(place)
    assert "正在写的理由没有记下：经核shi" in found.differs
    assert not found.is_saved
    press(Qt.Key.Key_Escape)
    assert window.workspace.keeping.typing() == ()


def test_who_closes_is_asked_about_a_reason(reason, answers, tmp_path: Path):
    window, line = reason
    type_words("经核实")
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    answers.expect("agree", False)
    assert not window.close()
    assert "经核实" in answers.said[-1]
    assert line.text() == "经核实"
    answers.expect("agree", True)
    assert window.close()


def test_the_words_of_a_reason_come_back_where_the_card_went_and_came(reason):
    window, _ = reason
    type_words("经核实")
    [card, *_] = [c for c in window.findings.cards if any(a.deed == "accept" for a in c.acts)]
    window.workspace.undo()
    window.workspace.settle()
    assert not any(c.first == card.first for c in window.findings.cards)
    window.workspace.redo()
    window.workspace.settle()
    window.findings.list.write_reason(card.first)
    assert window.findings.list.writing.unwritten == (card.first, "经核实")
    window.workspace.new("乙", 2025)
    assert window.findings.list.writing.unwritten is None
