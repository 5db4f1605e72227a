"""Reports from elsewhere: shown, then a new report, part of the open one, or last year's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.forms.names import dotted
from app.importers import imported
from app.importers.terms import alike
from app.letters.numbers import written
from app.report import carry, evidence, previous
from app.report.report import Changes, Refused, Report
from ui import background
from ui.dialogs.new_report import SOURCES
from ui.flows import replaced, two_years
from ui.kit.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtCore import QMimeData

    from app.checks import Finding
    from app.importers.terms.proposal import Offer, Proposal
    from ui.background import Outcome
    from ui.dialogs.proposal_dialog import Accepted
    from ui.flows.documents import Documents
    from ui.workspace import Workspace

_TAKEN = "“{source}”已作为上年报告记在这份报告里，还没有保存；保存以后不用再选，可以撤销。"
_LISTED = 8
"""Doubts that a question has room for."""


class Imports(QObject):
    """What is done with a file that is no report of this program, or is last year's."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self, documents: Documents, workspace: Workspace, commit: Callable[[], bool]
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._commit = commit
        self._questions = documents.questions
        self._window = documents.window
        self.is_alone = False
        """Whether no report is open: what is read can be nothing but a new one."""

    def choose(self) -> None:
        path = self._questions.open_path(self._window, self._documents.folder(), SOURCES)
        if path:
            self.take(path)

    def take(self, path: Path) -> None:
        """Show what a file gives, and take what the person accepts of it, as one step of undo."""
        if self._may_change() and (proposal := self._read(path)):
            self._propose(proposal)

    def first_of(self, paths: Sequence[Path]) -> Path:
        """The one that is taken of several; a window holds one report, so the rest is told of."""
        first, *rest = paths
        if rest:
            words = f"一次导入一个文件：先看“{first.name}”，其余 {len(rest)} 个请随后逐个导入。"
            self._questions.tell(self._window, words)
        return first

    def paste(self) -> None:
        """The same of a page copied in a browser or in Word, or of a file in a file manager."""
        mime: Any = QGuiApplication.clipboard().mimeData()  # None where there is nothing
        if files := local_files(mime) if mime else []:
            self.take(self.first_of(files))
        elif self._may_change() and (proposal := self._read_copied(mime)):
            self._propose(proposal)

    def _may_change(self) -> bool:
        return not self._workspace.refuses() and self._commit()

    def _propose(self, proposal: Proposal) -> None:
        """Until it is taken or given up: who declines a question that follows may choose again."""
        accepted, report = None, self._workspace.report
        usual = None if self.is_alone else replaced.usual_use(report, proposal)
        while accepted := self._questions.proposal(self._window, proposal, usual, accepted):
            try:
                if self._apply(proposal, accepted):
                    return
            except Refused as refusal:
                self._questions.tell(self._window, f"没有导入“{proposal.source}”：{refusal}。")
                return

    def choose_last_year(self) -> None:
        """Last year's report from any kind of file; then its carried figures are offered."""
        if self._ask_last_year():
            self._offer_carried(taken=True)

    def _ask_last_year(self) -> bool:
        """Ask for last year's report, and keep what it says; False where nothing is kept."""
        proposal = None if self._workspace.refuses() else self.last_years()
        return (
            proposal is not None and self._is_last_year(proposal) and self._keep_last_year(proposal)
        )

    def last_years(self) -> Proposal | None:
        """What last year's report says, a file of any kind; None: none was chosen, or none read."""
        folder = self._documents.folder()
        path = self._questions.open_path(self._window, folder, SOURCES, "选上年的报告")
        return self.read_last_years(path) if path else None

    def read_last_years(self, path: Path) -> Proposal | None:
        """What a file says that is last year's; None: it was not read, or is not to be taken."""
        proposal = self._read(path)
        return proposal if proposal is not None and self._is_sure(proposal) else None

    def _is_sure(self, proposal: Proposal) -> bool:
        """Whether it is kept in spite of its doubts, which nothing shows afterwards."""
        words = [doubt.message for doubt in proposal.placed_doubts]
        lines = [_short(group) for group in alike.folded(words)]
        more = ["……"] * (len(lines) > _LISTED)
        question = "\n".join(
            (
                f"“{proposal.source}”有 {len(words)} 处看不准，请对照原文：",
                "",
                *lines[:_LISTED],
                *more,
                "",
                "仍要采用吗？",
            )
        )
        return not words or self._questions.agree(self._window, question, "采用")

    def carry_over(self) -> None:
        """Offer what this year takes over from last year, each to be ticked.

        Where last year's report is not known, or another year's is kept, it is asked for.
        """
        if self._workspace.refuses():
            return
        last = previous.stored_in(self._workspace.report)
        known = last is not None and self._may_be_last_years(last.year)
        if known or self._ask_last_year():
            self._offer_carried(taken=not known)

    def _offer_carried(self, *, taken: bool) -> None:
        """`taken`: last year's report has just come into this one, which must be said too."""
        last = previous.stored_in(self._workspace.report)
        if last is None:
            return
        offers = carry.offers(self._workspace.report, last)
        lines = [_offered(self._workspace.report, offer) for offer in offers]
        if not offers:
            self.done.emit(_all_carried(self._workspace, taken=taken))
        elif chosen := self._questions.choose(self._window, "从上年报告结转", lines):
            changes = {("cells", offers[i].cell): offers[i].figure for i in chosen}
            self._workspace.change(changes, f"结转上年的 {len(changes)} 个数字")

    def compare(self) -> None:
        """Last year's report and this year's side by side; one of the cells may be gone to."""
        last, report = self._last_year(), self._workspace.report
        if last is None:
            return
        compared = two_years.compared(report, last)
        if cell := self._questions.comparison(self._window, report.form, *compared):
            self._workspace.went.emit(("cells", cell))

    def show_last_year(self, on: bool) -> None:
        """Let every cell show last year's figure too, which is asked for if it is not known."""
        self._workspace.show_last_year(on and self._last_year() is not None)

    def _last_year(self) -> previous.Previous | None:
        """What the report keeps of last year, or of what is then chosen; None: nothing was."""
        last = previous.stored_in(self._workspace.report)
        if last is None and self._ask_last_year():
            last = previous.stored_in(self._workspace.report)
        return last

    def _read(self, path: Path) -> Proposal | None:
        """Beside the window, whatever the file is; None where nothing came of it, which is told."""
        job = background.shared().run("import", limited=True, path=str(path))
        outcome = wait_for(job, self._window, f"正在读“{path.name}”……")
        return self._proposed(outcome, f"“{path.name}”", str(outcome.value))

    def _read_copied(self, mime: QMimeData | None) -> Proposal | None:
        html, text = (mime.html(), mime.text()) if mime else ("", "")
        parts = {"html": html, "text": "" if html else text, "name": "剪贴板"}
        job = background.shared().run("copied", limited=True, **parts)
        outcome = wait_for(job, self._window, "正在读剪贴板……")
        refusal = f"剪贴板里没有可以导入的年报：{outcome.value}。"
        return self._proposed(outcome, "剪贴板里的内容", refusal)

    def _proposed(self, outcome: Outcome, what: str, refusal: str) -> Proposal | None:
        if outcome.kind == "cancelled":
            self.done.emit(f"没有读{what}，已经取消。")
        elif outcome.kind == "result" and (proposal := _known(outcome.value)):
            return proposal
        else:
            refused = outcome.kind == "refused"  # with the name of a file, which may have brackets
            told = refusal if refused else _WHY_NOT[outcome.kind].format(what=what)
            self._questions.tell(self._window, told)
        return None

    def _apply(self, proposal: Proposal, accepted: Accepted) -> bool:
        """False where a question about what would be lost was declined."""
        from app.importers import take
        from app.importers.terms.plain import Unreadable
        from app.importers.terms.proposal import changes

        if accepted.use == "previous":
            if not self._is_last_year(proposal):
                return False
            if self._keep_last_year(proposal):
                self._offer_carried(taken=True)
            return True
        new, tables, texts = accepted.use == "new", accepted.tables, accepted.texts
        try:
            fitted = proposal if new else take.into(proposal, self._workspace.report.form)
        except Unreadable as error:
            self._questions.tell(self._window, str(error))
            return False
        taken = changes(fitted, tables=tables, texts=texts, head=new)
        may = self._documents.may_leave() if new else self._may_replace(proposal, fitted, taken)
        if may:
            strange = () if new else replaced.strange(self._workspace.report, proposal)
            doubts = imported.findings(fitted, tables, texts=texts, head=new, strange=strange)
            words = f"导入 {proposal.source}"
            if new:
                self._workspace.adopt(fitted.form, taken, words, doubts)
            else:
                self._workspace.take(taken, words, doubts)
            self.done.emit(_told(fitted, tables, self._workspace.findings))
        return may

    def _may_replace(self, proposal: Proposal, fitted: Proposal, taken: Changes) -> bool:
        """What would be lost of the open report, and what does not fit it, is shown before."""
        report = self._workspace.report
        rows = list(replaced.rows(report, evidence.brought(report, taken)))
        known = {doubt.message for doubt in proposal.placed_doubts}
        new = (doubt.message for doubt in fitted.placed_doubts if doubt.message not in known)
        doubts = (*replaced.strange(report, proposal), *replaced.kept(report, taken), *new)
        return not (rows or doubts) or self._questions.replace(self._window, rows, doubts)

    def fill(self, offer: Offer) -> None:
        """Fill a cell with one of the readings that an import offers for it."""
        self._workspace.change(imported.chosen(offer), offer.words)
        self._workspace.settle()

    def _keep_last_year(self, proposal: Proposal) -> bool:
        """False where the report does not take it, which is told."""
        from app.importers.terms.proposal import as_previous

        try:
            self._workspace.change(as_previous(proposal), f"采用上年报告 {proposal.source}")
        except Refused as refusal:
            self._questions.tell(self._window, f"不能采用“{proposal.source}”：{refusal}。")
            return False
        self._workspace.show_last_year(self._workspace.last_year is not None)
        self._workspace.settle()
        self.done.emit(_TAKEN.format(source=proposal.source))
        return True

    def _is_last_year(self, proposal: Proposal) -> bool:
        """A report of another form never is; one of another year may be, if the clerk says so."""
        own, other = self._workspace.report.form, proposal.form
        if other.form != own.form:
            words = (
                f"“{proposal.source}”用的是 {other.name}表格，不能当作 {own.name}表格的上年报告。"
            )
            self._questions.tell(self._window, words)
            return False
        due = (self._workspace.report.year or 0) - 1
        return self._may_be_last_years(proposal.year) or self._questions.agree(
            self._window,
            f"“{proposal.source}”是 {proposal.year} 年的，上年应是 {due} 年。仍要当作上年报告吗？",
            "采用",
        )

    def _may_be_last_years(self, year: int | None) -> bool:
        """Whether a report of a year is last year's, as far as both years are known."""
        own = self._workspace.report.year
        return year is None or own is None or year == own - 1


