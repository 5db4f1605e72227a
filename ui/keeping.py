"""What was typed is kept beside the settings until it is saved. Knows no widget."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer

from app.files.recovery import Recovery
from app.report.report import Report

_AFTER = 2_000
"""Milliseconds after the last change."""


class Draft(Struct, frozen=True):
    """An unsaved report, and where it is to be saved."""

    report: Report
    file: Path | None
    digest: str
    """What the file was when the changes began."""


class Keeping(QObject):
    """Keeps the drafts of one window, each after a moment of rest."""

    def __init__(self, parent: QObject, draft: Callable[[], Draft | None]) -> None:
        """`draft` tells what is to be kept; None: all is saved."""
        super().__init__(parent)
        self._draft = draft
        self._recovery = Recovery()
        self._rest = QTimer(self, singleShot=True, interval=_AFTER)
        self._rest.timeout.connect(self.keep)

    def stir(self) -> None:
        """Something has changed."""
        self._rest.start()

    def keep(self) -> None:
        if draft := self._draft():
            self._recovery.keep(draft.report, draft.file, draft.digest)

    def drop(self) -> None:
        """Saved, or given up: nothing is left to recover."""
        self._rest.stop()
        self._recovery.drop()
