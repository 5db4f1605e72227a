"""A county's reports for tests: published ones under other names, in the folder of a collection."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.ui.conftest import REPORTS

SOURCES = {"丁镇人民政府": "", "甲镇人民政府": "020", "乙局": "021", "丙局": "003"}
"""Four units; the first has sent nothing."""
NEW = "requests/new_received/natural"


def laid(
    home: Path, sources: Mapping[str, str] = SOURCES, *, listed: bool = True, **facts: object
) -> Path:
    """The folder of a collection, its facts beside the originals."""
    folder = home / "清河县"
    (folder / "收到").mkdir(parents=True)
    for unit, source in sources.items():
        if source:
            put(folder, unit, source)
    if listed:
        write_facts(folder, [*sources], **facts)
    return folder


def put(folder: Path, unit: str, source: str, name: str = "", **cells: int) -> Path:
    """A unit's report, as it is received."""
    plain = json.loads((REPORTS / f"{source}.json").read_text(encoding="utf-8"))
    plain |= {"organ": unit, "year": 2023}
    plain["cells"] |= {cell.replace("__", "/"): figure for cell, figure in cells.items()}
    file = folder / "收到" / f"{name or unit}.json"
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return file


def write_facts(folder: Path, units: Sequence[str], **facts: object) -> None:
    plain = {"format": 1, "year": 2023, "units": [{"name": unit} for unit in units], **facts}
    file = folder / "汇总.json"
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def facts(folder: Path) -> dict[str, object]:
    """As they stand on the disk."""
    found: dict[str, object] = json.loads((folder / "汇总.json").read_text(encoding="utf-8"))
    return found
