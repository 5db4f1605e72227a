"""Files that a person need not see. Elsewhere a dot before the name hides; Windows marks them."""

import sys
from pathlib import Path

if sys.platform == "win32":
    from ctypes import windll

_HIDDEN, _NORMAL = 0x2, 0x80


def hide(path: Path) -> None:
    """Not worth an error: a file that is seen does no harm."""
    if sys.platform == "win32":
        windll.kernel32.SetFileAttributesW(str(path), _HIDDEN)


def show(path: Path) -> None:
    """Take the mark away, which would stay with a file under its next name."""
    if sys.platform == "win32":
        windll.kernel32.SetFileAttributesW(str(path), _NORMAL)
