"""A folder of reports read beside the window: two workers, each a file at a time. No widget."""

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.collection.received import Received
from app.commands import wire_many
from ui.background import Background, Job, Outcome
from ui.collection.todo import Stamp, Todo

_WORKERS = 2
_AT_ONCE = 20
"""Files that are handed over together to be held against one another."""
_PAST = 200
"""Files that are remembered as they were before they changed."""
_PATIENCE = 3
"""So many workers may die of nothing in particular."""
_TOLD_EVERY = 100
"""Milliseconds: more often nobody sees how far it has come."""


class Reading(QObject):
    """Reads what is new in a folder; whatever a file does to a worker, the next one is read."""

    read = Signal(object, object)
    """A `Received`, and last year's `Figures` of its unit, empty where they are not known."""
    gone = Signal(object)
    """The files (a frozenset) that are not in the folder any more."""
    told = Signal(int, int)
    """So many of so many are read."""
    ended = Signal(str)
    """All is read and held against one another; or why it is not, in a sentence."""
    compared = Signal()
    """They have been held against one another once more, by `compare`."""
    among = Signal(object)
    """By file, findings of what only whoever has all of them can see."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._workers: list[Background] = []
        self._is_closed = False
        self._jobs: set[Job] = set()
        self._todo = Todo()
        self._listed: dict[str, Stamp] = {}
        self._files: dict[str, Received] = {}
        self.past: deque[Received] = deque(maxlen=_PAST)
        """What files held before they were changed, while this was open."""
        self.without = ""
        """Why nothing is held against last year's reports, though some are named; a sentence."""
        self._comparing = False
        self._waiting: Callable[[], object] | None = None
        """What is to be begun when they are compared."""
        self._done = self._of = 0
        self._patience = _PATIENCE
        self._has_read = False
        self._telling = QTimer(self, singleShot=True, interval=_TOLD_EVERY)
        self._telling.timeout.connect(lambda: self.told.emit(self._done, self._of))
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def is_busy(self) -> bool:
        return bool(self._jobs) and not self._comparing

    @property
    def has_read(self) -> bool:
        """Whether it is known what is in the folder."""
        return self._has_read

    @property
    def files(self) -> list[Received]:
        """What has been read, in the order of the folder, without their texts."""
        return [self._files[file] for file in self._listed if file in self._files]

    def start(self, *, anew: bool = False, again: bool = False) -> None:
        """Read what was written since, and what another program held.

        `anew`: all, because what it is held to changed; `again`: also what was given up.
        """
        self.stop()
        self._patience = _PATIENCE
        self._todo.begin(self._files.values(), anew=anew, again=again)
        self._ask(0, self._on_listed, "collect_list")

    def stop(self) -> None:
        """At once; what has been read stays."""
        self._comparing, self._waiting = False, None
        jobs, self._jobs = self._jobs, set()
        for job in jobs:
            job.cancel()

    def close(self) -> None:
        """The workers end, and no other begins."""
        self.stop()
        self._is_closed = True
        for worker in self._workers:
            worker.close()

    # --- one step after another

    def _ask(
        self,
        worker: int,
        then: Callable[[Outcome], object],
        work: str,
        *,
        limited: bool = False,
        **parts: Any,
    ) -> None:
        job = self._worker(worker).run(work, limited=limited, folder=str(self._folder), **parts)
        self._jobs.add(job)
        job.ended.connect(partial(self._on_ended, job, then))

    def _worker(self, number: int) -> Background:
        while len(self._workers) <= number:
            self._workers.append(worker := Background(self))
            if self._is_closed:
                worker.close()
        return self._workers[number]

    def _on_ended(self, job: Job, then: Callable[[Outcome], object]) -> None:
        """What was stopped is not gone on with."""
        if job in self._jobs and job.outcome is not None:
            self._jobs.discard(job)
            then(job.outcome)

    def _on_listed(self, outcome: Outcome) -> None:
        if outcome.kind != "result":
            self.ended.emit(why_not(outcome))
            return
        self._has_read = True
        self._listed = {file: tuple(stamp) for file, stamp in outcome.value}
        if gone := frozenset(self._files) - self._listed.keys():
            for file in gone:
                del self._files[file]
                self._todo.forget(file)
            self.gone.emit(gone)
        self._done, self._of = 0, self._todo.find(self._listed)
        if not self._of and not gone:
            self.ended.emit("")
            return
        self.told.emit(0, self._of)
        for worker in range(_WORKERS):
            self._begin(worker)

    def _begin(self, worker: int) -> None:
        """A worker reads last year's reports first, if there are any."""
        self._ask(worker, partial(self._on_begun, worker), "collect_begin")

    def _on_begun(self, worker: int, outcome: Outcome) -> None:
        if outcome.kind == "result":
            self.without = outcome.value
            self._next(worker)
        elif self._may_try_again(outcome):
            self._begin(worker)
        else:
            self.stop()
            self.ended.emit(why_not(outcome))

    def _may_try_again(self, outcome: Outcome) -> bool:
        """Whether a worker has died of nothing that it was asked for: a few others may come."""
        self._patience -= outcome.kind == "failed"
        return outcome.kind == "failed" and self._patience >= 0

    def _next(self, worker: int) -> None:
        if file := self._todo.next(alone=not self._jobs):
            then = partial(self._on_read, worker, file)
            self._ask(worker, then, "collect_read", limited=True, path=file)
        elif not self._jobs:
            self._gather(self.files, self._compare, bare=True)

    def _on_read(self, worker: int, file: str, outcome: Outcome) -> None:
        if outcome.kind == "absent":
            self.stop()
            self.ended.emit(why_not(outcome))
            return
        if outcome.kind != "result" and self._todo.put_off(file):
            self._begin(worker)
            return
        if outcome.kind == "result":
            read, before = wire_many.received(outcome.value["file"]), outcome.value["before"]
        else:
            read, before = Received(file=file, fault=_FAULTS.get(outcome.kind, _FAILED)), ()
        if (before_it := self._files.get(file)) and before_it.sha256 != read.sha256:
            self.past.append(before_it)
        self._files[file] = read
        self._todo.done(file, self._listed[file], is_read=outcome.kind == "result")
        self._done += 1
        if not self._telling.isActive():
            self._telling.start()
        self.read.emit(read, wire_many.figures(before))
        if outcome.kind == "result":
            self._next(worker)
        else:  # another worker, which knows nothing as yet
            self._begin(worker)

    # --- what only whoever has all can see

    def compare(self) -> None:
        """Hold against one another again what has been read: units are called otherwise by now."""
        if self._has_read and not self._jobs:
            self._comparing = True
            self._gather(self.files, self._compare, bare=True)

    def hand_over(self, then: Callable[[], object]) -> None:
        """Let a worker have all that was read; then it can be asked for more by `run`."""
        if self._comparing:
            self._waiting = then
            return
        self._gather(self.files, then, bare=False)

    def run(self, work: str, **parts: Any) -> Job:
        """A job of that worker."""
        return self._worker(0).run(work, folder=str(self._folder), **parts)

    def _gather(
        self, files: list[Received], then: Callable[[], object], *, bare: bool, new: bool = True
    ) -> None:
        """A few at a time: to write all of them at once would hold up the window."""
        some, rest = files[:_AT_ONCE], files[_AT_ONCE:]
        on = partial(self._on_gathered, rest, then, bare)
        given = [structs.replace(each, findings=()) if bare else each for each in some]
        plain = [wire_many.of_received(each) for each in given]
        self._ask(0, on, "collect_gather", files=plain, new=new)

    def _on_gathered(
        self,
        rest: list[Received],
        then: Callable[[], object],
        bare: bool,
        outcome: Outcome,
    ) -> None:
        if outcome.kind == "result" and rest:
            self._gather(rest, then, bare=bare, new=False)
        elif outcome.kind == "result":
            then()
        elif self._may_try_again(outcome):
            self._gather(self.files, then, bare=bare)
        else:
            self._end(why_not(outcome))

    def _compare(self) -> None:
        self._ask(0, self._on_among, "collect_among")

    def _on_among(self, outcome: Outcome) -> None:
        """Where no year is known there is nothing to hold against one another yet."""
        if outcome.kind == "result":
            found = {file: wire_many.findings(plain) for file, plain in outcome.value.items()}
            self.among.emit(found)
        self._end("" if outcome.kind in ("result", "refused") else why_not(outcome))

    def _end(self, why: str) -> None:
        """Of all that was asked for; who only wanted to compare is told of no trouble."""
        if not self._comparing:
            self.ended.emit(why)
            return
        self._comparing = False
        self.compared.emit()
        if then := self._waiting:
            self._waiting = None
            self.hand_over(then)


_FAILED = "读它的时候程序出了错，请用 WPS 打开它，另存为 .docx 或 .xlsx 再放进来。"
_FAULTS = {
    "slow": "读了两次、各 5 秒都没有读完，不像是一份年报；请只保留年报本身，另存一份再放进来，"
    "电脑正忙就等一等再按 F5。"
}


def why_not(outcome: Outcome) -> str:
    """A job that came to nothing, in a sentence."""
    if outcome.kind == "refused":
        return str(outcome.value)
    if outcome.kind == "absent":
        return "读报告要用的程序打不开，可能被安全软件拦住了；请重新解压年报，再试一次。"
    return "读报告的时候程序出了错，没有读完；请按 F5 再读一次。"
