"""What goes out of a collection: the review sheet, replies, all approved reports at once."""

from functools import partial
from pathlib import Path
from typing import Any

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.collection import next_year, pictures
from app.collection.pictures import Picture
from app.collection.standing import APPROVED
from app.commands import wire_many
from ui.background import Job, Outcome
from ui.collection.bar import Bar, Offer
from ui.collection.desk import Desk
from ui.collection.reading import why_not
from ui.dialogs.fill_dialog import Field, needed
from ui.dialogs.questions import Questions
from ui.workspace import today

_SHEET = "Excel 工作簿 (*.xlsx)"
_SUFFIXES = [".html", ".docx", ".pdf"]
_OFFICE = "人民政府办公室"
"""By what the name of an office ends that sums up a county's, most often."""
_NOBODY = "没有要催的单位：名单上的都报了，或者还没有单位名单（“文件 → 单位名单”）。"
_TAKEN = 3
"""Names that a question has room for."""
_TOLD = 8
"""Sentences about documents that one has room for."""
_TOLD_EVERY = 100
"""Milliseconds."""


class Outputs(QObject):
    """A worker makes and writes them, while the window goes on; the bar says how far, and where.

    Nothing goes over what stands there without a question.
    """

    busy = Signal(bool)
    """Whether something is being written that can be stopped."""

    def __init__(self, window: QWidget, desk: Desk, questions: Questions, bar: Bar) -> None:
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self._bar = bar
        self._job: Job | None = None
        self._is_writing = False
        self._telling = QTimer(self, interval=_TOLD_EVERY)
        self._telling.timeout.connect(self._tell)
        desk.reading.ended.connect(self._on_given_up)

    @property
    def is_writing(self) -> bool:
        """The worker that reads is held up as long."""
        return self._is_writing

    def review(self) -> None:
        """Units, findings, figures, who is missing, corrections, charts: a workbook."""
        if not self._is_ready():
            return
        proposed = self._desk.home.parent / f"{self._named()}审核表.xlsx"
        if path := self._questions.save_path(self._window, proposed, _SHEET):
            since = wire_many.of_pictures(self._since())
            self._begin(
                path.parent, "审核表", what="review", name=path.name, since=since, over=True
            )

    def _since(self) -> list[Picture]:
        """What has changed since last year: the worker has read but a part of last year's."""
        collected = self._desk.collected
        if collected is None:
            return []
        drawn = pictures.since(collected.form, collected.counted, self._desk.before)
        return [each for each in drawn if each.largest > 0]

    def replies(self) -> None:
        """A letter to each unit that has something to mend, and the list of who is missing."""
        if not (self._is_ready() and self._has_office()):
            return
        if out := self._place("退回意见"):
            self._begin(out, "退回意见", what="replies", today=today().isoformat())

    def remind(self) -> None:
        """A letter of its own to every unit that has sent nothing."""
        if not self._is_ready():
            return
        if not self._desk.collected or not self._desk.collected.missing:
            self._questions.tell(self._window, _NOBODY)
        elif self._has_office() and (out := self._place("催报通知")):
            self._begin(out, "催报通知", what="reminders", today=today().isoformat())

    def publish(self) -> None:
        """The documents of all approved reports, with a page that leads to them."""
        if not self._is_ready():
            return
        if not any(each.state == APPROVED for each in self._desk.standings):
            self._questions.tell(self._window, "还没有通过的报告。请先把看过的报告一份份通过。")
        elif out := self._place("通过的报告"):
            self._begin(out, "通过的报告", what="publish", suffixes=_SUFFIXES)

    def _has_office(self) -> bool:
        """Letters are signed: whose they are is asked once, and stays known."""
        facts = self._desk.facts
        if facts.office:
            return True
        guess = next((unit for unit in self._desk.units if unit.endswith(_OFFICE)), "")
        told = "退回意见和催报通知要有落款。写一次就记住，以后在“文件 → 汇总资料”里改。"
        fields = [Field("汇总单位", guess, needed("请写上汇总单位的名称。"))]
        answer = self._questions.fill_in(self._window, "退回意见", told, fields, "接着写")
        if not answer:
            return False
        known = next_year.with_office(facts, answer[0])
        if any(unit.own for unit in known.units):  # it signs; whose the sum is, is not said yet
            known = structs.replace(known, organ=facts.organ)
        self._desk.decide(known, "写上汇总单位")
        return self._desk.save()

    def _named(self) -> str:
        return self._desk.facts.organ or self._desk.home.name

    def _place(self, what: str) -> Path | None:
        """A folder of its own beside the collection, or another one; None: it is given up."""
        home = self._desk.home
        usual = home.parent / f"{home.name}{what}"
        more = f"{usual}\n这个文件夹在汇总文件夹旁边，没有的话会新建。"
        answers = ["写到这里", "别的文件夹…"]
        picked = self._questions.one_of(self._window, f"{what}写到哪里？", more, answers)
        if picked == 1:
            return self._questions.folder(self._window, f"{what}写到哪个文件夹", home.parent)
        return usual if picked == 0 else None

    def _is_ready(self) -> bool:
        """Whether all is read, and what was decided is on the disk: a worker reads it there."""
        desk = self._desk
        if self._is_writing:
            self._questions.tell(self._window, "上一次的还在写，请等写完，或者先点“停下”。")
            return False
        if desk.reading.is_busy:
            self._questions.tell(self._window, "还在读报告，请等读完再写。")
            return False
        if desk.collected is None:
            self._questions.tell(self._window, desk.fault or "还没有报告。")
            return False
        return desk.save()

    # --- writing

    def _begin(self, out: Path, called: str, **parts: Any) -> None:
        self._set_writing(True)
        self._bar.say("work", f"正在写{called}……", str(out), [("停下", self.stop)])
        self._desk.reading.hand_over(partial(self._write, out, called, parts))

    def _write(self, out: Path, called: str, parts: dict[str, Any]) -> None:
        asked = {"over": False, **parts, "out": str(out)}
        self._job = job = self._desk.reading.run("collect_write", **asked)
        job.ended.connect(partial(self._on_ended, job, out, called, parts))
        self._telling.start()

    def stop(self) -> None:
        """At once: what has been written stays."""
        if self._job is not None:
            self._job.cancel()
        elif self._is_writing:
            self._desk.reading.stop()
            self._on_given_up("已停下。")

    def _on_given_up(self, why: str) -> None:
        """Before anything was written."""
        if self._is_writing and self._job is None:
            self._set_writing(False)
            self._bar.say("fault", "没有写", f"还没有写任何文件。{why}")

    def _set_writing(self, on: bool) -> None:
        self._is_writing = on
        self.busy.emit(on)

    def _tell(self) -> None:
        """The first step says how many there are; each of the others that one more is written."""
        if self._job is not None and self._job.steps:
            of, *names = self._job.steps
            self._bar.tell_how_far(len(names), of, f"正在写 {len(names)} / {of}")

    def _on_ended(self, job: Job, out: Path, called: str, parts: dict[str, Any]) -> None:
        self._telling.stop()
        self._job = None
        self._set_writing(False)
        outcome = job.outcome
        assert outcome is not None
        if outcome.kind == "result" and (taken := outcome.value["taken"]):
            self._bar.hide()
            # Not amid the hearing of the worker: a question turns the event loop.
            again = partial(self._ask_again, out, called, parts, taken)
            QTimer.singleShot(1, self, again)
            return
        names = [str(name) for name in outcome.steps[1:]]
        why = "" if outcome.kind == "result" else _stopped(outcome)
        if outcome.kind == "result" and "why" in outcome.value:
            why = f"没有写成{outcome.value['why']}。"
        self._say_made(out, called, names, why)
        if outcome.kind == "result" and (told := outcome.value.get("told")):
            lines = [*told[:_TOLD], *["……"] * (len(told) > _TOLD)]
            QTimer.singleShot(
                1, self, partial(self._questions.tell, self._window, "\n".join(lines))
            )

    def _say_made(self, out: Path, called: str, names: list[str], why: str) -> None:
        from app.collection.papers.publish import INDEX  # with the templates

        written = f"写了 {len(names)} 个文件"
        offers: list[Offer] = []
        if first := INDEX if INDEX in names else names[0] if len(names) == 1 else "":
            offers.append(("打开", partial(self._show, out / first)))
        if names:
            offers.append(("打开文件夹", partial(self._show, out)))
        if why:
            self._bar.say("fault", f"{called}没有写完", f"{written}，在 {out}。{why}", offers)
        else:
            self._bar.say("done", f"{called}：{written}", f"在 {out}", offers)

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._questions.tell(self._window, f"这台电脑没有能打开它的程序，它在：{path}")

    def _ask_again(self, out: Path, called: str, parts: dict[str, Any], taken: list[str]) -> None:
        more = "等" if len(taken) > _TAKEN else ""
        names = "、".join(f"“{name}”" for name in taken[:_TAKEN])
        question = f"文件夹里已经有{names}{more} {len(taken)} 个同名的文件，要覆盖吗？"
        if self._questions.agree(self._window, question, "覆盖"):
            self._begin(out, called, **{**parts, "over": True})


def _stopped(outcome: Outcome) -> str:
    """Why not all of it was written."""
    if outcome.kind == "cancelled":
        return "已停下，写好的留着。"
    failed = "写的时候程序出了错，写好的留着；请再写一次。"
    return failed if outcome.kind == "failed" else why_not(outcome)
