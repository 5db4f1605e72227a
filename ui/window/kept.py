"""At the right of the status bar: whether all is safe, and what the program is doing meanwhile."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette

from ui import look
from ui.kit import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace

_WIDEST = "草稿已留底 00:00"
_SHOWN_AFTER = 400
"""Milliseconds: most checks are done before anybody could read that they are being done."""


class Kept(plain.Label):
    """When the report was saved, or its draft kept, or why that could not be: all in words."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("kept")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_WIDEST))
        self._workspace = workspace
        self._saved = self._draft = ""
        self._in_trouble = False
        self._drawn: tuple[str, QColor | None] = "", None
        workspace.keeping.told.connect(self.tell)
        workspace.saved.connect(self._on_file)
        workspace.opened.connect(self._on_file)
        workspace.stack.cleanChanged.connect(self._on_clean)
        look.changed.connect(self._draw)
        self._on_file()

    def tell(self, words: str, trouble: bool) -> None:
        """What is said of the draft; "" where there is none: then all is in the file."""
        self._draft, self._in_trouble = words, trouble
        self._draw()

    def _on_clean(self, clean: bool) -> None:
        """What was saved is not what is here: until the draft is kept that alone is said."""
        if clean:
            self._on_file()
        else:
            self._saved = ""
            self._draw()

    def _on_file(self) -> None:
        path = self._workspace.path
        self._saved = ""
        if path is not None and self._workspace.stack.isClean():
            with contextlib.suppress(OSError, OverflowError, ValueError):  # a disk may say anything
                self._saved = f"已保存 {_short(path.stat().st_mtime)}"
        self._draw()

    def _draw(self) -> None:
        worn = look.tokens()
        words, colour = self._draft or self._saved, worn.err if self._in_trouble else worn.ok
        if (words, colour) != self._drawn:  # most drafts are written in the minute of the last
            self._drawn = words, colour
            self.setText(words)
            self._colour(colour)

    def _colour(self, colour: QColor) -> None:
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)


class Busy(plain.Label):
    """That a long report is being checked; its place is there before and after."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("busy")
        self._words = "正在检查"
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(self._words))
        self._late = QTimer(self, singleShot=True, interval=_SHOWN_AFTER)
        self._late.timeout.connect(lambda: self.setText(self._words))
        workspace.checking.at_work.connect(self._tell)

    def _tell(self, at_work: bool) -> None:
        if at_work and not self.text():
            self._late.start()
        elif not at_work:
            self._late.stop()
            self.setText("")


def _short(seconds: float) -> str:
    """The hour where it was today, else the day too."""
    now = datetime.now().astimezone()
    time = datetime.fromtimestamp(seconds, now.tzinfo)
    if time.date() == now.date():
        return f"{time:%H:%M}"
    year = "" if time.year == now.year else f"{time.year}年"
    return f"{year}{time.month}月{time.day}日"
