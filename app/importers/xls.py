"""Old Excel workbooks (.xls) -> blocks: a table for each visible sheet."""

from typing import Any

from app.importers.plain import WHITE, Document, PlainCell, PlainTable, Unreadable
from app.importers.xlsx import digits

_ROWS, _COLUMNS = 1000, 64
"""How far a report can reach on a sheet."""
_MAX_BYTES = 2 << 20
_DAMAGED = "这个旧格式的表格打不开，请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"


def read(content: bytes) -> Document:
    """The blocks of a workbook: what its visible sheets show, the saved results of its formulas.

    Raises:
        Unreadable: it is no workbook, damaged, locked, or far larger than a report can be.
    """
    if len(content) > _MAX_BYTES:
        raise Unreadable(_DAMAGED)
    import xlrd  # type: ignore[import-untyped]

    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=_Silence(), on_demand=False
        )
        sheets = [sheet for sheet in book.sheets() if sheet.visibility == 0]
        hidden = tuple(sheet.name for sheet in book.sheets() if sheet.visibility)
        tables = (_table(sheet, xlrd.XL_CELL_NUMBER) for sheet in sheets)
        return Document(tuple(tables), hidden=hidden)
    except Exception as error:  # its errors for a damaged workbook are of every kind there is
        raise Unreadable(_DAMAGED) from error


class _Silence:
    """xlrd writes its worries to a file."""

    def write(self, words: str) -> None:
        """Nobody reads them."""


def _table(sheet: Any, number: int) -> PlainTable:
    spans = {(row, column): (end, last) for row, end, column, last in sheet.merged_cells}
    covered = {
        (row, column)
        for (first, left), (end, last) in spans.items()
        for row in range(first, min(end, _ROWS))
        for column in range(left, min(last, _COLUMNS))
    }.difference(spans)
    cells = []
    for row in range(min(sheet.nrows, _ROWS)):
        for column in range(min(sheet.ncols, _COLUMNS)):
            if (row, column) in covered:
                continue
            end, last = spans.get((row, column), (row + 1, column + 1))
            cell = sheet.cell(row, column)
            text = digits(cell.value) if cell.ctype == number else str(cell.value)
            cells.append(PlainCell(text.strip(WHITE), row, column, end - row, last - column))
    return PlainTable(tuple(cells))
