"""The open report and its history. Knows Qt's signals, but no widget."""

import time
from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app import checks, links, previous, store
from app.calc import Number
from app.checks import Finding
from app.forms import load as forms
from app.forms.model import Form
from app.imported import Imported
from app.previous import Previous
from app.recovery import Found, Recovery
from app.report import Address, Applied, Changes, Report

_PAUSE = 1.0
"""Seconds without typing after which the next letter begins a new step of undo."""
_SNAPSHOT_AFTER = 2_000
_SLOW_CHECKS_AFTER = 120
_LISTED_AFTER = 30
"""Milliseconds after the last change."""


class Typing(Enum):
    """What somebody who types has done to a text."""

    LETTERS = 1
    END = 2
    """Letters that end a sentence or a line: the next ones begin a new step."""
    BACK = 3
    """A letter was taken away."""
    OVER = 4
    """Letters took the place of others: a new step, which letters may join."""


def typing_of(old: str, new: str) -> Typing | None:
    """What was typed to make the one text of the other; None: much was taken away at once."""
    head, tail = links.common_ends(old, new)
    added, removed = new[head : len(new) - tail], old[head : len(old) - tail]
    if removed and added:
        return Typing.OVER
    if removed:
        return Typing.BACK if len(removed) == 1 else None
    return Typing.END if added[-1:] in _SENTENCE_ENDS else Typing.LETTERS


_SENTENCE_ENDS = ("。", "！", "？", "；", "\n")
_JOINS = {
    (Typing.LETTERS, Typing.LETTERS),
    (Typing.LETTERS, Typing.END),
    (Typing.OVER, Typing.LETTERS),
    (Typing.OVER, Typing.END),
    (Typing.BACK, Typing.BACK),
}


