"""The window: stands before anything is in it; then it holds the parts and leads between them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app import __version__
from ui import look, room

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QLabel

    from app.checks import Finding
    from app.search import Hit
    from app.settings import Settings
    from ui.begin import Begin
    from ui.dialogs import Questions
    from ui.documents import Documents
    from ui.editions import Editions
    from ui.exports import Exports
    from ui.find import FindBar
    from ui.findings import Findings
    from ui.grid.view import GridView
    from ui.imports import Imports
    from ui.missing import Missing
    from ui.outline import Outline
    from ui.page import Page
    from ui.status import Status
    from ui.texts import TextBox
    from ui.workspace import Workspace

_MESSAGE_TIME = 8_000


class MainWindow(QMainWindow):
    """One report in one window. No sums, no files of its own.

    The window comes first and is filled after: a clerk sees at once that the program starts, while
    what the parts need is still being loaded. So nothing of that is imported here.
    """

    workspace: Workspace
    questions: Questions
    page: Page
    outline: Outline
    missing: Missing
    findings: Findings
    find_bar: FindBar
    status: Status
    tally: QLabel
    documents: Documents
    exports: Exports
    imports: Imports
    editions: Editions
    begin: Begin

    def __init__(self, settings: Settings) -> None:
        """An empty window at its place; `fill` it before anybody can do something in it."""
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("年报")
        self.settings = settings
        self.setCentralWidget(look.sheet(look.desk(self.palette())))
        self._take_place()

    def fill(self, workspace: Workspace, questions: Questions) -> None:
        """Bring a report into the empty window."""
        from ui import parts

        self.workspace, self.questions = workspace, questions
        parts.build(self)
        # In a window that is up, Qt posts itself calls to show new parts, and no key reaches them.
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        self.page.take_keyboard()
        self.setAcceptDrops(True)
        self.show_name()

    def grid(self) -> GridView | None:
        """The table that has the keyboard, or whose editor has."""
        here = QApplication.focusWidget()
        if here is None:
            return None
        return next((g for g in self.page.grids if g is here or g.isAncestorOf(here)), None)

    def text(self) -> TextBox | None:
        """The text box that has the keyboard, if one has."""
        return next((text for text in self.page.texts if text.hasFocus()), None)

    def undo(self) -> None:
        if self.page.commit():
            self.workspace.undo()

    def redo(self) -> None:
        if self.page.commit():
            self.workspace.redo()

    def audit(self, on: bool) -> None:
        if self.page.commit():
            self.workspace.audit(on)

    def clear_printed(self) -> None:
        """All totals on paper go, those of an import and those that were typed while auditing."""
        if not self.page.commit():
            return
        printed = list(self.workspace.report.entries("published"))
        words = f"清除 {len(printed)} 个纸上的合计"
        self.workspace.change({("published", total): None for total in printed}, words)
        self.workspace.settle()
        self.say(f"{words}，可以撤销。" if printed else "没有纸上的合计。")

    def about(self) -> None:
        form = self.workspace.report.form
        words = f"年报 {__version__}\n\n表格：{form.name}\n依据：{form.document}"
        self.questions.about(self, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_leave():
            event.ignore()
            return
        self.workspace.leave()
        self.settings.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Taken a moment later: the file manager waits for this call, and questions take long."""
        from ui.imports import local_files

        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self._take_dropped, local_files(event.mimeData())))

    def _take_dropped(self, paths: list[Path]) -> None:
        """A report of this program is opened, anything else imported."""
        self.activateWindow()
        self.documents.show_file(self.imports.first_of(paths))

    def _take_place(self) -> None:
        """Where the window was last; at first as large as the screen takes."""
        if not self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode())):
            room.resize(self, 1320, 1000)

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

    def accept(self, finding: Finding) -> None:
        """A warning is accepted with a reason, which can be withdrawn."""
        if finding.acknowledged:
            self.workspace.accept(finding, "")
        elif reason := self.questions.reason(self, finding.message):
            self.workspace.accept(finding, reason)

    def show_findings(self) -> None:
        self.page.mark(self.workspace.findings)
        self.outline.tell(self.workspace.findings)
        self.tally.setText(self.findings.tally)

    def show_name(self) -> None:
        self.setWindowTitle(f"{self.workspace.name}[*] - 年报")
        self.show_clean(clean=self.workspace.stack.isClean())

    def show_clean(self, clean: bool) -> None:
        self.setWindowModified(not clean)
