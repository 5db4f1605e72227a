"""What stood in a report's file before each save, kept beside the settings.

The versions of a file lie in a folder whose name comes from where the file really is, so that links
and drive letters of one share make no difference. A file that was renamed is known again by what
was saved in it last; one that was saved under another name goes on from the versions of the first.
A version is the file's own bytes: any copy of this program opens it.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

from app.disk import digests, files, leftovers, places, settings
from app.disk.identity import spelled
from app.files import store
from app.report.report import Report

LARGEST = 20 << 20
"""Bytes that all versions of a file take together, at most."""
DAYS = 30
"""Of so many days on which it was written the last version is kept, however many came after it."""
OFF = "设置里没有要留以前的版本"
"""Why there is no version, where nobody wanted one."""
_INDEX = "file.json"
_LATEST = "latest"
"""In it stands what tells the content that was saved last."""
_TIME = "%Y%m%dT%H%M%S.%fZ"
_STAMP = r"(?:19[89]|20\d)\d{5}T\d{6}\.\d{6}Z"
_NAME = rf"({_STAMP})-({_STAMP})-([0-9a-f]{{16}})(-other)?\.json"
_EARLIEST, _LATEST_TIME = datetime(1980, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
"""What a name can tell, and a clock cannot be believed beyond."""
_LONGEST_WAY = 20
"""So many names a report may have had."""


class Version(Struct, frozen=True):
    """What stood in a report's file at some time, until it was saved over."""

    place: Path
    kept: datetime
    """When it was saved over."""
    written: datetime
    """When it was saved itself, as far as its file told."""
    mark: str
    """Tells its content from others."""
    of_another: bool
    """Whether somebody else had written it."""
    size: int


class _Index(Struct, frozen=True):
    """Whose versions lie in a folder."""

    path: str
    before: str = ""
    """The folder of the file from which this one was saved under another name."""
    since: Annotated[datetime, Meta(tz=True)] = datetime.min.replace(tzinfo=UTC)


def keep(
    file: Path, content: bytes, *, of_another: bool = False, written_in: Path | None = None
) -> str:
    """Keep what stands in a file and is about to go; why it could not be kept, "" where it was.

    It is on the disk when this returns. Never raises: a save does not fail for a version.

    Args:
        file: whose version it is.
        content: what stands in it.
        of_another: somebody else wrote that.
        written_in: another file that it stands in.
    """
    wanted = settings.load().versions
    if wanted <= 0:
        return OFF
    if len(content) > LARGEST:
        return f"文件超过 {LARGEST >> 20} MB"
    try:
        folder = _folder_for(file, files.digest_of(content))
        _keep(folder, content, _written(written_in or file), "-other" if of_another else "")
    except OSError as error:
        return files.why(error)
    if not files.is_there(folder / _INDEX):
        _note(folder, _Index(spelled(file)))
    _thin(folder, wanted)
    return ""


def try_folder(folder: Path) -> None:
    """See whether versions can be kept in a folder.

    Raises:
        OSError: they cannot.
    """
    _make(folder)
    with tempfile.TemporaryFile(dir=folder):
        pass


def saved(file: Path, digest: str) -> None:
    """This stands in the file now: by it the file is known again where it is renamed."""
    folder = _folder(file)
    with contextlib.suppress(OSError):  # not worth waiting for the disk either
        if files.is_folder(folder):
            (folder / _LATEST).write_text(digest, encoding="ascii")


def goes_on(file: Path, before: Path) -> None:
    """A report was saved under another name: its versions so far are those of the new file too."""
    source, index = _folder(before), _index(_folder(file), file)
    if files.is_folder(source) and source != _folder(file) and not index.before:
        since = _after(_versions(source))
        _note(_folder(file), structs.replace(index, before=source.name, since=since))


def listed(file: Path) -> list[Version]:
    """The versions of a file, newest first, with those under names that it had before."""
    with contextlib.suppress(OSError, ValueError):
        _folder_for(file, files.digest_of(files.read(file, LARGEST)))
    found: dict[str, Version] = {}
    folder, until = _folder(file), datetime.max.replace(tzinfo=UTC)
    for _ in range(_LONGEST_WAY):
        for version in _versions(folder):
            if version.kept <= until:
                found.setdefault(version.mark, version)
        index = _index(folder, file)
        if not re.fullmatch(r"[0-9a-f]{16}", index.before):
            break
        folder, until = _root() / index.before, min(until, index.since)
    return sorted(found.values(), key=lambda version: version.kept, reverse=True)


