"""The parts of the window: which there are, and what each is given."""

from functools import partial

from PySide6.QtWidgets import QMainWindow

from app.disk.settings import Settings
from ui.dialogs.questions import Questions
from ui.flows.change_of_year import Editions
from ui.flows.documents import Documents
from ui.flows.drafts import Drafts
from ui.flows.editing import Editing
from ui.flows.exports import Exports
from ui.flows.handed import Handed
from ui.flows.imports import Imports
from ui.flows.next_year import Begin
from ui.flows.others import Others
from ui.flows.preferences import VERSIONS, Preferences
from ui.flows.recent import Recent
from ui.flows.sharing import Sharing
from ui.flows.versions import Versions
from ui.kit import plain
from ui.page.page import Page
from ui.window.commands import all_keys
from ui.window.find import FindBar
from ui.window.findings import Findings
from ui.window.frame import Frame
from ui.window.help import Help, rule_at
from ui.window.hints import Hints
from ui.window.kept import Busy, Kept
from ui.window.missing import Missing
from ui.window.outline import Outline
from ui.window.result_bar import ResultBar
from ui.window.status import Status
from ui.window.zoom import Zoom
from ui.workspace import Workspace


class Parts:
    """What stands in a window, and the flows that its menus start."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        workspace: Workspace,
        questions: Questions,
        others: Others,
    ) -> None:
        self.settings = settings
        self.frame = frame = Frame(window, settings)
        self.workspace = workspace
        self.questions = questions
        self.page = page = Page(workspace, frame.beside)
        self.outline = Outline(workspace, frame.side)
        self.handed = Handed(workspace, settings)
        self.missing = Missing(workspace, self.handed, frame.side)
        self.result_bar = ResultBar(frame.beside)
        self.findings = Findings(workspace, frame.panes)
        workspace.keeping.typed_in.append(self.findings.typing)
        self.find_bar = FindBar(workspace, frame.beside)
        self.status = Status(frame.status)
        self.tally = plain.Label(parent=frame.status)
        self.tally.setContentsMargins(12, 0, 0, 0)  # from a sentence that is cut off there
        self.kept, self.busy = Kept(workspace, frame.status), Busy(workspace, frame.status)
        self.zoom = Zoom(page, frame.status)
        self.hints = Hints(workspace, settings, frame.side)
        self.documents = Documents(window, workspace, settings, questions, page.commit, others)
        self.documents.unwritten = self.findings.unwritten
        self.recent = Recent(window, workspace, settings)
        self.documents.recent_changed.connect(self.recent.note)
        self.drafts = Drafts(self.documents, workspace)
        self.sharing = Sharing(window, workspace)
        self.preferences = Preferences(self.documents, settings, page)
        self.preferences.hints_wanted.connect(self.hints.draw)
        set_versions = partial(self.preferences.choose, VERSIONS)
        self.versions = Versions(self.documents, workspace, settings, others, set_versions)
        self.exports = Exports(self.documents, workspace, settings, self.handed, page.commit)
        self.imports = Imports(self.documents, workspace, page.commit)
        self.editions = Editions(self.documents, workspace, page.commit)
        self.begin = Begin(self.documents, workspace, self.imports, settings)
        self.editing = Editing(window, workspace, page, questions)
        keys, rule = (
            partial(all_keys, window.menuBar()),
            partial(rule_at, workspace, page, self.findings.list),
        )
        self.help = Help(window, keys, rule)