def _offered(report: Report, offer: carry.Offer) -> str:
    name = dotted(report.form.cells[offer.cell])
    return f"{name}：上年 {written(offer.figure)}，现在 {written(offer.now) or '空白'}"


def _all_carried(workspace: Workspace, *, taken: bool) -> str:
    """They may be marked though they are right: then their column is off for another cell."""
    said = "上年报告已记在这份报告里，还没有保存。" if taken else ""
    red = any(workspace.marks.get(cell) for cell in carry.confirmed(workspace.report))
    more = "；它们那一列标红，是因为别的格没有列平，请看检查结果" if red else ""
    return f"{said}应当从上年结转的数字都和上年报告一致{more}。"


def _told(proposal: Proposal, tables: Collection[str], found: Sequence[Finding]) -> str:
    """All that was to be looked at in what was taken: nothing of it is unsaid once it is here."""
    doubts = sum(isinstance(finding, imported.Imported) for finding in found)
    taken = [table for table in proposal.tables if table.table in tables]
    differing = sum(each.cell.partition("/")[0] in tables for each in proposal.differences)
    blank = sum(len(table.blank) + len(table.missing) for table in taken)
    counted = {
        "处疑问列在检查里，按 F8 逐处查看": doubts,
        "个印的合计和算出来的不同": differing,
        "格没有数字": blank,
    }
    said = "、".join(f"{number} {words}" for words, number in counted.items() if number)
    return f"已导入“{proposal.source}”，{f'有 {said}' if said else '没有疑问'}；可以撤销。"


def _short(group: list[str]) -> str:
    first = replaced.line(group[0], 2 * replaced.LONGEST)
    return first if len(group) == 1 else alike.for_all(first, group)


def local_files(mime: QMimeData) -> list[Path]:
    """The files that a file manager dragged or copied; an address without a path names none."""
    names = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return [Path(name) for name in names if name]


def _known(value: Any) -> Proposal | None:
    """None where the source is of a form that was put in while the program runs."""
    from app.commands import wire

    try:
        return wire.proposal(value)
    except KeyError:
        return None


_WHY_NOT = {
    "slow": "{what}读了 5 秒还没有读完，不像是一份年报，没有再读。当前打开的报告没有变化；"
    "请只保留年报本身，另存一份再导入。",
    "failed": "读{what}的时候程序出了错，没有读成。当前打开的报告没有变化；"
    "请用 WPS 打开它，另存为 .docx 或 .xlsx 再导入。",
    "absent": "读{what}要用的程序打不开，可能被安全软件拦住了，或者文件夹不完整。"
    "当前打开的报告没有变化；请重新解压年报，再试一次。",
    "result": "{what}用的表格是刚刚放进来的，这个窗口还不认识；请重新启动年报再导入。",
}
"""What is told of a source by how its reading ended."""
