"""The window: arranges the parts and connects them. No sums, no files of its own."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from app import __version__
from app.checks import Finding
from app.search import Hit
from app.settings import Settings
from ui import find, findings, menus
from ui.dialogs import Questions
from ui.documents import Documents
from ui.exports import Exports
from ui.find import FindBar
from ui.findings import Findings
from ui.grid.view import GridView
from ui.imports import Imports
from ui.outline import Outline
from ui.page import Page
from ui.status import Status
from ui.texts import TextBox
from ui.workspace import Workspace

_MESSAGE_TIME = 8_000


class MainWindow(QMainWindow):
    """One report in one window."""

    def __init__(self, workspace: Workspace, settings: Settings, questions: Questions) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.workspace = workspace
        self.settings = settings
        self.questions = questions
        self.page = Page(workspace)
        self.outline = Outline(workspace)
        self.findings = Findings(workspace)
        self.find_bar = FindBar(workspace)
        self.status = Status()
        self.documents = Documents(self, workspace, settings, questions, self.page.commit)
        self.tally = QLabel()
        self.exports = Exports(self.documents, workspace, settings, self.page.commit)
        self.imports = Imports(self.documents, workspace)
        self.setAcceptDrops(True)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(self.tally)
        self._arrange()
        menus.build(self)
        self._connect()
        self._on_named()
        self._take_place()

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
        """A report of this program is opened, anything else imported."""
        path = Path(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))
        if path.suffix.lower() != ".json":
            self.imports.take(path)
        elif self.documents.may_leave():
            self.documents.open_file(path)

    def _take_place(self) -> None:
        """Where the window was last; at first as large as the screen takes."""
        if not self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode())):
            room = self.screen().availableGeometry()
            self.resize(min(1320, room.width() - 20), min(1000, room.height() - 60))

    def _arrange(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.findings)
        middle = QWidget(self)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(right, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.outline.chosen.connect(self.page.go_to_section)
        self.page.scrolled.connect(self.outline.mark)
        self.page.visited.connect(self.status.show_selection)
        self.findings.chosen.connect(self._on_chosen)
        self.findings.replacing.connect(self.workspace.replace)
        self.findings.accepting.connect(self._on_accepting)
        self.workspace.checked.connect(self._on_checked)
        self.find_bar.here = partial(find.place_on, self.page)
        self.find_bar.headed.connect(self.page.go_to_section)  # before the words are shown
        self.find_bar.found.connect(self._on_found)
        self.find_bar.told.connect(self.say)
        self.find_bar.closed.connect(self.page.take_keyboard)
        self.documents.done.connect(self.say)
        self.exports.done.connect(self.say)
        self.imports.done.connect(self.say)
        self.workspace.went.connect(self.page.go_to)
        self.workspace.opened.connect(self._on_named)
        self.workspace.saved.connect(self._on_named)
        self.workspace.stack.cleanChanged.connect(self._on_clean)

    def say(self, words: str) -> None:
        self.statusBar().showMessage(words, _MESSAGE_TIME)

    def _on_found(self, hit: Hit) -> None:
        """The page shows the place; the bar keeps the keyboard."""
        if hit.in_text:
            self.page.go_to_words(hit.address[1], hit.start, hit.end)
        else:
            self.page.go_to(hit.address)
        self.find_bar.words.setFocus()

    def _on_chosen(self, finding: Finding) -> None:
        if finding.spans:
            self.page.go_to_words(*finding.spans[0])
        else:
            self.page.go_to(finding.place)

    def _on_accepting(self, finding: Finding) -> None:
        """A warning is accepted with a reason, which can be withdrawn."""
        if finding.acknowledged:
            self.workspace.accept(finding, "")
        elif reason := self.questions.reason(self, finding.message):
            self.workspace.accept(finding, reason)

    def _on_checked(self) -> None:
        self.page.mark(self.workspace.findings)
        self.outline.tell(self.workspace.findings)
        self.tally.setText(findings.count(self.workspace.findings))

    def _on_named(self) -> None:
        self.setWindowTitle(f"{self.workspace.name}[*] - 年报")
        self._on_clean(clean=self.workspace.stack.isClean())

    def _on_clean(self, clean: bool) -> None:
        self.setWindowModified(not clean)
