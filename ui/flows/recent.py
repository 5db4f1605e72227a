"""What the list of recent reports says of the open one is kept when it stands as in its file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.disk.settings import Settings, Summary

if TYPE_CHECKING:
    from ui.flows.exports import Made
    from ui.workspace import Workspace


_KINDS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".html": "网页"}
"""What is handed in, in one word each: a line has no room for more."""


class Recent(QObject):
    """Notes how far a report has come: no list needs to open its file for that."""

    def __init__(self, parent: QObject, workspace: Workspace, settings: Settings) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self._handed: tuple[int, list[str]] = (-1, [])
        """At which step of the history the report was handed out, and as what."""
        self._saved = 0.0
        workspace.opened.connect(self._forget)
        workspace.saved.connect(self._on_saved)
        workspace.checked.connect(self.note)

    def hand_out(self, made: Made) -> None:
        """The report as it is now was written as documents."""
        if not made.is_report:
            return
        kinds = [_KINDS[file.suffix] for file in made.written if file.suffix in _KINDS]
        step, before = self._handed
        now = self._workspace.stack.index()
        known = [*before, *kinds] if step == now else [*kinds]
        self._handed = now, [*dict.fromkeys(known)]
        self.note()

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
        step, kinds = self._handed
        exported = kinds if step == workspace.stack.index() else []
        summary = Summary(
            organ=report.organ,
            year=report.year,
            level=report.get(("level", "")) or "",
            untouched=left.untouched,
            remaining=left.number,
            errors=len(left.errors),
            exported=[*dict.fromkeys([*(same.exported if same else []), *exported])],
            digest=digest,
            saved=same.saved if same else self._saved,
        )
        self._settings.note(path, summary)

    def _forget(self) -> None:
        self._handed, self._saved = (-1, []), 0.0

    def _on_saved(self) -> None:
        """Its checks may still be waiting for a rest."""
        self._saved = time.time()
        self.note()
