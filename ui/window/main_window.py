"""The window: stands before anything is in it; then it holds the parts and leads between them."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenuBar, QWidget

from app.disk.files import is_folder
from ui import look
from ui.kit import window_size

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from app.checks import Finding
    from app.disk.settings import Settings
    from app.report.search import Hit
    from ui.window.at_start import AtStart
    from ui.window.command_row import CommandRow
    from ui.window.parts import Parts

_MESSAGE_TIME = 8_000
_LEAST = (540, 300)
"""Pixels of the window: a screen of 1366x768 has no more than 364 at 200 %."""
_NAMING = {("organ", ""), ("year", "")}


class MainWindow(QMainWindow):
    """One report in one window. No sums, no files of its own.

    The window comes first and is filled after: a clerk sees at once that the program starts, while
    what the parts need is still being loaded. So nothing of that is imported here.
    """

    at_start: AtStart
    """What stands in it while no report is open."""
    asked = Signal(QDialog)
    """A dialog is about to be shown."""
    left = Signal()
    """It is being closed, and nothing in it is kept back."""

    settings: Settings
    """What is remembered; from when it is filled."""

    def __init__(self, geometry: str) -> None:
        """An empty window at its place; it is filled before anybody can do something in it.

        `geometry` is that of `Settings`.
        """
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("年报")
        self.setCentralWidget(look.ground(QWidget(), look.DESK))
        window_size.say_least(self, *_LEAST)
        self._take_place(geometry)

    @cached_property
    def command_row(self) -> CommandRow:
        from ui.window.command_row import CommandRow

        row = CommandRow(self)
        self.setMenuWidget(row)
        return row

    def menuBar(self) -> QMenuBar:
        """The menus share a line with the tools."""
        return self.command_row.menus

    def hold(self, parts: Parts) -> None:
        """Take over what stands in the window and what works in it."""
        self.settings = parts.settings
        self.workspace, self.questions = parts.workspace, parts.questions
        self.page, self.outline, self.find_bar = parts.page, parts.outline, parts.find_bar
        self.findings, self.missing = parts.findings, parts.missing
        self.result_bar = parts.result_bar
        self.sharing = parts.sharing
        self.status, self.tally = parts.status, parts.tally
        self.documents, self.exports, self.imports = parts.documents, parts.exports, parts.imports
        self.drafts, self.kept = parts.drafts, parts.kept
        self.recent = parts.recent
        self.help, self.hints = parts.help, parts.hints
        self.editions, self.begin, self.editing = parts.editions, parts.begin, parts.editing

    def begin_work(self) -> None:
        """Now that everything is in its place: the page, unless a report was opened; its keys."""
        if not self.page.is_drawn:
            self.page.draw()
        # In a window that is up, Qt posts itself calls to show new parts, and no key reaches them.
        QApplication.sendPostedEvents(None, QtCore.QEvent.Type.MetaCall.value)
        self.page.take_keyboard()
        self.setAcceptDrops(True)
        self.show_name()
        self.workspace.rest.start()  # only now can anybody do something

    def closeEvent(self, event: QCloseEvent) -> None:
        from ui.kit.waiting import is_waiting

        if is_waiting(self) or not self.documents.may_leave():
            event.ignore()
            return
        self.workspace.leave()
        self.workspace.stack.end()
        self.sharing.leave()
        self.settings.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        event.accept()
        self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from ui.flows.imports import local_files
        from ui.kit.waiting import takes_nothing

        if local_files(event.mimeData()) and not takes_nothing(self):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Taken a moment later: the file manager waits for this call, and questions take long."""
        from ui.flows.imports import local_files

        event.acceptProposedAction()
        if paths := local_files(event.mimeData()):
            QTimer.singleShot(1, self, partial(self._take_dropped, paths))

    def _take_dropped(self, paths: list[Path]) -> None:
        """A report of this program is opened, anything else imported; a folder is many reports.

        Each question is about the report that is here: nothing takes its place meanwhile.
        """
        from ui.kit.waiting import NOT_NOW, takes_nothing

        self.activateWindow()
        if takes_nothing(self):
            self.say(NOT_NOW)
            return
        first = self.imports.first_of(paths)
        if is_folder(first):
            self.documents.open_folder(first)
        else:
            self.documents.show_file(first)

    def _take_place(self, geometry: str) -> None:
        """Where the window was last; at first as large as the screen takes."""
        if not self.restoreGeometry(QByteArray.fromHex(geometry.encode())):
            window_size.resize(self, 1320, 1000)

    def say(self, words: str) -> None:
        self.statusBar().showMessage(words, _MESSAGE_TIME)

    def show_hit(self, hit: Hit) -> None:
        """The page shows the place; the bar keeps the keyboard."""
        if hit.in_text:
            self.page.go_to_words(hit.address[1], hit.start, hit.end)
        else:
            self.page.go_to(hit.address)
        self.find_bar.words.setFocus()

    def show_finding(self, finding: Finding) -> None:
        if finding.spans:
            self.page.go_to_words(*finding.spans[0])
        else:
            self.page.go_to(finding.place)

    def show_findings(self) -> None:
        self.page.mark(self.workspace.findings)
        self.outline.tell()
        self.tell_tally()

    def tell_tally(self) -> None:
        """How much is left, where the box that tells it has no room."""
        self.tally.setText(self.missing.words if self.missing.isHidden() else "")

    def show_name(self) -> None:
        from ui.kit import plain

        if self.at_start.is_shown:
            return
        workspace = self.workspace
        is_of_organ = workspace.path is None and workspace.name != workspace.origin.name
        unsaved = "（未保存）" if is_of_organ else "[*]"  # a star would say it twice
        self.setWindowTitle(f"{plain.in_title(workspace.name)}{unsaved} - 年报")
        self.show_clean(clean=self.workspace.stack.isClean())

    def show_change(self, moved: frozenset[tuple[str, str]]) -> None:
        """One without a file is called by its organ and year."""
        if moved & _NAMING and self.workspace.path is None:
            self.show_name()

    def show_clean(self, clean: bool) -> None:
        """Qt marks the star's place alone."""
        self.setWindowModified(not clean and "[*]" in self.windowTitle())
