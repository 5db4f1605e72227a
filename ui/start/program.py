"""The running program: its windows, and what all of them remember."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.disk import settings
from app.disk.settings import Settings
from app.files import recovery, store, versions
from app.files.store import StoreError
from ui.dialogs.questions import Questions
from ui.kit.front import bring_to_front
from ui.kit.waiting import is_waiting
from ui.print import pdf
from ui.window import compose
from ui.window.main_window import MainWindow
from ui.workspace import Workspace, empty_report, year_due

_OFFERED_AFTER = 200
"""Milliseconds: the window is there, and takes keys."""
_OFFERED_EACH = 2
"""So many drafts are offered by a question each."""


class Program:
    """A window for each report, and one memory for all of them."""

    def __init__(
        self, remembered: Settings, first: MainWindow, questions: Questions | None = None
    ) -> None:
        """`first` is the empty window that was shown while all this was being loaded."""
        self._settings = remembered
        self._questions = questions or Questions()
        self.windows = [first]
        self._strange: list[Path] = []
        """Files that are no reports and wait to be looked at."""
        self._importing = False
        self._fill(first)

    def ask(self, file: str) -> None:
        """Show a report, or with "" an empty one; a window that fits is taken before a new one.

        What is no report is imported into the window in front, one file after the other.
        """
        path = Path(file) if file else None
        if path and (shown := self.showing(path)):
            bring_to_front(shown)
        elif path and not store.is_report(path):
            self._strange.append(path)
            self._import()
        else:
            self._open(path)

    def _open(self, path: Path | None) -> None:
        fault = _fault(path) if path else ""
        shown = self._front() if fault else self._empty()
        bring_to_front(shown)
        if fault:
            shown.questions.tell(shown, fault)
        elif path:
            shown.documents.open_file(path)
        else:
            shown.at_start.show()

    def _import(self) -> None:
        """A file that comes while another is being looked at waits for its turn."""
        while self._strange and not self._importing:
            path, self._importing = self._strange.pop(0), True
            asking = QApplication.activeModalWidget() is not None or is_waiting(self._front())
            shown = self._empty() if asking else self._to_import_into()
            bring_to_front(shown)
            try:
                shown.imports.take(path)
            finally:
                self._importing = False

    def welcome(self) -> None:
        """Nothing was asked for: show what can be begun."""
        self.windows[0].at_start.show()

    def recover(self) -> None:
        """A moment after the window stands, offer what an earlier start left unsaved."""
        QTimer.singleShot(_OFFERED_AFTER, self._offer)

    def _offer(self) -> None:
        """A window each; where there are many, one list of all. Not over another question."""
        if QApplication.activeModalWidget() is not None or any(map(is_waiting, self.windows)):
            self.recover()
            return
        recovery.sweep()
        versions.sweep()
        left = recovery.found()
        if len(left) > _OFFERED_EACH:
            shown = self._empty()
            bring_to_front(shown)
            shown.drafts.show_left(left)
            return
        for found in left:
            shown = self._window_on(found.file)
            bring_to_front(shown)
            shown.documents.recover(found)

    def _window_on(self, path: Path | None) -> MainWindow:
        """The window that has a report open, unchanged; else one in which nothing was done."""
        shown = self.showing(path) if path else None
        if shown and shown.workspace.stack.isClean() and not shown.workspace.origin.read_only:
            return shown
        return self._empty()

    def remember(self) -> None:
        settings.save(self._settings)

    def _front(self) -> MainWindow:
        """The window that is worked in, else the newest."""
        here = QApplication.activeWindow()
        open_ = [shown for shown in self.windows if shown.isVisible()]
        if not open_:
            return self._empty()
        return next((shown for shown in open_ if shown is here), open_[-1])

    def _to_import_into(self) -> MainWindow:
        front = self._front()
        return self._empty() if front.workspace.origin.read_only else front

    def showing(self, path: Path, but: QWidget | None = None) -> MainWindow | None:
        """A window that has a file open, by whatever name; not that one which asks."""
        open_ = (shown for shown in self.windows if shown.isVisible() and shown is not but)
        return next((shown for shown in open_ if shown.workspace.origin.is_file(path)), None)

    def another(self) -> Workspace:
        """The report of one more window, which comes to the front."""
        shown = self._empty()
        bring_to_front(shown)
        return shown.workspace

    def _empty(self) -> MainWindow:
        """A window in which nothing was done yet: one there is, else a new one."""
        self.windows = [shown for shown in self.windows if shown.isVisible()]
        for shown in self.windows:
            if _is_untouched(shown.workspace) and not (is_waiting(shown) or _is_asking(shown)):
                return shown
        self.windows.append(self._fill(MainWindow(self._settings)))
        return self.windows[-1]

    def _fill(self, shown: MainWindow) -> MainWindow:
        """Put an empty report of the last year into an empty window."""
        pdf.register()
        report = empty_report(shown.settings.organ, year_due(), level=shown.settings.level)
        compose.fill(shown, Workspace(report), self._questions, self)
        return shown


def window(file: Path | None = None, questions: Questions | None = None) -> MainWindow:
    """A window with the report of `file`, or with an empty one of the last year."""
    remembered = settings.load()
    shown = MainWindow(remembered)
    Program(remembered, shown, questions)
    if file:
        shown.documents.show_file(file)
    return shown


def _fault(path: Path) -> str:
    """Why a report cannot be opened; empty: it can. No window is made for one that cannot."""
    try:
        store.load(path)
    except StoreError as error:
        return f"{error}\n当前打开的报告没有变化。"
    return ""


def _is_asking(shown: MainWindow) -> bool:
    """Whether a question stands in a window: its answer is about the report in it."""
    dialogs: Iterable[QDialog] = shown.findChildren(QDialog)
    return any(dialog.isModal() and dialog.isVisible() for dialog in dialogs)


def _is_untouched(workspace: Workspace) -> bool:
    new = workspace.path is None and not workspace.origin.read_only
    return new and workspace.stack.count() == 0 and not workspace.keeping.typing()
