"""New, open, save: the flows between the open report, the disk and the questions."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from app.disk.settings import Settings
from app.files import recovery
from app.files.recovery import Found
from app.files.store import ChangedOnDisk, StoreError, is_report
from app.forms.load import FormError
from ui.dialogs.questions import NewReport, Questions
from ui.workspace import Workspace, year_due


class Documents(QObject):
    """What the file menu does. Nothing that is still being typed is left out of a file."""

    recent_changed = Signal()
    done = Signal(str)
    """A sentence for the status bar."""
    strange = Signal(Path)
    """A file that is no report of this program: it may be imported."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        settings: Settings,
        questions: Questions,
        commit: Callable[[], bool],
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(window)
        self.window = window
        self._workspace = workspace
        self._settings = settings
        self.questions = questions
        self._commit = commit

    def new(self) -> None:
        if not self.may_leave():
            return
        organ = self._workspace.report.organ or self._settings.organ
        answer = self.questions.new_report(self.window, NewReport(organ, year_due()))
        if answer is None:
            return
        try:
            self._workspace.new(answer.organ, answer.year, answer.form)
        except FormError as error:
            self.questions.tell(self.window, str(error))
            return
        self._settings.organ = answer.organ

    def open(self) -> None:
        path = self.questions.open_path(self.window, self.folder())
        if path:
            self.show_file(path)

    def open_recent(self, name: str) -> None:
        self.show_file(Path(name))

    def show_file(self, path: Path) -> None:
        """A report of this program is opened in place of the one that is open; any other imported.

        What would become of the open report is asked last, by whoever takes its place.
        """
        if not is_report(path):
            self.strange.emit(path)
        elif self.may_leave():
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Open a report file; where it cannot be read the report that is open stays."""
        try:
            self._workspace.open(path)
        except StoreError as error:
            self._settings.forget(path)
            self.recent_changed.emit()
            self.questions.tell(self.window, f"{error}\n当前打开的报告没有变化。")
            return
        self._remember(path)

    def recover(self, found: Found) -> None:
        """Offer what an earlier start left unsaved."""
        if self.questions.recover(self.window, _offer(found)):
            self.bring_back(found)
        else:
            recovery.set_aside(found.place, found.lock)

    def bring_back(self, found: Found) -> None:
        """Put a draft in the place of the open report; it goes once it is kept as this one's."""
        self._workspace.recover(found)
        self.done.emit("已经恢复，请检查后保存。")

    def save(self) -> bool:
        """False where the report is still unsaved."""
        path = self._workspace.path
        return self._save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        if not self._commit():
            return False
        proposed = self._workspace.path or self.folder() / f"{self.file_name()}.json"
        path = self.questions.save_path(self.window, proposed)
        return path is not None and self._save_to(path)

    def may_leave(self) -> bool:
        """Whether the open report may be left: saved, or not worth saving, or given up."""
        if not self._commit():
            return False
        if self._workspace.stack.isClean():
            return True
        answer = self.questions.save_changes(self.window, self._workspace.name)
        return self.save() if answer else answer is False

    def _save_to(self, path: Path, *, overwrite: bool = False) -> bool:
        if not self._commit():
            return False
        try:
            self._workspace.save(path, overwrite=overwrite)
        except ChangedOnDisk as error:
            may = self.questions.overwrite_changed(self.window, str(error))
            return may and self._save_to(path, overwrite=True)
        except StoreError as error:
            self.questions.tell(
                self.window,
                f"{error}\n您填写的内容仍在本窗口中，请排除原因后重试，或者另存为新文件。",
            )
            return False
        self._remember(path)
        self.done.emit(f"已保存 {path}")
        return True

    def _remember(self, path: Path) -> None:
        self._settings.remember(path)
        self.recent_changed.emit()

    def folder(self) -> Path:
        """Where a dialog begins: beside the open report, else with the last one, else documents."""
        files = [self._workspace.path, *map(Path, self._settings.recent[:1])]
        for folder in (file.parent for file in files if file):
            if folder.is_dir():
                return folder
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    def file_name(self) -> str:
        """The report's title as a file name on every system."""
        title = self._workspace.report.title
        return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in title)


def _offer(found: Found) -> str:
    """Whose draft it is, of when, and what is in it that the file has not."""
    name = found.file.name if found.file else found.report.title
    kept = found.snapshot.time.astimezone()
    # strftime takes no Chinese on a Windows with a western code page
    time = f"{kept.month:02}月{kept.day:02}日 {kept:%H:%M}"
    lines = [f"“{name}”上次有没保存的改动（{time}），要恢复吗？"]
    if found.differs:
        lines.append(f"没保存的有：{found.differs}")
    if found.file and found.standing is None:
        lines.append("原来的文件现在找不到或者打不开。")
    elif found.file and not found.fits:
        lines.append("原来的文件后来又改过，恢复以后保存时会再问。")
    return "\n".join(lines)
