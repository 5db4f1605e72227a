"""Buttons: words only, one of them filled where one thing is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6 import QtWidgets
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ui import look
from ui.kit import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

Kind = Literal["plain", "main", "quiet", "small"]
_RING, _MARGIN = 2, 4
"""Pixels: the ring of the focus, round the button in the margin that the style sheet leaves it."""
EDGE, _ABOVE = 20, 16
"""Pixels from the edge of a dialog to what stands in it: at its sides, over and under it."""


class Button(QPushButton):
    """`main` is filled with the accent, `quiet` looks like a link, `small` stands in a line."""

    def __init__(
        self, words: str, kind: Kind = "plain", parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        """`key` presses it together with Alt."""
        shown = plain.on_button(words)
        dots = "…" * shown.endswith("…")
        super().__init__(f"{shown.removesuffix('…')}(&{key}){dots}" if key else shown, parent)
        self.setProperty("kind", kind)
        self._by_mouse = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a ring where the keyboard is: whoever clicks knows where he is."""
        super().paintEvent(event)
        if self.hasFocus() and not self._by_mouse:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(look.tokens().accent, _RING))
                half = _RING / 2
                around = QRectF(self.rect()).adjusted(half, half, -half, -half)
                painter.drawRoundedRect(around, 6, 6)


def stand_flush(button: Button) -> Button:
    """Without a margin at the right: its edge, or its words, end where what is above it ends."""
    button.setProperty("flush", True)
    return button


class ButtonRow(QHBoxLayout):
    """Buttons, None for the room between two."""

    def __init__(self, *buttons: QWidget | None) -> None:
        super().__init__()
        self.setSpacing(4)
        for button in buttons:
            self.addStretch() if button is None else self.addWidget(button)


class Column(QVBoxLayout):
    """What stands in a dialog, one under another, as far from its edge as in all others.

    Only rows of buttons go nearer to it, by what each keeps for its ring: what is seen of them ends
    where all else does.
    """

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        side = EDGE - _MARGIN
        self.setContentsMargins(side, _ABOVE, side, _ABOVE - _MARGIN)
        self.setSpacing(8)

    def addWidget(self, widget: QWidget, /, stretch: int = 0) -> None:  # type: ignore[override]
        super().addLayout(_inset(lambda row: row.addWidget(widget)), stretch)

    def addLayout(self, layout: QLayout, /, stretch: int | None = 0) -> None:
        row = layout if isinstance(layout, ButtonRow) else _inset(lambda r: r.addLayout(layout))
        super().addLayout(row, stretch or 0)


def _inset(put_in: Callable[[QHBoxLayout], object]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    put_in(row)
    return row


def offer(
    box: QMessageBox, words: str, role: QMessageBox.ButtonRole, *, usual: bool = False
) -> Button:
    """An answer to a question; `usual`: the one that Enter gives, which is filled."""
    button = Button(words, "main" if usual else "plain", box)  # which holds it
    box.addButton(button, role)
    if usual:
        box.setDefaultButton(button)
    return button


def ok_cancel(dialog: QDialog, do: str, *, risky: bool = False) -> QDialogButtonBox:
    """What is done, named by a verb, and 取消: they end the dialog. `risky`: by no mere Enter."""
    roles = QtWidgets.QDialogButtonBox.ButtonRole
    buttons = QtWidgets.QDialogButtonBox(parent=dialog)
    done, leave = Button(do, "main"), Button("取消")
    (leave if risky else done).setDefault(True)
    buttons.addButton(done, roles.AcceptRole)
    buttons.addButton(leave, roles.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """关闭 alone, which Esc does too."""
    buttons = QtWidgets.QDialogButtonBox(parent=dialog)
    buttons.addButton(Button("关闭"), QtWidgets.QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    return buttons
