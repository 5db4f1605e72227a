"""The open report as documents: written to files, on paper, on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6 import QtCore, QtGui
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.checks import Finding
from app.disk import files
from app.disk.settings import Settings
from app.exporters import Export, Options
from app.files import profiles, store
from app.letters.characters import shortened
from ui import background, workspace
from ui.kit import deadline
from ui.kit.waiting import wait_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.files.profiles import Profile
    from ui.background import Outcome
    from ui.dialogs.export_dialog import ExportChoice, Occasion
    from ui.flows.documents import Documents
    from ui.flows.handed import Handed
    from ui.workspace import Workspace

_LISTED = 8


class Made(Struct, frozen=True):
    """What came of an export."""

    written: tuple[Path, ...]
    """The documents that are in their places."""
    fault: str = ""
    """Why not all of them are, in sentences."""
    missing: int = 0
    """How many are not."""
    is_report: bool = True
    """Not of a list of findings."""
    told: tuple[str, ...] = ()
    """What is to be known of them, in sentences."""


class Exports(QObject):
    """What the export menu does. Nothing that is still being typed is left out."""

    done = Signal(str)
    """A sentence for the status bar."""
    made = Signal(object)
    """What came of an export, as `Made`."""
    going = Signal(object)
    """The `Finding` that is to be looked at before anything is handed in."""

    def __init__(
        self,
        documents: Documents,
        workspace: Workspace,
        settings: Settings,
        handed: Handed,
        commit: Callable[[], bool],
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._settings = settings
        self._handed = handed
        self._questions = documents.questions
        self._window = documents.window
        self._commit = commit

    def choose(self) -> None:
        """Say what is still open, ask for kinds and place, and write them all."""
        from ui.dialogs.export_dialog import ExportChoice

        if not self._commit() or not self._is_checked():
            return
        answer = self._questions.export_choice(self._window, self._proposed(), self._occasion())
        while isinstance(answer, ExportChoice) and not self._may_overwrite(answer.targets.values()):
            # With all that was chosen: another name may do.
            answer = self._questions.export_choice(self._window, answer, self._occasion())
        if isinstance(answer, Finding):
            self.going.emit(answer)
        if not isinstance(answer, ExportChoice):
            return
        self._remember(answer)
        if self._write(answer.targets, answer.options) and answer.open_folder:
            QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(answer.folder)))

    def one(self, export: Export) -> None:
        """Write one kind of document, looking as chosen last."""
        if not self._commit():
            return
        proposed = self._folder() / f"{self._documents.file_name()}{export.suffix}"
        kind = f"{export.name} (*{export.suffix})"
        path = self._path(proposed, kind, [export.suffix])
        if path is not None and self._is_meant("导出"):
            self._write({export.suffix: path}, self._options())

    def check_sheet(self) -> None:
        """The findings for whoever reviews the report."""
        from app.exporters.check_sheet import CHECK_SHEETS

        if not self._commit():
            return
        proposed = self._folder() / f"{self._documents.file_name()}检查单.xlsx"
        kind = "检查单 (*.xlsx *.txt)"
        path = self._path(proposed, kind, [*CHECK_SHEETS])
        if path is not None:
            self._made("check_sheet", [path], {"target": str(path)})

    def copy_clean(self) -> None:
        """The report as a clean page on the clipboard, for a website's editor."""
        from app.exporters.html import article

        if self._commit():
            copied = QMimeData()
            page = article(self._workspace.report, self._options())
            copied.setHtml(page)
            copied.setText(page)
            QGuiApplication.clipboard().setMimeData(copied)
            self.done.emit("已复制为网页，可以粘贴到网站编辑器；编辑器的“源代码”里也能粘贴。")

    def print(self) -> None:
        """Show the pages; from there they are printed."""
        if self._commit():
            self._print(self._window, self._options().profile)

    def _print(self, parent: QWidget, profile: Profile) -> None:
        from ui.dialogs.pages_dialog import Shown
        from ui.print import printing

        job = printing.Job(self._workspace.report, profile)
        shown = Shown(job.printer(), job.draw, job.told(), printing.has_printer())
        which = self._questions.show_pages(parent, shown)
        if which is None or not self._is_meant("打印"):
            return
        printer = job.printer(which)
        if self._questions.choose_printer(parent, printer):
            job.draw(printer, which)
            self.done.emit("已送去打印。")

    def _proposed(self) -> ExportChoice:
        from ui.dialogs.export_dialog import ExportChoice

        return ExportChoice(
            folder=self._folder(),
            name=self._documents.file_name(),
            suffixes=tuple(self._settings.kinds),
            options=self._options(),
            open_folder=self._settings.open_folder,
        )

    def _occasion(self) -> Occasion:
        from ui.dialogs.export_dialog import Occasion

        report, checking = self._workspace.report, self._workspace.checking
        year = "" if report.year is None else f" {report.year} 年度"
        return Occasion(
            title=f"{shortened(report.organ or '没有写单位的')}{year}报告",
            open=(*self._wrong(), *self._workspace.remaining.missing),
            beyond=checking.beyond,
            warnings=self._workspace.remaining.warnings,
            deadline=deadline.of_report(report, workspace.today(), is_done=False),
            preview=self._print,
        )

    def _remember(self, choice: ExportChoice) -> None:
        from ui.dialogs.export_files import chosen_options

        settings = self._settings
        settings.kinds = list(choice.suffixes)
        settings.profile = choice.options.profile.name
        settings.options = chosen_options(choice.options, choice.suffixes, settings.options)
        settings.open_folder = choice.open_folder

    def _options(self) -> Options:
        from ui.dialogs.export_files import proposed_options

        settings = self._settings
        return proposed_options(profiles.kept(), settings.profile, settings.options)

    def _folder(self) -> Path:
        """The last one, if it is still there: a stick may be gone."""
        last = Path(self._settings.folder or "?")
        return last if files.is_folder(last) else self._documents.folder()

    def _path(self, proposed: Path, kind: str, suffixes: list[str]) -> Path | None:
        """Where to write; a name that ends otherwise gets the right suffix behind it."""
        path = self._questions.save_path(self._window, proposed, kind)
        if path is None or path.suffix.lower() in suffixes:
            return path
        path = path.with_name(path.name + suffixes[0])
        return path if self._may_overwrite([path]) else None

    def _may_overwrite(self, paths: Iterable[Path]) -> bool:
        there = [path for path in paths if files.is_there(path)]
        return not there or self._questions.agree(
            self._window, f"文件夹里已经有 {_names(there)}，要覆盖吗？", "覆盖", risky=True
        )

    def _is_checked(self) -> bool:
        """Let all checks see the report as it is now; False where somebody did not wait."""
        self._workspace.settle()
        while job := self._workspace.checking.job:
            if wait_for(job, self._window, "正在检查……").kind == "cancelled":
                return False
        return True

    def _wrong(self) -> list[Finding]:
        return [finding for finding in self._workspace.findings if _is_wrong(finding)]

    def _is_meant(self, doing: str) -> bool:
        """A report with errors or blanks is a draft: it is handed out only when that is meant."""
        if not self._is_checked():
            return False
        remaining = self._workspace.remaining
        wrong = [f.message for f in self._wrong()]
        unwritten = [f.message for f in remaining.missing if not f.cells]
        blank = [finding for finding in remaining.missing if finding.cells]
        counted = {
            "处错误": len(wrong),
            "处没有写": len(unwritten),
            "个空白格": sum(len(finding.cells) for finding in blank),
            "处没有列出的检查结果": self._workspace.checking.beyond,
        }
        still = "、".join(f"{count} {words}" for words, count in counted.items() if count)
        listed = [*wrong[:_LISTED], *["……"] * (len(wrong) > _LISTED), *unwritten]
        listed += [finding.message for finding in blank]
        question = "\n".join((f"报告里还有 {still}，仍要{doing}吗？", "", *listed))
        return not listed or self._questions.agree(
            self._window, question, f"仍要{doing}", risky=True
        )

    def _write(self, targets: Mapping[str, Path], options: Options) -> bool:
        """Write each kind of document to its place; False where that was not done."""
        from app.commands import wire

        places = {suffix: str(path) for suffix, path in targets.items()}
        parts = {"targets": places, "options": wire.of_options(options)}
        return self._made("export", [*targets.values()], parts)

    def _made(self, work: str, targets: Sequence[Path], parts: dict[str, Any]) -> bool:
        """Make documents beside the window; whether all of them are in their places."""
        report = store.encode(self._workspace.report).decode()
        job = background.shared().run(work, report=report, **parts)
        outcome = wait_for(job, self._window, "正在导出……", 2 * len(targets))
        written = tuple(Path(step["written"]) for step in outcome.steps if "written" in step)
        if written:
            self._settings.folder = str(written[-1].parent)
        if outcome.kind == "cancelled":
            self.done.emit(f"已经取消；{_told(written) or '没有导出任何文件'}。")
            return False
        told = tuple(line for step in outcome.steps for line in step.get("told", ()))
        fault, missing = _fault(outcome, targets, written), len(targets) - len(written)
        made = Made(written, fault, missing if fault else 0, work == "export", told)
        if written and made.is_report:
            self._handed.note(written)
        self.made.emit(made)
        return not made.fault


