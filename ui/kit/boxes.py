"""Boxes of Qt's in which something is asked, told or read: as words, as `plain` has it.

No start needs them, and their classes and enumerations take 3 ms to make: who asks loads them.
"""

from collections.abc import Iterable

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QMessageBox,
    QProgressBar,
    QProgressDialog,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from ui.kit import icons, plain, window_size

_TITLE = "年报"
_NAME, _KIND = 0, 2
"""Columns of a list of files."""
_PLACES = 150
"""Pixels of the places beside it."""
_MARGINS = (20, 16, 16, 12)
"""Pixels: those of a dialog, less what a button keeps for the ring of the focus."""
_SENTENCE = 340
"""Pixels of the words of a question at least."""


class Reader(QTextBrowser):
    """A page of our own markup around words that were escaped; it loads and opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: object) -> object:
        return None


class Box(QMessageBox):
    """A question, or something told."""

    def __init__(
        self, parent: QWidget | None, sign: tuple[str, str], words: str, title: str
    ) -> None:
        """`sign`: the name of an icon of ours, and the role of its colour."""
        super().__init__(QMessageBox.Icon.NoIcon, title, "", parent=parent)
        self.setIconPixmap(icons.icon(*sign).pixmap(icons.SIZE, icons.SIZE))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as its buttons, which the style sheet lets be narrower, and as a sentence."""
        labels: Iterable[QLabel] = self.findChildren(QLabel)
        for label in (each for each in labels if each.text()):  # the sign has none
            if label.wordWrap() or label.sizeHint().width() < _SENTENCE:
                label.setMinimumWidth(_SENTENCE)
        for button in self.buttons():
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
        if layout := self.layout():  # another one, where there is more to read
            layout.setContentsMargins(*_MARGINS)
        super().showEvent(event)


def question(parent: QWidget | None, words: str, title: str = _TITLE) -> QMessageBox:
    return Box(parent, ("help", "accent"), words, title)


def warning(parent: QWidget | None, words: str, title: str = _TITLE) -> QMessageBox:
    return Box(parent, ("warning", "warn"), words, title)


def news(parent: QWidget | None, words: str, title: str) -> QMessageBox:
    return Box(parent, ("hint", "accent"), words, title)


def progress(parent: QWidget, words: str, count: int, stop: str) -> QProgressDialog:
    """A bar of `count` steps, and a button that stops."""
    bar = QProgressDialog("", "", 0, count, parent)
    bar.setLabel(plain.Label(words))
    bar.setWindowTitle(plain.in_title(words.rstrip("…")))
    bar.setMinimumWidth(_SENTENCE)
    flat, leave = QProgressBar(textVisible=False), QPushButton(plain.on_button(stop))
    flat.setAccessibleName(words)
    leave.setAutoDefault(False)  # it is there for whoever wants it, and not the thing to do
    bar.setBar(flat)
    bar.setCancelButton(leave)
    return bar


def file_dialog(parent: QWidget, title: str, folder: str, kind: str = "") -> QFileDialog:
    """The system's own; where it has none Qt's, whose questions are boxes like others."""
    dialog = QFileDialog(parent, title, folder, kind)
    dialog.installEventFilter(_Guard(dialog))
    files: QTreeView | None = dialog.findChild(QTreeView, "treeView")
    parts: QSplitter | None = dialog.findChild(QSplitter, "splitter")
    if files and parts:  # the system's own has none
        window_size.resize(dialog, 880, 560)
        parts.setSizes([_PLACES, dialog.width() - _PLACES])
        dialog.setProxyModel(_Files(dialog))
        _give_room_to_names(files)
    return dialog


def _give_room_to_names(files: QTreeView) -> None:
    """To their ends too, where years and suffixes are; what kind a file is they tell already."""
    header, how = files.header(), QHeaderView.ResizeMode
    files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header.hideSection(_KIND)
    header.setStretchLastSection(False)
    header.setSectionResizeMode(how.ResizeToContents)
    header.setSectionResizeMode(_NAME, how.Stretch)


class _Files(QSortFilterProxyModel):
    """All but what says who has a report open, which Windows hides by itself; sorted as ever."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setFilterRegularExpression(r"^(?!~\$)")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sourceModel().sort(column, order)


class _Guard(QObject):
    """Keeps what Qt itself asks about files to words: their names are somebody else's."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        polished = event.type() == QEvent.Type.ChildPolished  # made, and not yet seen
        child = event.child() if polished and isinstance(event, QChildEvent) else None
        if isinstance(child, QMessageBox):
            child.setTextFormat(Qt.TextFormat.PlainText)
        return super().eventFilter(watched, event)