def sweep() -> None:
    """Remove what dead processes were writing among the versions. Never raises."""
    for folder in _folders():
        leftovers.sweep(folder)


def report_of(version: Version) -> Report:
    """The report as it was then.

    Raises:
        StoreError: it cannot be read any more.
    """
    return store.load(version.place).report


def _root() -> Path:
    chosen = settings.load().versions_folder
    return Path(chosen) if chosen else places.settings_folder() / "versions"


def _folder(file: Path) -> Path:
    name = spelled(file).encode(errors="surrogatepass")
    return _root() / digests.sha256(name)[:16]


def _folder_for(file: Path, digest: str) -> Path:
    """The folder of a file's versions; of one that was renamed it goes on from that before."""
    folder = _folder(file)
    if not files.is_folder(folder):
        for other in _folders():
            index = _read_index(other) if _latest(other) == digest else None
            if index and not os.path.lexists(index.path):
                since = _after(_versions(other))
                _note(folder, _Index(spelled(file), before=other.name, since=since))
                break
    return folder


def _folders() -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (folder for folder in sorted(_root().iterdir()) if files.is_folder(folder))


def _keep(folder: Path, content: bytes, written: datetime, of_another: str) -> None:
    _make(folder)
    versions, mark = list(_versions(folder)), files.digest_of(content)[:16]
    now = _after(versions)
    times = f"{now.strftime(_TIME)}-{min(written, now).strftime(_TIME)}"
    place = folder / f"{times}-{mark}{of_another}.json"
    same = next((version.place for version in versions if version.mark == mark), None)
    if same is not None and _is(same, content):
        same.replace(place)  # nothing is kept twice; it is the newest now
    else:
        files.write(place, content)


def _after(versions: Iterable[Version]) -> datetime:
    """Now; where a wrong clock kept some of these in the future, after them all the same."""
    now = min(max(datetime.now(UTC), _EARLIEST), _LATEST_TIME)
    return max([now, *(version.kept + timedelta(microseconds=1) for version in versions)])


def _make(folder: Path) -> None:
    """For nobody else: a report may be one that others must not read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _written(file: Path) -> datetime:
    """When a file was written, as it says itself, but never impossibly early."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return max(datetime.fromtimestamp(file.stat().st_mtime, UTC), _EARLIEST)
    return datetime.now(UTC)


def _is(place: Path, content: bytes) -> bool:
    """Whether a version still holds what its name says."""
    with contextlib.suppress(OSError):
        return files.read(place, LARGEST) == content
    return False


def _versions(folder: Path) -> Iterator[Version]:
    with contextlib.suppress(OSError):
        for place in folder.iterdir():
            if version := _version(place):
                yield version


def _version(place: Path) -> Version | None:
    if match := re.fullmatch(_NAME, place.name):
        kept, written, mark, other = match.groups()
        with contextlib.suppress(OSError, ValueError):  # ValueError: a 32nd of a month
            return Version(
                place, _time(kept), _time(written), mark, bool(other), place.stat().st_size
            )
    return None


def _time(words: str) -> datetime:
    return datetime.strptime(words, _TIME).replace(tzinfo=UTC)


def _thin(folder: Path, wanted: int) -> None:
    """What is beyond the last ones, the last of each day, and the room there is, goes."""
    versions = sorted(_versions(folder), key=lambda version: version.kept, reverse=True)
    stay = {version.place for version in versions[:wanted]} | set(_last_of_days(versions))
    taken = 0
    for version in versions:
        taken += version.size if version.place in stay else 0
        if version.place not in stay or taken > LARGEST:
            with contextlib.suppress(OSError):
                version.place.unlink()


def _last_of_days(versions: Iterable[Version]) -> Iterator[Path]:
    """However long ago they were: a clock that is a year ahead for an hour must cost none."""
    seen: set[date] = set()
    for version in versions:
        day = version.written.astimezone().date()
        if day not in seen and len(seen) < DAYS:
            seen.add(day)
            yield version.place


def _index(folder: Path, file: Path) -> _Index:
    return _read_index(folder) or _Index(spelled(file))


def _read_index(folder: Path) -> _Index | None:
    with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
        return msgspec.json.decode(files.read(folder / _INDEX, 1 << 16), type=_Index)
    return None


def _latest(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return files.read(folder / _LATEST, 100).decode("ascii", errors="replace")
    return ""


def _note(folder: Path, index: _Index) -> None:
    """Worth no error message: without it a renamed file is not known again."""
    with contextlib.suppress(OSError, ValueError):
        _make(folder)
        files.write(folder / _INDEX, msgspec.json.encode(index))
