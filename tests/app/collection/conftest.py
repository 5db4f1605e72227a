"""Folders with the reports that a county office receives, and facts beside them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.collection import folder
from app.commands import cli
from app.disk import files
from app.files import store

REPORTS = Path(__file__).parents[2] / "data" / "reports"
COUNTY, BUREAU, TOWN = "淮安市洪泽区人民政府", "沭阳县发展和改革局", "柳河镇人民政府"

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """A folder with these of the published reports, by their numbers."""

    def laid(*numbers: str, into: str = "收到") -> Path:
        place = tmp_path / into
        place.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            shutil.copy(REPORTS / f"{number}.json", place)
        return place

    return laid


@pytest.fixture
def collection(lay: Lay, tmp_path: Path) -> Path:
    """A collection with 003, 020 and 021."""
    lay("003", "020", "021", into="汇总/收到")
    return tmp_path / "汇总"


def write_facts(place: Path, **facts: Any) -> None:
    """As a person's program keeps them."""
    file = {"format": 1, **facts}
    (place / folder.FACTS).write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")


def edited(file: Path, **cells: Any) -> None:
    """Change figures of a report: 3 under `requests__granted__natural`."""
    report = store.load(file).report
    report.apply({("cells", name.replace("__", "/")): value for name, value in cells.items()})
    store.save(report, file)


def renamed(file: Path, organ: str) -> None:
    report = store.load(file).report
    report.apply({("organ", ""): organ})
    store.save(report, file)


def digest(file: Path) -> str:
    return files.digest(file)


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])
