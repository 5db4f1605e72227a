"""The sample report in every kind of document, letter for letter as it was last looked at.

After a change that is meant: `NIANBAO_RENEW=1 pytest tests/app/exporters/test_golden.py`, then look
at the difference. What differs by itself is named in `IGNORED`.
"""

import difflib
import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from app.exporters import EXPORTS, Options
from app.files import store

DATA = Path(__file__).parents[2] / "data"
GOLDEN = DATA / "golden"
KINDS = {
    "sample.docx.txt": (".docx", Options()),
    "sample.html": (".html", Options()),
    "sample.clean.html": (".html", Options(clean=True)),
    "sample.xlsx.txt": (".xlsx", Options(formulas=True, protect=True)),
    "sample.csv": (".csv", Options()),
    "sample.jsonl": (".jsonl", Options()),
}
IGNORED = {
    "when it was made": r"<dcterms:(created|modified)[^>]*>[^<]*<",
    "the version of openpyxl": r"<(Application|AppVersion)>[^<]*<",
    "names that an XML writer chooses": r" xmlns(:\w+)?=\"[^\"]*\"|<\?xml[^>]*\?>",
}
PARTS = ("word/", "xl/worksheets/", "xl/workbook.xml", "docProps/core.xml")


@pytest.mark.parametrize("name", KINDS)
def test_a_document_is_as_it_was_last_looked_at(name):
    suffix, options = KINDS[name]
    report = store.load(DATA / "reports" / "sample.json").report
    now = _readable(EXPORTS[suffix].render(report, options))
    file = GOLDEN / name
    if os.environ.get("NIANBAO_RENEW"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as golden:
        before = golden.read()
    differing = list(difflib.unified_diff(_kept(before), _kept(now), "before", "now", lineterm=""))
    assert not differing, "\n".join(differing[:40])


def _readable(content: bytes) -> str:
    """The parts of a package one after the other, an element a line."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith(PARTS))
        parts = ((name, archive.read(name).decode()) for name in names if name.endswith(".xml"))
        return "\n".join(f"== {name}\n{_lines(xml)}\n" for name, xml in parts)


def _lines(xml: str) -> str:
    return re.sub(r">\s*<(?=(w:p|w:tr|w:style|row|c|mergeCell|definedName)\b)", ">\n<", xml)


def _kept(text: str) -> list[str]:
    for pattern in IGNORED.values():
        text = re.sub(pattern, "", text)
    return text.splitlines()
