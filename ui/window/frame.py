"""The bare places in a window. What stands in one is made in it: Qt styles anew what is moved."""

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.disk.settings import Settings
from ui.window.panes import Panes
from ui.window.side import Side


class Frame:
    """From the outside in."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        self.status = window.statusBar()
        self.stack = QStackedWidget(window)
        """Of what stands in the window; the report is under all else."""
        window.setCentralWidget(self.stack)
        self.report = QWidget(self.stack)
        self.stack.addWidget(self.report)
        self.side = Side(self.report)
        self.panes = Panes(self.report, settings)
        self.beside = QWidget(self.panes)
        """What the findings stand beside."""
