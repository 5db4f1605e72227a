"""A line across a window that stays until it is closed: a sign, words, what can be done."""

from typing import Literal

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.kit import icons, plain
from ui.kit.buttons import Button
from ui.kit.elided import Elided

HEIGHT = 44
SIGN, _MARGIN = 20, 16
Kind = Literal["ask", "work", "done", "fault"]
_WORN = {
    "ask": ("warn_soft", "warning", "warn"),
    "work": ("head", "export", "accent"),
    "done": ("ok_soft", "done", "ok"),
    "fault": ("err_soft", "error", "err"),
}
"""Of each kind its ground, its sign and the colour of that."""


class Across(QWidget):
    """Words in bold, more that gives way; nothing of it moves the keyboard."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Hidden, and without buttons: `arrange` adds them."""
        super().__init__(parent)
        self.setObjectName(name)
        self.kind: Kind = "done"
        self.words = plain.Label(parent=self)
        self.words.setFont(look.scaled(look.base(), 1, bold=True))
        self.more = Elided(self)
        self.row = QHBoxLayout()
        self.hide()

    def arrange(self, *widgets: QWidget, under: QWidget | None = None) -> None:
        """These behind the words, then the button that closes it; `under` all of that."""
        self.close_button = Button("", "quiet", self)
        self.close_button.setAccessibleName("关闭")
        plain.set_tip(self.close_button, "关闭")
        icons.put(self.close_button, "close")
        self.close_button.clicked.connect(lambda _checked: self.hide())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SIGN + 2 * _MARGIN - 6, 2, _MARGIN // 2, 2)
        rows.setSpacing(0)
        rows.addLayout(self.row)
        if under is not None:
            rows.addWidget(under)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(_MARGIN // 4)
        self.row.addWidget(self.words)
        self.row.addSpacing(_MARGIN // 2)
        self.row.addWidget(self.more, 1)
        for widget in (*widgets, self.close_button):
            self.row.addWidget(widget)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sign_top(self) -> int:
        """Where the sign stands."""
        return (self.height() - SIGN) // 2

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, *sign = _WORN[self.kind]
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), getattr(worn, ground))
            painter.fillRect(0, 0, self.width(), 1, worn.line)
            icons.icon(*sign).paint(painter, QRect(_MARGIN, self.sign_top(), SIGN, SIGN))
