"""What was approved and lies there no more, as a worker reads it from beside the reports."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.collection.received import Received
from app.commands import wire_many
from ui.background import Job
from ui.collection.reading import Reading


class Recalled(QObject):
    """Contents by their digests; each is asked for once."""

    come = Signal()
    """Something that was asked for is known by now, or that nobody has it."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._reading = reading
        self._known: dict[str, Received | None] = {}
        self._asked: set[str] = set()
        reading.ended.connect(self._forget_missing)

    def of(self, digests: Sequence[str]) -> list[Received] | None:
        """Those of them that are kept somewhere; None: that is not known yet."""
        new = [each for each in digests if each not in self._known]
        if asked := [each for each in new if each not in self._asked]:
            self._asked.update(asked)
            job = self._reading.run("collect_recall", digests=asked)
            job.ended.connect(partial(self._on_ended, job, asked))
        if new:
            return None
        return [file for each in digests if (file := self._known[each])]

    def _on_ended(self, job: Job, digests: list[str]) -> None:
        outcome = job.outcome
        assert outcome is not None
        found = outcome.value if outcome.kind == "result" else [None] * len(digests)
        for digest, plain in zip(digests, found, strict=True):
            self._known[digest] = wire_many.received(plain) if plain else None
        self._asked.difference_update(digests)
        self.come.emit()

    def _forget_missing(self, _why: str) -> None:
        """What could not be read may be there the next time."""
        self._known = {digest: file for digest, file in self._known.items() if file}
