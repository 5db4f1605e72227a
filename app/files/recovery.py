"""What was typed and not yet saved, kept beside the settings until it is.

A snapshot is the whole report, tied to its file by the digest that the file had when it was opened
or last saved. It belongs to a living process, which holds the lock beside it; what a dead one left
is offered by the next start. One that cannot be used is set aside, never deleted.
"""

import contextlib
import errno
import json
import os
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.disk import files, leftovers, locks, places
from app.disk.locks import Lock
from app.files import store, strict
from app.files.typed import Typed, with_typed
from app.report import difference
from app.report.report import Report

_LIVE, _LOCK, ASIDE, GIVEN_UP = ".unsaved", ".lock", ".aside", ".closed"
_LARGEST = 3 * store.MAX_BYTES
"""Bytes of a draft: as a word in it, a report's file may be twice as long; and what is being typed.
"""
GIVEN_UP_KEPT, _GIVEN_UP_FOR = 5, 7 * 24 * 3600.0
"""How many drafts of reports that were closed without saving are kept, and seconds how long."""


class Unreadable(Exception):
    """A draft that cannot be used: why, in words."""


class Snapshot(Struct, frozen=True, forbid_unknown_fields=True):
    """An unsaved report as it was at some moment."""

    file: str
    """The report's file; "" where it never had one."""
    digest: str
    """What that file was when the changes began."""
    time: Annotated[datetime, Meta(tz=True)]
    report: str
    """The report's own file format; "" once that is read."""
    typing: tuple[Typed, ...] = ()
    """What stood in open editors, which the report had not taken."""


class Found(Struct, frozen=True):
    """A draft that can be had back. Its file is nobody else's while this is held."""

    place: Path
    snapshot: Snapshot
    report: Report
    """With all of what was being typed that it takes."""
    untaken: tuple[str, ...]
    """What was being typed and is no value, in words."""
    standing: Report | None
    """What stands in the report's file now; None: it has none, or it cannot be read."""
    fits: bool
    """Whether the report's file is still the one that the changes were made to."""
    lock: Lock | None = None

    @property
    def file(self) -> Path | None:
        return Path(self.snapshot.file) if self.snapshot.file else None

    @property
    def is_saved(self) -> bool:
        """Whether it holds nothing that its file does not."""
        if self.standing is None or self.untaken:
            return False
        return store.encode(self.standing) == store.encode(self.report)

    @property
    def differs(self) -> str:
        """What the draft holds that its file does not, in words; "" for nothing."""
        before = self.standing or Report(self.report.form)
        lines = [difference.in_words(before, self.report), *self.untaken]
        return "\n".join(line for line in lines if line)

    def remove(self) -> None:
        """It is kept somewhere else, or holds nothing of its own."""
        with contextlib.suppress(OSError):
            self.place.unlink(missing_ok=True)
        if self.lock:
            self.lock.remove()


