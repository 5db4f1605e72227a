"""The drafts that are kept and in nobody's way: set aside, declined, given up."""

import contextlib
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from app.files import recovery
from app.files.recovery import ASIDE, GIVEN_UP, Found, Unreadable


class Listed(Struct, frozen=True):
    """A draft in the list."""

    place: Path
    time: datetime
    """When it was kept; where it cannot be read, when its file was written."""
    whose: str
    """The report's file, else its title; "" where it cannot be read."""
    says: str
    """What it holds that its file does not, or why it cannot be used."""
    given_up: bool
    """Whether its report was closed without saving; if not, it was set aside."""
    found: Found | None
    """None: it cannot be opened."""


def listed() -> list[Listed]:
    """All drafts, newest first; what dead processes left is set aside before. Never raises."""
    for left in recovery.found():
        recovery.set_aside(left.place, left.lock)
    recovery.forget_given_up()
    lines = map(_line, recovery.named(ASIDE, GIVEN_UP))
    return sorted(lines, key=lambda line: line.time.timestamp(), reverse=True)


def delete(place: Path) -> None:
    """Remove a draft for good.

    Raises:
        OSError: it cannot be removed: a folder that has something in it, no rights.
    """
    if place.is_dir() and not place.is_symlink():
        place.rmdir()
    else:
        place.unlink(missing_ok=True)


def _moment(seconds: float) -> datetime:
    """When a file was written; a disk may say anything."""
    with contextlib.suppress(OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(seconds).astimezone()
    return datetime.now().astimezone()


def _line(place: Path) -> Listed:
    given_up = place.suffix == GIVEN_UP
    try:
        found = recovery.read(place)
    except Unreadable as error:
        written = _moment(recovery.touched(place))
        return Listed(place, written, "", f"读不出来：{error}", given_up, None)
    whose = found.file.name if found.file else found.report.title
    says = found.differs or "和文件里的一样"
    return Listed(place, found.snapshot.time, whose, says, given_up, found)
