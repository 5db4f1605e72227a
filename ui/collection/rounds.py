"""Reading as the window goes through it: begun, told how far it is, stopped, begun by itself."""

import contextlib

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.collection.folder import CollectionError
from app.disk import files
from ui.collection.desk import Desk
from ui.collection.outputs import Outputs
from ui.collection.status import Status
from ui.dialogs.questions import Questions

_AGAIN_AFTER = 400
"""Milliseconds after the window is come back to: somebody may have put files into the folder."""


class Rounds(QObject):
    """One after another; none while something is being written by the worker that reads."""

    ended = Signal()
    """All is read, or not gone on with."""
    stoppable = Signal(bool)
    """Whether something is being read."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        questions: Questions,
        status: Status,
        outputs: Outputs,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self._status, self._outputs = status, outputs
        desk.reading.told.connect(self._tell_how_far)
        desk.reading.ended.connect(self._on_ended)

    def read(self) -> None:
        """What is new in the folder."""
        if self._outputs.is_writing:
            self._status.say("正在写文件，写完再读。")
            return
        self._status.begin()
        self.stoppable.emit(True)
        try:
            self._desk.read(again=True)
        except (CollectionError, OSError) as error:
            why = files.why(error) if isinstance(error, OSError) else str(error)
            self._on_ended(why)

    def stop(self) -> None:
        if self._desk.reading.is_busy:
            self._desk.reading.stop()
            self._rest()
            self._desk.stand()
            self._status.say("已停下，读过的留着；按 F5 接着读。")

    def come_back(self) -> None:
        """Somebody has been elsewhere, and may have changed what is on the disk."""
        if self._desk.reading.has_read and not self._desk.reading.is_busy:
            QTimer.singleShot(_AGAIN_AFTER, self, self._read_again)

    def _read_again(self) -> None:
        busy = self._desk.reading.is_busy or self._outputs.is_writing
        asking = QApplication.activeModalWidget() is not None
        if self._window.isActiveWindow() and not busy and not asking:
            with contextlib.suppress(CollectionError, OSError):  # whoever asks for it is told
                self._desk.read()

    def _tell_how_far(self, done: int, of: int) -> None:
        if self._desk.reading.is_busy:
            self._status.tell_how_far(done, of)
            self.stoppable.emit(True)

    def _rest(self) -> None:
        """Nothing is being read."""
        self._status.working.hide()
        self.stoppable.emit(False)

    def _on_ended(self, why: str) -> None:
        self._rest()
        self.ended.emit()
        if why:
            self._questions.tell(self._window, why)