class Recovery:
    """The snapshot of one open report.

    `write`, `drop` and `give_up` may run beside the window, one at a time and in their order.
    """

    def __init__(self) -> None:
        self._place = folder() / f"{os.getpid()}-{uuid.uuid4().hex}{_LIVE}"
        self._lock: Lock | None = None
        self._noted: dict[str, str] = {}
        self._noting = threading.Lock()
        self.instead: list[Found] = []
        """What earlier starts left and this snapshot has in it: they go once it is written."""

    def keep(
        self, report: Report, file: Path | None, digest: str, typing: tuple[Typed, ...] = ()
    ) -> None:
        """Write the snapshot. When this returns, a kill or a power cut leaves it to be found.

        Raises:
            OSError: it could not be written; the one before it is still there.
        """
        self.write(encode(report, file, digest, typing))

    def write(self, content: bytes) -> None:
        """Write what `encode` has made of a report: see `keep`."""
        if len(content) > _LARGEST:  # it could be written, and never be read again
            raise files.TooLarge(errno.EFBIG, "more than a draft may hold")
        with self._noting:
            if self._lock is None or not self._lock.path.exists():
                self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = locks.hold(self._place.with_suffix(_LOCK))
        files.write(self._place, content)
        with self._noting:
            self._lock.note(self._noted)  # which also tells that its process lives
        self._let_go(Found.remove)

    def saving(self, file: Path, digest: str) -> None:
        """The report is about to be saved there, and its file will be this.

        Where the process ends before it drops the snapshot, that is older than the file.
        """
        with self._noting, contextlib.suppress(OSError):
            self._noted = {"saved": str(file), "as": digest}
            if self._lock:
                self._lock.note(self._noted)

    def drop(self) -> None:
        """The report is saved: nothing is left to recover. Never raises."""
        with contextlib.suppress(OSError):
            self._place.unlink(missing_ok=True)
        self._let_go(Found.remove)
        self._unlock()

    def give_up(self) -> None:
        """The person closed the report without saving: kept in the list for a while."""
        with contextlib.suppress(OSError):
            self._place.replace(self._place.with_name(f"{uuid.uuid4().hex}{GIVEN_UP}"))
        self._let_go(lambda found: set_aside(found.place, found.lock))
        self._unlock()
        forget_given_up()

    def _let_go(self, act: Callable[[Found], None]) -> None:
        while self.instead:
            act(self.instead.pop())

    def _unlock(self) -> None:
        with self._noting:
            if self._lock:
                self._lock.remove()
            self._lock = None


def folder() -> Path:
    return places.settings_folder() / "recovery"


def encode(report: Report, file: Path | None, digest: str, typing: tuple[Typed, ...] = ()) -> bytes:
    """The content of a snapshot; half a character, in a file's name too, stays a JSON escape."""
    head = {
        "file": str(file or ""),
        "digest": digest,
        "time": datetime.now().astimezone().isoformat(),
        "typing": [[each.key, each.id, each.words] for each in typing],
    }
    # The report's own escapes are done; msgspec is quick with what is long, and takes no others.
    whole = msgspec.json.encode(store.encode(report).decode())
    return json.dumps(head).encode()[:-1] + b', "report": ' + whole + b"}"


def found() -> list[Found]:
    """What dead processes left that no file holds, oldest first. Never raises.

    A living process's snapshot is left alone. One that cannot be read is set aside, and one that is
    older than its file; one that equals its file is removed. What is returned belongs to this
    process until it is let go of.
    """
    drafts = [draft for place, lock in _left() if (draft := _offered(place, lock))]
    return sorted(drafts, key=lambda one: one.snapshot.time.timestamp())


def sweep() -> None:
    """Remove what dead processes were writing here and beside, and their locks."""
    settings = places.settings_folder()
    for each in (folder(), settings, settings / "parsed", settings / "profiles"):
        leftovers.sweep(each)
    for lock in named(_LOCK):
        live = lock.with_suffix(_LIVE)
        if not os.path.lexists(live) and (dead := locks.claim(lock, _pid(lock), touched(lock))):
            dead.remove()


def set_aside(place: Path, lock: Lock | None = None) -> None:
    """Out of the way of the next start, but in the list for whoever needs it. Never raises."""
    with contextlib.suppress(OSError):
        aside = place.with_suffix(ASIDE)
        if os.path.lexists(aside):
            aside = place.with_name(f"{uuid.uuid4().hex}{ASIDE}")
        place.replace(aside)
    if lock:
        lock.remove()


def forget_given_up() -> None:
    """Of what was closed without saving, all but the last few of the last days go."""
    newest = sorted(named(GIVEN_UP), key=lambda place: (_not_ahead(place), touched(place)))[::-1]
    for number, place in enumerate(newest):
        if number >= GIVEN_UP_KEPT or time.time() - touched(place) > _GIVEN_UP_FOR:
            with contextlib.suppress(OSError):
                place.unlink()


