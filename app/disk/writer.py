"""Slow work beside the caller: one thing at a time, and of what waits only the last."""

from collections.abc import Callable
from threading import Condition, Thread

_IDLE = 10.0
"""Seconds that the thread waits for more before it ends: to begin one takes longer than a key."""


class Writer:
    """A thread that lives for as long as there is something to do, and a while longer.

    What is asked for takes the place of what has not begun; each job must bring about the whole
    of a state, as writing a draft does, or removing it.
    """

    def __init__(self) -> None:
        self._change = Condition()
        self._next: Callable[[], None] | None = None
        self._works = self._lives = False

    def ask(self, job: Callable[[], None]) -> None:
        """Do this next. The job tells its errors itself.

        Where the system gives no thread it is done at once: a pause is better than a loss.
        """
        with self._change:
            self._next, self._works = job, True
            if self._lives:
                self._change.notify_all()
                return
            self._lives = True
            is_alone = self._begin()
        if not is_alone:
            self._work_here()

    def _begin(self) -> bool:
        try:
            Thread(target=self._work, name="writer", daemon=True).start()
        except RuntimeError:
            return False
        return True

    def _work_here(self) -> None:
        try:
            job, self._next = self._next, None
            if job:
                job()
        finally:
            self._end()

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
        """What is to be done next; None: the thread has waited long enough."""
        with self._change:
            if self._next is None:
                self._works = False
                self._change.notify_all()
                self._change.wait_for(lambda: self._next is not None, _IDLE)
            job, self._next = self._next, None
            self._lives = job is not None
            return job

    def _end(self) -> None:
        """This thread ends; what was asked for meanwhile has another."""
        with self._change:
            self._works = self._lives = False
            self._change.notify_all()
            job = self._next
        if job:
            self.ask(job)
