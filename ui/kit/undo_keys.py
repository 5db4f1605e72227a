"""Keys that are the window's, and that Qt's boxes would swallow.

Undo and redo: there is one history for cells, texts, organ and year. Handing in: where windows come
from X11, a line takes that key for the end of the line.
"""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_OTHERS = (QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E),)
_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class WindowKeys(QObject):
    """Leaves them to the window, all but undo and redo."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        box.installEventFilter(self)

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        if event.type() in _EVENTS and isinstance(event, QKeyEvent) and self.is_windows(event):
            event.ignore()
            return True
        return super().eventFilter(box, event)

    def is_windows(self, event: QKeyEvent) -> bool:
        return event.keyCombination() in _OTHERS


class WindowUndo(WindowKeys):
    """Leaves undo and redo too, which Qt's boxes take even with no history of theirs."""

    def is_windows(self, event: QKeyEvent) -> bool:
        mine = any(event.matches(key) for key in _UNDO)
        return mine or super().is_windows(event)
