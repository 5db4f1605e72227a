"""Which files of a folder are to be read: what is new, what was not read before. No widget."""

from collections import deque
from collections.abc import Iterable, Mapping

from app.collection.received import Received

Stamp = tuple[int, ...]
"""What tells whether a file was written since."""


class Todo:
    """What a worker is too slow with, or dies of, is tried once more, alone, at the end."""

    def __init__(self) -> None:
        self._stamps: dict[str, Stamp] = {}
        """Of each file that has been read."""
        self._left: deque[str] = deque()
        self._later: deque[str] = deque()
        self._tried: set[str] = set()
        self._given_up: set[str] = set()
        """What could not be read twice: the machine may have been busy."""

    def begin(self, known: Iterable[Received], *, anew: bool, again: bool) -> None:
        """Forget what is to be read once more: what was held; all; what was given up."""
        self._tried.clear()
        self._later.clear()
        if anew:
            self._stamps.clear()
        for read in known:
            if read.is_held or (again and read.file in self._given_up):
                self._stamps.pop(read.file, None)

    def find(self, listed: Mapping[str, Stamp]) -> int:
        """How many of these are to be read."""
        self._left = deque(f for f, stamp in listed.items() if self._stamps.get(f) != stamp)
        return len(self._left)

    def next(self, *, alone: bool) -> str:
        """The next file; "": there is none for now. `alone`: nobody else is reading one."""
        some = self._left or (self._later if alone else deque())
        return some.popleft() if some else ""

    def put_off(self, file: str) -> bool:
        """Whether it is to be tried once more."""
        if file in self._tried:
            self._given_up.add(file)
            return False
        self._tried.add(file)
        self._later.append(file)
        return True

    def done(self, file: str, stamp: Stamp, *, is_read: bool) -> None:
        self._stamps[file] = stamp
        if is_read:
            self._given_up.discard(file)

    def forget(self, file: str) -> None:
        self._stamps.pop(file, None)
