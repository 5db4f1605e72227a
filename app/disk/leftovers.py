"""Files that are being written: their names tell who writes, and those of the dead are swept."""

import contextlib
import os
import re
import uuid
from pathlib import Path

from app.disk import digests, disk_clock, hidden, locks

_NAME = re.compile(r"\.nianbao-(?:([0-9a-f]{8})-(\d{1,10})-)?\w{8,32}\.tmp")
"""Computer, process and chance; earlier versions wrote chance alone."""
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_writing: set[str] = set()
_swept: set[Path] = set()


def begin(folder: Path) -> tuple[Path, int]:
    """A new empty file of this process in a folder, and its descriptor; private, and hidden.

    Raises:
        OSError: it cannot be made.
    """
    path = folder / f".nianbao-{_computer()}-{os.getpid()}-{uuid.uuid4().hex[:12]}.tmp"
    _writing.add(path.name)
    try:
        descriptor = os.open(path, _FLAGS, 0o600)
    except OSError:
        end(path)
        raise
    locks.locked(descriptor)
    hidden.hide(path)
    return path, descriptor


def end(path: Path) -> None:
    """The file has taken its place, or is gone."""
    _writing.discard(path.name)


def sweep(folder: Path) -> None:
    """Remove what dead processes were writing into a folder; a living one's stays. Never raises."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_dead(Path(entry.path))


def sweep_once(folder: Path) -> None:
    """At the first writing into a folder: what others leave there later, another start finds."""
    if folder not in _swept:
        _swept.add(folder)
        sweep(folder)


def _remove_if_dead(path: Path) -> None:
    with contextlib.suppress(OSError):
        if not _may_live(path) and not _is_locked(path):
            path.unlink()


def _may_live(path: Path) -> bool:
    """By its name, where that tells of this computer; else it lives for a day.

    A lock alone would not do: Windows cannot rename an open file, so it is free for a moment.
    """
    match = _NAME.fullmatch(path.name)
    assert match is not None
    computer, pid = match.groups()
    if computer == _computer() and pid == str(os.getpid()):
        return path.name in _writing
    if computer == _computer() and not locks.is_running(int(pid)):
        return False
    return abs(disk_clock.now(path.parent) - path.stat().st_mtime) <= locks.LONG


def _is_locked(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDWR)
    try:
        return locks.locked(descriptor) is False
    finally:
        os.close(descriptor)


def _computer() -> str:
    return digests.sha256(locks.host().encode())[:8]
