"""What the program remembers between two starts. Never worth an error message."""

import contextlib
import json
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from msgspec import Struct, field

from app.disk import files, remembered

_RECENT, _COUNTIES, _EXPORTED = 8, 3, 50
_NAMES = 8
"""So many organs are proposed."""
_writing, _numbers = Lock(), count(1)
"""One thread writes at a time; contents are numbered as they are put together."""
_written: dict[Path, int] = {}
"""The number of what was written last into a file."""
_known: dict[Path, dict[str, Any]] = {}
"""What this program read first of a file, or wrote last into it, by field."""


class Summary(Struct):
    """What a list says of a report without opening it: as it was when it was last seen here."""

    organ: str = ""
    year: int | None = None
    level: str = ""
    untouched: bool = False
    remaining: int = 0
    """How much keeps it from being handed in, and how many errors are among that."""
    errors: int = 0
    warnings: int = 0
    digest: str = ""
    """Of its file."""
    saved: float = 0
    """When it was saved here, in seconds since 1970; 0: it was only opened."""


class County(Struct, frozen=True):
    """What a list says of a folder of many units' reports without looking into it."""

    folder: str
    organ: str = ""
    year: int | None = None
    units: int = 0
    """How many are to report; 0: nobody has said who."""
    received: int = 0
    approved: int = 0
    seen: float = 0
    """When, in seconds since 1970."""


class Exported(Struct, frozen=True):
    """When a report was last exported, and what it was then."""

    file: str
    """Of the report."""
    time: str
    """ISO 8601, with its offset from UTC."""
    digest: str
    """Of the report's content, as its file has it once it is saved."""
    kinds: list[str] = field(default_factory=list)
    """As what, in a word each."""


class Settings(Struct):
    """The remembered things, with their first values."""

    recent: list[str] = field(default_factory=list)
    """Report files opened or saved last, newest first."""
    summaries: dict[str, Summary] = field(default_factory=dict)
    """What is known of them, by the same names: to look into a file may take as long as its disk
    likes, and a list of reports must be there at once."""
    counties: list[County] = field(default_factory=list)
    """Folders of many units' reports seen last, newest first."""
    organ: str = ""
    """The organ of the last new report, and its level."""
    level: str = ""
    folder: str = ""
    """The folder of the last export."""
    kinds: list[str] = field(default_factory=lambda: [".docx", ".xlsx", ".pdf"])
    """Suffixes of the documents chosen at the last export."""
    profile: str = ""
    """The name of the house style chosen then."""
    options: list[str] = field(default_factory=list)
    """What else was chosen about those documents, each by its name in `Options`."""
    open_folder: bool = False
    """Whether the folder was to be opened after it."""
    exported: list[Exported] = field(default_factory=list)
    """Of the reports exported last, newest first."""
    versions: int = 20
    """How many earlier states of each report are kept; 0: none."""
    versions_folder: str = ""
    """Where they are kept; "": beside the settings."""
    geometry: str = ""
    """Place and size of the window, as Qt writes it, in hexadecimal."""
    look: str = ""
    """The colours that a person chose, a mode of `ui.look`; "": as the system has them."""
    zoom: float = 1.0
    """How many times its usual size the page begins with."""
    findings_side: str = ""
    """Where the findings stand: "right" of the page, at its "bottom"; "": as the window is wide."""
    findings_height: int = 0
    findings_width: int = 0
    """Pixels that they take at the bottom, at the right; 0: as they come."""
    findings_folded: bool = False
    hints_closed: list[str] = field(default_factory=list)
    """Names of the hints that a person has seen, and closed for ever."""

    def remember(self, path: Path) -> None:
        """A name that is no Unicode cannot be written down: with it all else would be lost."""
        self.forget(path)
        if is_unicode(name := _resolved(path)):
            self.recent = [name, *self.recent][:_RECENT]
            self._prune()

    def remember_export(self, path: Path, last: Exported) -> None:
        if is_unicode(name := _resolved(path)):
            others = [each for each in self.exported if each.file != name]
            last = msgspec.structs.replace(last, file=name)
            self.exported = [last, *others][:_EXPORTED]

    def last_export(self, path: Path) -> Exported | None:
        """Of the report in a file, where it is remembered."""
        name = _resolved(path)
        return next((each for each in self.exported if each.file == name), None)

    def exported_as(self, path: Path) -> list[str]:
        """As what a report of the list was handed out since it was last changed."""
        known, last = self.known(path), self.last_export(path)
        return last.kinds if known and last and last.digest == known.digest else []

    def forget(self, path: Path) -> None:
        gone = {str(path), _resolved(path)}
        self.recent = [file for file in self.recent if file not in gone]

    def drop(self, name: str) -> None:
        """Take a name from the list, without a look at its disk."""
        self.recent = [file for file in self.recent if file != name]
        self._prune()

    def note(self, path: Path, summary: Summary) -> None:
        """What is known of a report in the list; nothing is noted of any other."""
        name = str(path) if str(path) in self.recent else _resolved(path)
        if name in self.recent:
            self.summaries[name] = summary

    def note_county(self, county: County) -> None:
        """What is known of a folder, which is now the first of the list."""
        name = _resolved(Path(county.folder))
        if is_unicode(name):
            self.drop_county(name)
            made = msgspec.structs.replace(county, folder=name)
            self.counties = [made, *self.counties][:_COUNTIES]

    def drop_county(self, name: str) -> None:
        self.counties = [each for each in self.counties if each.folder != name]

    def known(self, path: Path) -> Summary | None:
        return self.summaries.get(str(path)) or self.summaries.get(_resolved(path))

    @property
    def organs(self) -> list[str]:
        """Whose reports were begun or opened last, newest first."""
        seen = [self.summaries[name].organ for name in self.recent if name in self.summaries]
        return [organ for organ in dict.fromkeys((self.organ, *seen)) if organ][:_NAMES]

    def _prune(self) -> None:
        self.summaries = {k: v for k, v in self.summaries.items() if k in self.recent}


