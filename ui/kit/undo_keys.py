"""Undo and redo belong to the window: one history for cells, texts, organ and year."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class WindowUndo(QObject):
    """Keeps a box from swallowing these keys, as Qt's boxes do even with no history of theirs."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        box.installEventFilter(self)

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        mine = event.type() in _EVENTS and isinstance(event, QKeyEvent)
        if mine and any(event.matches(key) for key in _KEYS):  # type: ignore[attr-defined]
            event.ignore()
            return True
        return super().eventFilter(box, event)
