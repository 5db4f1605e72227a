"""Which file a path leads to: a link, another spelling and another drive lead to the same one."""

import contextlib
import os
from pathlib import Path


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; of files that are gone, whether they are one path.

    By path first: a file that is saved is replaced, and is then another to the system.
    """
    if spelled(one) == spelled(other):
        return True
    with contextlib.suppress(OSError, ValueError):
        first, second = one.stat(), other.stat()
        return first.st_ino != 0 and os.path.samestat(first, second)  # 0: a share that numbers none
    return False


def spelled(path: Path) -> str:
    """The one spelling of a path: no links, short names, mapped drives, nor case on Windows."""
    with contextlib.suppress(OSError, ValueError):
        return os.path.normcase(os.path.realpath(path))
    return os.path.normcase(path)
