"""What lies in a folder beside the reports: lists of units, and the collection that is meant."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.collection.folder import ORIGINALS, READ_OUT, is_collection, is_list
from app.disk import files

_UNITS = "单位名单"
"""Beside a folder lies anything: what is called a list only may be one of prizes."""


def lists(home: Path) -> list[Path]:
    """Files that by their names are lists of units: in the folder, then beside it; none is read."""
    return [*_lists_in(home), *(path for path in _lists_in(home.parent) if _UNITS in path.name)]


def _lists_in(folder: Path) -> Iterator[Path]:
    names = sorted(path for path in _inside(folder) if is_list(path.name))
    yield from (path for path in names if not files.is_folder(path))


def meant(folder: Path) -> list[Path]:
    """The collections that somebody may mean who names a folder; the folder itself where none is.

    Who names 收到 means what it lies in; who names the folder that collections lie in, one of them.
    """
    if folder.name == ORIGINALS and is_collection(folder.parent):
        return [folder.parent]
    if _is_one(folder):
        return [folder]
    inner = [path for path in sorted(_folders(folder)) if path.name != READ_OUT and _is_one(path)]
    return inner or [folder]


def _is_one(folder: Path) -> bool:
    """By its facts, or by the place of its originals."""
    return is_collection(folder) or files.is_folder(folder / ORIGINALS)


def _folders(folder: Path) -> list[Path]:
    """As the listing tells: to ask about thousands of files one by one takes a share long."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return [Path(each) for each in entries if each.is_dir()]
    return []


def _inside(folder: Path) -> list[Path]:
    """Nothing of a folder that cannot be looked into."""
    with contextlib.suppress(OSError):
        return [*folder.iterdir()]
    return []
