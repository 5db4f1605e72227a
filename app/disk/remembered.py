"""Of what is remembered, that which a window needs to be seen: its place, and its colours.

Read by itself: what reads and keeps all of it (`settings`) takes longer to load than a window to
open.
"""

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from app.disk import files, places

LONGEST = 1_000_000
"""Bytes of the file; what is remembered takes a thousand."""


class Seen(NamedTuple):
    """As `settings` has them: both are "" where nothing is known."""

    geometry: str = ""
    look: str = ""


def seen() -> Seen:
    """How the window was seen last."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        known = json.loads(files.read(file(), LONGEST))
        if isinstance(known, dict):
            return Seen(*(_word(known.get(name)) for name in Seen._fields))
    return Seen()


def _word(value: Any) -> str:
    """Neither has a letter beyond ASCII; half a one would end every start."""
    return value if isinstance(value, str) and value.isascii() else ""


def file() -> Path:
    """Where all of it lies; it need not exist yet."""
    return places.settings_folder() / "settings.json"
