"""What the program writes, each without a window: done once with a disk that fails or ends it.

`python -m tests.safety.deeds HOME NAME [PLAN]` does one in a process of its own, so that it can be
killed; PLAN is JSON. Exit code 0: it said that it was done.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import platformdirs
from msgspec import Struct

from app.commands import cli
from app.disk import settings
from app.disk.settings import Settings
from app.files import profiles, recovery, sharing, store, versions
from app.files.recovery import Recovery
from app.forms import catalogue
from app.report.report import Report
from tests.safety.double import Double, Plan
from ui.origin import Origin

CELL = "requests/new_received/natural"
REPORT, PAGE = "文档/年报.json", "文档/年报.html"
OLD, NEW = 1, 2


class Deed(Struct, frozen=True):
    """Something that writes to the disk, and what must be there however it ends."""

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    found: Callable[[Path], object]
    """What is there now; raises where it cannot be read."""
    raises: bool = False
    """Whether the system's error is for its caller, who tells the clerk."""
    done: object = None
    """What is there once it was said to be done; None: it never says so."""


def filled(number: int) -> Report:
    head = {("organ", ""): "柳河镇", ("year", ""): 2025}
    return Report(catalogue.form("2021"), {**head, ("cells", CELL): number})


def at_home(home: Path) -> None:
    """Settings below `home`, for this process alone; Windows knows no variable for it."""
    platformdirs.user_config_path = lambda *_, **__: home / "设置"  # type: ignore[assignment]


def _report(home: Path) -> None:
    (home / "文档").mkdir(parents=True, exist_ok=True)
    settings.save(Settings(organ="old"))
    store.save(filled(OLD), home / REPORT)


def _save(home: Path) -> None:
    opened = store.load(home / REPORT)
    Origin(home / REPORT, opened.digest).save(filled(NEW), home / REPORT, overwrite=False)


def _of_report(home: Path) -> object:
    opened = store.load(home / REPORT)
    assert store.encode(opened.report) == (home / REPORT).read_bytes()
    for version in versions.listed(home / REPORT):
        assert versions.report_of(version).cells[CELL] in (OLD, NEW)
    return opened.report.cells[CELL]


def _before_draft(home: Path) -> None:
    """One process, one draft: as in a window it is written again and again."""
    _report(home)


def _draft(home: Path) -> None:
    recovery_ = Recovery()
    digest = store.load(home / REPORT).digest
    for number in (OLD, NEW):
        recovery_.keep(filled(number), home / REPORT, digest)


def _of_draft(home: Path) -> object:
    for place in recovery.folder().glob("*.unsaved"):
        assert place.read_bytes(), place
    return _of_report(home)


def _settings(_home: Path) -> None:
    settings.save(Settings(organ="new"))


def _of_settings(home: Path) -> object:
    told = settings.load().organ
    assert told in ("old", "new"), "the settings came back as of a first start"
    return _of_report(home)


def _page(home: Path) -> None:
    _report(home)
    (home / PAGE).write_bytes(b"old")


def _export(home: Path) -> None:
    code = cli.main(["export", str(home / REPORT), str(home / PAGE), "--force"])
    if code:
        raise store.StoreError(f"exit {code}")


def _of_page(home: Path) -> object:
    page = (home / PAGE).read_bytes()
    assert page == b"old" or page.rstrip().endswith(b"</html>"), "a page broken off"
    return _of_report(home)


def _hold(home: Path) -> None:
    hold = sharing.Hold(home / REPORT)
    hold.renew()
    hold.release()


def _of_hold(home: Path) -> object:
    assert sharing.holder(home / REPORT) is None, "one who is gone holds the report"
    return _of_report(home)


def _style(_home: Path) -> None:
    profiles.keep(profiles.made(name="本单位"))


def _of_style(home: Path) -> object:
    for place in profiles.folder().glob("*.json"):
        profiles.load(place)
    return _of_report(home)


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("save", _report, _save, _of_report, done=NEW),
        Deed("snapshot", _before_draft, _draft, _of_draft, raises=True),
        Deed("settings", _report, _settings, _of_settings),
        Deed("export", _page, _export, _of_page),
        Deed("lock", _report, _hold, _of_hold),
        Deed("style", _report, _style, _of_style, raises=True),
    )
}


def main(home: str, name: str, plan: str = "null") -> int:
    root, deed = Path(home), DEEDS[name]
    at_home(root)
    double = Double(root, msgspec.json.decode(plan, type=Plan | None))
    double.install()
    deed.do(root)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
