"""How long an import takes, and how much memory: `python benchmarks/importing.py`.

Each line is a process of its own; the libraries are loaded before the clock starts, as they are
when the second file comes. Memory is the peak of the process, Python and libraries included.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

LARGE = 20 << 20
TRIES = 5


def sources() -> dict[str, bytes]:
    from tests.app.importers import pages

    report = pages.published("005")
    page = pages.html(report, "word")
    soup = b'<p class="MsoNormal" style="mso-char-indent-count:2.0000;"><span>%s</span></p>'
    text = soup % "全年主动公开政府信息。".encode()
    filler = text * ((320_000 - len(page)) // len(text.decode()))
    end = page.rindex(b"</body>")
    return {
        "word 320k.html": page[:end] + filler + page[end:],
        "plain.html": pages.html(report, "ueditor"),
        "x.docx": pages.docx_file(report),
        "x.xlsx": pages.xlsx_file(report),
        "text 20M.html": page[:end] + text * ((LARGE - len(page)) // len(text)) + page[end:],
        "cells 20M.html": b"<table>" + b"<tr>" * 10 + b"<td><p>1</p></td>" * (LARGE // 17),
        "picture 20M.html": page[:end] + b'<img src="data:' + b"A" * LARGE + b'">' + page[end:],
        "lines 20M.txt": ("一行字\t1\n" * (LARGE // 12)).encode(),
        "large.docx": word_with(MOST_WORD),
        "too large.docx": word_with(8 * LARGE),
        "large.xlsx": sheet_with(MOST_SHEET),
        "too large.xlsx": sheet_with(8 * LARGE),
    }


MOST_WORD, MOST_SHEET = (6 << 20) - 9999, 550_000
"""Bytes of XML that are just not too many."""


def word_with(size: int) -> bytes:
    paragraph = b"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r></w:p>"
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = f'<w:document xmlns:w="{name}"><w:body>'.encode()
    body = head + paragraph * (size // len(paragraph)) + b"</w:body></w:document>"
    return zipped({"word/document.xml": body})


def sheet_with(size: int) -> bytes:
    import openpyxl

    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    row = b"<row>" + b"<c><v>1</v></c>" * 60 + b"</row>"
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<worksheet xmlns="{name}"><sheetData>'.encode()
    sheet = head + row * (size // len(row)) + b"</sheetData></worksheet>"
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet})


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def measure(file: Path) -> None:
    """Print milliseconds (the median) and megabytes."""
    import lxml.etree
    import openpyxl  # noqa: F401

    from app.importers import take
    from app.importers.guesses import text  # noqa: F401
    from app.importers.markup import docx, html, xlsx  # noqa: F401
    from app.importers.terms.plain import Unreadable

    _ = lxml.etree
    before = peak_memory()
    taken, said = [], "ok"
    for _ in range(TRIES if file.stat().st_size < LARGE // 2 else 1):
        start = time.perf_counter()
        try:
            take.from_file(file)
        except Unreadable as error:
            said = str(error)[:40]
        taken.append(1000 * (time.perf_counter() - start))
    print(json.dumps([sorted(taken)[len(taken) // 2], before, peak_memory(), said]))


def peak_memory() -> float:
    """Megabytes; Linux alone tells them of this process and not of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, content in sources().items():
            file = Path(folder) / name
            file.write_bytes(content)
            run = [sys.executable, __file__, str(file)]
            out = subprocess.run(
                run, capture_output=True, encoding="utf-8", check=True, cwd=ROOT
            ).stdout
            ms, before, peak, said = json.loads(out)
            size = len(content) / 1e6
            print(f"{name:18} {size:6.1f} MB {ms:7.0f} ms {before:5.0f} -> {peak:4.0f} MB  {said}")


if __name__ == "__main__":
    main()
