"""A window comes to the front."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def bring_to_front(window: QWidget) -> None:
    if window.isMinimized():
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowMinimized)
    window.show()
    window.activateWindow()
