"""Which forms and editions there are, where each lies, and which file is left out, and why."""

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from app.disk import places
from app.forms import load
from app.forms.load import FormError
from app.forms.model import Form

USUAL = "open_information"
"""The form that is meant where none is named."""

_HEAD = re.compile(r'^(form|edition|first_year): "?([^"\n]+?)"?$', re.MULTILINE)
"""What orders an edition, as our own files write it at their beginning."""


class Entry(Struct, frozen=True):
    """An edition, and its file."""

    form: str
    edition: str
    first_year: int
    path: Path


class LeftOut(Struct, frozen=True):
    """A file that cannot be used, and why, in one sentence or more."""

    path: Path
    reason: str


class _Catalogue(Struct, frozen=True):
    entries: tuple[Entry, ...]
    """The usual form's first, then by form; of each, the newest first."""
    left_out: tuple[LeftOut, ...]


def entries(of: str = "") -> tuple[Entry, ...]:
    """Every edition there is, or those of one form; the newest first.

    The program's own come before those in the settings' folder where both begin in one year.
    """
    return tuple(each for each in _catalogue().entries if of in ("", each.form))


def editions(of: str = "") -> dict[str, Path]:
    """The file of every edition, or of those of one form; the newest first."""
    return {each.edition: each.path for each in entries(of)}


def left_out() -> tuple[LeftOut, ...]:
    """The files that cannot be used: broken, or of an edition that is there already."""
    return _catalogue().left_out


def why_not(edition: str) -> str:
    """Why the file of that name is left out; empty: there is none."""
    return next((each.reason for each in left_out() if each.path.stem == edition), "")


def kinds() -> tuple[str, ...]:
    """The forms that there are editions of, the usual one first."""
    return tuple(dict.fromkeys((USUAL, *(each.form for each in entries()))))


@cache
def form(edition: str) -> Form:
    """The form of an edition.

    Raises:
        KeyError: there is no such edition.
        FormError: its file cannot be used.
    """
    known = editions()
    if edition not in known and (reason := why_not(edition)):
        raise FormError(reason)
    return read(known[edition])


def read(path: Path) -> Form:
    """The form in a file, with whatever it takes over from other editions.

    Raises:
        FormError: the file cannot be used.
    """
    return load.read(path, _files())


def usable(of: str = "") -> list[Form]:
    """Every edition, or those of one form, newest first; a file that is left out stops nobody."""
    return [form(each.edition) for each in entries(of)]


def edition_of_year(year: int | None, of: str = USUAL) -> str:
    """The edition of a form that a report of `year` is written in: the newest that had begun.

    Where no year is known, the newest; where none had begun, the oldest.

    Raises:
        FormError: of that form there is none.
    """
    known = entries(of)
    if not known:
        raise FormError(f"没有“{of}”的表格文件")
    begun = (each for each in known if year is None or each.first_year <= year)
    return next(begun, known[-1]).edition


def edition_due(of: Form, year: int | None) -> str:
    """The edition that a report of `year` in this form is due in; this one if it alone is known."""
    with contextlib.suppress(FormError):
        return edition_of_year(year, of.form)
    return of.edition


def _catalogue() -> _Catalogue:
    return _made(tuple(_seen()))


def _seen() -> Iterator[tuple[Path, bool, int]]:
    """Each file with the name of an edition's: whether it is our own, and when it changed."""
    own, *others = places.form_folders()
    for folder in (own, *others):
        for path in sorted(folder.glob("*.yaml")):
            with contextlib.suppress(OSError):
                yield path, folder == own, path.lstat().st_mtime_ns


def _files() -> dict[str, Path]:
    """The file of each name; our own where there are two."""
    return {path.stem: path for path, _, _ in reversed([*_seen()])}


@cache
def _made(seen: tuple[tuple[Path, bool, int], ...]) -> _Catalogue:
    taken: dict[str, Entry] = {}
    rest: list[LeftOut] = []
    for path, ours, _ in seen:
        try:
            entry = _own_entry(path) if ours else _entry(path)
        except FormError as error:
            rest.append(LeftOut(path, str(error)))
            continue
        if first := taken.get(entry.edition):
            reason = (
                f"版式文件 {path.name}：已经有 {entry.edition} 版（{first.path}），版名不能重复"
            )
            rest.append(LeftOut(path, reason))
        else:
            taken[entry.edition] = entry
    # Sorting keeps the order of those that are equal: our own were seen first.
    ordered = sorted(taken.values(), key=lambda e: (e.form != USUAL, e.form, -e.first_year))
    return _Catalogue(tuple(ordered), tuple(rest))


def _own_entry(path: Path) -> Entry:
    """By its first lines alone: a start decodes no more of our own files than it takes."""
    head = dict(_HEAD.findall(path.read_text(encoding="utf-8")))
    return Entry(head["form"], head["edition"], int(head["first_year"]), path)


def _entry(path: Path) -> Entry:
    found = read(path)
    return Entry(found.form, found.edition, found.first_year, path)
