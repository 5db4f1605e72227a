"""Which collection a folder means: at once where its disk is near, beside the window where not."""

from pathlib import Path
from threading import Thread

from PySide6.QtWidgets import QWidget

from app.collection import beside
from app.disk import files
from ui import background
from ui.kit.waiting import wait_for

_AT_ONCE = 0.25
"""Seconds that the window stands still for: a share that is asleep takes half a minute."""


def meant(folder: Path, window: QWidget) -> list[Path] | None:
    """The collections that somebody may mean by a folder, none where it is not there.

    Args:
        folder: as it was named.
        window: over which is said that it takes long; None comes back to who has had enough of it.
    """
    found: list[list[Path]] = []

    def look() -> None:
        found.append(beside.meant(folder) if files.is_folder(folder) else [])

    near = Thread(target=look, daemon=True)
    near.start()
    near.join(_AT_ONCE)
    if not found:
        job = background.shared().run("collect_meant", folder=str(folder))
        outcome = wait_for(job, window, f"正在看“{folder.name}”……")
        if outcome.kind == "result":
            return [Path(path) for path in outcome.value]
        if outcome.kind == "cancelled":
            return None
        near.join()
    return found[0] if found else []
