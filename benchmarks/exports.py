"""How long each export takes, beside its bare library writing the same cells and paragraphs.

python benchmarks/exports.py      writes a table to benchmarks/exports.md

Ours and bare take turns in one process, libraries loaded, the first of each not counted. At the end
one command, in a process of its own, exports a hundred reports in every kind that has a bare
library beside it: not as OFD.
"""

import csv
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import docx  # noqa: E402
import jinja2  # noqa: E402
import openpyxl  # noqa: E402
from openpyxl.styles import Alignment, Border, Font, Side  # noqa: E402
from PySide6.QtCore import QBuffer, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter  # noqa: E402

from app.exporters import EXPORTS  # noqa: E402
from app.exporters.flow import flow  # noqa: E402
from app.files import store  # noqa: E402
from app.forms import layout  # noqa: E402
from app.letters.numbers import written  # noqa: E402
from app.report.report import Report  # noqa: E402
from ui.print import kinds  # noqa: E402

ROUNDS = 15
REPORTS = 100
LIMITS = {"one": 0.3, "ratio": 2.0, "all": 20.0}
TAGGED = 2.5
"""The ratio that a PDF may have: ours is tagged PDF/A, and read once more to make it so."""
SAMPLE = ROOT / "tests" / "data" / "reports" / "sample.json"
PAGE = jinja2.Template(
    "<!DOCTYPE html><html><body>{% for piece in pieces %}{% if piece.table %}<table>"
    "{% for row in grids[piece.table.id] %}<tr>{% for text, down, across in row %}"
    '<td class="cell" width="{{ 40 }}" height="{{ 20 }}" rowspan="{{ down }}"'
    ' colspan="{{ across }}" style="width:{{ 30.5 }}pt"><p class="{{ "value" }}">'
    "{{ text|e }}</p></td>"
    "{% endfor %}</tr>{% endfor %}</table>{% else %}<p>{{ piece.text|e }}</p>"
    "{% endif %}{% endfor %}</body></html>"
)


def cells(report: Report, table) -> list[tuple[str, layout.GridCell]]:
    grid = layout.grid(table)
    return [(written(report.values[c.id]) if c.kind == "value" else c.text, c) for c in grid.cells]


def bare_docx(report: Report) -> bytes:
    document = docx.Document()
    for piece in flow(report):
        if piece.kind != "table":
            document.add_paragraph(piece.text)
            continue
        grid = layout.grid(piece.table)
        drawn = document.add_table(grid.rows, grid.columns)
        for text, c in cells(report, piece.table):
            first = drawn.cell(c.row, c.column)
            last = drawn.cell(c.row + c.row_span - 1, c.column + c.column_span - 1)
            (first.merge(last) if first is not last else first).text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def bare_html(report: Report) -> bytes:
    grids = {
        table.id: [
            [
                (written(report.values[c.id]) if c.id in report.values else c.text,
                 c.row_span, c.column_span)
                for c in row
            ]
            for row in layout.grid(table).by_row()
        ]
        for table in report.form.tables.values()
    }  # fmt: skip
    return PAGE.render(pieces=list(flow(report)), grids=grids).encode()


def bare_xlsx(report: Report) -> bytes:
    book = openpyxl.Workbook()
    font, line = Font(name="宋体", size=9), Side(style="thin")
    frame, middle = Border(line, line, line, line), Alignment("center", "center", wrap_text=True)
    for table in report.form.tables.values():
        sheet = book.create_sheet(table.id)
        for text, c in cells(report, table):
            for row in range(c.row + 1, c.row + c.row_span + 1):
                for column in range(c.column + 1, c.column + c.column_span + 1):
                    cell = sheet.cell(row, column)
                    cell.border, cell.font, cell.alignment = frame, font, middle
            sheet.cell(c.row + 1, c.column + 1).value = text
            if c.row_span * c.column_span > 1:
                end = c.row + c.row_span, c.column + c.column_span
                sheet.merge_cells(None, c.row + 1, c.column + 1, *end)
    sheet = book.worksheets[0]
    for piece in flow(report):
        sheet.append([piece.text])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bare_csv(report: Report) -> bytes:
    file = io.StringIO()
    rows = report.form.cells.values()
    csv.writer(file).writerows(
        (report.organ, report.year, "2021", c.id, c.table.name, c.row.label, c.column.label,
         c.column.unit, report.values[c.id])
        for c in rows
    )  # fmt: skip
    return file.getvalue().encode()


