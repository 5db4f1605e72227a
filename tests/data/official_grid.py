"""The grid of the official blank form, as plain facts: the oracle for layout and exports.

    python tests/data/official_grid.py FORM.docx > tests/data/official-2021.json

For every table of the .docx, its cells in reading order: the text without white space and
paragraph breaks, row and column counted from 0, and how many of each the cell spans.
Nothing of the program is used here, so that the program can be judged by what comes out.
"""

import json
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def facts(docx: Path) -> list[list[dict]]:
    """The cells of each table."""
    with zipfile.ZipFile(docx) as archive:
        document = ET.fromstring(archive.read("word/document.xml"))
    return [_table(table) for table in document.iter(f"{W}tbl")]


def as_json(tables: list[list[dict]]) -> str:
    """One cell a line, so that a difference is seen at once."""
    cells = [[json.dumps(cell, ensure_ascii=False) for cell in table] for table in tables]
    lists = ["  [\n    " + ",\n    ".join(table) + "\n  ]" for table in cells]
    return "[\n" + ",\n".join(lists) + "\n]\n"


def _table(table: ET.Element) -> list[dict]:
    cells: list[dict] = []
    open_cells: dict[int, dict] = {}  # by column: the cell that a vMerge below goes on with
    for row, line in enumerate(table.findall(f"{W}tr")):
        column = _number(line, f"{W}trPr/{W}gridBefore", 0)
        for element in line.findall(f"{W}tc"):
            span = _number(element, f"{W}tcPr/{W}gridSpan", 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                open_cells[column]["row_span"] += 1
            else:
                open_cells[column] = {
                    "text": _text(element), "row": row, "column": column,
                    "row_span": 1, "column_span": span,
                }  # fmt: skip
                cells.append(open_cells[column])
            column += span
    return cells


def _number(element: ET.Element, path: str, default: int) -> int:
    found = element.find(path)
    return default if found is None else int(found.get(f"{W}val", default))


def _text(element: ET.Element) -> str:
    return "".join("".join(t.text or "" for t in element.iter(f"{W}t")).split())


if __name__ == "__main__":
    sys.stdout.buffer.write(as_json(facts(Path(sys.argv[1]))).encode())
