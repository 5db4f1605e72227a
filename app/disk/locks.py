"""Whether a process still lives, told by a file that it holds locked.

A lock goes with its process, whatever ends it; a number is given to another process some day, and
a process that stands still holds its locks. `filelock` would do the same, but imports asyncio,
which the frozen program leaves out.
"""

import contextlib
import errno
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

from app.disk import disk_clock

if sys.platform == "win32":
    import msvcrt
    from ctypes import GetLastError, windll
else:
    import fcntl

LONG = 24 * 3600.0
"""Seconds after which nobody is believed to live of whom nothing else can be known."""
_FAR = 1 << 30
"""The byte that Windows locks: what is locked cannot be read, so it lies behind all that is."""
_TRIES = 3
_MOST = 64 << 10
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_own: set[Path] = set()
"""Held by this process. On some shares a lock is the process's: to open and close the file of one
once more would let go of it."""


class Lock:
    """A locked file; the lock is held for as long as somebody holds this."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor
        self._length = -1
        """Bytes of what was noted last."""
        _own.add(path)

    def __del__(self) -> None:
        self.let_go()

    def note(self, words: dict[str, str]) -> None:
        """Write beside host and process what whoever finds the file should know.

        Raises:
            OSError: it could not be written.
        """
        content = json.dumps({"host": host(), "pid": str(os.getpid()), **words}).encode()
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        os.write(self.descriptor, content)
        if len(content) != self._length:
            os.ftruncate(self.descriptor, len(content))
            self._length = len(content)

    def noted(self) -> dict[str, str]:
        """What was written; nothing where that cannot be read."""
        return _noted(self.descriptor)

    def let_go(self) -> None:
        """The file stays, and belongs to nobody."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
            _own.discard(self.path)

    def remove(self) -> None:
        """Let go of it, and leave no file."""
        if os.name == "posix":  # before anybody else can take it; Windows removes no open file
            self._unlink()
        self.let_go()
        if os.name != "posix":
            self._unlink()

    def _unlink(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def hold(path: Path) -> Lock:
    """A new locked file that says which process this is.

    Raises:
        OSError: the file cannot be made.
    """
    for _ in range(_TRIES):
        lock = Lock(path, os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600))
        # Where nothing can be locked, what is written tells.
        if locked(lock.descriptor) is not False and _is_same(path, lock.descriptor):
            try:
                lock.note({})
            except OSError:  # a disk that is full takes the name alone, which must not stay taken
                lock.remove()
                raise
            return lock
        lock.remove()  # another process took it for a dead one's before it was locked
    raise BlockingIOError(errno.EAGAIN, "held by another process", str(path))


def claim(path: Path, pid: int, touched: float) -> Lock | None:
    """The lock of a process that is dead; None while it lives, or where that cannot be told.

    A lock that is free says that its process is dead, but for two places: on a share it may be seen
    on its own computer alone, and some shares know no locks. There another computer's is left
    alone for a day after it was last written; one of this computer is dead when its number is gone.
    That may leave a dead one alone for a day; the other way round a living one would lose its file.

    Args:
        path: the locked file; it is made where a process has left none.
        pid: the number of the process, where the file does not tell.
        touched: when its process was last heard of, in seconds since 1970.
    """
    if path in _own:
        return None
    existed = path.exists()
    if not existed and is_running(pid) and _is_recent(path, touched):
        return None
    try:
        descriptor = os.open(path, _FLAGS | os.O_CREAT, 0o600)
    except OSError:
        return None
    lock = Lock(path, descriptor)
    free = locked(descriptor)
    dead = free is not False and _is_same(path, descriptor)
    if dead and existed:
        dead = _is_dead(_noted(descriptor), pid, sure=free is True) or not _is_recent(path, touched)
    if not dead:
        lock.let_go()
        return None
    return lock


def locked(descriptor: int) -> bool | None:
    """Lock an open file. False: another process has; None: here nothing can be locked."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    finally:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
    return True


def is_running(pid: int) -> bool:
    """Whether some process has this number on this computer."""
    if not 0 < pid < 1 << 31:
        return False
    if sys.platform == "win32":
        wait, refused, still = 0x100000, 5, 0x102
        handle = windll.kernel32.OpenProcess(wait, False, pid)
        if not handle:
            return bool(GetLastError() == refused)
        runs = windll.kernel32.WaitForSingleObject(handle, 0) == still
        windll.kernel32.CloseHandle(handle)
        return runs
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _has_ended(pid)


def _has_ended(pid: int) -> bool:
    """On Linux a process keeps its number until its parent has asked how it ended."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2]
        return told[:1] in (b"Z", b"X")
    return False


def host() -> str:
    """What this computer is called."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def _is_dead(noted: dict[str, str], pid: int, *, sure: bool) -> bool:
    """Whether that is certain; if not, time tells."""
    here = noted.get("host", host()) == host()
    if here and sure:
        return True
    said = noted.get("pid", "")
    return here and not is_running(int(said) if said.isdecimal() and len(said) < 11 else pid)


def _is_recent(path: Path, touched: float) -> bool:
    """By the clock of its disk, to which all computers write; this one's may be a year ahead."""
    return abs(disk_clock.now(path.parent) - touched) <= LONG


def _is_same(path: Path, descriptor: int) -> bool:
    """Whether a name still leads to the open file: another process may have removed it."""
    try:
        seen, held = path.stat(), os.fstat(descriptor)
    except OSError:
        return False
    return stat.S_ISREG(held.st_mode) and (seen.st_dev, seen.st_ino) == (held.st_dev, held.st_ino)


def _noted(descriptor: int) -> dict[str, str]:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        noted: Any = json.loads(os.read(descriptor, _MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {key: value for key, value in noted.items() if isinstance(value, str)}
