"""What is dragged here from elsewhere: taken where a window is free, and only what names a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTextEdit, QWidget

from tests.ui.conftest import REPORTS
from ui.kit import waiting
from ui.window.main_window import MainWindow

_HOW = (Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def dragged(*addresses: str | Path) -> QMimeData:
    mime = QMimeData()
    files = (each if isinstance(each, str) else QUrl.fromLocalFile(str(each)) for each in addresses)
    mime.setUrls([QUrl(each) for each in files])
    return mime


def is_taken(widget: QWidget, mime: QMimeData) -> bool:
    """Whether it may be dropped there."""
    copy, left, none = _HOW
    event = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    event.ignore()
    QGuiApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(window: MainWindow, mime: QMimeData) -> None:
    """Though it was refused: a question may have come up since it was dragged in."""
    copy, left, none = _HOW
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))


def asked(window: QWidget, meanwhile: Callable[[], None]) -> None:
    """A question stands over a window, and this happens under it."""
    question = QDialog(window)

    def happen() -> None:
        meanwhile()
        QTimer.singleShot(50, question, question.reject)  # what it led to is later than a moment

    QTimer.singleShot(1, question, happen)
    question.exec()


@pytest.mark.parametrize("address", ["file:", "file:?", "http://a/b.json", "data:,a", ""])
def test_an_address_that_names_no_file_is_not_taken(start, address):
    """An empty path would be the folder that the program happens to run in."""
    window = start(REPORTS / "005.json")
    assert not is_taken(window, dragged(address))
    drop(window, dragged(address))
    QApplication.processEvents()
    assert window.workspace.path == REPORTS / "005.json"


def test_under_a_question_nothing_takes_the_place_of_the_report(start, qtbot):
    """What is answered is about the report that is here."""
    window, other = start(REPORTS / "005.json"), dragged(REPORTS / "006.json")
    taken: list[bool] = []
    box = window.findChild(QTextEdit, "text:overview")
    words = QMimeData()
    words.setText("拖来的字")

    def meanwhile() -> None:
        taken.extend((is_taken(window, other), is_taken(box, words)))
        taken.append(is_taken(window.findChild(QLineEdit, "organ"), words))
        drop(window, other)

    asked(window, meanwhile)
    assert taken == [False, False, False]
    assert window.workspace.path == REPORTS / "005.json"
    assert is_taken(window, other)
    drop(window, other)
    qtbot.waitUntil(lambda: window.workspace.path == REPORTS / "006.json")


def test_while_a_file_is_read_nothing_takes_the_place_of_the_report(start, monkeypatch, qtbot):
    """Keys wait meanwhile; what is dropped would not."""
    window, other = start(REPORTS / "005.json"), dragged(REPORTS / "006.json")
    monkeypatch.setattr(waiting, "_waiting", [window])
    assert not is_taken(window, other)
    drop(window, other)
    qtbot.waitUntil(lambda: "没做完" in window.statusBar().currentMessage())
    assert window.workspace.path == REPORTS / "005.json"


def test_the_first_of_several_is_taken_and_the_rest_is_told_of(start, answers, qtbot, tmp_path):
    window = start()
    shown: list[Path] = []
    window.documents.open_folder = shown.append
    answers.expect("tell")
    drop(window, dragged(tmp_path, REPORTS / "005.json"))
    qtbot.waitUntil(lambda: shown == [tmp_path])
    assert "其余 1 个" in answers.said[0]