def _is_wrong(finding: Finding) -> bool:
    """A sum whose cells are still blank is one too: on paper nobody sees that more is to come."""
    return finding.severity == "error" and not (finding.missing or finding.because)


def _fault(outcome: Outcome, targets: Sequence[Path], written: Sequence[Path]) -> str:
    """What could not be written and why, and what was written besides; "" where all was."""
    if outcome.kind == "refused":
        return str(outcome.value)
    refused = dict.fromkeys(step["why"] for step in outcome.steps if "why" in step)
    besides = [f"{_told(written)}。"] if written else []
    if outcome.kind == "result" and not outcome.value:
        return "\n".join((*refused, *besides)) if refused else ""
    if outcome.kind == "absent":
        what = "导出要用的程序打不开，可能被安全软件拦住了，或者文件夹不完整；请重新解压年报再试。"
    elif outcome.kind == "result":
        what = "\n".join(f"无法导出到{why}" for why in outcome.value)
    else:
        missing = [path for path in targets if path not in written]
        what = f"导出 {_names(missing)} 的时候程序出了错，没有导出成。"
    return "\n".join((*refused, what, *besides, "报告本身没有变化，可以换个位置再导出。"))


def _told(written: Sequence[Path]) -> str:
    return f"已经导出的有 {_names(written)}" if written else ""


def _names(paths: Iterable[Path]) -> str:
    return "、".join(path.name for path in paths)
