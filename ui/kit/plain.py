"""The one way by which words reach the screen: as words, whatever they look like.

Most words are somebody else's: names of files and of what is in them, texts, reasons. Qt guesses
whether words are markup, and draws a picture that such words name: from the disk, on Windows from
any computer of the net. So nothing else in the program makes a label, a box or a tip.
"""

import re
from html import escape

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QShowEvent, QStandardItem
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QProgressDialog,
    QTextBrowser,
    QWidget,
)

from ui.kit import icons

Icon = QMessageBox.Icon
_TITLE = "年报"
_SIGNS = {Icon.Question: ("help", "accent"), Icon.Warning: ("warning", "warn")}
"""Our own icons, and the roles of their colours: Qt's are of another program."""
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_LONGEST_TIP = 4_000
"""Characters: Qt lays out a tip before anybody sees it, and a text may be as long as a book."""


class Label(QLabel):
    """Words that stand."""

    def __init__(
        self, words: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(words)


class Reader(QTextBrowser):
    """A page of our own markup around words that were escaped; it loads and opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: object) -> object:
        return None


def tip(words: str) -> str:
    """A tip's words as they are given to Qt.

    Rich text alone breaks into lines: one long line would leave the screen.
    """
    shown = words if len(words) <= _LONGEST_TIP else f"{words[:_LONGEST_TIP]}……"
    lines = "<br>".join(escape(line) for line in shown.split("\n"))
    return f"<qt>{lines}</qt>" if words else ""


def set_tip(thing: QWidget | QAction | QStandardItem | QListWidgetItem, words: str) -> None:
    thing.setToolTip(tip(words))


def on_button(words: str) -> str:
    """Words on a button or in a menu, where & names a key and what follows a tab is one."""
    return in_one_line(words).replace("&", "&&")


def of_button(words: str) -> str:
    """Words on a button as they are read, without a key: 保存(&S)."""
    return re.sub("&(.)", r"\1", re.sub(r"\(&[^&]\)", "", words))


def in_title(words: str) -> str:
    """Words in a window's title, where [*] stands for the mark of what is unsaved."""
    return in_one_line(words).replace("[*]", "[*][*]")


def in_one_line(words: str) -> str:
    return _BREAKS.sub(" ", words)


def add_row(form: QFormLayout, words: str, field: QWidget) -> None:
    """A field with its name before it."""
    label = Label(words)
    label.setBuddy(field)
    form.addRow(label, field)


class Box(QMessageBox):
    """A question, or something told."""

    def __init__(self, parent: QWidget | None, icon: Icon, words: str, title: str) -> None:
        super().__init__(Icon.NoIcon, title, "", parent=parent)
        self.setIconPixmap(icons.icon(*_SIGNS[icon]).pixmap(icons.SIZE, icons.SIZE))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as its buttons: the style sheet lets them be narrower than their words."""
        for button in self.buttons():
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
        super().showEvent(event)


def box(parent: QWidget | None, icon: Icon, words: str, title: str = _TITLE) -> QMessageBox:
    return Box(parent, icon, words, title)


def progress(parent: QWidget, words: str, count: int, stop: str) -> QProgressDialog:
    """A bar of `count` steps, and a button that stops."""
    bar = QProgressDialog("", stop, 0, count, parent)
    bar.setLabel(Label(words))
    bar.setWindowTitle(_TITLE)
    return bar


def file_dialog(parent: QWidget, title: str, folder: str, kind: str = "") -> QFileDialog:
    """The system's own; where it has none Qt's, whose questions are boxes like others."""
    dialog = QFileDialog(parent, title, folder, kind)
    dialog.installEventFilter(_Guard(dialog))
    return dialog


class _Guard(QObject):
    """Keeps what Qt itself asks about files to words: their names are somebody else's."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        polished = event.type() == QEvent.Type.ChildPolished  # made, and not yet seen
        child = event.child() if polished and isinstance(event, QChildEvent) else None
        if isinstance(child, QMessageBox):
            child.setTextFormat(Qt.TextFormat.PlainText)
        return super().eventFilter(watched, event)
