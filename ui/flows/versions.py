"""The earlier states of the open report: listed, looked at, compared, taken back."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.files import store, versions
from app.files.store import StoreError
from app.report.difference import in_words
from ui.dialogs.version_lines import BACK, COMPARE, LOOK, SETTINGS, Described, Line
from ui.kit.times import moment
from ui.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.disk.settings import Settings
    from app.files.versions import Version
    from app.report.report import Report
    from ui.flows.documents import Documents
    from ui.flows.others import Others
    from ui.workspace import Workspace

_SAME = "没有不同"


class Versions(QObject):
    """What the file menu does with what a save has kept."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        documents: Documents,
        workspace: Workspace,
        settings: Settings,
        others: Others,
        set_: Callable[[], None],
    ) -> None:
        """`set_` asks how many are kept, and where."""
        super().__init__(documents)
        self._documents = documents
        self._workspace = workspace
        self._settings = settings
        self._others = others
        self._set = set_

    def choose(self) -> None:
        """The list, again and again until something was done that leads away from it."""
        questions, window = self._documents.questions, self._documents.window
        path = self._workspace.path
        if not self._documents.commit() or (path is None and self._workspace.refuses()):
            return
        if path is None:
            questions.tell(window, "这份报告还没有保存过，没有以前的版本。")
            return
        again, at = True, 0
        while again:
            kept = _Kept(path, self._workspace.report)
            told = self._told(any_=bool(kept.lines))
            answer = questions.versions(window, kept.lines, kept.describe, told, at)
            if answer is None:
                return
            act, at = answer
            again = self._do(act, kept, at)

    def _do(self, act: str, kept: _Kept, at: int) -> bool:
        """Whether the list is to be shown again."""
        if act == SETTINGS:
            self._set()
            return True
        report = kept.report(at)
        if isinstance(report, StoreError):
            self._documents.questions.tell(self._documents.window, str(report))
            return True
        if act == COMPARE:
            return self._compare(report, kept.lines[at].time)
        if act == LOOK:
            self._look(report, kept.path, kept.lines[at].time)
        elif act == BACK:
            self._take_back(report, kept.lines[at].time)
        return False

    def _compare(self, report: Report, time: str) -> bool:
        """Whether the list is to be shown again: not where a cell was gone to."""
        from app.report.compare import compare
        from ui.dialogs.compared_figures import Sides

        now = self._workspace.report
        sides = Sides(f"与 {time} 的版本比较", "那时", "现在")
        cell = self._documents.questions.comparison(
            self._documents.window, now.form, compare(report, now), sides
        )
        if cell:
            self._workspace.went.emit(("cells", cell))
        return cell is None

    def _look(self, report: Report, path: Path, time: str) -> None:
        """In a window of its own, where nothing can be changed; saved, it becomes another file."""
        name = f"{path.stem}（{time.replace(':', '')} 的版本）{path.suffix}"
        origin = Origin(
            shown=f"{path.name}（只读，{time} 的版本）",
            proposed=path.with_name(name),
            read_only="这是以前的版本，只能看，不能改；要改请先“另存为”，"
            "或者在原来的窗口里“换回这一版”。",
        )
        self._others.another().swap(report, origin)

    def _take_back(self, report: Report, time: str) -> None:
        if self._workspace.refuses():
            return
        if not in_words(report, self._workspace.report):
            self.done.emit(f"{time} 的版本和现在一样。")
            return
        self._workspace.restore(report, f"换回 {time} 的版本")
        self._workspace.settle()
        self.done.emit(f"已换回 {time} 的版本，还没有保存；可以撤销。")

    def _told(self, *, any_: bool) -> str:
        """What is kept; `any_`: whether anything is as yet."""
        if self._settings.versions <= 0:
            kept = "；已经留下的还在" if any_ else ""
            return f"现在没有要留以前的版本，以后的保存不再留下{kept}。"
        none = "" if any_ else "这份报告还没有以前的版本。"
        return (
            f"{none}每次保存，都先留下保存之前的内容：最近 {self._settings.versions} 次，"
            f"和有保存的最近 {versions.DAYS} 天每天的最后一次，"
            f"一份报告最多 {versions.LARGEST >> 20} MB。"
        )


class _Kept:
    """The versions of a file as they are listed; each is read once, and only when it is needed."""

    def __init__(self, path: Path, now: Report) -> None:
        self.path = path
        self._now = now
        self._versions = versions.listed(path)
        self._reports: dict[int, Report | StoreError] = {}

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(_time(each), f"{max(each.size / 1024, 0.1):.1f} KB") for each in self._versions
        ]

    def report(self, at: int) -> Report | StoreError:
        """As it was then; at -1 as it was saved last."""
        if at not in self._reports:
            try:
                place = self.path if at < 0 else self._versions[at].place
                self._reports[at] = store.load(place).report
            except StoreError as error:
                self._reports[at] = error
        return self._reports[at]

    def describe(self, at: int) -> Described:
        report, next_ = self.report(at), self.report(at - 1)
        if isinstance(report, StoreError):
            return Described(_without_name(report, self._versions[at].place), "", usable=False)
        now = in_words(report, self._now) or _SAME
        if isinstance(next_, StoreError):
            return Described("不知道：后面的一份读不出来", now)
        return Described(in_words(report, next_) or _SAME, now)


def _time(version: Version) -> str:
    other = "（别人改的）" if version.of_another else ""
    return f"{moment(version.written)}{other}"


def _without_name(error: StoreError, place: Path) -> str:
    """The file's name tells a clerk nothing here."""
    return str(error).replace(f"“{place.name}”", "这一版")
