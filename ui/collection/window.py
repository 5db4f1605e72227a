"""The window of a year's reports: units at the left, the chosen one and the sum at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QWidget,
)

from app.collection.pictures import Picture, pictures
from app.disk.settings import County
from ui.collection import status
from ui.collection.bar import Bar
from ui.collection.commands import Commands
from ui.collection.deeds import Deeds
from ui.collection.desk import Desk, county_of
from ui.collection.dropped import Dropped
from ui.collection.left import Left
from ui.collection.middle import Middle
from ui.collection.outputs import Outputs
from ui.collection.rounds import Rounds
from ui.collection.sides import Sides
from ui.collection.status import Status
from ui.collection.sum_pane import SumPane
from ui.collection.unit_pane import UnitPane
from ui.collection.whole import Whole
from ui.collection.writing import Writing
from ui.kit import plain, window_size
from ui.kit.waiting import is_waiting

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from ui.dialogs.questions import Questions
    from ui.manual.window import ManualWindow

_LEAST = (540, 300)
"""Pixels of the window: a screen of 1366x768 has no more than 364 in height at 200 %."""


class Elsewhere(Protocol):
    """What is opened in windows of their own."""

    def look_at(self, path: Path) -> None:
        """A report as a unit sent it."""

    def show(self, path: Path) -> None:
        """A report of the office's own."""

    def collect(self, folder: Path) -> None:
        """Another folder of reports."""

    def note(self, county: County) -> None:
        """How far this folder has come."""


