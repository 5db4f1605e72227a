"""What was typed and not yet saved, kept beside the settings until it is.

A snapshot is the whole report, tied to its file by the digest that the file had when it was opened
or last saved. One that cannot be used is set aside, never deleted.
"""

import contextlib
import os
import uuid
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from app.disk import files, places
from app.disk.settings import is_unicode
from app.files import store
from app.report.report import Report

_LIVE, _ASIDE = ".unsaved", ".aside"


class Snapshot(Struct, frozen=True, forbid_unknown_fields=True):
    """An unsaved report as it was at some moment."""

    file: str
    """The report's file; "" where it never had one."""
    digest: str
    """What that file was when the changes began."""
    time: datetime
    report: str
    """The report's own file format."""


class Found(Struct, frozen=True):
    """A snapshot that an earlier start left behind."""

    place: Path
    snapshot: Snapshot
    report: Report

    @property
    def file(self) -> Path | None:
        return Path(self.snapshot.file) if self.snapshot.file else None

    @property
    def fits(self) -> bool:
        """Whether the report's file is still the one that the changes were made to."""
        return self.file is not None and _digest(self.file) == self.snapshot.digest


class Recovery:
    """The snapshot of one open report. Never worth an error message: the report is not lost yet."""

    def __init__(self) -> None:
        self._place = folder() / f"{os.getpid()}-{uuid.uuid4().hex}{_LIVE}"

    def keep(self, report: Report, file: Path | None, digest: str) -> bool:
        """Whether it is on the disk now."""
        name = str(file or "")
        snapshot = Snapshot(
            # What has a name that cannot be written down is kept as what has none.
            file=name if is_unicode(name) else "",
            digest=digest,
            time=datetime.now().astimezone(),
            report=store.encode(report).decode(),
        )
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            files.write(self._place, msgspec.json.encode(snapshot))
            return True
        return False

    def drop(self) -> None:
        """Saved, or given up by the person: nothing is left to recover."""
        with contextlib.suppress(OSError):
            self._place.unlink(missing_ok=True)


def folder() -> Path:
    return places.settings_folder() / "recovery"


def found() -> list[Found]:
    """What can be recovered, oldest first; what cannot be read is set aside."""
    usable = []
    for place in sorted(folder().glob(f"*{_LIVE}")):
        try:
            snapshot = msgspec.json.decode(place.read_bytes(), type=Snapshot)
            usable.append(Found(place, snapshot, store.decode(snapshot.report.encode())))
        except (OSError, msgspec.MsgspecError, store.StoreError):
            set_aside(place)
    return sorted(usable, key=lambda one: one.snapshot.time)


def set_aside(place: Path) -> None:
    """Out of the way of the next start, but still there for whoever needs it."""
    with contextlib.suppress(OSError):
        place.replace(place.with_suffix(_ASIDE))


def _digest(file: Path) -> str:
    with contextlib.suppress(OSError):
        return files.digest(file)
    return ""
