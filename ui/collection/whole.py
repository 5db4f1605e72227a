"""What concerns the whole collection: its list, whose it is, last year's, its sum as a report."""

from functools import partial
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.collection import decisions, folder, next_year, office, summing
from app.collection.facts import Member
from app.collection.folder import CollectionError
from app.collection.standing import RETURNED, WAITING, WRONG, Collected
from app.commands import wire_many
from app.disk import files
from app.files import store
from app.report.file_keys import LEVELS
from ui import background
from ui.background import Job
from ui.collection.bar import Bar
from ui.collection.desk import Desk
from ui.collection.faults import day_fault, level_fault, level_of, name_fault, year_fault
from ui.dialogs.fill_dialog import Field, needed
from ui.dialogs.questions import Questions
from ui.kit.waiting import wait_for

_NOT_STARTED = "读它要用的程序打不开，可能被安全软件拦住了；请重新解压年报，再试一次。"
_FAILED = "读它的时候程序出了错，没有读成；请再选一次，或者只留单位，另存为 .csv 再用。"
_LISTS = "单位名单 (*.txt *.csv *.xlsx *.xls)"


class Whole(QObject):
    """Of the window's menus."""

    done = Signal(str)
    """A sentence for the status bar."""
    saved = Signal(Path)
    """The sum was saved as a report, which is now to be looked at."""
    begun = Signal(Path)
    """Another collection was made, which is now to be looked at."""

    def __init__(self, window: QWidget, desk: Desk, questions: Questions) -> None:
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self._offered: object = None
        self._without = ""
        """Why nothing was held against last year's, as it was told last."""
        self._lists: list[Path] | None = None
        """What lies there to be offered; None: nobody has looked yet."""

    def take_list(self) -> None:
        """Whose reports are expected, from a file that is asked for."""
        title = "选单位名单"
        if path := self._questions.open_path(self._window, self._desk.home, _LISTS, title):
            self.take(path)

    def take(self, path: Path) -> None:
        """Whose reports are expected, from a file, which is read beside the window."""
        job = background.shared().run("collect_units", path=str(path))  # the office's own
        outcome = wait_for(job, self._window, f"正在读“{path.name}”……")
        if outcome.kind == "result":
            self._take(path, wire_many.members(outcome.value))
        elif outcome.kind != "cancelled":
            refused = outcome.kind == "refused"
            why = _NOT_STARTED if outcome.kind == "absent" else _FAILED
            told = str(outcome.value) if refused else f"没有用名单“{path.name}”：{why}"
            self._questions.tell(self._window, told)

    def _take(self, path: Path, units: tuple[Member, ...]) -> None:
        before = self._desk.facts
        facts = decisions.relisted(before, units, self._desk.units)
        if not self._desk.decide(facts, f"用名单 {path.name}"):
            return
        known = {each for unit in facts.units for each in (unit.name, *unit.aliases)}
        gone = [each.name for each in before.units if each.name not in known]
        more = (
            f"原来的“{gone[0]}”{f'等 {len(gone)} 个' if gone[1:] else ''}不在上面。" if gone else ""
        )
        self.done.emit(f"名单里有 {len(units)} 个单位。{more}")

    def look_for_lists(self, bar: Bar) -> None:
        """Beside the window, for a folder may be far away: other files may lie there by now."""
        self._lists = None
        if self._desk.facts.units:
            self.offer_list(bar)
            return
        job = self._desk.reading.run("collect_beside")
        job.ended.connect(partial(self._on_looked, job, bar))

    def _on_looked(self, job: Job, bar: Bar) -> None:
        assert job.outcome is not None
        found = job.outcome.value if job.outcome.kind == "result" else ()
        self._lists = [Path(name) for name in found]
        self.offer_list(bar)

    def offer_list(self, bar: Bar) -> None:
        """Where nobody has said whose reports are expected: what there is to say it with.

        Whoever has closed that is not told the same again.
        """
        home, listed = self._desk.home, bool(self._desk.facts.units)
        if not listed and self._lists is None:
            self.look_for_lists(bar)
            return
        found = [] if listed else self._lists or []
        offered = (listed, tuple(found))
        if offered == self._offered:
            return
        self._offered = offered
        other = ("选单位名单…", self.take_list)
        if listed:
            bar.hide()
        elif found:
            where = "文件夹里" if found[0].parent == home else "文件夹旁边"
            more = "用作单位名单，才看得出谁没有报。"
            use = ("用作名单", partial(self.take, found[0]))
            bar.say("ask", f"{where}有“{found[0].name}”", more, [use, other])
        else:
            more = "看不出谁没有报。名单可以是 Excel 或者记事本的文件，一行一个单位。"
            bar.say("ask", "还没有单位名单", more, [other])

    def describe(self) -> None:
        """Whose sum it is, and by when the units' reports are due."""
        facts = self._desk.facts
        organ = facts.organ or office.guess(facts, self._desk.units, self._desk.home.name)
        fields = [
            Field("汇总单位", organ, None, "汇总的报告是哪个单位的，例如 清河县人民政府"),
            Field("级别", LEVELS.get(facts.level, ""), level_fault, "例如 县级"),
            Field("年度", str(facts.year or ""), year_fault, "不写就按多数报告的"),
            Field("各单位报送期限", facts.deadline, day_fault, "例如 2026-01-15"),
        ]
        told = "这些写在文件夹的“汇总.json”里；过了期限收到的会标出迟报。"
        if answer := self._questions.fill_in(self._window, "汇总资料", told, fields, "保存"):
            organ, level, year, deadline = answer
            known = structs.replace(
                facts,
                year=int(year) if year else None,
                level=level_of(level) or "",
                deadline=deadline,
            )
            self._desk.decide(next_year.with_office(known, organ), "汇总资料")

    def choose_last_year(self) -> None:
        """The folder of last year's reports, by which carried figures are checked."""
        place = self._questions.folder(self._window, "选上年的文件夹", self._desk.home.parent)
        if place is not None:
            facts = structs.replace(self._desk.facts, previous=str(place))
            self._desk.decide(facts, "选上年的文件夹")

    def tell_last_year(self, bar: Bar) -> None:
        """Why nothing is held against it, where one is named; the same is not told twice."""
        if (why := self._desk.reading.without) != self._without:
            self._without = why
            if why:
                offer = ("选上年的文件夹…", self.choose_last_year)
                bar.say("ask", "没有与上年核对", why, [offer])

    def settle_conflict(self, why: str) -> None:
        """The facts could not be written: somebody else's stand there, or the disk refuses."""
        more = "重新读入会放弃这里还没有存下的决定；覆盖会放弃那边的改动。"
        answer = self._questions.one_of(self._window, why, more, ["重新读入", "覆盖"])
        if answer == 0:
            self._desk.drop()
        elif answer == 1:
            try:
                self._desk.save_over()
            except OSError as error:
                told = f"没有保存到“{folder.FACTS}”：{files.why(error)}。决定还在这个窗口里。"
                self._questions.tell(self._window, told)

    def save_sum(self) -> None:
        """The sum as a report of its own, whose provenance names the units' files."""
        desk = self._desk
        if desk.collected is None or desk.sum is None:
            self._questions.tell(self._window, desk.fault or "还没有可以汇总的报告。")
            return
        if not (self._is_meant(desk.collected) and self._has_organ()):
            return
        name = f"{desk.facts.organ}{desk.collected.year}年汇总.json"
        path = self._questions.save_path(self._window, desk.home.parent / name)
        if path is None:
            return
        try:
            store.save(summing.summed(desk.collected, path).report, path)
        except (CollectionError, store.StoreError) as error:
            self._questions.tell(self._window, str(error))
            return
        self.done.emit(f"汇总已存成报告 {path}")
        self.saved.emit(path)

    def _has_organ(self) -> bool:
        """Whose report the sum is: asked once, and known from then on."""
        desk = self._desk
        if desk.facts.organ:
            return True
        told = (
            "加起来的报告是哪个单位的？报告的标题用它；写一次就记住，以后在“文件 → 汇总资料”里改。"
        )
        guess = office.guess(desk.facts, desk.units, desk.home.name)
        fields = [Field("汇总单位", guess, needed("请写上汇总单位的名称，例如 清河县人民政府。"))]
        answer = self._questions.fill_in(self._window, "存成报告", told, fields, "接着存")
        if answer:
            desk.decide(next_year.with_office(desk.facts, answer[0]), "写上汇总单位")
        return bool(answer)

    def _is_meant(self, collected: Collected) -> bool:
        """A sum that is not whole yet is saved only when that is meant."""
        counted = collected.counted
        open_ = {
            "个单位没有报": len(collected.missing),
            "份报告不能计入": sum(each.is_refused for each in collected.standings),
            "份已退回的计入了": sum(each.state == RETURNED for each in counted),
            "份有错误的计入了": sum(each.state == WRONG for each in counted),
            "份待审的计入了": sum(each.state == WAITING for each in counted),
        }
        words = [f"{number} {words}" for words, number in open_.items() if number]
        listed = bool(collected.facts.units)
        told = "、".join(([] if listed else ["没有单位名单，看不出谁没有报"]) + words)
        question = f"这时的汇总计入了 {len(counted)} 个单位；还有 {told}。仍要存成报告吗？"
        return not told or self._questions.agree(self._window, question, "仍要存")

    def begin_next_year(self) -> None:
        """Next year's collection: its units are these, its last year's reports are these."""
        desk = self._desk
        year = desk.collected.year if desk.collected else desk.facts.year
        told = (
            "新建下一年的汇总文件夹：单位名单、别名、联系人带过去，今年的报告作为上年的，"
            "结转的数字据此核对。"
        )
        fields = [
            Field("年度", str(year + 1 if year else ""), year_fault),
            Field("文件夹的名字", _called(desk.home.name, year), name_fault),
        ]
        answer = self._questions.fill_in(self._window, "新一年", told, fields, "新建")
        if not answer or not desk.save():
            return
        into = desk.home.parent / answer[1]
        try:
            last = structs.replace(desk.facts, year=year)
            made = next_year.from_last_year(last, desk.home, into, int(answer[0] or 0) or None)
            next_year.create(made, into)
        except CollectionError as error:
            self._questions.tell(self._window, str(error))
            return
        self.begun.emit(into)


def _called(name: str, year: int | None) -> str:
    """As this folder is called, with the next year in it."""
    if year and str(year) in name:
        return name.replace(str(year), str(year + 1))
    return f"{name} {year + 1}" if year else f"{name} 下一年"