def load() -> Settings:
    """The settings; first values where there are none or they cannot be read."""
    place = remembered.file()
    found = _standing(place) or Settings()
    _known.setdefault(place, _plain(found))
    return found


def _standing(place: Path) -> Settings | None:
    """None: there are none, or they cannot be read."""
    with contextlib.suppress(OSError):
        return _read(place)
    return None


def _read(place: Path) -> Settings | None:
    """None: there are none, or they are damaged.

    Raises:
        OSError: something may stand there, which cannot be read now.
    """
    with contextlib.suppress(
        FileNotFoundError, files.TooLarge, ValueError, RecursionError, msgspec.MsgspecError
    ):
        return _usable(_decoded(files.read(place, remembered.LONGEST)))
    return None


def _decoded(content: bytes) -> Settings:
    """What one field says wrong costs that field alone, and half a character that alone."""
    try:
        return msgspec.json.decode(content, type=Settings)
    except msgspec.MsgspecError:
        raw: Any = _writable(json.loads(content))
        if not isinstance(raw, dict):
            raise
        return msgspec.convert({k: v for k, v in raw.items() if _fits({k: v})}, Settings)


def _fits(field: dict[str, Any]) -> bool:
    try:
        msgspec.convert(field, Settings)
    except msgspec.ValidationError:
        return False
    return True


def _usable(found: Settings) -> Settings:
    """Without what nothing could use: each name in the list of reports is looked for on its disk.

    A folder of versions that no disk can have would make each save fail.
    """
    found.recent = [name for name in found.recent if _is_name(name)][:_RECENT]
    found.counties = [each for each in found.counties if _is_name(each.folder)][:_COUNTIES]
    found.exported = found.exported[:_EXPORTED]
    found.versions_folder = found.versions_folder if _is_name(found.versions_folder) else ""
    return found


def _is_name(words: str) -> bool:
    try:
        files.must_be_a_name(Path(words))
    except OSError:
        return False
    return True


def save(settings: Settings) -> None:
    """By the way: nothing that was asked for fails where it cannot be written."""
    saving(settings)()


def saving(settings: Settings) -> Callable[[], None]:
    """What saves the settings as they are now, where they now belong, in whatever thread."""
    kept, place, number = _plain(settings), remembered.file(), next(_numbers)

    def save() -> None:
        with contextlib.suppress(OSError):
            _write(place, kept, number)

    return save


def keep(settings: Settings) -> None:
    """What a person chose.

    Raises:
        OSError: it cannot be written.
    """
    _write(remembered.file(), _plain(settings), next(_numbers))


def _plain(settings: Settings) -> dict[str, Any]:
    kept: dict[str, Any] = _writable(msgspec.to_builtins(settings))
    return kept


def _write(place: Path, kept: dict[str, Any], number: int) -> None:
    """Whoever comes late to the disk must not take back what was chosen since.

    Another program may write there too, on a share, or this one could not read it when it began:
    a field in which nothing was changed here stays as it stands there. What cannot be read now is
    left alone.
    """
    with _writing:
        if number <= _written.get(place, 0):
            return
        known, found = _known.get(place, {}), _read(place)
        standing = _plain(found) if found else kept
        whole = {
            name: standing[name] if known.get(name) == value else value
            for name, value in kept.items()
        }
        place.parent.mkdir(parents=True, exist_ok=True)
        files.write(place, msgspec.json.format(msgspec.json.encode(whole), indent=2))
        _written[place], _known[place] = number, kept


def is_unicode(words: str) -> bool:
    """Whether words can be written as UTF-8: a name of another encoding brings half characters."""
    return words.encode(errors="replace").decode() == words


def _writable(value: Any) -> Any:
    """Half a character in one of the words must not cost all the others."""
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items() if is_unicode(key)}
    if isinstance(value, list):
        return [_writable(each) for each in value if not isinstance(each, str) or is_unicode(each)]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def _resolved(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return os.path.realpath(path)  # also of a ring of links
    return str(path)
