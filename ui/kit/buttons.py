"""Buttons: words only, one of them filled where one thing is to be done."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from ui import look
from ui.kit import plain

Kind = Literal["plain", "main", "quiet", "small"]
_RING = 2
"""Pixels: the ring of the focus, round the button in the margin that the style sheet leaves it."""


class Button(QPushButton):
    """`main` is filled with the accent, `quiet` looks like a link, `small` stands in a line."""

    def __init__(
        self, words: str, kind: Kind = "plain", parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        """`key` presses it together with Alt."""
        shown = plain.on_button(words)
        super().__init__(f"{shown}(&{key})" if key else shown, parent)
        self.setProperty("kind", kind)
        self._by_mouse = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a ring where the keyboard is: whoever clicks knows where he is."""
        super().paintEvent(event)
        if self.hasFocus() and not self._by_mouse:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.tokens().accent, _RING))
            half = _RING / 2
            around = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(around, 6, 6)


def ok_cancel(dialog: QDialog, do: str) -> QDialogButtonBox:
    """What is done, named by a verb, and 取消: they end the dialog."""
    roles = QDialogButtonBox.ButtonRole
    buttons = QDialogButtonBox(parent=dialog)
    done = Button(do, "main")
    done.setDefault(True)
    buttons.addButton(done, roles.AcceptRole)
    buttons.addButton(Button("取消"), roles.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """关闭 alone, which Esc does too."""
    buttons = QDialogButtonBox(parent=dialog)
    buttons.addButton(Button("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    return buttons