class Workspace(QObject):
    """One report at a time, where it came from, and every change as a step that can be undone."""

    opened = Signal()
    """Another report is here."""
    changed = Signal(object)
    """Addresses (a frozenset) whose value or mark may differ now."""
    went = Signal(tuple)
    """An undo or redo happened at this address."""
    checked = Signal()
    """The findings may be others now. A moment after the cells: lists cost more than they do."""
    saved = Signal()

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.stack = QUndoStack(self)
        self.report = report
        self.path: Path | None = None
        self.findings: tuple[Finding, ...] = ()
        self.marks: dict[str, Finding] = {}
        """The gravest finding to show at each cell; while a sum has blank inputs it is none yet."""
        self._in_tables: tuple[Finding, ...] = ()
        self._in_texts: tuple[Finding, ...] = ()
        self._imports: list[_Step] = []
        """The steps that left doubts."""
        self._listed = _timer(self, _LISTED_AFTER, self.checked.emit)
        self._slow = _timer(self, _SLOW_CHECKS_AFTER, self.settle)
        self.auditing = False
        """Totals that stand on paper are typed beside the computed ones."""
        self.last_year: Previous | None = None
        """Last year's figures, while they are shown."""
        self._digest: str | None = None
        self._recovery = Recovery()
        self._rest = _timer(self, _SNAPSHOT_AFTER, self._keep)
        self._begin_checking()

    @property
    def name(self) -> str:
        return self.path.name if self.path else "未命名"

    def new(self, organ: str, year: int) -> None:
        """Begin an empty report in the edition of its year.

        Raises:
            FormError: the edition's file cannot be used.
        """
        self._swap(empty_report(organ, year), None, None)

    def open(self, path: Path) -> None:
        """Swap in the report of a file.

        Raises:
            StoreError: it cannot be read; the report that was open stays.
        """
        opened = store.load(path)
        self._swap(opened.report, path, opened.digest)

    def adopt(
        self, form: Form, changes: Changes, words: str, doubts: tuple[Imported, ...] = ()
    ) -> None:
        """Begin a report from what was imported: unsaved, with the import as its first step."""
        self._swap(Report(form), None, None)
        self.take(changes, words, doubts)
        self.opened.emit()

    def take(self, changes: Changes, words: str, doubts: tuple[Imported, ...]) -> None:
        """Change the report by an import; its doubts are findings until they have been seen.

        Raises:
            Refused: the report does not take it; nothing changed.
        """
        self._push(changes, words, doubts=doubts)

    def see(self, doubts: tuple[Imported, ...]) -> None:
        """These have been looked at: they are findings no longer."""
        for step in self._imports:
            step.doubts = tuple(doubt for doubt in step.doubts if doubt not in doubts)
        self.settle()

    def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the report and mark it unchanged.

        Raises:
            ChangedOnDisk: somebody else changed the file, and `overwrite` was not said.
            StoreError: it could not be written; the report still counts as unsaved.
        """
        expected = self._digest if path == self.path and not overwrite else None
        self._digest = store.save(self.report, path, expected)
        self.path = path
        self.stack.setClean()
        self.leave()
        self.saved.emit()

    def leave(self) -> None:
        """What is here is saved, or given up: nothing is left to recover."""
        self._rest.stop()
        self._recovery.drop()

    def recover(self, found: Found) -> None:
        """Bring back what was not saved, as one unsaved step on its file if that is unchanged.

        Raises:
            StoreError: the file cannot be read.
        """
        if found.fits and found.file:
            self.open(found.file)
        else:
            self._swap(Report(found.report.form), None, None)
        self.change(self.report.differences(found.report), "恢复没有保存的内容")
        self._keep()
        found.place.unlink(missing_ok=True)

    def change(self, changes: Changes, words: str, *, typing: Typing | None = None) -> None:
        """Change the report as one step of undo; `typing` lets it join typing of the same kind.

        Raises:
            Refused: the report does not take it; nothing changed.
        """
        self._push(changes, words, typing=typing)

    def _push(
        self,
        changes: Changes,
        words: str,
        *,
        typing: Typing | None = None,
        doubts: tuple[Imported, ...] = (),
    ) -> None:
        applied = self.report.apply(changes)
        if applied.inverse:
            step = _Step(self._apply, changes, applied.inverse, words, typing)
            step.doubts = doubts
            self._imports += [step] if doubts else []
            self.stack.push(step)
            self._tell(applied)

    def undo(self) -> None:
        self._travel(self.stack.undo, self.stack.index() - 1)

    def redo(self) -> None:
        self._travel(self.stack.redo, self.stack.index())

    def _travel(self, move: Callable[[], None], step: int) -> None:
        command = self.stack.command(step) if 0 <= step < self.stack.count() else None
        if isinstance(command, _Step):
            move()
            self.went.emit(command.place)

    def accept(self, finding: Finding, reason: str) -> None:
        """Keep a reason for a warning or hint in the report; an empty one withdraws it."""
        kept = list(self.report.get(("acknowledged", "")) or ())
        kept = [each for each in kept if _told(each) != _told(_record(finding))]
        if reason:
            kept.append(_record(finding) | {"reason": reason})
        words = f"{'说明' if reason else '收回说明'} {finding.rule}"
        self.change({("acknowledged", ""): kept or None}, words)
        self.settle()

    def replace(self, finding: Finding) -> None:
        """Put what the tables say in the place of a finding's words."""
        text, start, end = finding.spans[0]
        shown = self.report.text(text)
        new = shown[:start] + (finding.replacement or "") + shown[end:]
        stored = links.edited(str(self.report.entries("texts")[text]), self.report.values, new)
        self.change({("texts", text): stored}, f"改成表里的数 {finding.replacement}")
        self.settle()

    def show_last_year(self, on: bool) -> None:
        """Let every cell show last year's figure too."""
        self.last_year = previous.stored_in(self.report) if on else None
        self.changed.emit(frozenset(("cells", cell) for cell in self.report.form.cells))

    def audit(self, on: bool) -> None:
        """Begin or end the comparing of computed totals with those on paper."""
        self.auditing = on
        computed = (cell.id for cell in self.report.form.cells.values() if cell.computed)
        self.changed.emit(frozenset(("published", cell) for cell in computed))

    def value(self, cell: str) -> Number | None:
        return self.report.values[cell]

    def _apply(self, changes: Changes) -> None:
        self._tell(self.report.apply(changes))

    def _keep(self) -> None:
        if not self.stack.isClean():
            self._recovery.keep(self.report, self.path, self._digest or "")

    def _tell(self, applied: Applied) -> None:
        self._rest.start()
        self._in_tables = checks.table_findings(self.report)
        remarked = self._mark()
        self.changed.emit(applied.moved | remarked)
        self._listed.start()
        self._slow.start()

    def _begin_checking(self) -> None:
        """The tables at once; texts and last year when the window stands."""
        self._in_tables, self._in_texts = checks.table_findings(self.report), ()
        self._mark()
        self._slow.start()

    def settle(self) -> None:
        """Run the checks that wait for a rest: those of texts and of last year."""
        self._slow.stop()
        self._listed.stop()
        self._in_tables = checks.table_findings(self.report)
        self._in_texts = checks.other_findings(self.report, today=self._today())
        self.changed.emit(self._mark())
        self.checked.emit()

    def _today(self) -> date | None:
        """For the report that is due this year only: an old one's deadline is nobody's news."""
        return _today() if self.report.year == last_year() else None

    def _mark(self) -> frozenset[Address]:
        """Put findings and marks together; the cells whose mark is another one now."""
        before = {(cell, mark.severity) for cell, mark in self.marks.items()}
        doubts = (doubt for step in self._imports if step.is_done for doubt in step.doubts)
        self.findings = (*doubts, *self._in_tables, *self._in_texts)
        shown = [f for f in self.findings if not f.acknowledged and not is_running(f)]
        self.marks = {
            cell: finding
            for finding in sorted(shown, key=lambda f: (f.gravity, bool(f.because)), reverse=True)
            for cell in finding.cells
            if self.report.values[cell] is not None
        }
        after = {(cell, mark.severity) for cell, mark in self.marks.items()}
        return frozenset(("cells", cell) for cell, _ in before ^ after)

    def _swap(self, report: Report, path: Path | None, digest: str | None) -> None:
        self.leave()
        self.report, self.path, self._digest = report, path, digest
        self._imports.clear()
        self.stack.clear()
        self._begin_checking()
        self.opened.emit()
        self.checked.emit()


