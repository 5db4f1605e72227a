"""A report and the tables of its year: asked about where they would part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.forms import catalogue as forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.checks import Finding
    from ui.flows.documents import Documents
    from ui.workspace import Workspace


class Editions(QObject):
    """Puts the open report into the edition of its year, as one step of undo."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self, documents: Documents, workspace: Workspace, commit: Callable[[], bool]
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(documents)
        self._questions = documents.questions
        self._window = documents.window
        self._workspace = workspace
        self._commit = commit

    def change_year(self, year: int) -> None:
        """A year that was entered: with its tables, alone, or not at all."""
        workspace = self._workspace
        if workspace.refuses():
            workspace.changed.emit(frozenset({("year", "")}))
            return
        edition = forms.edition_due(workspace.report.form, year)
        words = f"{year} 年的报告用 {forms.form(edition).name}表格，"
        words += f"现在填的是 {workspace.report.form.name}表格。要连表格一起换吗？"
        answer = self._ask(words, edition, year) if self._commit() else None
        if answer is None:
            workspace.changed.emit(frozenset({("year", "")}))  # the box shows the old one again
        elif not answer:
            workspace.change({("year", ""): year}, "修改年度")

    def follow(self, finding: Finding) -> None:
        """The tables that the report's year asks for."""
        if not self._workspace.refuses() and self._commit():
            words = f"要换成 {forms.form(finding.edition).name}表格吗？"
            self._ask(words, finding.edition, self._workspace.report.year)

    def _ask(self, words: str, edition: str, year: int | None) -> bool | None:
        """True: it was done; False: the tables stay; None: nothing is to be changed."""
        from app.importers.editions import converted

        made = converted(self._workspace.report, edition, year)
        alone = year != self._workspace.report.year
        answer = self._questions.convert(self._window, words, made.told, alone=alone)
        if answer:
            name = made.report.form.name
            self._workspace.convert(made.report, f"换成 {name}表格", made.doubts)
            self.done.emit(f"已换成 {name}表格，可以撤销。")
        return answer
