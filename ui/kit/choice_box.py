"""A box to choose one of several from, with the edges and the height of every other field."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.kit import icons

_SIGN, _INSET = 16, 8
"""Pixels: the arrow, and what it keeps from the edge; the style sheet leaves it that room."""


class ChoiceBox(QComboBox):
    """The style sheet takes Qt's own arrow away with Qt's own edge: the arrow is painted here.

    It calls this class by its name: the boxes of Qt's own dialogs stay as they are.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left, top = self.width() - _SIGN - _INSET, (self.height() - _SIGN) // 2
        role = "ink2" if self.isEnabled() else "off"
        with QPainter(self) as painter:
            icons.icon("down", role).paint(painter, left, top, _SIGN, _SIGN)
