"""Reports read out of documents, kept beside a collection: a document is imported once.

Report files that were approved are kept there, too, as they were then.

Each original has a report file, and another that says what was doubtful about it, of which content
it was read, and by which program. Whatever does not fit any more, or was changed by a person, is
passed over: a sum is always of what was sent.
"""

import contextlib
from pathlib import Path

import msgspec
from msgspec import Struct

from app import __version__
from app.checks.finding import Finding
from app.collection import received
from app.collection.received import Opened, Received
from app.disk import file_names, files
from app.files import store
from app.importers.imported import Imported
from app.report.report import Report

_DOUBTS = ".疑问.json"
_DIGITS = 8
"""Of an original's digest, in the names of what was read out of it."""
_MAX_BYTES = 4 << 20


class _Record(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a report that was read out."""

    program: str
    source: str
    """The digest of the original."""
    report: str
    """The digest of the report's file, as it was written."""
    doubts: tuple[Imported, ...]


class ReadOut:
    """Opens files as `received.opened` does, and keeps what it had to import, or was approved."""

    def __init__(self, folder: Path, approved: frozenset[str] = frozenset()) -> None:
        """In this folder, which need not be there yet; the digests of what was approved."""
        self._folder, self._approved = folder, approved

    def __call__(self, content: bytes, name: str) -> Opened:
        if store.begins_report(content[:4096]):
            if self._approved:
                self._keep_approved(content, name)
            return received.opened(content, name)
        source = files.digest_of(content)
        place = self._place(name, source)
        if known := _kept(place, source):
            return known
        report, doubts = received.opened(content, name)
        _keep(place, source, report, doubts)
        return report, doubts

    def _place(self, name: str, source: str) -> Path:
        return self._folder / f"{file_names.stem(name)}-{source[:_DIGITS]}.json"

    def _keep_approved(self, content: bytes, name: str) -> None:
        """A report file, so that what changes in it afterwards can be told."""
        source = files.digest_of(content)
        place = self._place(name, source)
        if source in self._approved and not files.is_there(place):
            with contextlib.suppress(OSError):
                place.parent.mkdir(exist_ok=True)
                files.write(place, content)


def once_read(folder: Path, sha256: str) -> Received | None:
    """An original of this content as it was read out, though it may be gone; None: not known.

    Args:
        folder: with what was read out.
        sha256: of the original.
    """
    places: list[Path] = []
    with contextlib.suppress(OSError):
        places = sorted(folder.glob(f"*-{sha256[:_DIGITS]}.json"))
    for place in places:
        if known := _kept(place, sha256):
            file = Received(file=str(place), sha256=sha256)
            return received.with_report(file, known[0], known[1], texts=True)
    return None


def _kept(place: Path, source: str) -> Opened | None:
    try:
        content = files.read(place, store.MAX_BYTES)
        if files.digest_of(content) == source:  # a report file that was approved
            return store.decode(content), ()
        raw = files.read(place.with_suffix(_DOUBTS), _MAX_BYTES)
        record = msgspec.json.decode(raw, type=_Record)
        due = (__version__, source, files.digest_of(content))
        if (record.program, record.source, record.report) == due:
            return store.decode(content), record.doubts
    except (OSError, msgspec.MsgspecError, RecursionError, store.StoreError):
        pass
    return None


def _keep(place: Path, source: str, report: Report, doubts: tuple[Finding, ...]) -> None:
    """What cannot be kept is read anew; what a person has changed is his."""
    if files.is_there(place) and files.is_there(place.with_suffix(_DOUBTS)):
        return
    own = tuple(doubt for doubt in doubts if isinstance(doubt, Imported))
    with contextlib.suppress(OSError, store.StoreError):
        place.parent.mkdir(exist_ok=True)
        digest = store.save(report, place)
        record = msgspec.json.encode(_Record(__version__, source, digest, own))
        files.write(place.with_suffix(_DOUBTS), record)
