"""Whether files are still there: asked beside the caller, for a disk answers when it likes.

A share whose computer is off holds up whoever asks for half a minute. So each file has a thread
of its own, which nobody waits for.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread

Told = Callable[[str, float | None], None]
"""Is told, in another thread: which file, when it was last written; None: it is not there."""


def ask(names: Iterable[str], told: Told) -> None:
    """Tell of each file as soon as its disk answers; nothing of one that cannot be looked at."""
    for name in names:
        Thread(target=_look, args=(name, told), name="presence", daemon=True).start()


def _look(name: str, told: Told) -> None:
    try:
        written: float | None = Path(name).stat().st_mtime
    except (FileNotFoundError, NotADirectoryError):
        written = None
    except (OSError, ValueError):
        return
    told(name, written)
