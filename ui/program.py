"""The running program: its windows, and what all of them remember."""

from pathlib import Path

from PySide6.QtCore import Qt

from app import recovery, settings
from app.settings import Settings
from ui import pdf
from ui.dialogs import Questions
from ui.main_window import MainWindow
from ui.workspace import Workspace, empty_report, year_due


class Program:
    """A window for each report, and one memory for all of them."""

    def __init__(self, remembered: Settings, first: MainWindow) -> None:
        """`first` is the empty window that was shown while all this was being loaded."""
        self._settings = remembered
        self.windows = [first]
        _fill(first)

    def ask(self, file: str) -> None:
        """Show a report, or with "" an empty one; a window that fits is taken before a new one."""
        path = Path(file) if file else None
        shown = self._window_for(path)
        if path and shown.workspace.path != path:
            shown.documents.open_file(path)
        _bring_to_front(shown)

    def recover(self) -> None:
        """Offer what an earlier start left unsaved, a window each."""
        for found in recovery.found():
            shown = self._window_for(None)
            _bring_to_front(shown)
            shown.documents.recover(found)

    def remember(self) -> None:
        settings.save(self._settings)

    def _window_for(self, path: Path | None) -> MainWindow:
        self.windows = [shown for shown in self.windows if shown.isVisible()]
        wanted = [shown for shown in self.windows if path and shown.workspace.path == path]
        untouched = [shown for shown in self.windows if _is_untouched(shown.workspace)]
        for shown in wanted + untouched:
            return shown
        self.windows.append(_fill(MainWindow(self._settings)))
        return self.windows[-1]


def window(file: Path | None = None, questions: Questions | None = None) -> MainWindow:
    """A window with the report of `file`, or with an empty one of the last year."""
    shown = _fill(MainWindow(settings.load()), questions)
    if file:
        shown.documents.open_file(file)
    return shown


def _fill(shown: MainWindow, questions: Questions | None = None) -> MainWindow:
    """Put an empty report of the last year into an empty window."""
    pdf.register()
    report = empty_report(shown.settings.organ, year_due())
    shown.fill(Workspace(report), questions or Questions())
    return shown


def _is_untouched(workspace: Workspace) -> bool:
    return workspace.path is None and workspace.stack.count() == 0


def _bring_to_front(shown: MainWindow) -> None:
    if shown.isMinimized():
        shown.setWindowState(shown.windowState() ^ Qt.WindowState.WindowMinimized)
    shown.show()
    shown.activateWindow()
