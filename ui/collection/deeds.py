"""What is done about the units: each asks what it must, then decides it as one step of undo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.collection import decisions
from app.collection.facts import Approval, Choice, Facts, Return, Unused
from app.collection.received import Received
from app.collection.standing import CHANGED, UNLISTED, UNSURE, WAITING, Standing
from app.collection.whose import Called, Units
from ui.collection import rows
from ui.collection.desk import Desk
from ui.collection.faults import day_fault
from ui.collection.rows import Line
from ui.dialogs.fill_dialog import Field, needed
from ui.dialogs.questions import Questions
from ui.workspace import today

_SIGNED = "经手人"


def signed(desk: Desk) -> Field:
    """Who does it: whoever did the last thing, mostly."""
    facts = desk.facts
    made = [(each.date, each.by) for each in facts.corrections]
    made += [(each.date, each.by) for each in facts.approvals]
    made += [(each.date, each.by) for each in facts.returns]
    made += [(each.date, each.by) for each in facts.remarks]
    last = max(((day, by) for day, by in made if by), default=("", ""))[1]
    return Field(_SIGNED, last, needed("请写上经手人的姓名，以后好查。"))


class Deeds(QObject):
    """Of the window's menus and buttons."""

    leaving = Signal()
    """The line that is looked at is about to be dealt with: the next one is to be looked at."""
    done = Signal(str)
    """What was decided, in a sentence."""
    said = Signal(str)
    """Why nothing was done, and what to do first: a sentence."""

    def __init__(
        self, window: QWidget, desk: Desk, questions: Questions, current: Callable[[], Line | None]
    ) -> None:
        """`current` is the line that is looked at."""
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self._current = current
        self._due = ""
        """By when the last one was asked for again."""

    def standing(self) -> Standing | None:
        """Of the unit that is looked at; None: nothing can be done about it."""
        line = self._current()
        return line.standing if line and line.standing.unit else None

    def _say_who(self, verb: str) -> None:
        line = self._current()
        why = f"“{line.unit}”还没有报。" if line and not line.standing.received else ""
        self.said.emit(f"{why}请先在左边选一个报了的单位，再{verb}。")

    # --- a unit's report

    def approve(self) -> None:
        standing = self.standing()
        file = standing.received if standing else None
        if standing is None or file is None:
            self._say_who("通过")
            return
        if standing.is_refused:
            why = "".join(standing.reasons)
            told = f"“{standing.unit}”的这一份不能通过：{why}请退回，或者换一份再看。"
            self._questions.tell(self._window, told)
            return
        faults = f"还有 {standing.errors} 处错误。" if standing.errors else ""
        told = f"“{standing.unit}”的报告{faults}通过以后，文件再有改动会回到待审。"
        answer = self._questions.fill_in(self._window, "通过", told, [signed(self._desk)], "通过")
        if answer:
            made = Approval(
                unit=standing.unit, sha256=file.sha256, by=answer[0], date=today().isoformat()
            )
            self._deal(decisions.approved(self._desk.facts, made), "通过", standing.unit)

    def approve_sound(self) -> None:
        """All at once that wait and have neither an error nor a warning, as one step."""
        collected = self._desk.collected
        sound = [each for each in collected.standings if _is_sound(each)] if collected else []
        if not sound:
            told = "没有可以一起通过的报告：待审的都还有错误或者提醒，请一份一份看。"
            self._questions.tell(self._window, told)
            return
        told = f"{len(sound)} 份待审的报告没有错误也没有提醒，一起通过。文件再有改动会回到待审。"
        answer = self._questions.fill_in(
            self._window, "一起通过", told, [signed(self._desk)], "通过"
        )
        if not answer:
            return
        facts = self._desk.facts
        for each in sound:
            made = Approval(
                unit=each.unit,
                sha256=each.received.sha256 if each.received else "",
                by=answer[0],
                date=today().isoformat(),
            )
            facts = decisions.approved(facts, made)
        if self._desk.decide(facts, f"通过 {len(sound)} 份"):
            self.done.emit(f"{len(sound)} 份报告已通过。要撤销按 Ctrl+Z。")

    def send_back(self) -> None:
        standing = self.standing()
        file = standing.received if standing else None
        if standing is None or file is None:
            self._say_who("退回")
            return
        told = (
            f"退回“{standing.unit}”的报告：{standing.errors} 处错误、{standing.warnings} 处提醒，"
            "连同记入的意见，都会写进退回意见。"
        )
        fields = [
            Field("请在几日前重报", self._due, day_fault, "例如 2026-01-25，可以不写"),
            signed(self._desk),
        ]
        answer = self._questions.fill_in(self._window, "退回", told, fields, "退回")
        if answer:
            self._due = answer[0]
            due = {"due": answer[0]} if answer[0] else {}
            made = Return(
                unit=standing.unit,
                sha256=file.sha256,
                by=answer[1],
                date=today().isoformat(),
                **due,
            )
            self._deal(decisions.sent_back(self._desk.facts, made), "退回", standing.unit)

    def _deal(self, facts: Facts, verb: str, unit: str) -> None:
        """A decision after which the next one is due."""
        if facts != self._desk.facts:
            self.leaving.emit()
            if self._desk.decide(facts, f"{verb} {unit}"):
                self.done.emit(f"“{unit}”已{verb}，{self._next()}。要撤销按 Ctrl+Z。")

    def _next(self) -> str:
        """What the list has come to after a decision: it may be narrowed to some."""
        line = self._current()
        if line is not None and line.is_due:
            return "这是下一份"
        left = sum(each.is_due for each in rows.lines(self._desk.standings))
        more = f"；去掉查找和筛选，还有 {left} 份要看" if left else ""
        return f"这里没有要看的了{more}"

    def take_back(self) -> None:
        """It is neither approved nor sent back any more."""
        standing = self.standing()
        if standing is None or standing.received is None:
            self._say_who("收回")
            return
        facts = decisions.undecided(self._desk.facts, standing.unit, standing.received.sha256)
        if facts == self._desk.facts:
            self.said.emit(f"“{standing.unit}”的这一份没有通过，也没有退回，没有决定可以收回。")
        self._desk.decide(facts, f"收回对 {standing.unit} 的决定")

    def leave_out(self) -> None:
        """Its figures do not go into the sum; or do again."""
        standing = self.standing()
        if standing is None:
            self._set_aside()
            return
        unit, facts = standing.unit, self._desk.facts
        if standing.member and not standing.member.summed:
            after = decisions.with_member(facts, self._desk.units, unit, summed=True, why="")
            self._desk.decide(after, f"汇总 {unit}")
            return
        told = f"“{unit}”的数字不加进汇总。例如实行垂直领导的单位，由上级部门汇总。"
        fields = [Field("为什么不汇总", "", needed("请写明为什么不汇总，审核表里会印出来。"))]
        if answer := self._questions.fill_in(self._window, "不汇总", told, fields, "不汇总"):
            after = decisions.with_member(
                facts, self._desk.units, unit, summed=False, why=answer[0]
            )
            self._desk.decide(after, f"不汇总 {unit}")

    def _set_aside(self) -> None:
        """A file that belongs to no unit is none of the reports; or is looked at again."""
        line, facts = self._current(), self._desk.facts
        file = line.standing.received if line else None
        if file is None or not file.sha256:
            self.said.emit("请先在左边选一个单位，或者一个文件。")
            return
        if any(each.sha256 == file.sha256 for each in facts.unused):
            self._desk.decide(decisions.taken_up(facts, file.sha256), f"再看 {file.name}")
            return
        told = f"“{file.name}”不是要汇总的年报：不再列为有错误，文件还在文件夹里。"
        why = Field("为什么不用", "", needed("请写明它是什么，例如 来函、扫描件。"))
        if answer := self._questions.fill_in(self._window, "不用这个文件", told, [why], "不用"):
            made = Unused(sha256=file.sha256, why=answer[0])
            self._desk.decide(decisions.set_aside(facts, made), f"不用 {file.name}")

    def settle(self) -> None:
        """Whose a file is, where that is not certain; else that it is the one that counts."""
        line = self._current()
        marks = line.standing.marks if line else ()
        is_nobodys = line is not None and not line.standing.unit
        is_open = is_nobodys or {UNSURE, UNLISTED} & {*marks}
        (self.say_whose if is_open else self.choose_file)()

    def choose_file(self) -> None:
        """Of several files of a unit, the one that is looked at counts."""
        standing = self.standing()
        if standing is None or standing.received is None:
            self._say_who("选用")
        elif sum(each.unit == standing.unit for each in self._desk.standings) == 1:
            self.said.emit(f"“{standing.unit}”只有这一份，不用再选。")
        else:
            made = Choice(unit=standing.unit, sha256=standing.received.sha256)
            words = f"{standing.unit} 用 {standing.received.name}"
            self._desk.decide(decisions.chosen(self._desk.facts, made), words)

    def say_whose(self) -> None:
        """Whose report a file is: the unit is called so, too, from now on."""
        line = self._current()
        file = line.standing.received if line else None
        members = self._desk.facts.units
        if line is None or file is None:
            self._say_who("认")
            return
        if not file.sha256:
            self.said.emit(f"“{file.name}”打不开，以后认不出它来；请先换成能打开的一份。")
            return
        if not members:
            self.said.emit("还没有单位名单。先选一份名单，再说这份报告是名单里哪个单位的。")
            return
        likely = self._likely(file)
        names = dict.fromkeys((*likely, *(each.name for each in members)))
        choices = [(name, name) for name in names]
        unit = self._questions.pick(self._window, f"{file.name} 是哪个单位的", choices, "就是它")
        if unit is None:
            return
        if file.organ and line.standing.unit not in {each.name for each in members}:
            aliases = next(each.aliases for each in members if each.name == unit)
            said = {"aliases": (*aliases, file.organ)}
            after = decisions.with_member(self._desk.facts, (), unit, **said)
        else:
            made = Choice(unit=unit, sha256=file.sha256)
            after = decisions.chosen(self._desk.facts, made)
        self._desk.decide(after, f"{file.name} 是 {unit} 的")

    def _likely(self, file: Received) -> list[str]:
        """The units whose it may be: by what it says, then by what it is called."""
        members = self._desk.facts.units
        units = Units(members, self._desk.facts.organ)
        places = units.places(each.organ for each in self._desk.reading.files)
        found = Called(members).named_in(Path(file.name).stem, short=True)
        return [*units.match(file.organ, places).maybe, *found]


def _is_sound(standing: Standing) -> bool:
    waits = standing.counts and standing.state == WAITING and CHANGED not in standing.marks
    return waits and not (standing.errors or standing.warnings)
