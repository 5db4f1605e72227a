"""Slow work beside the caller: one thing at a time, and of what waits only the last."""

from collections.abc import Callable
from threading import Condition, Thread


class Writer:
    """A thread that lives for as long as there is something to do.

    What is asked for takes the place of what has not begun; each job must bring about the whole
    of a state, as writing a draft does, or removing it.
    """

    def __init__(self) -> None:
        self._change = Condition()
        self._next: Callable[[], None] | None = None
        self._works = False

    def ask(self, job: Callable[[], None]) -> None:
        """Do this next. The job tells its errors itself."""
        with self._change:
            self._next = job
            if not self._works:
                self._works = True
                Thread(target=self._work, name="writer", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether all is done, at once or within so long."""
        with self._change:
            return self._change.wait_for(lambda: not self._works, seconds)

    def _work(self) -> None:
        while job := self._take():
            try:
                job()
            except BaseException:
                self._end()
                raise

    def _take(self) -> Callable[[], None] | None:
        with self._change:
            job, self._next = self._next, None
            if job is None:
                self._end()
            return job

    def _end(self) -> None:
        with self._change:
            self._works = False
            self._change.notify_all()