def bare_jsonl(report: Report) -> bytes:
    return "".join(
        json.dumps(
            {"organ": report.organ, "year": report.year, "edition": "2021", "cell": c.id,
             "table": c.table.name, "row": c.row.label, "column": c.column.label,
             "unit": c.column.unit, "value": store.stored(report.values[c.id])},
            ensure_ascii=False,
        ) + "\n"
        for c in report.form.cells.values()
    ).encode()  # fmt: skip


def bare_pdf(report: Report) -> bytes:
    """The same words in the same type, each in a rectangle that Qt breaks lines in."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    with QPainter(writer) as painter:
        for piece in flow(report):
            painter.setFont(QFont(["仿宋", "Noto Serif CJK SC"], 16))
            room = QRectF(0, 0, 7000, 6000)
            flags = Qt.TextFlag.TextWrapAnywhere
            if piece.kind != "table":
                painter.drawText(room, flags, piece.text)
                continue
            writer.newPage()
            painter.setFont(QFont(["宋体", "Noto Serif CJK SC"], 9))
            for text, c in cells(report, piece.table):
                room = QRectF(c.column * 500, c.row * 400, c.column_span * 500, c.row_span * 400)
                painter.drawRect(room)
                painter.drawText(room, flags, text)
    return bytes(buffer.data().data())


BARE: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    ".docx": ("python-docx", bare_docx),
    ".html": ("jinja2", bare_html),
    ".xlsx": ("openpyxl", bare_xlsx),
    ".csv": ("csv", bare_csv),
    ".jsonl": ("json", bare_jsonl),
    ".pdf": ("QPdfWriter", bare_pdf),
}


def seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def row(suffix: str, report: Report) -> str:
    """Ours and bare by turns; a kind that no library writes stands alone."""
    ours = EXPORTS[suffix].render
    if suffix not in BARE:
        mine = statistics.median([seconds(lambda: ours(report)) for _ in range(ROUNDS + 1)][1:])
        return f"| {suffix} | {mine * 1e3:.1f} | | | | {'yes' if mine < LIMITS['one'] else 'NO'} |"
    name, bare = BARE[suffix]
    times = [
        (seconds(lambda: ours(report)), seconds(lambda: bare(report))) for _ in range(ROUNDS + 1)
    ]
    mine, theirs = (statistics.median(side) for side in zip(*times[1:], strict=True))
    ratio = mine / theirs
    most = TAGGED if suffix == ".pdf" else LIMITS["ratio"]
    kept = mine < LIMITS["one"] and ratio < most
    ok = "yes" if kept else "NO"
    return f"| {suffix} | {mine * 1e3:.1f} | {name} | {theirs * 1e3:.1f} | {ratio:.2f} | {ok} |"


def hundred() -> str:
    """One command; the clock runs from its start to its end, files on the disk.

    Beside it, for a machine that does other things too, what it took of a processor.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{number}.json" for number in range(REPORTS)]
        for file in files:
            shutil.copy(SAMPLE, file)
        out = folder / "out"
        out.mkdir()
        kinds = ",".join(suffix.lstrip(".") for suffix in BARE)
        command = [sys.executable, "-m", "ui", "export", *files, out, "--as", kinds]
        before = os.times()
        took = seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        after = os.times()
        made = len(list(out.iterdir()))
    worked = sum(after[2:4]) - sum(before[2:4])
    kept = "yes" if took < LIMITS["all"] and made == REPORTS * len(BARE) else "NO"
    without = ", ".join(suffix for suffix in EXPORTS if suffix not in BARE)
    told = f"{took:.1f} s, {worked:.1f} s of a processor (limit {LIMITS['all']:.0f} s): {kept}"
    return f"{REPORTS} reports, {made} documents (without {without}), one command: {told}"


def main() -> None:
    kinds.register()
    report = store.load(SAMPLE).report
    lines = [
        "# Exports",
        "",
        "Warm medians in milliseconds, beside the bare library writing the same cells.",
        "",
        "| kind | ours | bare | ms | ratio | under 0.3 s and 2x (tagged PDF/A: 2.5x) |",
        "|---|---|---|---|---|---|",
        *(row(suffix, report) for suffix in EXPORTS),
        "",
        hundred(),
    ]
    text = "\n".join(lines) + "\n"
    (ROOT / "benchmarks" / "exports.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
