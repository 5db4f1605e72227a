"""What a window can ask of the other windows of the running program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace


class Others(Protocol):
    """The other windows."""

    def showing(self, path: Path, but: QWidget | None) -> QWidget | None:
        """Another window that has a file open."""

    def collect(self, folder: Path) -> None:
        """The window of the reports of many units that lie in a folder."""

    def another(self) -> Workspace:
        """The report of a window that may be filled: one more comes to the front for it."""
