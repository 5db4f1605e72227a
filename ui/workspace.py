"""The open report and its history. Knows Qt's signals, but no widget."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app import checks
from app.checks import Finding
from app.checks.finding import gravest
from app.checks.remaining import Remaining, remaining
from app.files import store
from app.files.recovery import Found
from app.forms import catalogue as forms
from app.forms.model import Form
from app.importers.imported import Imported, still_open
from app.letters.numbers import Number
from app.report import evidence, previous, season
from app.report.previous import Previous
from app.report.report import Address, Applied, Changes, Report
from ui.checking import Checking
from ui.history import Conversion, History, Step, Typing
from ui.keeping import Draft, Keeping
from ui.origin import Origin

_SLOW_CHECKS_AFTER = 120
_LISTED_AFTER = 30
"""Milliseconds after the last change."""


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
    refused = Signal(str)
    """Something was to be changed in a report that is only to be read; why not."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.stack = History(self)
        self.report = report
        self.origin = Origin()
        self.findings: tuple[Finding, ...] = ()
        self.marks: dict[str, Finding] = {}
        """The gravest finding to show at each cell; while a sum has blank inputs it is none yet."""
        self._in_tables: tuple[Finding, ...] = ()
        self.checking = Checking(self)
        self.checking.heard.connect(self._publish)
        self._listed = _timer(self, _LISTED_AFTER, self.checked.emit)
        self.rest = _timer(self, _SLOW_CHECKS_AFTER, self.settle)
        self.auditing = False
        """Totals that stand on paper are typed beside the computed ones."""
        self.last_year: Previous | None = None
        """Last year's figures, while they are shown."""
        self.keeping = Keeping(self, self._draft)
        self._begin_checking()

    @property
    def path(self) -> Path | None:
        return self.origin.path

    @property
    def name(self) -> str:
        return self.origin.called(self.report)

    @cached_property
    def remaining(self) -> Remaining:
        """What keeps the report from being handed in, as far as the checks have come."""
        return remaining(self.report, self.findings)

    @property
    def is_settled(self) -> bool:
        """Whether all checks have seen the report as it is now, those too that wait for a rest."""
        return not self.rest.isActive() and self.checking.job is None

    def new(self, organ: str, year: int | None, form: str = forms.USUAL, level: str = "") -> None:
        """Begin one that is as yet empty; raises as `empty_report` does."""
        self.swap(empty_report(organ, year, form, level))

    def open(self, path: Path, *, read_only: str = "") -> None:
        """Swap in the report of a file; `read_only`: why nothing may be changed in it.

        Raises:
            StoreError: it cannot be read; the report that was open stays.
        """
        opened = store.load(path)
        self.swap(opened.report, Origin(path, opened.digest, read_only=read_only))

    def refuses(self) -> bool:
        """Whether the report is only to be read, which is then said."""
        if self.origin.read_only:
            self.refused.emit(self.origin.read_only)
        return bool(self.origin.read_only)

    def adopt(
        self, form: Form, changes: Changes, words: str, doubts: tuple[Imported, ...] = ()
    ) -> None:
        """Begin an unsaved report, an import its first step; `Refused`: the open one stays."""
        report = Report(form)
        made = report.apply(evidence.brought(report, changes))
        first = Step(self._apply, made.made, made.inverse, words, None)
        first.doubts = doubts
        self.swap(report, first=first if first.changes else None)

    def take(self, changes: Changes, words: str, doubts: tuple[Imported, ...]) -> None:
        """Change the report by an import; its doubts are findings until they have been seen.

        Raises:
            Refused: the report does not take it; nothing changed.
        """
        taken = evidence.brought(self.report, changes)
        fallen = evidence.with_fallen(self.report, taken, self.stack.filling)
        self._push(fallen, words, doubts=doubts)

    def convert(self, report: Report, words: str, doubts: tuple[Imported, ...] = ()) -> None:
        """Put the same report in another edition in its place, as one step of undo."""
        if not self.refuses():
            self.stack.add(Conversion(self._put, self.report, report, words), doubts)

    def restore(self, report: Report, words: str) -> None:
        """Bring the report to what it is in another copy of it, as one step of undo."""
        if report.form is self.report.form:
            self._push(self.report.differences(report), words)
        else:
            self.convert(report, words)

    def see(self, doubts: tuple[Imported, ...]) -> None:
        """These have been looked at: they are findings no longer."""
        self.stack.see(doubts)
        self.settle()

    def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the report and mark it unchanged.

        Raises:
            ChangedOnDisk: somebody else changed the file, and `overwrite` was not said.
            StoreError: it could not be written; the report still counts as unsaved.
        """
        self.keeping.saving(path, store.encode(self.report))
        self.origin.save(self.report, path, overwrite=overwrite)
        self.stack.setClean()
        self.keeping.saved()
        self.saved.emit()

    def leave(self) -> None:
        """What is here is saved, or given up."""
        self.keeping.leave()

    def recover(self, found: Found) -> None:
        """Bring back what was not saved: one unsaved step after what its file holds now.

        It is on its file again. Was that changed meanwhile, saving asks as it does for an open one.
        """
        base = found.standing or Report(found.report.form)
        self.swap(base, Origin(found.file, found.snapshot.digest) if found.file else None)
        self.restore(found.report, "恢复没有保存的内容")
        self.keeping.take_over(found)

    def change(self, changes: Changes, words: str, *, typing: Typing | None = None) -> None:
        """Change the report as one step of undo; `typing` lets it join typing of the same kind.

        Raises:
            Refused: the report does not take it; nothing changed.
        """
        fallen = evidence.with_fallen(self.report, evidence.typed(changes), self.stack.filling)
        self._push(fallen, words, typing=typing)

    def _push(
        self,
        changes: Changes,
        words: str,
        *,
        typing: Typing | None = None,
        doubts: tuple[Imported, ...] = (),
    ) -> None:
        if self.refuses():
            self.changed.emit(frozenset(changes))  # whatever shows it otherwise goes back
            return
        applied = self.report.apply(changes)
        if applied.inverse:
            step = Step(self._apply, applied.made, applied.inverse, words, typing)
            step.goes_on(self.stack.filling)
            self.stack.add(step, doubts)
            self._tell(applied)

    def undo(self) -> None:
        self._travel(self.stack.undo, self.stack.index() - 1)

    def redo(self) -> None:
        self._travel(self.stack.redo, self.stack.index())

    def _travel(self, move: Callable[[], None], step: int) -> None:
        if place := self.stack.place(step):
            move()
            self.went.emit(place)

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

    def _put(self, report: Report) -> None:
        """Another report is here, with the history that led to it."""
        self.report = report
        self.keeping.stir()
        self._begin_checking()
        self.opened.emit()
        self.checked.emit()

    def _draft(self) -> Draft:
        return Draft(self.report, self.path, self.origin.digest or "", self.stack.isClean())

    def _tell(self, applied: Applied) -> None:
        self.keeping.stir()
        self._in_tables = checks.table_findings(self.report)
        self.changed.emit(applied.moved | self._mark())
        self._listed.start()
        self.checking.outdate()
        self.rest.start()

    def _begin_checking(self) -> None:
        """The tables at once; texts and last year when the window stands."""
        self._in_tables = checks.table_findings(self.report)
        self.checking.forget()
        self._mark()
        self.rest.start()

    def settle(self) -> None:
        """Run the checks that wait for a rest: those of texts and of last year."""
        self.rest.stop()
        self._listed.stop()
        self._in_tables = checks.table_findings(self.report)
        self.checking.look(self.report, _deadline_day(self.report.year), self.path)
        self._publish()

    def _publish(self) -> None:
        self.changed.emit(self._mark())
        self.checked.emit()

    def _mark(self) -> frozenset[Address]:
        """Put findings and marks together; the cells whose mark is another one now."""
        before = {(cell, mark.severity, mark.suspect) for cell, mark in self.marks.items()}
        doubts = still_open(self.stack.doubts, self.report)
        self.findings = (*doubts, *self._in_tables, *self.checking.found)
        self.marks = gravest(self.findings, self.report.values)
        vars(self).pop("remaining", None)  # is worked out anew when it is asked for
        after = {(cell, mark.severity, mark.suspect) for cell, mark in self.marks.items()}
        return frozenset(("cells", cell) for cell, *_ in before ^ after)

    def swap(self, report: Report, at: Origin | None = None, first: Step | None = None) -> None:
        """Another report is here, after its `first` step; the one that was open is given up."""
        self.leave()
        self.report, self.origin = report, at or Origin()
        self.stack.forget()
        if first is not None:
            self.stack.add(first, first.doubts)
            self.keeping.stir()
        self._begin_checking()
        self.opened.emit()
        self.checked.emit()


def _timer(parent: QObject, milliseconds: int, act: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer


def year_due() -> int | None:
    """The year that reports are written about now; None where the clock cannot be right."""
    return season.year_due(today())


def _deadline_day(year: int | None) -> date | None:
    """For the report that is due now, or is still to come: an old one's deadline is no news."""
    due = year_due()
    return today() if year is not None and due is not None and year >= due else None


def today() -> date:
    """On the clerk's own calendar."""
    return date.today()  # noqa: DTZ011


def empty_report(organ: str, year: int | None, form: str = forms.USUAL, level: str = "") -> Report:
    """An empty report in the edition of its year, in the newest where no year is known.

    Raises:
        FormError: the edition's file cannot be used.
    """
    edition = forms.form(forms.edition_of_year(year, form))
    head = {("organ", ""): organ or None, ("year", ""): year, ("level", ""): level or None}
    return Report(edition, head)
