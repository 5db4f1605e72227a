"""What the system and dialogs tell a window, which it need not hear before something is in it."""

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QDialog

from ui import look
from ui.window.main_window import MainWindow


class Heard(QObject):
    """Lives as long as its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """High contrast is neither light nor dark: Qt tells of it as of another theme."""
        kind = event.type()
        if kind == QEvent.Type.ThemeChange:
            look.refresh()
        elif kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            self._tell_of(event.child())
        return False

    def _tell_of(self, child: QObject) -> None:
        if isinstance(child, QDialog):
            self._window.asked.emit(child)
