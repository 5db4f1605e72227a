"""A list to pick one line from, narrowed by what one types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, ok_cancel

Choice = tuple[str, str]
"""(what is returned, what is shown)"""


class PickDialog(QDialog):
    """Up and Down move in the list while the keyboard stays in the line above it."""

    def __init__(self, parent: QWidget, title: str, choices: list[Choice], do: str) -> None:
        """`do`: what is done with the one that is picked."""
        super().__init__(parent)
        self.setWindowTitle(plain.in_title(title))
        window_size.resize(self, 620, 420)
        self.words = QLineEdit(self)
        self.words.setAccessibleName("查找")
        self.words.setPlaceholderText("输入几个字查找，例如：本年新收")
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(title)
        for key, words in choices:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
        buttons = ok_cancel(self, do)
        layout = Column(self)
        for widget in (self.words, self.list):
            layout.addWidget(widget)
        layout.addLayout(ButtonRow(buttons))
        self.words.textChanged.connect(self._narrow)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.setCurrentRow(0)
        self.words.setFocus()

    def answer(self) -> str | None:
        """The key of the line that was picked."""
        picked = [item for item in self.list.selectedItems() if not item.isHidden()]
        return str(picked[0].data(Qt.ItemDataRole.UserRole)) if picked else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count() and self.list.item(row).isHidden():
            row += step
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _narrow(self, words: str) -> None:
        """Every word must be in the line, in any order."""
        wanted = words.split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text() for word in wanted))
        shown = [r for r in range(self.list.count()) if not self.list.item(r).isHidden()]
        self.list.setCurrentRow(shown[0] if shown else -1)