def is_running(finding: Finding) -> bool:
    """Whether it is said as a running difference: cells that could explain it are still blank."""
    return bool(finding.blanks and finding.running)


def _record(finding: Finding) -> dict[str, Any]:
    """A finding as the report keeps it."""
    return {
        "rule": finding.rule,
        "cells": list(finding.cells),
        "texts": list(finding.texts),
        "message": finding.message,
    }


def _told(record: dict[str, Any]) -> tuple[Any, ...]:
    return record["rule"], tuple(record["cells"]), tuple(record["texts"]), record["message"]


def _timer(parent: QObject, milliseconds: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer


def last_year() -> int:
    """The year that reports are written about now."""
    return _today().year - 1


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the clerk's own calendar


def empty_report(organ: str, year: int) -> Report:
    """An empty report in the edition of its year."""
    form = forms.form(forms.edition_of_year(year))
    return Report(form, {("organ", ""): organ or None, ("year", ""): year})


class _Step(QUndoCommand):
    """One step of the history: what it changed, and what undoes it exactly."""

    def __init__(
        self,
        apply: Callable[[Changes], None],
        changes: Changes,
        inverse: Changes,
        words: str,
        typing: Typing | None,
    ) -> None:
        super().__init__(words)
        self._apply = apply
        self.changes = dict(changes)
        self._inverse = dict(inverse)
        self._pushed = self.is_done = False
        self.doubts: tuple[Imported, ...] = ()
        """What an import left to be looked at, for as long as the step is done."""
        self.typing = typing
        self.typed = time.monotonic()

    @property
    def places(self) -> frozenset[Address]:
        return frozenset(self._inverse)

    @property
    def place(self) -> Address:
        return next(iter(self._inverse))

    def redo(self) -> None:
        """Qt calls this once on push, when the change has already been made."""
        self.is_done = True
        if self._pushed:
            self._apply(self.changes)
        self._pushed = True

    def undo(self) -> None:
        self.is_done = False
        self._apply(self._inverse)

    def id(self) -> int:
        """Qt offers a step to the one before it only where both give the same number, not -1."""
        return 1 if self.typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing in one place without a pause is one step, and so is deleting letter by letter."""
        if not isinstance(other, _Step) or (self.typing, other.typing) not in _JOINS:
            return False
        if other.places != self.places or other.typed - self.typed > _PAUSE:
            return False
        self.changes, self.typed, self.typing = other.changes, other.typed, other.typing
        return True
