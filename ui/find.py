"""Find in the whole report, replace in its texts: a bar under the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app import search
from app.report import Refused
from app.search import Hit
from ui.workspace import Workspace


class FindBar(QWidget):
    """Enter and Shift+Enter go from place to place, Esc closes."""

    found = Signal(object)
    """The `Hit` to go to."""
    told = Signal(str)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self.setObjectName("find_bar")
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("查找标签、数字和文字")
        self.replacement = QLineEdit(self)
        self.replacement.setPlaceholderText("文字里替换为")
        self._count = QLabel(self)
        self._arrange()
        self.words.textChanged.connect(self._search)
        workspace.changed.connect(self._search_again)
        workspace.opened.connect(self._search_again)
        self.hide()

    def open(self) -> None:
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def go(self, by: int) -> None:
        """To the next place (1) or the one before (-1), round and round."""
        if self._hits:
            start = self._at if self._at >= 0 or by > 0 else 0
            self._at = (start + by) % len(self._hits)
            self.found.emit(self._hits[self._at])
        self._tell()

    def replace(self) -> None:
        """The place that was found last, where it is in a text; then on to the next."""
        if 0 <= self._at < len(self._hits):
            self._change((self._hits[self._at],))
            self._at -= 1
        self.go(1)

    def replace_all(self) -> None:
        self._change(self._hits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _change(self, hits: tuple[Hit, ...]) -> None:
        hits = tuple(hit for hit in hits if hit.in_text)
        changes = search.replace(self._workspace.report, hits, self.replacement.text())
        try:
            self._workspace.change(changes, f"替换 {len(hits)} 处")
        except Refused as refusal:
            self.told.emit(f"没有替换：{refusal.reason}。")
        else:
            self.told.emit(f"替换了 {len(hits)} 处；表格里的数字不替换。")

    def _search(self) -> None:
        self._at = -1
        self._search_again()

    def _search_again(self) -> None:
        if self.isVisible():
            self._hits = search.find(self._workspace.report, self.words.text())
            self._at = min(self._at, len(self._hits) - 1)
            self._tell()

    def _tell(self) -> None:
        total = len(self._hits)
        self._count.setText(f"{self._at + 1}/{total}" if total else "没有找到")

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.words, 2)
        layout.addWidget(self._count)
        layout.addWidget(self._button("上一个", lambda: self.go(-1)))
        layout.addWidget(self._button("下一个", lambda: self.go(1)))
        layout.addWidget(self.replacement, 2)
        layout.addWidget(self._button("替换", self.replace))
        layout.addWidget(self._button("全部替换", self.replace_all))

    def _button(self, words: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.clicked.connect(lambda _checked: do())
        return button
