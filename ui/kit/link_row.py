"""A line that leads somewhere: a sign, and words that are cut off where there is no room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import look
from ui.kit import icons, plain

HEIGHT = 28
"""Pixels at least."""
_SIGN, _GAP = 16, 6


class LinkRow(QAbstractButton):
    """A button without edges; the whole of its words is in its tip."""

    def __init__(self, font: str = "small", parent: QWidget | None = None) -> None:
        """`font`: the name of its size of type."""
        super().__init__(parent)
        self._type = font
        self._sign, self._sign_role, self._role = "", "", "link"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(look.font(font))

    def show_words(
        self, words: str, more: str = "", sign: tuple[str, str] | None = None, role: str = "link"
    ) -> None:
        """What it says, and what its tip says beside.

        Args:
            words: one line.
            more: the tip, and what a screen reader hears.
            sign: the name of an icon, and the role of its colour.
            role: of the colour of the words.
        """
        self._sign, self._sign_role = sign or ("", "")
        self._role = role
        self.setText(words)
        self.setAccessibleName(f"{words}：{more}" if more and more != words else words)
        plain.set_tip(self, more or words)
        self.update()

    def sizeHint(self) -> QSize:
        height = max(HEIGHT, self.fontMetrics().height() + 6)
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self._left() + words + _GAP, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            if self._sign:
                place = QRect(0, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
                icons.icon(self._sign, self._sign_role).paint(painter, place)
            font = self.font()
            font.setUnderline(self.isEnabled() and self.underMouse())
            painter.setFont(font)
            painter.setPen(getattr(worn, self._role))
            left = self._left() - look.hang(font, self.text())
            room = self.rect().adjusted(left, 0, 0, 0)
            elide = Qt.TextElideMode.ElideRight
            words = painter.fontMetrics().elidedText(self.text(), elide, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            if self.hasFocus():
                painter.setPen(QPen(worn.accent, 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _left(self) -> int:
        """Where the words begin."""
        return _SIGN + _GAP if self._sign else 0
