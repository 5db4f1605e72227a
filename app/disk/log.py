"""What went wrong inside the program, for whoever mends it: kinds and places, and nobody's words.

The message of an exception may be a clerk's figure, a name or a path: KeyError('张三'). So a line
has the kind of an exception and the places in the code that it went through, by module; of what Qt
says it has the words that Qt itself brings along. Never worth an error of its own.
"""

from __future__ import annotations

import contextlib
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app import __version__
from app.disk import places

if TYPE_CHECKING:
    from logging import LogRecord

_SIZE, _OLDER = 200_000, 3
"""Bytes of a file, and how many older ones are kept."""
_FRAMES = 40
"""Places of one exception; one that runs away has a thousand."""
_CHAIN = 5
_QUOTED = r"""(?<!\w)'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|“[^”\n]*”"""
_PATH = r"""(?:[A-Za-z]:|[\w.~-]*)[\\/][^\s,;:]*(?:[ ][^\s,;:]*[\\/][^\s,;:]*)*"""
_FOREIGN = r"[^\x20-\x7e]+"


def folder() -> Path:
    return places.settings_folder() / "log"


def exception(error: BaseException, where: str) -> str:
    """Keep an exception; what was kept.

    Args:
        error: with the places it went through.
        where: in which part of the program it was caught, in our own words.
    """
    kept = "\n".join((f"{where}: {type(error).__name__}", *lines(error)))
    write(kept)
    return kept


def lines(error: BaseException) -> list[str]:
    """An exception and those behind it, without a word of theirs."""
    return [line for each in _chain(error) for line in _told(each)]


def key(error: BaseException) -> str:
    """What is the same for the same fault, whatever it was about: its kind, and where it began."""
    frames = list(_frames(error.__traceback__))
    return f"{type(error).__qualname__} {frames[-1] if frames else ''}"


def write(words: str) -> None:
    """Add a line. Loaded on first use: a start needs no log, and it costs 15 ms."""
    import logging
    from logging.handlers import RotatingFileHandler

    with contextlib.suppress(OSError, ValueError):
        folder().mkdir(parents=True, exist_ok=True)
        # Opened for this line alone: Windows renames no file that another program holds.
        handler = RotatingFileHandler(
            folder() / "nianbao.log",
            maxBytes=_SIZE,
            backupCount=_OLDER,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        form = f"%(asctime)s {__version__} {sys.platform} %(message)s"
        handler.setFormatter(logging.Formatter(form))
        handler.handleError = _nothing  # type: ignore[method-assign]
        handler.handle(logging.LogRecord("nianbao", logging.ERROR, "", 0, words, None, None))
        handler.close()


def scrubbed(words: str) -> str:
    """Somebody else's sentence without what may be a clerk's: quotes, paths, all but ASCII."""
    for kind in (_QUOTED, _PATH, _FOREIGN):
        words = re.sub(kind, "…", words)
    return words


def _nothing(record: LogRecord) -> None:
    """A full disk is no reason to speak of anything but itself."""


def _told(error: BaseException) -> Iterator[str]:
    number = f" {error.errno}" if isinstance(error, OSError) and error.errno else ""
    yield f"  {type(error).__module__}.{type(error).__qualname__}{number}"
    frames = list(_frames(error.__traceback__))
    if len(frames) > _FRAMES:
        yield f"    … {len(frames) - _FRAMES}"
    yield from (f"    {frame}" for frame in frames[-_FRAMES:])


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """Module, line, function: a file's name would say who installed the program where."""
    for frame, line in traceback.walk_tb(trace):
        yield f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what it came from; one may stand behind itself."""
    seen: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in seen and len(seen) < _CHAIN:
        seen.append(behind)
        hidden = None if behind.__suppress_context__ else behind.__context__
        behind = behind.__cause__ or hidden
    return iter(seen)
