"""What the list of recent reports says of the open one is kept when it stands as in its file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.disk.settings import Settings, Summary

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Recent(QObject):
    """Notes how far a report has come: no list needs to open its file for that."""

    noted = Signal()
    """Something else is known of a report now."""

    def __init__(self, parent: QObject, workspace: Workspace, settings: Settings) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self._saved = 0.0
        workspace.opened.connect(self._forget)
        workspace.saved.connect(self._on_saved)
        workspace.checked.connect(self.note)

    def note(self) -> None:
        """A moment of rest: the checks have seen what stands in the file."""
        workspace = self._workspace
        path = workspace.path
        if path is None or not (workspace.stack.isClean() and workspace.is_settled):
            return
        before = self._settings.known(path)
        report, left = workspace.report, workspace.remaining
        digest = workspace.origin.digest or ""
        same = before if before and before.digest == digest else None
        summary = Summary(
            organ=report.organ,
            year=report.year,
            level=report.get(("level", "")) or "",
            untouched=left.untouched,
            remaining=left.number,
            errors=len(left.errors),
            warnings=len(left.warnings),
            digest=digest,
            saved=same.saved if same else self._saved,
        )
        if summary != before:
            self._settings.note(path, summary)
            self.noted.emit()

    def _forget(self) -> None:
        self._saved = 0.0

    def _on_saved(self) -> None:
        """Its checks may still be waiting for a rest."""
        self._saved = time.time()
        self.note()
