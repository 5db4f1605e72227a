"""When the open report was last exported, and whether it is still what was exported then."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.disk import files
from app.disk.settings import Exported
from app.files import store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.disk.settings import Settings
    from ui.workspace import Workspace

_KINDS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".html": "网页", ".ofd": "OFD"}
"""What is handed in, in one word each: a line has no room for more."""


class Handed(QObject):
    """Of a report without a file it is known as long as that is open; else it is remembered."""

    changed = Signal()

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._last: Exported | None = None
        workspace.opened.connect(self._look_up)
        workspace.saved.connect(self._remember)
        self._look_up()

    @property
    def time(self) -> datetime | None:
        """When it was last exported; None: never, as far as anybody knows here."""
        with suppress(ValueError):  # a person may have written into the settings
            return datetime.fromisoformat(self._last.time) if self._last else None
        return None

    @property
    def is_outdated(self) -> bool:
        """Whether the report has changed since it was exported."""
        return self._last is not None and self._digest() != self._last.digest

    def note(self, written: Sequence[Path]) -> None:
        """It has just been exported, as it is now."""
        now, digest = datetime.now().astimezone().isoformat(timespec="seconds"), self._digest()
        before = self._last.kinds if self._last and self._last.digest == digest else []
        kinds = [_KINDS[path.suffix] for path in written if path.suffix in _KINDS]
        self._last = Exported("", now, digest, [*dict.fromkeys([*before, *kinds])])
        self._remember()
        self.changed.emit()

    def _digest(self) -> str:
        return files.digest_of(store.encode(self._workspace.report))

    def _look_up(self) -> None:
        path = self._workspace.path
        self._last = self._settings.last_export(path) if path else None
        self.changed.emit()

    def _remember(self) -> None:
        if self._last and (path := self._workspace.path):
            self._settings.remember_export(path, self._last)