class CollectionWindow(QMainWindow):
    """One folder in one window. It reads no file and does no sum itself."""

    def __init__(self, home: Path, questions: Questions, elsewhere: Elsewhere) -> None:
        """Nothing is read yet.

        Raises:
            CollectionError: the facts in the folder cannot be used.
        """
        super().__init__()
        self.setObjectName("collection")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = Desk(home, self)
        self.questions, self._elsewhere = questions, elsewhere
        self._manual: ManualWindow | None = None
        self._refused = ""
        """How the line under the window says that something was not done; "": it does not."""
        self.left = Left()
        self.units, self.filters = self.left.units, self.left.filters
        self.notice, self.result = Bar("collection_notice", self), Bar("collection_result", self)
        self.deeds = Deeds(self, self.desk, questions, self.units.current)
        self.writing = Writing(self, self.desk, questions, self.deeds.standing)
        self.whole = Whole(self, self.desk, questions)
        self.outputs = Outputs(self, self.desk, questions, self.result)
        self.unit = UnitPane(self)
        self.sum = SumPane(self)
        self.sides = Sides(self.unit, self.sum, self)
        self.status = Status(self)
        self.setStatusBar(self.status)
        self.rounds = Rounds(self, self.desk, questions, self.status, self.outputs)
        self.commands = Commands(self, self.deeds, self.whole, self.outputs, self.desk.stack)
        self.setMenuWidget(self.commands)
        self.middle = Middle(self.left, self.sides, self.sum, self.notice, self.result)
        self.setCentralWidget(self.middle)
        self._connect()
        self.units.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.units.addActions(self.commands.of_unit)
        Dropped(self, elsewhere.collect, self.status.say)
        self.units.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle(f"{plain.in_title(home.name)} - 汇总 - 年报")
        window_size.say_least(self, *_LEAST)
        window_size.resize(self, 1600, 960)

    def _connect(self) -> None:
        desk, unit = self.desk, self.unit
        deeds, writing, whole = self.deeds, self.writing, self.whole
        desk.stood.connect(self._show)
        desk.stack.indexChanged.connect(self._on_decided)
        desk.summed.connect(self._show_sum)
        desk.recalled.come.connect(self._draw_unit)
        desk.kept.connect(self._on_kept)
        desk.refused.connect(lambda why: self._refuse("没有记下", why))
        desk.fallen.connect(whole.settle_conflict, Qt.ConnectionType.QueuedConnection)
        self.status.stopping.connect(self.stop)
        self.rounds.stoppable.connect(self.commands.stop_allowed)
        self.rounds.ended.connect(self._on_read)
        self.units.chosen.connect(self._show_unit)
        self.units.looked.connect(self.sides.show_unit)
        self.units.opening.connect(self.open_current)
        unit.opening.connect(self.open_current)
        unit.approving.connect(deeds.approve)
        unit.returning.connect(deeds.send_back)
        unit.settling.connect(deeds.settle)
        unit.remarking.connect(writing.remark)
        unit.withdrawing.connect(writing.withdraw)
        unit.explaining.connect(lambda rule: self.explain(f"rule:{rule}"))
        self.sum.looking.connect(self._show_addends)
        self.sum.addends.chosen.connect(self.left.look_for)
        self.sum.addends.correcting.connect(writing.correct)
        self.sum.notes.reasoned.connect(writing.answer)
        whole.done.connect(self.status.say)
        self.commands.due_elsewhere.connect(self.status.due.say)
        deeds.leaving.connect(self.units.leave)
        deeds.done.connect(self.status.say)
        deeds.said.connect(lambda why: self._refuse("没有做", why))
        self.outputs.busy.connect(self.commands.stop_allowed)
        whole.saved.connect(self._elsewhere.show)
        whole.begun.connect(self._elsewhere.collect)

    # --- reading

    def read(self) -> None:
        self.rounds.read()

    def stop(self) -> None:
        """What is being written, or read."""
        if self.outputs.is_writing:
            self.outputs.stop()
        else:
            self.rounds.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Come back to, it looks for what was changed on the disk meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.rounds.come_back()

    def _on_read(self) -> None:
        self._note()
        self.whole.look_for_lists(self.notice)
        self.whole.tell_last_year(self.result)

    def _on_kept(self, words: str) -> None:
        self.status.kept.setText(words)
        self._note()

    # --- what is shown

    def _show(self) -> None:
        """How all stand now."""
        form = self.desk.collected.form if self.desk.collected else None
        lines = self.left.show_standings(self.desk.standings, form)
        self.status.tally.setText(status.tally(lines, listed=bool(self.desk.facts.units)))
        self.commands.tell_due(self.desk.facts.deadline)

    def _show_sum(self) -> None:
        self.sum.show_sum(self.desk.sum, self._told())
        self.sum.show_pictures(self._pictures)
        self._show_addends()

    def _pictures(self) -> list[Picture]:
        made, collected = self.desk.sum, self.desk.collected
        return pictures(made, collected.counted, self.desk.before) if made and collected else []

    def _show_unit(self) -> None:
        if not self.unit.shows(self.units.current(), self.desk.facts):
            self._draw_unit()
        self._show_addends()

    def _draw_unit(self) -> None:
        line = self.units.current()
        file = line.standing.received if line else None
        before = self.desk.before.get(file.file, ()) if file else ()
        made = self.desk.compared(line.standing) if line else None
        self.unit.show_line(line, self.desk.facts, before, made)

    def _show_addends(self) -> None:
        line, desk = self.units.current(), self.desk
        missing = len(desk.collected.missing) if desk.collected else 0
        unit = line.standing.unit if line else ""
        cell = self.sum.current_cell()
        addends = self.sum.addends
        addends.show_cell(desk.sum, cell, desk.wrong, desk.returned, missing, unit)
        self.sum.tell_notes(desk.sum)

    def _told(self) -> str:
        """What went into the sum; or why there is none."""
        if self.desk.collected is not None and self.desk.sum is not None:
            return status.of_sum(self.desk.collected, self.desk.sum)
        busy = self.desk.reading.is_busy or not self.desk.reading.has_read
        return "正在读报告……" if busy else self.desk.fault

    def _note(self) -> None:
        self._elsewhere.note(county_of(self.desk))

    # --- what is done

    def look_up(self) -> None:
        self.middle.bring(self.units)
        self.left.look_up()

    def open_current(self) -> None:
        line = self.units.current()
        if line is not None and line.standing.received is not None:
            self._elsewhere.look_at(Path(line.standing.received.file))

    def correct(self) -> None:
        """The figure of the looked-at unit in the looked-at cell."""
        addends = self.sum.addends
        if why := addends.why_not():
            self.middle.bring(addends)
            self._refuse("还不能更正", why)
        else:
            addends.correct.click()

    def _on_decided(self, _at: int) -> None:
        """Lines over and under say what holds no more; whoever took the list is led into it."""
        if self._refused and self.result.words.text() == self._refused:
            self.result.hide()
        self._refused = ""
        was_there = self.notice.isAncestorOf(QApplication.focusWidget() or self)
        self.whole.offer_list(self.notice)
        if was_there and not self.notice.isVisible():
            self.units.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, words: str, why: str) -> None:
        """Why nothing was done, until something is."""
        self._refused = words
        self.result.say("ask", words, why)

    def answer(self) -> None:
        """Why the next figure of the sum that may count something twice does not."""
        if self.desk.sum is not None:
            self.middle.bring(self.sum.addends)
        if not self.sum.answer_next():
            self.status.say("没有可能算重、还要说明的数。")

    def remark(self) -> None:
        """About the looked-at unit: its report, a text in it, the looked-at cell."""
        self.writing.write_remark(self.sum.current_cell())

    def choose(self) -> None:
        folder = self.questions.folder(self, "打开各单位报告的文件夹", self.desk.home)
        if folder is not None:
            self._elsewhere.collect(folder)

    def go_round(self, by: int) -> None:
        """From the list to the findings, to the sum, to its addends, and round."""
        page = self.sum.current_page()
        panes: list[QWidget] = [self.units, self.unit.list]
        panes += [page.grid, self.sum.addends.list] if page else []
        here = QApplication.focusWidget()
        at = next(
            (n for n, p in enumerate(panes) if here and (p is here or p.isAncestorOf(here))), -by
        )
        pane = panes[(at + by) % len(panes)]
        self.middle.bring(pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def explain(self, target: str) -> None:
        """A page of the manual."""
        if self._manual is None:
            from ui.manual.window import ManualWindow

            self._manual = ManualWindow(self, self.commands.keys)
        self._manual.come_up(target)

    # --- its end

    def closeEvent(self, event: QCloseEvent) -> None:
        if is_waiting(self):
            event.ignore()
            return
        writing = "还在写文件。关闭就停下，写好的留着。"
        if self.outputs.is_writing and not self.questions.agree(self, writing, "关闭"):
            event.ignore()
            return
        ask = "刚才的决定没有存到“汇总.json”。仍然关闭吗？"
        if not self.desk.save(last=True) and not self.questions.agree(self, ask, "仍然关闭"):
            event.ignore()
            return
        self.desk.close()
        event.accept()
