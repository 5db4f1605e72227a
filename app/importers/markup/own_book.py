"""The sheets of a workbook of this program: which holds the texts, and which is none of the report.

A sheet is known by the names that it was given when it was written, the findings by their headings.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from app.files import marks
from app.importers.terms.plain import WHITE, Block, Paragraph, PlainTable

_CHECK_SHEET = "这是本程序的检查单，不是报告"
Marked = Mapping[str, Mapping[int, str]]
"""By sheet: the rows, from 0, that bear a mark."""


def marked(book: Any) -> Marked:
    """The hidden names of a workbook, as openpyxl reads it; one that lost its cell is none."""
    found: dict[str, dict[int, str]] = {}
    for name, defined in book.defined_names.items():
        if mark := marks.of_name(name):
            for sheet, place in defined.destinations:
                row = place.rpartition("$")[2]
                if row.isdecimal():
                    found.setdefault(sheet, {})[int(row) - 1] = mark
    return found


def blocks(tables: Mapping[str, PlainTable], of: Marked) -> tuple[tuple[Block, ...], list[str]]:
    """The sheets as blocks, and what is told of them.

    Under a table the notes stand once more that the texts have: they are read from there.
    """
    left = {name: table for name, table in tables.items() if not _are_findings(name, table)}
    told = [] if left or not tables else [_CHECK_SHEET]
    texts = {name: list(_lines(left[name], rows)) for name, rows in of.items() if name in left}
    if not texts:
        return tuple(left.values()), told
    made: list[Block] = []
    known = "\n".join(line.text for lines in texts.values() for line in lines)
    for name, table in left.items():
        if name in texts:
            made += texts[name]
            told += _unknown(name, table)
            continue
        above, under = _parted(table)
        made.append(above)
        told += [
            f"工作表“{name}”里表格下面的“{words}”和“{'、'.join(texts)}”里的不一样，没有取"
            for words in under
            if words not in known
        ]
    return tuple(made), told


def _unknown(name: str, table: PlainTable) -> Iterator[str]:
    for cell in table.cells:
        if cell.unknown:
            yield f"工作表“{name}”第 {cell.row + 1} 行的公式“{cell.text}”没有保存结果，没有取"


def _are_findings(name: str, table: PlainTable) -> bool:
    first = [cell.text for cell in table.lines[0]] if table.lines else []
    return name.startswith(marks.FINDINGS) and first == list(marks.FINDING_COLUMNS)


def _lines(table: PlainTable, rows: Mapping[int, str]) -> Iterator[Paragraph]:
    """A row is a paragraph, or goes on with the one above."""
    before: Paragraph | None = None
    for number, cells in enumerate(table.lines):
        words = [c.text for c in cells if c.row == number and c.text and not c.unknown]
        mark = rows.get(number, "")
        if before and marks.is_more(mark):
            before = replace(before, text=before.text + "".join(words).rstrip(WHITE))
            continue
        for text in "\n".join(words).split("\n"):
            if words or not any(cell.text for cell in cells):
                if before:
                    yield before
                before = Paragraph(text.strip(WHITE), mark=mark)
    if before:
        yield before


def _parted(table: PlainTable) -> tuple[PlainTable, list[str]]:
    """A table, and the lines of a single cell under it."""
    last = len(table.lines)
    while last and len(table.lines[last - 1]) == 1:
        last -= 1
    under = [cell.text for cell in table.cells if cell.row >= last and cell.text]
    return PlainTable(tuple(c for c in table.cells if c.row < last), table.path), under
