"""New, open, save: the flows between the open report, the disk and the questions."""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.disk import file_names, files, places
from app.disk.settings import Settings
from app.files import recovery, sharing, store, versions
from app.files.recovery import Found
from app.files.sharing import Holder
from app.files.store import ChangedOnDisk, Gone, StoreError, is_report
from app.letters.characters import shortened
from ui.dialogs.questions import Questions
from ui.flows.others import Others
from ui.kit.front import bring_to_front
from ui.kit.times import moment
from ui.origin import Origin
from ui.workspace import Workspace

_OPEN = 1
"""Of the answers about a report that somebody else has open."""
_READ_ONLY = "这份报告是只读打开的，只能看，不能改；要改请先“另存为”，或者等对方关闭以后重新打开。"


class Documents(QObject):
    """What the file menu does. Nothing that is still being typed is left out of a file."""

    recent_changed = Signal()
    recovered = Signal()
    """What was not saved is in the report again, which was opened without it."""
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
        others: Others,
    ) -> None:
        """`commit` takes over open editors; False where what is typed was refused."""
        super().__init__(window)
        self.window = window
        self._workspace = workspace
        self._settings = settings
        self.questions = questions
        self.commit = commit
        self.unwritten: Callable[[], str] = str
        """A reason that is being written, and is in no report yet; the findings tell."""
        self._others = others

    def open(self) -> None:
        path = self.questions.open_path(self.window, self.folder())
        if path:
            self.show_file(path)

    def collect(self) -> None:
        """Ask for a folder of many units' reports, and show them in a window of their own."""
        title = "打开各单位报告的文件夹"
        if folder := self.questions.folder(self.window, title, self.folder()):
            self._others.collect(folder)

    def open_folder(self, folder: Path) -> None:
        self._others.collect(folder)

    def open_recent(self, name: str) -> None:
        self.show_file(Path(name))

    def open_sample(self) -> None:
        """A report to play with, in no file: nothing is lost if it is left."""
        if self.may_leave():
            sample = store.load(places.resources() / "sample" / "report.json").report
            self._workspace.swap(sample, Origin(shown="示例", is_sample=True))
            self.done.emit("这是一份示例，可以随意修改；里面故意写错了两处，按 F8 逐处查看。")

    def show_file(self, path: Path) -> None:
        """A report of this program is opened in place of the one that is open; any other imported.

        One that another window has open is shown there, by whatever name it is called here. What
        would become of the open report is asked last, by whoever takes its place.
        """
        if other := self._others.showing(path, self.window):
            bring_to_front(other)
        elif not is_report(path):
            self.strange.emit(path)
        elif self.may_leave():
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Open a report file; where it cannot be read the report that is open stays."""
        held = sharing.holder(path)
        answer = self._ask_about(path, held) if held else _OPEN
        if answer is None:
            return
        try:
            self._workspace.open(path, read_only=_READ_ONLY if answer != _OPEN else "")
        except StoreError as error:
            self.questions.tell(self.window, f"{error}\n当前打开的报告没有变化。")
            return
        self._remember(path)

    def _ask_about(self, path: Path, held: Holder) -> int | None:
        """What to do with a report that somebody else has open; None: leave it."""
        more = (
            "两边都改的话，后保存的一方会被问要不要覆盖。"
            "只读打开可以看、可以导出，不能改；等对方关闭以后再打开就能改了。"
        )
        return self.questions.one_of(self.window, _held(path, held), more, ["只读打开", "仍然打开"])

    def recover(self, found: Found) -> None:
        """Offer what an earlier start left unsaved."""
        if self.questions.recover(self.window, _offer(found)):
            self.bring_back(found)
        else:
            recovery.set_aside(found.place, found.lock)

    def bring_back(self, found: Found) -> None:
        """Put a draft in the place of the open report; it goes once it is kept as this one's."""
        file = found.file
        if file and (other := self._others.showing(file, self.window)):
            bring_to_front(other)
            words = f"“{file.name}”已经在另一个窗口打开着，请先关闭它；"
            self.questions.tell(other, f"{words}草稿在“文件 → 没保存的草稿”里，随时可以打开。")
            recovery.set_aside(found.place, found.lock)
            return
        held = sharing.holder(file) if file else None
        if file and held and self._ask_about(file, held) != _OPEN:
            recovery.set_aside(found.place, found.lock)
            return
        self._workspace.recover(found)
        self.recovered.emit()
        self.done.emit("已经恢复，请检查后保存。")

    def save(self) -> bool:
        """False where the report is still unsaved."""
        origin = self._workspace.origin
        if origin.path is None or self._workspace.refuses():
            return self.save_as()
        return self._save_to(origin.path)

    def save_as(self) -> bool:
        if not self.commit():
            return False
        usual = self.folder() / f"{self.file_name()}.json"
        proposed = self._workspace.origin.proposed or usual
        path = self.questions.save_path(self.window, proposed)
        return path is not None and self._save_as(path)

    def may_leave(self) -> bool:
        """Whether the open report may be left: saved, or not worth saving, or given up."""
        if not self.commit() or not self._may_drop(self.unwritten()):
            return False
        if self._workspace.stack.isClean():
            return True
        answer = self.questions.save_changes(self.window, self._workspace.name)
        return self.save() if answer else answer is False

    def _may_drop(self, reason: str) -> bool:
        words = f"正在写的理由还没有记下：“{shortened(reason)}”。不要它了吗？"
        return not reason or self.questions.agree(self.window, words, "不要了", risky=True)

    def _save_as(self, path: Path) -> bool:
        """A file that is shown in a window, here only to be read or there, stays what it is."""
        origin = self._workspace.origin
        why = ""
        if origin.read_only and origin.is_file(path):
            why = "它在这里是只读打开的"
        elif self._others.showing(path, self.window):
            why = "它正在另一个窗口里打开着"
        if why:
            self.questions.tell(
                self.window, f"没有保存到“{path.name}”：{why}。请换一个文件名另存。"
            )
            return False
        held = None if origin.is_file(path) else sharing.holder(path)
        if held and not self.questions.agree(
            self.window, f"{_held(path, held)}\n仍然要存到它上面吗？", "仍然保存", risky=True
        ):
            return False
        return self._save_to(path, overwrite=not files.is_there(path))

    def _save_to(self, path: Path, *, overwrite: bool = False) -> bool:
        if not self.commit():
            return False
        try:
            self._workspace.save(path, overwrite=overwrite)
        except ChangedOnDisk as error:
            may = self.questions.overwrite_changed(self.window, str(error), self._of_theirs())
            return may and self._save_to(path, overwrite=True)
        except Gone as error:
            return self._save_gone(path, str(error))
        except StoreError as error:
            self.questions.tell(
                self.window,
                f"{error}\n您填写的内容仍在本窗口中，请排除原因后重试，或者另存为新文件。",
            )
            return False
        self._remember(path)
        unkept = self._workspace.origin.unkept
        more = f"；保存前的版本没有留下：{unkept}" if unkept not in ("", versions.OFF) else ""
        self.done.emit(f"已保存 {path}{more}")
        return True

    def _of_theirs(self) -> str:
        """What becomes of what another wrote into the file, if it is saved over."""
        unkept = self._workspace.origin.unkept
        if not unkept:
            return (
                "那边的内容已经留在“文件 → 以前的版本”里，覆盖以后也可以换回来。"
                "也可以先取消，再用“另存为”存成另一个文件。"
            )
        return (
            f"覆盖会丢掉那边的改动（没有留下版本：{unkept}）。"
            "也可以先取消，再用“另存为”存成另一个文件。"
        )

    def _save_gone(self, path: Path, sentence: str) -> bool:
        """A file that another has taken away is not silently there again."""
        more = "您填写的内容仍在本窗口中。"
        if files.is_folder(path.parent):
            answers = ["重新存到原处", "另存为…"]
        else:
            more += f"原来的文件夹“{path.parent}”也找不到了，U 盘拔出、共享断开时会这样。"
            answers = ["另存为…"]
        answer = self.questions.one_of(self.window, sentence, more, answers)
        if answer is None:
            return False
        return self._save_to(path, overwrite=True) if answer < len(answers) - 1 else self.save_as()

    def _remember(self, path: Path) -> None:
        self._settings.remember(path)
        self.recent_changed.emit()

    def folder(self) -> Path:
        """Where a dialog begins: beside the open report, else with the last one, else documents.

        Where a PC has no folder of documents, with the desk, else at home.
        """
        known = [self._workspace.path, *map(Path, self._settings.recent[:1])]
        beside = [file.parent for file in known if file]
        where, place = (
            QtCore.QStandardPaths.writableLocation,
            QtCore.QStandardPaths.StandardLocation,
        )
        usual = [Path(where(each)) for each in (place.DocumentsLocation, place.DesktopLocation)]
        return next(filter(files.is_folder, (*beside, *usual)), Path.home())

    def file_name(self) -> str:
        """The report's title as a file name on every system, with room for a suffix."""
        return file_names.stem(self._workspace.report.title)


def _held(path: Path, held: Holder) -> str:
    since = moment(held.since)
    return f"“{path.name}”正由 {held.user}（电脑 {held.computer}）打开着，从 {since} 起。"


def _offer(found: Found) -> str:
    """Whose draft it is, of when, and what is in it that the file has not."""
    name = found.file.name if found.file else found.report.title
    lines = [f"“{name}”上次有没保存的改动（{moment(found.snapshot.time)}），要恢复吗？"]
    if found.differs:
        lines.append(f"没保存的有：{found.differs}")
    if found.file and found.standing is None:
        lines.append("原来的文件现在找不到或者打不开。")
    elif found.file and not found.fits:
        lines.append("原来的文件后来又改过，恢复以后保存时会再问。")
    return "\n".join(lines)
