"""A year's reports as they lie on the desk: facts, files, how they stand, their sum. No widget."""

import contextlib
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.checks.finding import Finding
from app.collection import folder, judging, summing
from app.collection.facts import NOTHING, Facts
from app.collection.folder import CollectionError
from app.collection.judging import Undated
from app.collection.received import Figures, Received
from app.collection.standing import APPROVED, RETURNED, Collected, Standing
from app.collection.summing import Sum
from app.disk import files
from app.disk.settings import County
from ui.collection import changed
from ui.collection.changed import Compared
from ui.collection.reading import Reading
from ui.collection.recalled import Recalled
from ui.workspace import year_due

_SAVED_AFTER, _MANY_AFTER = 1, 400
"""Milliseconds after the last decision; where there are very many units, which take a while."""
_MANY = 600
"""Units, from which on judging and summing them at once would hold up the window."""
_STOOD_EVERY = 700
"""Milliseconds, while files are being read: to judge thousands takes its time."""


_NO_REPORTS = (
    "还没有报告。把各单位报来的文件原样放进这个文件夹（里面有“收到”的，放进“收到”），"
    "回到这里就会读。"
)


class _Decision(QUndoCommand):
    """A step of the history: all facts before and after it."""

    def __init__(
        self, put: Callable[[Facts], None], before: Facts, after: Facts, words: str
    ) -> None:
        super().__init__(words)
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)


class Desk(QObject):
    """What is decided is written a moment later; all else follows from facts and files."""

    stood = Signal()
    """The units may stand otherwise."""
    summed = Signal()
    """They may sum to something else. While files are read that waits for the last one."""
    kept = Signal(str)
    """What is to be said of the facts' being on the disk."""
    refused = Signal(str)
    """A decision was not taken: a sentence."""
    fallen = Signal(str)
    """The facts on the disk are another's by now, or cannot be written: a sentence."""

    def __init__(self, home: Path, parent: QObject) -> None:
        """The collection in a folder, or a folder of reports that is none yet.

        Raises:
            CollectionError: its facts cannot be used.
        """
        super().__init__(parent)
        self.home = home
        self.facts, self._digest = NOTHING, ""
        self.stack = QUndoStack(self)
        self.reading = Reading(home, self)
        self.recalled = Recalled(self.reading)
        self.before: dict[str, Figures] = {}
        """Last year's figures of the unit whose report a file is."""
        self.collected: Collected | None = None
        self.sum: Sum | None = None
        self.wrong: frozenset[str] = frozenset()
        """The units in whose reports errors are."""
        self.returned: frozenset[str] = frozenset()
        """Those whose report was sent back, and counts until another comes."""
        self.fault = ""
        """Why there is no sum, or nothing stands at all."""
        self._approved: frozenset[str] = frozenset()
        """The digests of what is known to be approved, and kept."""
        self._apart: object = None
        """By what units were told apart when their reports were held against one another."""
        self._among: dict[str, tuple[Finding, ...]] = {}
        self._unsaved = self._outdated = False
        """Whether decisions are not on the disk yet; whether more is known than what stands."""
        self._saving = QTimer(self, singleShot=True)
        self._standing = QTimer(self, singleShot=True, interval=_STOOD_EVERY)
        self._saving.timeout.connect(self.save)
        self._adding = QTimer(self, singleShot=True, interval=1)
        self._standing.timeout.connect(self._judge)
        self._adding.timeout.connect(self._add_up)
        self.reading.read.connect(self._on_read)
        self.reading.gone.connect(self._on_gone)
        self.reading.among.connect(self._on_among)
        self.reading.ended.connect(self._on_ended)
        self.reading.compared.connect(self._on_compared)
        self._load()

    def _load(self) -> None:
        """What cannot be used changes nothing here."""
        there = folder.is_collection(self.home)
        self.facts, self._digest = folder.load(self.home) if there else (NOTHING, "")
        self._approved = frozenset(each.sha256 for each in self.facts.approvals)
        self._apart = _told_apart(self.facts)

    # --- reading

    def read(self, *, anew: bool = False, again: bool = False) -> None:
        """What is new, with the facts that somebody else may have written meanwhile.

        `again`: also what could not be read before.

        Raises:
            CollectionError, OSError: these cannot be used; all stays as it is.
        """
        if not self._unsaved and files.digest(self.home / folder.FACTS) != self._digest:
            before = self.facts.previous
            self._load()
            self.stack.clear()
            anew = anew or before != self.facts.previous
        self.stand()
        self.reading.start(anew=anew, again=again)

    def _on_read(self, file: Received, before: Figures) -> None:
        self.before[file.file] = before
        self._outdated = True
        if not self._standing.isActive():
            self._standing.start()

    def _on_ended(self, _why: str) -> None:
        """The sum a moment later, so that the window does not stand still for both."""
        if self._outdated or self.sum is None:
            self._judge()
            self._adding.start()

    def _on_compared(self) -> None:
        if self._outdated:
            self.stand()

    def _on_gone(self, _files: frozenset[str]) -> None:
        self._outdated = True

    def _on_among(self, found: dict[str, tuple[Finding, ...]]) -> None:
        self._among, self._outdated = found, True

    # --- how they stand

    def stand(self) -> None:
        """Work out again how every unit stands, and the sum; of very many that a moment later."""
        self._judge()
        if len(self.standings) > _MANY:
            self._adding.start()
        else:
            self._add_up()

    def _judge(self) -> None:
        self._standing.stop()
        self._outdated = False
        self.collected, self.fault = None, ""
        try:
            self.collected = _with_findings(self._stand(), self._among)
        except Undated as error:
            self.fault = f"{error.why}，请在“文件 → 汇总资料”写上汇总哪一年的。"
        self.wrong = frozenset(each.unit for each in self.standings if each.errors)
        back = (each for each in self.standings if each.counts and each.state == RETURNED)
        self.returned = frozenset(each.unit for each in back)
        self.stood.emit()

    def _stand(self) -> Collected:
        """Before anybody has reported, those who are to are missing of the year that is due.

        Raises:
            Undated: nobody can tell which year is meant.
        """
        known, received = self.facts, self.reading.files
        if known.year is None and not any(each.year for each in received):
            known = structs.replace(known, year=year_due())
        return structs.replace(judging.stand(received, known), facts=self.facts)

    def _add_up(self) -> None:
        self._adding.stop()
        self.sum = None
        try:
            if not self.reading.files:
                self.fault = _NO_REPORTS
            elif self.collected is not None:
                self.sum = summing.summed(self.collected, self.home / folder.FACTS)
        except CollectionError as error:
            self.fault = str(error)
        self.summed.emit()

    @property
    def is_judging(self) -> bool:
        """Whether more has been read than stands."""
        return self._standing.isActive() or self._adding.isActive()

    @property
    def standings(self) -> tuple[Standing, ...]:
        return self.collected.standings if self.collected else ()

    def compared(self, standing: Standing) -> Compared | None:
        """A unit's file beside what was approved, or beside another one that it has sent."""
        known = (*self.reading.files, *self.reading.past)
        return changed.compared(standing, self.standings, self.facts, known, self.recalled.of)

    @property
    def units(self) -> tuple[str, ...]:
        """The units whose reports are here or expected."""
        return tuple(each.unit for each in self.standings if each.unit)

    # --- deciding

    def decide(self, facts: Facts, words: str) -> bool:
        """Other facts, as one step of undo; False: they could not be kept, which is told."""
        if (after := _readable(facts, self.collected)) == self.facts:
            return True
        try:
            folder.must_take(self.facts, after)
        except CollectionError as error:
            self.refused.emit(str(error))
            return False
        self.stack.push(_Decision(self._put, self.facts, after, words))
        return True

    def _put(self, facts: Facts) -> None:
        anew = facts.previous != self.facts.previous
        self.facts, self._unsaved = facts, True
        if not self._saving.isActive():  # whoever goes on deciding is kept meanwhile, too
            self._saving.start(_SAVED_AFTER if len(facts.units) <= _MANY else _MANY_AFTER)
        self.stand()
        if anew and self.save():
            self.read(anew=True)

    def save(self, *, last: bool = False) -> bool:
        """Write what was decided, if it is not yet; False where it could not be.

        `last`: nothing is asked about that, whoever closes the window is.
        """
        self._saving.stop()
        if not self._unsaved:
            return True
        try:
            self._digest = folder.save(self.facts, self.home, self._digest)
        except CollectionError as error:
            self.kept.emit("没有保存")
            if not last:
                self.fallen.emit(str(error))
            return False
        self._unsaved = False
        self._keep_approved()
        if (told := _told_apart(self.facts)) != self._apart:
            self._apart = told
            self.reading.compare()
        self.kept.emit(f"已保存 {datetime.now().astimezone():%H:%M}")
        return True

    def _keep_approved(self) -> None:
        """What was approved just now: when it changes, it must be known what it was."""
        approved = frozenset(each.sha256 for each in self.facts.approvals)
        new = approved - self._approved
        self._approved = approved
        some = [each.file for each in self.reading.files if each.sha256 in new]
        if some:
            self.reading.run("collect_keep", files=some)

    def save_over(self) -> bool:
        """Whatever stands there by now gives way; raises `OSError` where none can tell what."""
        self._digest = files.digest(self.home / folder.FACTS)
        return self.save()

    def drop(self) -> None:
        """What was decided and could not be written is given up; what stands there holds."""
        self._saving.stop()
        self._unsaved = False
        self._digest = "?"
        with contextlib.suppress(CollectionError, OSError):  # told at the next reading
            self.read()

    def close(self) -> None:
        """The parts of the window end one by one: they are told of nothing any more."""
        self.reading.close()
        self.stack.blockSignals(True)


