"""A sentence shown at the place it is about, for a while."""

from PySide6 import QtGui
from PySide6.QtCore import QMetaObject, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QWidget

from ui.kit import plain

_AT_LEAST, _A_CHARACTER, _AT_MOST = 2_500, 200, 8_000
"""Milliseconds: time to read the words twice."""
_WIDEST = 420


class Bubble(plain.Label):
    """Above the place, where no typing goes next; scrolls with what it is about.

    It goes when the keyboard does: to another cell or another box than the one it was in when the
    key, or the click, that led to the words had done its work.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, wrap=True)
        self.setObjectName("bubble")
        self.setMargin(6)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._watch)
        self._box: QWidget | None = None
        """Where the keyboard was when the words had been said."""
        self._moves: QMetaObject.Connection | None = None
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.hide()

    def say(self, words: str, place: QRect, seen: QRect) -> None:
        """Show `words` at `place`, inside what is `seen`; both in the parent's pixels."""
        self._forget()
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
        self._timer.start(min(_AT_LEAST + _A_CHARACTER * len(words), _AT_MOST))
        self._settled.start()
        self._read_out(words)

    def outdate(self) -> None:
        """What was said of one step is of no use after the next."""
        if self._box is not None:
            self.hide()

    def _read_out(self, words: str) -> None:
        """A screen reader is told: nothing else leads it to a sentence that comes and goes."""
        tell = QtGui.QAccessible.updateAccessibility  # its enumerations are of no use to a start
        tell(QtGui.QAccessibleEvent(self, QtGui.QAccessible.Event.Alert))
        tell(QtGui.QAccessibleAnnouncementEvent(self, words))

    def _watch(self) -> None:
        """From now on the words go with the keyboard: Enter itself has led to the next cell."""
        self._box = _box(QApplication.focusWidget())
        if isinstance(self._box, QAbstractItemView):
            self._moves = self._box.selectionModel().currentChanged.connect(self.hide)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A window that loses the keyboard to another program is no reason to go."""
        if self._box is not None and now is not None and _box(now) is not self._box:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget()

    def _forget(self) -> None:
        self._settled.stop()
        if self._moves is not None:
            QObject.disconnect(self._moves)  # not through the table, which may be gone
        self._box = self._moves = None


def _box(focus: QWidget | None) -> QWidget | None:
    """The table of an open editor, else what has the keyboard itself."""
    view = focus
    while view is not None and not isinstance(view, QAbstractItemView):
        view = view.parentWidget()
    return view or focus
