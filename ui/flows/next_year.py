"""A new report: an empty one, or this year's from last year's, of any kind of file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.forms.load import FormError
from app.report.report import Refused, Report
from ui.dialogs.new_report import Known, Last, NewReport
from ui.workspace import year_due

if TYPE_CHECKING:
    from app.disk.settings import Settings
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
    """The flows that begin a report, unsaved."""

    done = Signal(str)
    """A sentence for the status bar."""
    begun = Signal()
    """From last year's report, whose figures it has beside its own."""

    def __init__(
        self, documents: Documents, workspace: Workspace, imports: Imports, settings: Settings
    ) -> None:
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._imports = imports
        self._settings = settings

    def new(self) -> None:
        """Whoever's last year's report cannot be read is asked once more, with all he has typed."""
        if not self._documents.may_leave():
            return
        proposed = self._proposed()
        while answer := self._ask(proposed):
            proposed = answer
            if self._began(answer):
                self._settings.organ, self._settings.level = answer.organ, answer.level
                return

    def choose(self) -> None:
        """This year's report from a file of last year's, without a question where that says all."""
        if self._documents.may_leave() and (proposal := self._imports.last_years()):
            self._begin(proposal)

    def from_file(self, path: Path) -> None:
        """The same from one that is known."""
        if self._documents.may_leave() and (proposal := self._imports.read_last_years(path)):
            self._begin(proposal)

    def _begin(self, proposal: Proposal) -> None:
        if new := self._of_which_year(proposal):
            self._adopted(proposal, new)

    def _proposed(self) -> NewReport:
        """What was typed last; of a report that is open, whose it is."""
        report, settings = self._workspace.report, self._settings
        if report.organ and not self._workspace.origin.is_sample:
            return NewReport(report.organ, year_due(), level=report.get(("level", "")) or "")
        return NewReport(settings.organ, year_due(), level=settings.level)

    def _ask(self, proposed: NewReport) -> NewReport | None:
        window, questions = self._documents.window, self._documents.questions
        return questions.new_report(window, proposed, self._known(proposed.year))

    def _known(self, year: int | None) -> Known:
        """Those of the year before first."""
        settings = self._settings
        known = [(Path(name), settings.summaries.get(name)) for name in settings.recent]
        reports = [
            Last(path, each.organ, each.year, each.level)
            for path, each in known
            if each and each.year
        ]
        reports.sort(key=lambda last: year is None or last.year != year - 1)
        return Known(tuple(settings.organs), tuple(reports), self._documents.folder())

    def _began(self, new: NewReport) -> bool:
        if new.last is not None:
            proposal = self._imports.read_last_years(new.last)
            return proposal is not None and self._adopted(proposal, new)
        try:
            self._workspace.new(new.organ, new.year, new.form, new.level)
        except FormError as error:
            self._documents.questions.tell(self._documents.window, str(error))
            return False
        return True

    def _adopted(self, proposal: Proposal, new: NewReport) -> bool:
        """False where no report can be begun with that, which is told."""
        from app.report.begin import CannotBegin

        questions, window = self._documents.questions, self._documents.window
        try:
            begun = _begun(proposal, new)
        except (CannotBegin, FormError, Refused) as error:
            questions.tell(window, f"{error}\n当前打开的报告没有变化。")
            return False
        form = begun.report.form
        self._workspace.adopt(
            form, Report(form).differences(begun.report), f"用 {proposal.source} 起头"
        )
        self._workspace.settle()
        self.begun.emit()
        questions.tell(window, _told(begun), "用去年的报告起头")
        self.done.emit(f"已用“{proposal.source}”起头 {new.year} 年的报告，还没有保存；可以撤销。")
        return True

    def _of_which_year(self, proposal: Proposal) -> NewReport | None:
        """The year after last year's; where that is not known it is asked for. None: given up."""
        if proposal.year is not None:
            return NewReport(proposal.organ, proposal.year + 1)
        proposed = NewReport(proposal.organ, year_due(), form="")
        return self._documents.questions.new_report(self._documents.window, proposed)


def _begun(proposal: Proposal, new: NewReport) -> Begun:
    from app.importers.terms.proposal import report_of
    from app.report.begin import this_year

    begun = this_year(report_of(proposal), proposal.source, year=new.year, organ=new.organ)
    if new.level:
        begun.report.apply({("level", ""): new.level})
    return begun


def _told(begun: Begun) -> str:
    from app.report.begin import told

    lines = [line if len(line) <= _LONGEST else line[:_LONGEST] + "……" for line in told(begun)]
    more = [f"……还有 {len(lines) - _LINES} 行"] * (len(lines) > _LINES)
    return "\n".join((*lines[:_LINES], *more))
