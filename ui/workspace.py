"""The open report and its history. Knows Qt's signals, but no widget."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app import checks, store
from app.calc import Number
from app.checks import Finding
from app.forms import load as forms
from app.recovery import Found, Recovery
from app.report import Address, Applied, Changes, Report

_PAUSE = 1.0
"""Seconds without typing after which the next letter begins a new step of undo."""
_SNAPSHOT_AFTER = 2_000
"""Milliseconds after the last change."""


class Workspace(QObject):
    """One report at a time, where it came from, and every change as a step that can be undone."""

    opened = Signal()
    """Another report is here."""
    changed = Signal(object)
    """Addresses (a frozenset) whose value or mark may differ now."""
    went = Signal(tuple)
    """An undo or redo happened at this address."""
    saved = Signal()

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.stack = QUndoStack(self)
        self.report = report
        self.path: Path | None = None
        self.findings: tuple[Finding, ...] = ()
        self.errors: dict[str, Finding] = {}
        """The errors to show, by cell; while a sum has blank inputs it is no error yet."""
        self.auditing = False
        """Totals that stand on paper are typed beside the computed ones."""
        self._digest: str | None = None
        self._recovery = Recovery()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SNAPSHOT_AFTER)
        self._rest.timeout.connect(self._keep)
        self._check()

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

    def change(self, changes: Changes, words: str, *, typing: bool = False) -> None:
        """Change the report as one step of undo; `typing` lets it join the step before.

        Raises:
            Refused: the report does not take it; nothing changed.
        """
        applied = self.report.apply(changes)
        if applied.inverse:
            self.stack.push(_Step(self._apply, changes, applied.inverse, words, typing))
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
        marked = set(self.errors.items())
        self._check()
        moved = {("cells", cell) for cell, _ in marked ^ set(self.errors.items())}
        self.changed.emit(applied.moved | moved)

    def _check(self) -> None:
        self.findings = checks.findings(self.report)
        self.errors = {
            cell: finding
            for finding in self.findings
            if finding.severity == "error" and not finding.blanks
            for cell in finding.cells
        }

    def _swap(self, report: Report, path: Path | None, digest: str | None) -> None:
        self.leave()
        self.report, self.path, self._digest = report, path, digest
        self.stack.clear()
        self._check()
        self.opened.emit()


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
        typing: bool,
    ) -> None:
        super().__init__(words)
        self._apply = apply
        self.changes = dict(changes)
        self._inverse = dict(inverse)
        self._pushed = False
        self.typed = time.monotonic() if typing else None

    @property
    def place(self) -> Address:
        return next(iter(self._inverse))

    def redo(self) -> None:
        """Qt calls this once on push, when the change has already been made."""
        if self._pushed:
            self._apply(self.changes)
        self._pushed = True

    def undo(self) -> None:
        self._apply(self._inverse)

    def id(self) -> int:
        """Qt offers a step to the one before it only where both give the same number, not -1."""
        return 1 if self.typed is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing in one place without a pause is one step."""
        if not isinstance(other, _Step) or self.typed is None or other.typed is None:
            return False
        if other.place != self.place or other.typed - self.typed > _PAUSE:
            return False
        self.changes, self.typed = other.changes, other.typed
        return True
