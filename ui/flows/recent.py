"""What the list of recent reports says of the open one is kept when it stands as in its file."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
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


def called(settings: Settings) -> list[tuple[str, str]]:
    """The reports of the list and whose they are: of two that are called alike, the file too."""
    words = {name: _whose(settings, name) for name in settings.recent}
    words = _told_apart(words, {name: Path(name).name for name in words})
    return [*_told_apart(words, {name: str(Path(name).parent) for name in words}).items()]


def _told_apart(words: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """With something more where several are called alike."""
    many = Counter(words.values())
    return {
        name: f"{each}（{more[name]}）" if many[each] > 1 else each for name, each in words.items()
    }


def _whose(settings: Settings, name: str) -> str:
    known = settings.summaries.get(name)
    if known is None or not known.organ:
        return Path(name).stem
    return f"{known.organ} {known.year} 年" if known.year else known.organ
