"""A folder that is dragged onto the window of a collection is shown in a window of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.disk import files
from ui.kit.waiting import NOT_NOW, takes_nothing

_LOOKED_AT = 20
"""Of what is dragged so many are asked whether they are a folder: the file manager waits."""


class Dropped(QObject):
    """Lives as long as its window."""

    def __init__(
        self, window: QWidget, take: Callable[[Path], None], say: Callable[[str], None]
    ) -> None:
        """`take` shows a folder; `say` tells why it is not taken now."""
        super().__init__(window)
        self._window, self._take, self._say = window, take, say
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if not takes_nothing(self._window) and _folder(event.mimeData()):
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            if folder := _folder(event.mimeData()):
                QTimer.singleShot(1, self, partial(self._show, folder))
            return True
        return False

    def _show(self, folder: Path) -> None:
        if takes_nothing(self._window):
            self._say(NOT_NOW)
        else:
            self._take(folder)


def _folder(mime: QMimeData) -> Path | None:
    """The first that is dragged."""
    names = (url.toLocalFile() for url in mime.urls()[:_LOOKED_AT] if url.isLocalFile())
    return next((Path(name) for name in names if name and files.is_folder(Path(name))), None)
