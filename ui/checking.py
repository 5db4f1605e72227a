"""The findings of texts and of last year: worked out at once, or beside the window where long.

So is whether a summed report still is what its units' files make: these are read there.
"""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import checks
from app.checks import Finding
from app.files import store
from app.report import previous
from app.report.report import Report
from ui import background
from ui.background import Job

_LONG = 6_000
"""Letters: on a slow office PC their checks take a tenth of a second, which one feels in a key."""
_MOST = 200
"""Findings of texts that the window shows; drawing some thousand takes seconds."""


class Checking(QObject):
    """What the slower checks have found, and whether that is of the report as it is now."""

    heard = Signal()
    """The findings of a long report have come."""
    at_work = Signal(bool)
    """Whether they are being worked out beside the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Finding, ...] = ()
        self.beyond = 0
        """How many more there are than anybody could look at."""
        self.job: Job | None = None
        """What is still being worked out."""
        self._stale = False
        self._asked: tuple[Report, date | None, Path | None] | None = None

    def forget(self) -> None:
        """Another report is here."""
        self._take(())
        self.outdate()

    def outdate(self) -> None:
        """The report has changed: what is being worked out is of no use any more."""
        self._stale = self.job is not None

    def look(self, report: Report, today: date | None, place: Path | None = None) -> None:
        """Check; a long report, or a sum, beside the window, one job at a time.

        `place` is its file, from which a sum names those of its units.
        """
        self._asked = report, today, place
        if self.job is not None:
            return
        if _letters(report) > _LONG or (place and report.get(("provenance", ""))):
            self._ask(report, today, place)
        else:
            self._take(checks.other_findings(report, today=today))

    def _take(self, found: tuple[Finding, ...]) -> None:
        """The gravest, as they stand in the text: each is a line of a list and a wavy line."""
        gravest = sorted(range(len(found)), key=lambda place: found[place].gravity)[:_MOST]
        self.found = tuple(found[place] for place in sorted(gravest))
        self.beyond = len(found) - len(self.found)

    def _ask(self, report: Report, today: date | None, place: Path | None) -> None:
        self._stale = False
        self.job = background.shared().run(
            "check",
            report=store.encode(report).decode(),
            today=today and today.isoformat(),
            place=str(place) if place else "",
        )
        self.job.ended.connect(self._hear)
        self.at_work.emit(True)

    def _hear(self) -> None:
        from app.commands import wire

        job, self.job = self.job, None
        if job is None or job.outcome is None or self._asked is None:
            return
        report, today, place = self._asked
        if job.outcome.kind == "result" and not self._stale:
            self._take(wire.findings(job.outcome.value))
        elif job.outcome.kind in ("result", "cancelled"):
            self._ask(report, today, place)
        else:  # it is better late than never checked
            self._take(checks.other_findings(report, today=today))
        self.at_work.emit(self.job is not None)
        self.heard.emit()


def _letters(report: Report) -> int:
    """Of this year's texts and of last year's, which are held against them."""
    earlier = previous.stored_in(report)
    texts = [*report.entries("texts").values(), *(earlier.texts.values() if earlier else ())]
    return sum(map(len, texts))
