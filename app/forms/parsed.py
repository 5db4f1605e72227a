"""Editions as they were parsed before: read as JSON, which takes a tenth of the time of YAML.

Kept in the settings folder, one file an edition, and good for that content and this version of the
program alone. What cannot be kept or read is parsed anew.
"""

import contextlib
import zlib
from pathlib import Path
from typing import Any

import msgspec

from app import __version__
from app.disk import files, places
from app.forms.model import Form

MAX_BYTES = 4_000_000
"""What is kept of a file of the most bytes that one may have."""


def form(path: Path) -> Form | None:
    """The form in `path`, as it was kept; None: that content was not parsed yet."""
    try:
        return msgspec.json.decode(files.read(_kept(path), MAX_BYTES), type=Form)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None


def keep(path: Path, raw: Any) -> None:
    """Keep what YAML gave for `path`; what was kept of an earlier content of it goes.

    Only where the settings have a folder already: reading a form makes none.
    """
    with contextlib.suppress(OSError, TypeError, ValueError, RecursionError):
        kept = _kept(path)
        if not places.settings_folder().is_dir():
            return
        kept.parent.mkdir(exist_ok=True)
        for old in kept.parent.glob(f"{_name(path)}.*.json"):
            old.unlink()
        files.write(kept, msgspec.json.encode(raw))


def _kept(path: Path) -> Path:
    """Where: the name says which file, which content of it, and which program.

    Raises:
        OSError: `path` cannot be read.
    """
    content = files.read(path, MAX_BYTES)
    sum_ = zlib.crc32(content)
    version = __version__
    name = f"{_name(path)}.{sum_:08x}-{len(content)}-{version}.json"
    return places.settings_folder() / "parsed" / name


def _name(path: Path) -> str:
    """Two files of one name may lie in two folders."""
    return f"{path.stem}-{zlib.crc32(str(path.parent).encode(errors='replace')):08x}"
