"""What a library for office files writes, as bytes, whatever the clock says.

A zip tells of each part when it was made and knows no year before 1980 or after 2107; `zipfile`
refuses to write one then. A PC whose battery is empty begins at 1970, and nobody sets it.
"""

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

_FIRST, _LAST = 1980, 2107
_LONG_AGO = time.struct_time((_FIRST, 1, 1, 0, 0, 0, 1, 1, 0))


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """What `save` writes into the file that it is given."""
    file, before = io.BytesIO(), vars(zipfile)["time"]
    vars(zipfile)["time"] = _Times()
    try:
        save(file)
    finally:
        vars(zipfile)["time"] = before
    return file.getvalue()


class _Times:
    """The module `time`, as `zipfile` asks it: of a year that it cannot write, the first it can."""

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def localtime(self, seconds: float | None = None) -> time.struct_time:
        told = time.localtime(seconds)
        return told if _FIRST <= told.tm_year <= _LAST else _LONG_AGO
