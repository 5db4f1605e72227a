"""The open report as documents: written to files, on paper, on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.checks import Finding
from app.disk import files
from app.disk.settings import Settings
from app.exporters import EXPORTS, Export, Options, Unavailable
from app.files import profiles
from ui.kit import plain

if TYPE_CHECKING:
    from ui.dialogs.export_dialog import ExportChoice
    from ui.flows.documents import Documents
    from ui.workspace import Workspace

_PATIENCE = 500
"""Milliseconds before a progress bar is worth showing."""
_LISTED = 8


class Exports(QObject):
    """What the export menu does. Nothing that is still being typed is left out."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        documents: Documents,
        workspace: Workspace,
        settings: Settings,
        commit: Callable[[], bool],
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._settings = settings
        self._questions = documents.questions
        self._window = documents.window
        self._commit = commit

    def choose(self) -> None:
        """Ask for kinds and place, and write them all."""
        if not self._commit():
            return
        choice = self._questions.export_choice(self._window, self._proposed())
        if choice is None or not self._may_overwrite(choice.targets.values()):
            return
        if not self._is_meant("导出"):
            return
        self._remember(choice)
        if self._write(choice.targets, choice.options) and choice.open_folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(choice.folder)))

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
        self._workspace.settle()
        proposed = self._folder() / f"{self._documents.file_name()}检查单.xlsx"
        kind = "检查单 (*.xlsx *.txt)"
        path = self._path(proposed, kind, [*CHECK_SHEETS])
        if path is None:
            return
        make = CHECK_SHEETS[path.suffix.lower()]
        try:
            with _waiting():
                files.write(path, make(self._workspace.report))
        except OSError as error:
            self._questions.tell(self._window, _sentence(path, error))
        else:
            self.done.emit(f"已导出 {path.name}")

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

    def preview(self) -> None:
        from ui.print import printing

        if self._commit():
            printer, draw = printing.job(self._workspace.report, self._options().profile)
            self._questions.show_pages(self._window, printer, draw)

    def print(self) -> None:
        from ui.print import printing

        if not self._commit() or not self._is_meant("打印"):
            return
        printer, draw = printing.job(self._workspace.report, self._options().profile)
        if self._questions.choose_printer(self._window, printer):
            draw(printer)
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

    def _remember(self, choice: ExportChoice) -> None:
        from ui.dialogs.export_dialog import chosen_options

        settings = self._settings
        settings.kinds = list(choice.suffixes)
        settings.profile = choice.options.profile.name
        settings.options = chosen_options(choice, settings.options)
        settings.open_folder = choice.open_folder

    def _options(self) -> Options:
        from ui.dialogs.export_dialog import proposed_options

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
            self._window, f"文件夹里已经有 {_names(there)}，要覆盖吗？"
        )

    def _is_meant(self, doing: str) -> bool:
        """A report with errors or blanks is a draft: it is handed out only when that is meant."""
        self._workspace.settle()
        remaining = self._workspace.remaining
        wrong = [f.message for f in self._workspace.findings if _is_wrong(f)]
        unwritten = [f.message for f in remaining.missing if not f.cells]
        blank = [finding for finding in remaining.missing if finding.cells]
        counted = {
            "处错误": len(wrong),
            "处没有写": len(unwritten),
            "个空白格": sum(len(finding.cells) for finding in blank),
        }
        still = "、".join(f"{count} {words}" for words, count in counted.items() if count)
        listed = [*wrong[:_LISTED], *["……"] * (len(wrong) > _LISTED), *unwritten]
        listed += [finding.message for finding in blank]
        question = "\n".join((f"报告里还有 {still}，仍要{doing}吗？", "", *listed))
        return not listed or self._questions.agree(self._window, question)

    def _write(self, targets: Mapping[str, Path], options: Options) -> bool:
        """Write each kind of document to its place; False where that was not done."""
        written: list[Path] = []
        fault = ""
        steps = _Steps(2 * len(targets), self._window)
        try:
            with _waiting():
                self._write_all(targets, options, steps, written)
        except Unavailable as error:
            fault = str(error)
        except OSError as error:
            fault = _sentence([*targets.values()][len(written)], error, written)
        finally:
            steps.close()
        if fault:
            self._questions.tell(self._window, fault)
            return False
        self._settings.folder = str(written[-1].parent)
        self.done.emit(f"已导出 {_names(written)}")
        return True

    def _write_all(
        self, targets: Mapping[str, Path], options: Options, steps: _Steps, written: list[Path]
    ) -> None:
        """All kinds are made before the first is written; `written` tells how far it came."""
        made = {
            suffix: EXPORTS[suffix].render(self._workspace.report, options)
            for suffix in steps.through(targets)
        }
        for suffix in steps.through(targets):
            files.write(targets[suffix], made[suffix])
            written.append(targets[suffix])


def _is_wrong(finding: Finding) -> bool:
    """A sum whose cells are still blank is one too: on paper nobody sees that more is to come."""
    return finding.severity == "error" and not (finding.missing or finding.because)


@contextmanager
def _waiting() -> Iterator[None]:
    """The pointer says so: one kind of document has no steps that a bar could show."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class _Steps:
    """A progress bar over the window, from half a second on: nothing can be changed meanwhile."""

    def __init__(self, count: int, window: QWidget) -> None:
        self._bar = plain.progress(window, "正在导出……", count)
        self._bar.setWindowModality(Qt.WindowModality.WindowModal)
        self._bar.setMinimumDuration(_PATIENCE)
        self._bar.setAutoReset(False)
        self._done = 0

    def through(self, suffixes: Iterable[str]) -> Iterator[str]:
        """Each of them, a step of the bar each."""
        for suffix in suffixes:
            self._show()
            yield suffix
            self._done += 1
        self._show()

    def close(self) -> None:
        self._bar.close()
        self._bar.deleteLater()

    def _show(self) -> None:
        """Qt draws a bar that it has just shown only when events come round again."""
        self._bar.setValue(self._done)
        if self._bar.isVisible():
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _sentence(path: Path, error: OSError, written: Sequence[Path] = ()) -> str:
    """What could not be written and why, and what was written before it."""
    lines = [f"无法导出到“{path.name}”：{files.why(error)}。"]
    if written:
        lines.append(f"已经导出的有 {_names(written)}。")
    return "\n".join((*lines, "报告本身没有变化，可以换个位置再导出。"))


def _names(paths: Iterable[Path]) -> str:
    return "、".join(path.name for path in paths)
