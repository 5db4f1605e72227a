"""Which files of folders are to be read as reports, in a fixed order; nothing is opened here."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.collection.folder import FACTS, ORIGINALS, READ_OUT, is_collection, is_list
from app.disk import files, identity

_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", ".ds_store")
_OPEN_ELSEWHERE = "~$"
"""Begins the name of what an office program, or this one, leaves beside a file that is open."""


def listed(sources: Sequence[Path], without: Iterable[Path] = ()) -> list[Path]:
    """The files named, and all in the folders named, each once.

    Of a collection only the originals. Hidden files, the system's, what office programs leave
    beside an open document, and a list of units that lies in a folder itself are none; a file named
    outright is one, whatever it is called.

    Args:
        sources: files and folders.
        without: files and folders with no reports of others: what is about to be written. One that
            the sources themselves lie in is another matter.
    """
    above = {folder for source in sources for folder in _with_folders(identity.spelled(source))}
    skipped = {identity.spelled(path) for path in without} - above
    found: dict[str, Path] = {}
    for source in sources:
        for path in _inside(source) if files.is_folder(source) else [source]:
            found.setdefault(identity.spelled(path), path)
    return [path for name, path in found.items() if skipped.isdisjoint(_with_folders(name))]


def _with_folders(name: str) -> set[str]:
    return {name, *map(str, Path(name).parents)}


def _inside(folder: Path) -> Iterator[Path]:
    """Sorted; a folder that cannot be looked into, or lies elsewhere, is named itself."""
    originals = folder / ORIGINALS
    start = originals if is_collection(folder) and files.is_folder(originals) else folder
    closed: list[OSError] = []
    for above, folders, names in os.walk(start, onerror=closed.append):
        folders[:] = sorted(name for name in folders if name[:1] != "." and name != READ_OUT)
        links = [name for name in folders if _leads_away(above, name)]
        folders[:] = [name for name in folders if name not in links]
        yield from (Path(above, name) for name in links if not _is_below(above, name, start))
        some = (name for name in names if not (above == str(folder) and is_list(name)))
        yield from (Path(above, name) for name in sorted(some) if _is_report(name))
    yield from (Path(error.filename) for error in closed if error.filename)


def _leads_away(above: str, name: str) -> bool:
    """Whether a folder lies elsewhere: such a link may lead to the whole disk, or in a circle."""
    own = os.path.join(os.path.realpath(above), name)  # noqa: PTH118 - of two that are compared
    return os.path.normcase(own) != identity.spelled(Path(above, name))


def _is_below(above: str, name: str, start: Path) -> bool:
    """Whether all that it leads to is read in its own place."""
    return identity.spelled(start) in _with_folders(identity.spelled(Path(above, name)))


def _is_report(name: str) -> bool:
    hidden = name.startswith((".", _OPEN_ELSEWHERE)) or name.lower() in _OF_THE_SYSTEM
    half = name.startswith("~") and name.lower().endswith(".tmp")
    return not (hidden or half) and name != FACTS
