"""What is thrown at a reader: a real file with something broken in it, or one made to harm.

`python -m tests.safety.fuzz_inputs KIND SEED > file` writes the input of that name.
"""

import random
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest.mock import patch

from app.disk import places
from app.exporters import EXPORTS
from app.files import store
from tests.safety import (
    hostile_data,
    hostile_docx,
    hostile_markup,
    hostile_text,
    hostile_xls,
    hostile_xlsx,
    mutate,
)

Make = Callable[[random.Random], bytes]

_DATA = Path(__file__).parents[1] / "data"
_KEPT = Path(__file__).parent / "seeds"
_ZIPPED = frozenset(["docx", "xlsx"])
MADE: dict[str, dict[str, Make]] = {
    "report": hostile_data.REPORTS,
    "edition": hostile_data.EDITIONS,
    "rules": hostile_data.EDITIONS,
    "profile": hostile_data.OBJECTS,
    "settings": hostile_data.OBJECTS,
    "snapshot": hostile_data.OBJECTS,
    "html": hostile_markup.PAGES,
    "docx": hostile_docx.DOCUMENTS,
    "xlsx": hostile_xlsx.BOOKS,
    "xls": hostile_xls.BOOKS,
    "mht": hostile_markup.ENVELOPES,
    "csv": hostile_text.LISTS,
    "md": hostile_text.TEXTS,
    "txt": hostile_text.TEXTS,
    "clipboard-text": hostile_text.TEXTS,
    "clipboard-html": hostile_markup.PAGES,
}
"""By kind, by name: what makes inputs of a shape that a reader might choke on."""


def made(kind: str, seed: int) -> bytes:
    """The input of that name: always the same bytes. Below 0 they are kept files: -1, -2 ..."""
    if seed < 0:
        return kept(kind)[-1 - seed].read_bytes()
    moment = time.struct_time((2020, 1, 1, 0, 0, 0, 2, 1, 0))
    with patch("time.localtime", lambda _seconds=None: moment):  # a zip says when it was made
        return _made(kind, seed)


def _made(kind: str, seed: int) -> bytes:
    chance = random.Random(f"{kind}/{seed}")
    if seed % 2:
        makers = MADE[kind]
        content = makers[chance.choice(sorted(makers))](chance)
        return content if chance.random() < 0.8 else mutate.broken(content, chance)
    content = chance.choice(_real(kind))
    if kind in _ZIPPED and chance.random() < 0.8:
        return mutate.broken_inside(content, chance)
    return mutate.broken(content, chance)


def kept(kind: str) -> list[Path]:
    """The files of a kind that were too much for its reader once; a name says what they did."""
    return sorted(_KEPT.glob(f"{kind}.*"))


@cache
def _real(kind: str) -> tuple[bytes, ...]:
    """Files as the program itself, or another, writes them."""
    if kind in {"edition", "rules"}:
        folder = places.resources() / ("forms" if kind == "edition" else "rules")
        return tuple(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
    if kind in {"report", "profile", "settings", "snapshot"}:
        files = [path.read_bytes() for path in sorted((_DATA / "reports").glob("*.json"))]
        return tuple(files) if kind == "report" else hostile_data.whole(kind, files)
    if kind == "xls":
        return hostile_xls.whole()
    if kind.startswith("clipboard-"):
        suffix = {"clipboard-text": ".txt", "clipboard-html": ".html"}[kind]
        return tuple(path.read_bytes() for path in sorted((_DATA / "clipboard").glob(f"*{suffix}")))
    return tuple(_exported(kind))


def _exported(kind: str) -> list[bytes]:
    names = ("sample", "005", "012")
    reports = [store.load(_DATA / "reports" / f"{name}.json").report for name in names]
    suffix = {"mht": ".html", "txt": ".html", "md": ".html"}.get(kind, f".{kind}")
    files = [EXPORTS[suffix].render(report) for report in reports]
    if kind == "mht":
        return [hostile_markup.enveloped(page) for page in files]
    if kind in {"txt", "md"}:
        return [hostile_text.without_tags(page, bars=kind == "md") for page in files]
    return files


if __name__ == "__main__":
    sys.stdout.buffer.write(made(sys.argv[1], int(sys.argv[2])))
