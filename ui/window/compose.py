"""The one place where a window is put together: where its parts stand, what they hear."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.disk.settings import Settings
from ui.dialogs.questions import Questions
from ui.flows import spreading
from ui.flows.others import Others
from ui.page.page import Page
from ui.window import find, menus
from ui.window.at_start import AtStart
from ui.window.heard import Heard
from ui.window.main_window import MainWindow
from ui.window.parts import Parts
from ui.workspace import Workspace


def fill(
    window: MainWindow,
    settings: Settings,
    workspace: Workspace,
    questions: Questions,
    others: Others,
) -> None:
    """Bring a report into an empty window, and everything to work on it.

    The page is blank until the window's `begin_work`, or until another report is opened: what is
    opened at once is laid out alone.
    """
    workspace.setParent(window)  # what hears of it goes with it
    parts = Parts(window, settings, workspace, questions, others)
    window.hold(parts)
    _arrange(window, parts)
    menus.build(window, parts)
    _connect(window, parts)


def _arrange(window: MainWindow, parts: Parts) -> None:
    frame = parts.frame
    frame.side.hold(parts.outline, parts.hints, parts.missing)
    frame.side.slimmed.connect(window.tell_tally)
    frame.panes.hold(frame.beside, parts.findings, parts.workspace)
    parts.documents.recovered.connect(frame.panes.begin)
    row = _without_air(QHBoxLayout())
    row.addWidget(frame.side)
    row.addWidget(frame.panes, 1)
    _without_air(QVBoxLayout(frame.report)).addLayout(row, 1)
    column = _without_air(QVBoxLayout(frame.beside))
    column.addWidget(parts.page, 1)
    column.addWidget(parts.result_bar)  # under the page: nothing moves away from under a click
    column.addWidget(parts.find_bar)
    window.at_start = AtStart(window, parts, frame.stack, window.show_name)
    frame.status.addWidget(parts.status, 1)
    frame.status.setSizeGripEnabled(False)  # the window's own edge does as well
    # What changes its width pushes no other.
    for told in (parts.tally, parts.busy, parts.kept, parts.zoom):
        frame.status.addPermanentWidget(told)


def _without_air(layout: QBoxLayout) -> QBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _connect(window: MainWindow, parts: Parts) -> None:
    page, workspace = parts.page, parts.workspace
    spreading.connect(page, workspace, parts.questions)
    parts.outline.chosen.connect(page.go_to_section)
    page.where.entered.connect(parts.outline.mark)
    page.numbering.connect(parts.editing.insert_number)
    page.phrasing.connect(parts.editing.insert_sentence)
    page.visited.connect(parts.status.show_selection)
    for led in (parts.missing.chosen, parts.exports.going):
        led.connect(parts.findings.point_at)
        led.connect(window.show_finding)
    parts.findings.chosen.connect(window.show_finding)
    parts.exports.made.connect(parts.result_bar.tell)
    parts.result_bar.told.connect(window.say)
    workspace.opened.connect(parts.result_bar.hide)
    workspace.stack.indexChanged.connect(parts.result_bar.hide)
    parts.findings.replacing.connect(parts.editing.replace)
    parts.findings.summing.connect(parts.editing.take_sums)
    parts.findings.reasoned.connect(parts.editing.give_reason)
    parts.findings.inserting.connect(parts.editing.insert_for)
    parts.findings.explaining.connect(parts.help.explain)
    parts.findings.left.connect(page.take_keyboard)
    parts.findings.choosing.connect(parts.imports.fill)
    parts.findings.seen.connect(workspace.see)
    parts.find_bar.here = partial(find.place_on, page)
    parts.find_bar.headed.connect(page.go_to_section)  # before the words are shown
    parts.find_bar.found.connect(window.show_hit)
    parts.find_bar.told.connect(window.say)
    parts.find_bar.closed.connect(page.take_keyboard)
    # Asked about when the key is done with: the answer may lay the page out anew.
    page.parting.connect(parts.editions.change_year, Qt.ConnectionType.QueuedConnection)
    parts.help.told.connect(window.say)
    page.told.connect(window.say)
    window.asked.connect(parts.help.equip)
    parts.findings.converting.connect(parts.editions.follow)
    flows = (
        parts.documents, parts.drafts, parts.versions, parts.exports, parts.imports,
        parts.editions, parts.begin, parts.editing,
    )  # fmt: skip
    for flow in flows:
        flow.done.connect(window.say)
    parts.documents.strange.connect(parts.imports.take)
    workspace.went.connect(page.go_to)
    workspace.refused.connect(partial(_refuse, page))
    Heard(window)
    _tell(window, workspace)


def _tell(window: MainWindow, workspace: Workspace) -> None:
    """What the window itself says of the report."""
    workspace.checked.connect(window.show_findings)
    workspace.opened.connect(window.show_name)
    workspace.saved.connect(window.show_name)
    workspace.changed.connect(window.show_change)
    workspace.refused.connect(window.say)
    workspace.stack.cleanChanged.connect(window.show_clean)


def _refuse(page: Page, words: str) -> None:
    """Say why nothing can be changed at the cell or caret that has the keyboard."""
    for grid in page.grids:
        if grid.hasFocus():
            grid.tell(words)
    for box in page.texts:
        if box.hasFocus():
            box.refused.emit(box.cursorRect(), words)
