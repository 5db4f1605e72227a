"""Editions and rules as they were parsed before: as JSON they take a tenth of the time of YAML.

Kept in the settings folder, one file each, and good for that content and this version of the
program alone. What cannot be kept or read is parsed anew.
"""

import contextlib
import zlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app import __version__
from app.disk import digests, files, places

MAX_BYTES = 2_000_000
"""Of a file: twenty times what our own largest has."""
_LARGEST = 2 * MAX_BYTES
"""What is kept of one of so many."""

Shape = TypeVar("Shape")


def content(path: Path) -> bytes | None:
    """What stands in a file; None: it cannot be read, or is too large.

    It is read once for all: what was made of it is kept for it alone, whatever the file says then.
    """
    with contextlib.suppress(OSError):
        return files.read(path, MAX_BYTES)
    return None


def kept(path: Path, content: bytes, shape: type[Shape]) -> Shape | None:
    """What a file says, as it was kept; None: that content was not parsed yet.

    Args:
        path: the file.
        content: what stands in it.
        shape: what it is decoded to.
    """
    try:
        whole = files.read(_place(path), _LARGEST)
        digest, _, plain = whole.partition(b"\n")
        return msgspec.json.decode(plain, type=shape) if digest == _digest(content, plain) else None
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None


def keep(path: Path, content: bytes, raw: Any) -> None:
    """Keep what YAML gave for a content of `path`, in the place of what it gave for another.

    Only where the settings have a folder already: reading a form makes none.
    """
    with contextlib.suppress(OSError, TypeError, ValueError, ArithmeticError, RecursionError):
        if not places.settings_folder().is_dir():
            return
        place, plain = _place(path), msgspec.json.encode(raw)
        place.parent.mkdir(exist_ok=True)
        files.write(place, _digest(content, plain) + b"\n" + plain)


def _digest(content: bytes, plain: bytes) -> bytes:
    """What tells that this was made of that, by this version, and that neither was touched."""
    said = digests.sha256(content), __version__
    return digests.sha256("-".join(said).encode() + plain).encode()


def _place(path: Path) -> Path:
    return places.settings_folder() / "parsed" / f"{_name(path)}.json"


def _name(path: Path) -> str:
    """Two files of one name may lie in two folders."""
    return f"{path.stem}-{zlib.crc32(str(path.parent).encode(errors='replace')):08x}"
