"""Who has a report open: a small file beside it, `~$` before its name, renewed while that is so.

Only beside a `.json`, so that it is never one of those that office programs put beside a document;
one of unknown content is left alone. Where it cannot be written nothing happens: the report itself
is guarded by what stood in it. Age is told by the clock of the disk on which it lies, to which
every computer writes; only where nothing may be written there, by this computer's.
"""

import contextlib
import os
import threading
import uuid
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from app.disk import disk_clock, files, hidden, locks
from app.letters.characters import in_line, shortened

RENEWED = 60
"""Seconds after which whoever has a report open says so again."""
STALE = 300
"""Seconds after which one who did not say so again is gone."""
_PROGRAM = "nianbao"
_LARGEST = 4096


class Holder(Struct, frozen=True):
    """Who has a report open, in words that are safe to show."""

    user: str
    computer: str
    since: datetime
    """By that computer's clock."""


class _Lock(Struct, frozen=True):
    """What stands in the file."""

    program: str
    user: str
    computer: str
    pid: int
    time: datetime
    mark: str
    """Tells this opening from any other."""


def holder(file: Path) -> Holder | None:
    """Who else has a report open; None: nobody, or nobody knows."""
    place = _place(file)
    lock = _read(place) if place else None
    if place is None or lock is None or not _is_held(place, lock):
        return None
    return Holder(_words(lock.user), _words(lock.computer), _here(lock.time))


class Hold:
    """That a report is open here. Any thread may renew it; nothing raises."""

    def __init__(self, file: Path) -> None:
        self._place = _place(file)
        self._lock = _Lock(_PROGRAM, _user(), locks.host(), os.getpid(), _now(), uuid.uuid4().hex)
        self._made: tuple[int, int] | None = None
        """The file that was made, as its disk knows it."""
        self._busy = threading.Lock()
        self._given_up = threading.Event()

    def renew(self) -> None:
        """Say so again; for the first time, or where another who said so has gone, say so now."""
        with self._busy, contextlib.suppress(OSError, ValueError):
            if self._place is None or self._given_up.is_set():
                return
            found = _read(self._place)
            if found is not None and found.mark == self._lock.mark:
                _write_again(self._place, self._content())
            elif found is None or not _is_held(self._place, found):
                self._say(self._place, taken_over=found is not None)
            if self._given_up.is_set():  # while a share was slow
                self._remove()

    def release(self) -> None:
        """The report is closed here. A share that does not answer is not waited for."""
        self._given_up.set()
        if self._busy.acquire(timeout=0.2):
            with contextlib.suppress(OSError, ValueError):
                self._remove()
            self._busy.release()

    def _content(self) -> bytes:
        return msgspec.json.encode(self._lock) + b"\n"

    def _say(self, place: Path, *, taken_over: bool) -> None:
        if taken_over or _is_left_empty(place):
            place.unlink(missing_ok=True)
        descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._content())
                self._made = _identity(os.fstat(file.fileno()))
        except OSError:
            place.unlink(missing_ok=True)  # half a word says nothing
            raise
        hidden.hide(place)

    def _remove(self) -> None:
        if self._place and self._is_own(self._place):
            self._place.unlink(missing_ok=True)

    def _is_own(self, place: Path) -> bool:
        """By what it says; where a disk fails at its reading, by its being the file made here."""
        found = _read(place)
        if found is not None:
            return found.mark == self._lock.mark
        return self._made is not None and _identity(place.stat()) == self._made


def _identity(known: os.stat_result) -> tuple[int, int]:
    return known.st_dev, known.st_ino


def _place(file: Path) -> Path | None:
    """Where it says so; None: beside such a file it is never said."""
    with contextlib.suppress(OSError, ValueError):
        real = Path(os.path.realpath(file))
        return real.with_name(f"~${real.name}") if real.suffix.lower() == ".json" else None
    return None


def _read(place: Path) -> _Lock | None:
    """What we, here or on another computer, have written there; None: nothing."""
    with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
        lock = msgspec.json.decode(files.read(place, _LARGEST), type=_Lock)
        return lock if lock.program == _PROGRAM else None
    return None


def _is_held(place: Path, lock: _Lock) -> bool:
    """Whether another living program has it: not this one, nor one that ended without a word."""
    own = (lock.user, lock.computer) == (_user(), locks.host())
    if own and (lock.pid == os.getpid() or not locks.is_running(lock.pid)):
        return False
    return _age(place) <= STALE


def _is_left_empty(place: Path) -> bool:
    """Whether somebody was ended between making the file and writing it."""
    with contextlib.suppress(OSError):
        return place.is_file() and not place.stat().st_size and _age(place) > STALE
    return False


def _age(place: Path) -> float:
    """Seconds between the last writing of a file and now, both by the clock of its disk.

    One from the future was written before that clock was put back.
    """
    with contextlib.suppress(OSError):
        return abs(disk_clock.now(place.parent) - place.stat().st_mtime)
    return float("inf")  # gone meanwhile


def _write_again(place: Path, content: bytes) -> None:
    """In its place: Windows makes no hidden file anew. The disk's clock stamps it."""
    with place.open("r+b") as file:
        file.write(content)
        file.truncate()


def _now() -> datetime:
    return datetime.now().astimezone()


def _here(time_: datetime) -> datetime:
    """A moment that somebody wrote; now, where it is none that a clock can show."""
    with contextlib.suppress(OverflowError, OSError, ValueError):
        return time_.astimezone()
    return _now()


def _words(name: str) -> str:
    return shortened(in_line(name).strip(), 40) or "（没有名字）"


def _user() -> str:
    try:
        import getpass  # with what asks for passwords at a terminal: 1 ms of a start

        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user whom the system does not know
        return ""
