"""Drafts: what was not saved is offered, listed, brought back."""

from PySide6.QtCore import QObject, Signal

from app.files import drafts, recovery
from app.files.recovery import Found
from ui.flows.documents import Documents
from ui.workspace import Workspace


class Drafts(QObject):
    """What 没保存的草稿 does. A draft that was not asked for again stays where it is."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, documents: Documents, workspace: Workspace) -> None:
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace

    def show_left(self, left: list[Found]) -> None:
        """What an earlier start left goes into the list, and that is shown, once."""
        for found in left:
            recovery.set_aside(found.place, found.lock)
        self.show()

    def show(self) -> None:
        """List them all; the one that is picked takes the place of the open report, unsaved."""
        window, questions = self._documents.window, self._documents.questions
        listed = drafts.listed()
        if not listed:
            self.done.emit("没有留下的草稿。")
            return
        found = questions.drafts(window, listed)
        if found is not None and self._documents.may_leave():
            self._documents.bring_back(found)
