"""A sentence shown at the place it is about, for a while."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

_SHOWN_FOR = 8_000
"""Milliseconds: time to read two lines twice."""
_WIDEST = 420


class Bubble(QLabel):
    """Above the place, where no typing goes next; scrolls with what it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.setWordWrap(True)
        self.setMargin(6)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str, place: QRect, seen: QRect) -> None:
        """Show `words` at `place`, inside what is `seen`; both in the parent's pixels."""
        self.setText(words)
        self.setMaximumWidth(_WIDEST)
        self.setMinimumWidth(min(_WIDEST, self.fontMetrics().horizontalAdvance(words) + 16))
        self.adjustSize()
        above = place.top() - self.height() - 3
        top = above if above >= seen.top() else place.bottom() + 3
        left = min(place.left(), seen.right() - self.width() - 4)
        self.move(QPoint(max(left, seen.left() + 4), max(top, seen.top() + 4)))
        self.show()
        self.raise_()
        self._timer.start()
