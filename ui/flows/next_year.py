"""This year's report from last year's, of any kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.forms.load import FormError
from app.report.report import Refused, Report
from ui.dialogs.questions import NewReport
from ui.workspace import year_due

if TYPE_CHECKING:
    from app.importers.terms.proposal import Proposal
    from app.report.begin import Begun
    from ui.flows.documents import Documents
    from ui.flows.imports import Imports
    from ui.workspace import Workspace

_LINES = 16
"""So many lines a message has room for."""
_LONGEST = 100
"""Letters of one of them."""


class Begin(QObject):
    """The flow from last year's file to this year's unsaved report, which undo empties."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, documents: Documents, workspace: Workspace, imports: Imports) -> None:
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._imports = imports

    def choose(self) -> None:
        if self._documents.may_leave() and (proposal := self._imports.last_years()):
            self._begin(proposal)

    def _begin(self, proposal: Proposal) -> None:
        from app.report.begin import CannotBegin

        questions, window = self._documents.questions, self._documents.window
        new = self._of_which_year(proposal)
        if new is None:
            return
        try:
            begun = _begun(proposal, new)
        except (CannotBegin, FormError, Refused) as error:
            questions.tell(window, f"{error}\n当前打开的报告没有变化。")
            return
        form = begun.report.form
        self._workspace.adopt(
            form, Report(form).differences(begun.report), f"用 {proposal.source} 起头"
        )
        self._workspace.settle()
        questions.tell(window, _told(begun))
        self.done.emit(f"已用“{proposal.source}”起头 {new.year} 年的报告，还没有保存；可以撤销。")

    def _of_which_year(self, proposal: Proposal) -> NewReport | None:
        """The year after last year's; where that is not known it is asked for. None: given up."""
        if proposal.year is not None:
            return NewReport(proposal.organ, proposal.year + 1)
        proposed = NewReport(proposal.organ, year_due(), form="")
        return self._documents.questions.new_report(self._documents.window, proposed)


def _begun(proposal: Proposal, new: NewReport) -> Begun:
    from app.importers.terms.proposal import report_of
    from app.report.begin import this_year

    return this_year(report_of(proposal), proposal.source, year=new.year, organ=new.organ)


def _told(begun: Begun) -> str:
    from app.report.begin import told

    lines = [line if len(line) <= _LONGEST else line[:_LONGEST] + "……" for line in told(begun)]
    more = [f"……还有 {len(lines) - _LINES} 行"] * (len(lines) > _LINES)
    return "\n".join((*lines[:_LINES], *more))
