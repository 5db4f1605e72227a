"""The running program: its windows, and what all of them remember."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.disk import files, settings
from app.disk.identity import same_file
from app.disk.settings import County, Settings
from app.disk.writer import Writer
from app.files import recovery, store, versions
from app.files.store import StoreError
from app.report.report import Refused, Report
from ui.dialogs.questions import Questions
from ui.kit.front import bring_to_front
from ui.kit.waiting import is_waiting
from ui.print import kinds
from ui.window import compose
from ui.window.main_window import MainWindow
from ui.workspace import Workspace, empty_report, year_due

if TYPE_CHECKING:
    from ui.collection.window import CollectionWindow

_OFFERED_AFTER = 200
"""Milliseconds: the window is there, and takes keys."""
_AT_THE_END = 2.0
"""Seconds that the program waits for the disk before it ends."""
_OFFERED_EACH = 2
"""So many drafts are offered by a question each."""
_AS_SENT = "这是单位报来的原件，只能看，不能改；要改请先“另存为”。"


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
        self.collecting: list[CollectionWindow] = []
        """The windows of folders of reports."""
        self._writer = Writer()
        self._offering = QTimer(singleShot=True, interval=_OFFERED_AFTER)
        self._offering.timeout.connect(self._offer)
        self._fill(first)

    def ask(self, file: str) -> None:
        """Show a report, or with "" an empty one; a window that fits is taken before a new one.

        What is no report is imported into the window in front, one file after the other.
        """
        path = Path(file) if file else None
        if path and files.is_folder(path):
            self.collect(path)
        elif path and (shown := self.showing(path)):
            bring_to_front(shown)
        elif path and not store.is_report(path):
            self._strange.append(path)
            self._import()
        else:
            self._open(path)

    def show(self, path: Path) -> None:
        """A report of the office's own."""
        self.ask(str(path))

    def look_at(self, path: Path) -> None:
        """A report as a unit sent it: it may be read, and stays what it is.

        A document is imported, into a window with nothing in it that it could be filled into.
        """
        if not store.is_report(path):
            shown = self._empty()
            bring_to_front(shown)
            shown.imports.take(path)
            return
        if self.showing(path) or _fault(path):
            self.ask(str(path))
            return
        shown = self._to_fill()
        bring_to_front(shown)
        shown.workspace.open(path, read_only=_AS_SENT)
        _begun(shown)

    def collect(self, folder: Path) -> None:
        """The reports of many units that lie in a folder, in a window of their own."""
        from app.collection.folder import CollectionError  # nobody waits for it at the start
        from ui.collection.window import CollectionWindow

        if (meant := self._meant(folder)) is None:
            return
        folder = meant
        for collecting in self.collecting:
            if same_file(collecting.desk.home, folder):
                bring_to_front(collecting)
                return
        try:
            shown = CollectionWindow(folder, self._questions, self)
        except CollectionError as error:
            self._questions.tell(self._asking(), str(error))
            return
        self.collecting.append(shown)
        shown.destroyed.connect(partial(self._forget, shown))
        bring_to_front(shown)
        shown.read()

    def note(self, county: County) -> None:
        """How far a folder of reports has come, for the list of a start page."""
        self._settings.note_county(county)
        self.remember()

    def _meant(self, folder: Path) -> Path | None:
        """The collection that a folder is, or lies in it; of several a person says which."""
        from ui.collection import meaning

        found = meaning.meant(folder, self._asking())
        if found is None:
            return None
        if not found:
            told = f"找不到文件夹“{folder}”，可能移走、删除了，或者 U 盘、共享没有连上。"
            self._questions.tell(self._asking(), told)
            return None
        if len(found) == 1:
            return found[0]
        title = f"“{folder.name}”里有 {len(found)} 个汇总文件夹，打开哪一个"
        choices = [(str(path), path.name) for path in found]
        picked = self._questions.pick(self._asking(), title, choices, "打开")
        return Path(picked) if picked else None

    def _asking(self) -> QWidget:
        """The window over which something about a folder is asked: also that of another folder."""
        here = QApplication.activeWindow()
        return next((shown for shown in self.collecting if shown is here), None) or self._front()

    def _forget(self, closed: CollectionWindow) -> None:
        self.collecting.remove(closed)

    def _open(self, path: Path | None) -> None:
        fault = _fault(path) if path else ""
        if path and not fault:
            self._show_in(self._to_fill(), path)
            return
        shown = self._front() if fault else self._empty()
        bring_to_front(shown)
        if fault:
            shown.questions.tell(shown, fault)
        else:
            shown.at_start.show()

    def _show_in(self, shown: MainWindow, path: Path) -> None:
        bring_to_front(shown)
        try:
            shown.documents.open_file(path)
        finally:  # the clerk may have thought better of it
            shown.begin_work()

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
        self._empty().at_start.show()

    def recover(self) -> None:
        """A moment after the window stands, offer what an earlier start left unsaved."""
        self._offering.start()

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
        """Put on the disk what is remembered, beside the window's work: a program may be killed."""
        self._writer.ask(settings.saving(self._settings))

    def end(self) -> None:
        """All is remembered, and nothing more is offered: the next start has that to do."""
        self._offering.stop()
        self._writer.wait(_AT_THE_END)
        settings.save(self._settings)

    def _front(self) -> MainWindow:
        """The window that is worked in, else the newest."""
        here = QApplication.activeWindow()
        open_ = [shown for shown in self.windows if shown.isVisible()]
        if not open_:
            return self._empty()
        return _begun(next((shown for shown in open_ if shown is here), open_[-1]))

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
        """A window in which nothing was done yet, with its empty report."""
        return _begun(self._to_fill())

    def _to_fill(self) -> MainWindow:
        """A window in which nothing was done yet: one there is, else a new one, its page blank."""
        self.windows = [shown for shown in self.windows if shown.isVisible()]
        for shown in self.windows:
            if _is_untouched(shown.workspace) and not (is_waiting(shown) or _is_asking(shown)):
                return shown
        self.windows.append(self._fill(MainWindow(self._settings.geometry)))
        return self.windows[-1]

    def _fill(self, shown: MainWindow) -> MainWindow:
        """Put an empty report of the last year into an empty window."""
        kinds.register()
        compose.fill(
            shown, self._settings, Workspace(_begun_with(self._settings)), self._questions, self
        )
        shown.left.connect(partial(self._give_back, shown))
        for told in (shown.documents.recent_changed, shown.recent.noted, shown.exports.made):
            told.connect(self.remember)
        return shown

    def _give_back(self, closed: MainWindow) -> None:
        """A window that is closed takes no more room; with the last one all ends."""
        if any(shown.isVisible() for shown in self.windows if shown is not closed):
            self.windows.remove(closed)
            closed.deleteLater()


def window(file: Path | None = None, questions: Questions | None = None) -> MainWindow:
    """A window with the report of `file`, or with an empty one of the last year."""
    remembered = settings.load()
    shown = MainWindow(remembered.geometry)
    Program(remembered, shown, questions)
    if file:
        shown.documents.show_file(file)
    shown.begin_work()
    return shown


def _begun_with(known: Settings) -> Report:
    """An empty report; what is remembered for it and none can hold is forgotten.

    Another version of the program may know levels that this one does not.
    """
    try:
        return empty_report(known.organ, year_due(), level=known.level)
    except Refused as refused:
        if refused.address[0] not in {"organ", "level"}:
            raise
        setattr(known, refused.address[0], "")
        return _begun_with(known)


def _begun(shown: MainWindow) -> MainWindow:
    """A window that is worked in: what waits for a report to be opened waits no longer."""
    if not shown.page.is_drawn:
        shown.begin_work()
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
