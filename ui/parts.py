"""The parts of the window: which there are, where they stand, what they hear of each other."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import find, menus, spreading
from ui.begin import Begin
from ui.documents import Documents
from ui.editions import Editions
from ui.exports import Exports
from ui.find import FindBar
from ui.findings import Findings
from ui.imports import Imports
from ui.main_window import MainWindow
from ui.missing import Missing
from ui.outline import Outline
from ui.page import Page
from ui.status import Status


def build(window: MainWindow) -> None:
    """Give a window that has its report everything to work on it."""
    _make(window)
    _arrange(window)
    menus.build(window)
    _connect(window)


def _make(window: MainWindow) -> None:
    workspace, settings = window.workspace, window.settings
    window.page = page = Page(workspace)
    window.outline = Outline(workspace)
    window.missing = Missing(workspace)
    window.findings = Findings(workspace)
    window.find_bar = FindBar(workspace)
    window.status = Status()
    window.tally = QLabel()
    window.documents = Documents(window, workspace, settings, window.questions, page.commit)
    window.exports = Exports(window.documents, workspace, settings, page.commit)
    window.imports = Imports(window.documents, workspace, page.commit)
    window.editions = Editions(window.documents, workspace, page.commit)
    window.begin = Begin(window.documents, workspace, window.imports)


def _arrange(window: MainWindow) -> None:
    right = QWidget(window)
    column = QVBoxLayout(right)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(window.page, 1)
    column.addWidget(window.find_bar)
    window.findings.lead_with(window.missing.fold)
    column.addWidget(window.missing)
    column.addWidget(window.findings)
    middle = QWidget(window)
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(window.outline)
    row.addWidget(right, 1)
    window.setCentralWidget(middle)
    window.statusBar().addWidget(window.status, 1)
    window.statusBar().addPermanentWidget(window.tally)


def _connect(window: MainWindow) -> None:
    page, workspace = window.page, window.workspace
    spreading.connect(page, workspace, window.questions)
    window.outline.chosen.connect(page.go_to_section)
    page.scrolled.connect(window.outline.mark)
    page.visited.connect(window.status.show_selection)
    for parts in (window.missing, window.findings):
        parts.chosen.connect(window.show_finding)
    window.findings.replacing.connect(workspace.replace)
    window.findings.summing.connect(workspace.take_sums)
    window.findings.accepting.connect(window.accept)
    window.findings.choosing.connect(window.imports.fill)
    window.findings.seen.connect(workspace.see)
    window.find_bar.here = partial(find.place_on, page)
    window.find_bar.headed.connect(page.go_to_section)  # before the words are shown
    window.find_bar.found.connect(window.show_hit)
    window.find_bar.told.connect(window.say)
    window.find_bar.closed.connect(page.take_keyboard)
    # Asked about when the key is done with: the answer may lay the page out anew.
    page.parting.connect(window.editions.change_year, Qt.ConnectionType.QueuedConnection)
    window.findings.converting.connect(window.editions.follow)
    flows = (window.documents, window.exports, window.imports, window.editions, window.begin)
    for flow in flows:
        flow.done.connect(window.say)
    window.documents.strange.connect(window.imports.take)
    workspace.went.connect(page.go_to)
    workspace.checked.connect(window.show_findings)
    workspace.opened.connect(window.show_name)
    workspace.saved.connect(window.show_name)
    workspace.stack.cleanChanged.connect(window.show_clean)