def _not_ahead(place: Path) -> float:
    """When it was kept; of what a wrong clock kept in the future, long ago."""
    kept = touched(place)
    return kept if kept <= time.time() + 60 else 0.0


def read(place: Path, lock: Lock | None = None) -> Found:
    """The draft in a file.

    Raises:
        Unreadable: it is none, or damaged, or of a newer program.
    """
    try:
        found = files.read(place, _LARGEST)
        if strict.holds_too_much(found):
            raise Unreadable("内容太多，不是本程序留下的草稿")
        snapshot = _snapshot(found)
        del found
        content = snapshot.report.encode(errors="backslashreplace")
        # What is read by now is let go of: one letter can make each of a string take four bytes.
        snapshot = msgspec.structs.replace(snapshot, report="")
        report = store.decode(content, _LARGEST)  # also one that is too large to be saved as it is
    except OSError as error:
        raise Unreadable(files.why(error)) from error
    except store.StoreError as error:
        raise Unreadable(str(error)) from error
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise Unreadable("内容不完整，或者不是本程序留下的草稿") from error
    if not _is_name(snapshot.file):  # what has a name that no file can have is as what has none
        snapshot = msgspec.structs.replace(snapshot, file="")
    untaken = with_typed(report, snapshot.typing)
    standing, digest = _standing(snapshot.file)
    fits = standing is not None and digest == snapshot.digest
    return Found(place, snapshot, report, untaken, standing, fits, lock)


def _snapshot(content: bytes) -> Snapshot:
    """Half a character is an escape that only the standard library reads, at twice the cost."""
    with contextlib.suppress(msgspec.MsgspecError):
        return msgspec.json.decode(content, type=Snapshot)
    return msgspec.convert(json.loads(content.decode()), Snapshot)


def _offered(place: Path, lock: Lock) -> Found | None:
    """What a dead process left; None where there is nothing to offer, which is dealt with."""
    try:
        draft = read(place, lock)
    except Unreadable:
        set_aside(place, lock)
        return None
    if draft.is_saved:
        draft.remove()
        return None
    if _is_older(draft.snapshot, lock.noted()):
        set_aside(place, lock)
        return None
    return draft


def _is_older(snapshot: Snapshot, noted: dict[str, str]) -> bool:
    """Whether its process saved the report after the snapshot, and did not come to drop it."""
    file, digest = noted.get("saved", ""), noted.get("as", "")
    if not file or (file, digest) == (snapshot.file, snapshot.digest):
        return False
    return _standing(file)[1] == digest


def _standing(file: str) -> tuple[Report | None, str]:
    """The report in a file, and its digest; (None, "") where there is none to be read."""
    with contextlib.suppress(OSError, ValueError):
        if not file:
            return None, ""
        content = files.read(Path(file), _LARGEST)
        with contextlib.suppress(store.StoreError):
            return store.decode(content), files.digest_of(content)
        return None, files.digest_of(content)
    return None, ""


def _left() -> list[tuple[Path, Lock]]:
    """The snapshots of dead processes, taken over from them."""
    taken = []
    for place in named(_LIVE):
        lock = place.with_suffix(_LOCK)
        if claimed := locks.claim(lock, _pid(place), max(touched(place), touched(lock))):
            taken.append((place, claimed))
    return taken


def named(*suffixes: str) -> list[Path]:
    """What lies in the folder under names with these ends; nothing where nobody may look."""
    with contextlib.suppress(OSError):
        return sorted(place for place in folder().iterdir() if place.suffix in suffixes)
    return []


def _is_name(file: str) -> bool:
    try:
        return b"\0" not in os.fsencode(file)
    except UnicodeError:
        return False


def _pid(place: Path) -> int:
    digits = place.name.partition("-")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 11 else 0


def touched(place: Path) -> float:
    with contextlib.suppress(OSError):
        return place.lstat().st_mtime
    return 0.0
