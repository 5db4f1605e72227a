"""Work beside the window: one worker process for all windows, a job after another. No widget."""

from __future__ import annotations

import contextlib
import json
import sys
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QTimer, Signal

from app.commands.command import WORKER
from app.disk import places

_LIMIT = 5_000
"""Milliseconds that a file of others may take to be read, from when the worker begins it."""
_UNTIL_IT_BEGINS = (20_000, 60_000)
"""Milliseconds until a worker must have begun a job: old discs are slow, and scanners look first.

One that hangs would hang for ever: after the first of them a new one is asked, once.
"""
_AT_THE_END = 1_000

Kind = Literal["result", "refused", "failed", "absent", "slow", "cancelled"]
"""Absent is a worker that could not be started, or never began; slow is one that did."""


class Outcome(Struct, frozen=True):
    """How a job ended."""

    kind: Kind
    value: Any = None
    """What came of it; of a refusal the sentence."""
    steps: tuple[Any, ...] = ()
    """What was told on the way."""


class Job(QObject):
    """One piece of work; it is waiting, being done, or ended."""

    ended = Signal()

    def __init__(self, owner: Background, request: dict[str, Any], limit: int) -> None:
        super().__init__(owner)
        self.request = request
        self.limit = limit
        self.number = 0
        """By which the worker knows it, once it was sent."""
        self.asked = 0
        """How many workers it was sent to."""
        self.has_begun = False
        self.steps: list[Any] = []
        self.outcome: Outcome | None = None

    def cancel(self) -> None:
        """Whatever it is doing is ended at once."""
        owner = self.parent()
        if isinstance(owner, Background) and self.outcome is None:
            owner.drop(self)

    def end(self, kind: Kind, value: Any = None) -> None:
        self.outcome = Outcome(kind, value, tuple(self.steps))
        self.ended.emit()
        self.deleteLater()


