"""What was typed is kept beside the settings until it is saved. Knows no widget."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.disk import files
from app.disk.writer import Writer
from app.files import recovery
from app.files.recovery import Found, Recovery
from app.files.typed import Typed
from app.report.report import Report

_REST, _AT_MOST = 2_000, 4_000
"""Milliseconds after the last change, and after the first that is not kept: what comes first."""
_LEAVING = 2.0
"""Seconds that a window waits for the disk before it closes."""


class Draft(Struct, frozen=True):
    """The open report, and where it is to be saved."""

    report: Report
    file: Path | None
    digest: str
    """What the file was when the changes began."""
    is_saved: bool
    """Whether all that the report holds is in its file."""


class Keeping(QObject):
    """Keeps the drafts of one window: put together in its own thread, written in another."""

    told = Signal(str, bool)
    """What the window says of the draft; whether that is a trouble. "" for nothing."""
    _written = Signal(object, str)
    """The writing of a recovery's snapshot ended: the recovery, and why it failed."""

    def __init__(self, parent: QObject, draft: Callable[[], Draft]) -> None:
        super().__init__(parent)
        self._draft = draft
        self.typed_in: list[Callable[[], tuple[Typed, ...]]] = []
        """Who tells what stands in open editors: the page, once there is one, and others."""
        self._recovery, self._writer = Recovery(), Writer()
        self._is_kept = self._is_writing = False
        self._fault = ""
        """Why the last writing failed."""
        self._timers = [self._timer(after) for after in (_REST, _AT_MOST)]
        self._written.connect(self._on_written)

    def stir(self) -> None:
        """Something has changed, or is being typed."""
        rest, at_most = self._timers
        rest.start()
        if not at_most.isActive():
            at_most.start()

    def keep(self) -> None:
        """Write what is unsaved beside the window's own work; `told` says how that went."""
        for timer in self._timers:
            timer.stop()
        draft, typing = self._draft(), self.typing()
        if draft.is_saved and not typing:
            self._forget()
            return
        content = recovery.encode(draft.report, draft.file, draft.digest, typing)
        if self._is_writing:
            self.told.emit("草稿还没有留底：磁盘一直没有回应，请尽快保存", True)
        self._is_kept = self._is_writing = True
        self._writer.ask(partial(self._write, self._recovery, content))

    def typing(self) -> tuple[Typed, ...]:
        """What stands in open editors."""
        return tuple(typed for told in self.typed_in for typed in told())

    def keep_now(self) -> bool:
        """Keep what is unsaved, and wait for it; whether it is on the disk by now."""
        self.keep()
        return self.wait(_LEAVING) and not self._fault

    def take_over(self, found: Found) -> None:
        """What an earlier start left is in the report now; it goes once that is kept."""
        self._recovery.instead.append(found)
        self.keep()

    def saving(self, file: Path, content: bytes) -> None:
        """The report is about to be saved: should that be the last thing, its draft is older."""
        self._recovery.saving(file, files.digest_of(content))

    def leave(self) -> None:
        """What is here is saved, or given up: the next report has a draft of its own."""
        given_up = not self._draft().is_saved
        if given_up:
            self.keep()
            self.wait(_LEAVING)
        for timer in self._timers:
            timer.stop()
        self._is_kept = self._is_writing = False
        self._writer.ask(self._recovery.give_up if given_up else self._recovery.drop)
        self.wait(_LEAVING)
        self._recovery, self._writer = Recovery(), Writer()
        self.told.emit("", False)

    def wait(self, seconds: float) -> bool:
        """Whether what was asked for is on the disk by then."""
        return self._writer.wait(seconds)

    def _forget(self) -> None:
        """All is saved, or has been taken back: what is kept would be older than the file."""
        if self._is_kept:
            self._is_kept = self._is_writing = False
            self._writer.ask(self._recovery.drop)
        self.told.emit("", False)

    def saved(self) -> None:
        """The report is in its file."""
        for timer in self._timers:
            timer.stop()
        self._forget()

    def _write(self, own: Recovery, content: bytes) -> None:
        """In the writer's thread."""
        self._fault = ""
        try:
            own.write(content)
        except OSError as error:
            self._fault = files.why(error)
        with contextlib.suppress(RuntimeError):  # the window is gone meanwhile
            self._written.emit(own, self._fault)

    def _on_written(self, own: Recovery, fault: str) -> None:
        if own is not self._recovery or not self._is_kept:
            return
        self._is_writing = False
        if fault:
            self.told.emit(f"草稿没能留底：{fault}。请尽快保存", True)
        else:
            self.told.emit(f"草稿已留底 {datetime.now().astimezone():%H:%M}", False)

    def _timer(self, after: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.keep)
        return timer
