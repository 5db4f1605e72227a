"""The steps of the history: what undo takes back. Knows Qt's commands, but no widget."""

import time
from collections.abc import Callable, Collection, Iterator
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.forms import links
from app.importers.imported import Imported
from app.report.report import Address, Changes, Report

_PAUSE = 1.0
"""Seconds without typing after which the next letter begins a new step of undo."""


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


class Step(QUndoCommand):
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
        self.fills = typing is not None and inverse[self.place] is None
        """Whether it is part of the typing of a value where nothing stood before."""

    @property
    def place(self) -> Address:
        """Where the change was made; what fell with it comes after."""
        return next(iter(self._inverse))

    def goes_on(self, filling: Collection[Address]) -> None:
        """It follows steps that have begun to fill in these places."""
        self.fills |= self.typing is not None and self.place in filling

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
        if not isinstance(other, Step) or (self.typing, other.typing) not in _JOINS:
            return False
        if other.place != self.place or other.typed - self.typed > _PAUSE:
            return False
        self.changes |= other.changes
        self._inverse = other.undoing(self._inverse)
        self.typed, self.typing = other.typed, other.typing
        return True

    def undoing(self, before: Changes) -> dict[Address, Any]:
        """What undoes this step and, first of all, one before it."""
        return self._inverse | dict(before)


class Conversion(QUndoCommand):
    """One step that puts the report into another edition: the one before it is kept whole."""

    place: Address = ("year", "")

    def __init__(
        self, put: Callable[[Report], None], before: Report, after: Report, words: str
    ) -> None:
        super().__init__(words)
        self._put, self._before, self._after = put, before, after
        self.is_done = False
        self.doubts: tuple[Imported, ...] = ()

    def redo(self) -> None:
        self.is_done = True
        self._put(self._after)

    def undo(self) -> None:
        """Every step after this one has been undone: both are as they were then."""
        self.is_done = False
        self._put(self._before)


class History(QUndoStack):
    """The steps of the open report, and the doubts that imports among them left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[Step | Conversion] = []

    @property
    def doubts(self) -> Iterator[Imported]:
        """Those of steps that are done, until they have been seen."""
        return (doubt for step in self._left if step.is_done for doubt in step.doubts)

    @property
    def filling(self) -> tuple[Address, ...]:
        """The place where a value is being typed, letter by letter, that was blank before."""
        last = self.command(self.index() - 1)
        return (last.place,) if isinstance(last, Step) and last.fills else ()

    def add(self, step: Step | Conversion, doubts: tuple[Imported, ...] = ()) -> None:
        step.doubts = doubts
        self._left += [step] if doubts else []
        self.push(step)

    def see(self, doubts: Collection[Imported]) -> None:
        """These have been looked at."""
        for step in self._left:
            step.doubts = tuple(doubt for doubt in step.doubts if doubt not in doubts)

    def forget(self) -> None:
        """Another report is here."""
        self._left.clear()
        self.clear()

    def end(self) -> None:
        """The window is closed: its parts end one by one, and are told of nothing any more."""
        self.blockSignals(True)

    def place(self, step: int) -> Address | None:
        """Where a step was made; None: there is no such step."""
        command = self.command(step) if 0 <= step < self.count() else None
        return command.place if isinstance(command, Step | Conversion) else None