def _with_findings(collected: Collected, among: Mapping[str, tuple[Finding, ...]]) -> Collected:
    """What is found of the files that count when they are held against one another."""
    return structs.replace(
        collected,
        standings=tuple(
            structs.replace(each, findings=(*each.findings, *among.get(each.received.file, ())))
            if each.received and each.counts
            else each
            for each in collected.standings
        ),
    )


def _told_apart(facts: Facts) -> object:
    """What says whose a file is, and which level each unit is of."""
    units = tuple((each.name, each.aliases, each.level) for each in facts.units)
    return units, facts.organ, facts.level, facts.year, facts.edition, facts.choices, facts.unused


def county_of(desk: Desk) -> County:
    """How far it has come: a list tells that without looking into the folder."""
    some = [each for each in desk.standings if each.unit and each.received]
    return County(
        folder=str(desk.home),
        organ=desk.facts.organ,
        year=desk.collected.year if desk.collected else desk.facts.year,
        units=sum(member.summed for member in desk.facts.units),
        received=len({each.unit for each in some}),
        approved=len({each.unit for each in some if each.state == APPROVED}),
        seen=time.time(),
    )


def _readable(facts: Facts, collected: Collected | None) -> Facts:
    """With the edition that stands, where that of the year has not the cells that they speak of."""
    if facts.edition or collected is None or collected.form is facts.form:
        return facts
    try:
        folder.must_be_readable(facts)
    except CollectionError:
        return structs.replace(facts, edition=collected.form.edition)
    return facts