class Background(QObject):
    """Hands jobs to the worker, and hears of them; the worker stays for the next one.

    A worker that is too slow, or breaks, is ended; the next job has a new one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[Job] = deque()
        self._number = 0
        self._process: QtCore.QProcess | None = None
        self._forms: Any = None
        self._heard = b""
        self._is_closed = False
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._be_tired)

    def run(self, work: str, *, limited: bool = False, **parts: Any) -> Job:
        """A job; its answer comes when the event loop turns.

        Args:
            work: which, of `app.commands.worker.JOBS`.
            limited: whether it may take five seconds only.
            parts: what it needs, as JSON has it.
        """
        job = Job(self, {"do": work, **parts}, _LIMIT if limited else 0)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._soon()
        return job

    def drop(self, job: Job) -> None:
        if self._jobs and job is self._jobs[0]:
            self._end_process()
        self._finish(job, "cancelled")

    def close(self) -> None:
        """The worker ends with its input; what has not begun by now does not begin any more."""
        self._is_closed = True
        self._limit.stop()
        if process := self._process:
            self._process = None
            process.closeWriteChannel()
            if not process.waitForFinished(_AT_THE_END):
                process.kill()
        killed: Iterable[QtCore.QProcess] = self.findChildren(QtCore.QProcess)
        for each in killed:
            each.waitForFinished(_AT_THE_END)

    def _soon(self) -> None:
        """Not with 0: what goes wrong in such a call of an object is heard by nobody."""
        QTimer.singleShot(1, self, self._next)

    def _next(self) -> None:
        if self._is_closed or not self._jobs or self._jobs[0].number:
            return
        job = self._jobs[0]
        self._number += 1
        job.number = self._number
        self._limit.start(_UNTIL_IT_BEGINS[job.asked])
        job.asked += 1
        process = self._worker()
        if process is not None and job.outcome is None:  # Windows tells at once what cannot start
            request = {"job": job.number, **job.request}
            process.write(QByteArray(json.dumps(request).encode("ascii") + b"\n"))

    def _worker(self) -> QtCore.QProcess | None:
        """The one that runs, if the forms are still those that it has read."""
        if self._process is None or _own_forms() != self._forms:
            self._end_process()
            self._forms, self._heard = _own_forms(), b""
            self._process = process = QtCore.QProcess(self)
            process.setProgram(str(_program()))
            process.setArguments([*_arguments(), WORKER, str(places.settings_folder())])
            environment = process.processEnvironment().systemEnvironment()
            environment.insert("PYTHONPATH", str(places.program_folder()))
            process.setProcessEnvironment(environment)
            process.setStandardErrorFile(QtCore.QProcess.nullDevice())
            process.readyReadStandardOutput.connect(lambda: self._hear(process))
            process.errorOccurred.connect(lambda error: self._break(process, error))
            process.finished.connect(lambda *_: self._break(process))
            process.start()
        return self._process

    def _hear(self, process: QtCore.QProcess) -> None:
        if process is not self._process:
            return
        self._heard += bytes(process.readAllStandardOutput().data())
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, said: dict[str, Any]) -> None:
        if not self._jobs or said["job"] != self._jobs[0].number:
            return
        job = self._jobs[0]
        if "begun" in said:
            job.has_begun = True
            self._limit.stop()
            if job.limit:
                self._limit.start(job.limit)
        elif "step" in said:
            job.steps.append(said["step"])
        for kind in ("result", "refused", "failed"):
            if kind in said:
                self._finish(job, kind, said[kind])

    def _break(
        self, process: QtCore.QProcess, error: QtCore.QProcess.ProcessError | None = None
    ) -> None:
        """The worker is gone, or never came."""
        if process is self._process:
            self._end_process()
            absent = error == QtCore.QProcess.ProcessError.FailedToStart
            if self._jobs:
                self._finish(self._jobs[0], "absent" if absent else "failed", "gone")

    def _be_tired(self) -> None:
        if self._has_begun_by_now():
            return
        self._end_process()
        if not self._jobs:
            return
        job = self._jobs[0]
        if job.has_begun:
            self._finish(job, "slow")
        elif job.asked < len(_UNTIL_IT_BEGINS):
            job.number = 0
            self._soon()
        else:
            self._finish(job, "absent")

    def _has_begun_by_now(self) -> bool:
        """Whether a job that was thought not to begin did: where the window stood, nobody heard."""
        waits, process = self._jobs[0] if self._jobs else None, self._process
        if process is None or waits is None or waits.has_begun:
            return False
        process.waitForReadyRead(0)
        self._hear(process)
        return waits.has_begun

    def _end_process(self) -> None:
        if process := self._process:
            self._process = None
            if process.state() == QtCore.QProcess.ProcessState.NotRunning:
                process.deleteLater()
            else:
                process.finished.connect(process.deleteLater)
                process.kill()

    def _finish(self, job: Job, kind: Kind, value: Any = None) -> None:
        if job is self._jobs[0]:
            self._limit.stop()
            self._soon()
        self._jobs.remove(job)
        job.end(kind, value)


def shared() -> Background:
    """The one of this program, made when it is first needed."""
    if not _shared:
        app = QCoreApplication.instance()
        _shared.append(Background(app))  # its own: Python would let it go amid its children's end
        if app is not None:
            app.aboutToQuit.connect(end)
    return _shared[0]


def end() -> None:
    """Nothing more will be asked for."""
    while _shared:
        _shared.pop().close()


_shared: list[Background] = []


def _program() -> Path:
    """The frozen program for commands lies beside the one for windows."""
    here = Path(sys.executable)
    return here.with_name(f"nianbao-cli{here.suffix}") if _is_frozen() else here


def _arguments() -> list[str]:
    return [] if _is_frozen() else ["-P", "-m", "ui"]


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _own_forms() -> list[tuple[str, int]]:
    """The files with forms and rules of the settings: a worker that has read others is no use."""
    folders = (places.settings_folder() / name for name in ("forms", "rules"))
    found: list[tuple[str, int]] = []
    for folder in folders:
        with contextlib.suppress(OSError):  # the catalogue leaves out what it cannot look at
            found += [(file.name, file.stat().st_mtime_ns) for file in folder.iterdir()]
    return sorted(found)
