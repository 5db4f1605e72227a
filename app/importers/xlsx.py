"""Excel workbooks (.xlsx, .xlsm) -> blocks: a table for each visible sheet."""

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.importers.plain import TOO_MUCH, WHITE, Document, PlainCell, PlainTable, Unreadable
from app.importers.zips import opened, part

_MAX_SHEETS = 4 << 20
"""Bytes of all parts together, unpacked; openpyxl takes thirty times as much memory."""
_MAX_CELLS = 60_000
_ROWS, _COLUMNS = 1000, 64
"""How far a report can reach on a sheet; openpyxl makes a cell of every place that is looked at."""
_DAMAGED = "这个工作簿已损坏，请用 Excel 或 WPS 打开后另存一份再导入"


def read(content: bytes) -> Document:
    """The blocks of a workbook: what its visible sheets show, line by line.

    A formula gives the value that was saved with it; where none was, the formula itself stays, for
    it is no figure and somebody must be told.

    Raises:
        Unreadable: it is damaged, or far larger than a report can be.
    """
    _check_size(content)
    book = _load(content, values=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    has_formulas = any(cell.data_type == "f" for sheet in sheets for cell in _cells(sheet))
    saved = _load(content, values=True) if has_formulas else book
    hidden = tuple(s.title for s in book.worksheets if s.sheet_state != "visible")
    tables = (_table(sheet, saved[sheet.title]) for sheet in sheets)
    return Document(tuple(tables), book.properties.title or "", hidden)


def _check_size(content: bytes) -> None:
    room, cells = _MAX_SHEETS, 0
    with opened(content) as archive:
        for name in archive.namelist():
            if name.startswith("xl/") and name.endswith(".xml"):
                xml = part(archive, name, room)
                room -= len(xml)
                cells += xml.count(b"<c")
    if cells > _MAX_CELLS:
        raise Unreadable(TOO_MUCH)


def _load(content: bytes, *, values: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it leaves out
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as error:  # its errors for a damaged workbook are of every kind there is
        raise Unreadable(_DAMAGED) from error


def _cells(sheet: Any) -> Iterator[Any]:
    last_row, last_column = min(sheet.max_row, _ROWS), min(sheet.max_column, _COLUMNS)
    for row in sheet.iter_rows(max_row=last_row, max_col=last_column):
        yield from row


def _table(sheet: Any, saved: Any) -> PlainTable:
    """Merged cells as spans; what lies under them is not there."""
    areas = [area for area in sheet.merged_cells.ranges if area.min_row <= _ROWS]
    spans = {(area.min_row, area.min_col): area for area in areas}
    covered = {place for area in areas for place in _places(area)}.difference(spans)
    cells = []
    for cell in _cells(sheet):
        place = cell.row, cell.column
        if place not in covered:
            down, across = _size(spans.get(place))
            text = _text(cell, saved.cell(*place)).strip(WHITE)
            cells.append(PlainCell(text, place[0] - 1, place[1] - 1, down, across))
    return PlainTable(tuple(cells))


def _places(area: Any) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row, min(area.max_row, _ROWS) + 1):
        for column in range(area.min_col, min(area.max_col, _COLUMNS) + 1):
            yield row, column


def _size(area: Any) -> tuple[int, int]:
    if area is None:
        return 1, 1
    last_row, last_column = min(area.max_row, _ROWS), min(area.max_col, _COLUMNS)
    return last_row - area.min_row + 1, last_column - area.min_col + 1


def digits(value: float) -> str:
    """All the digits that Excel itself keeps, and no exponent."""
    return f"{Decimal(format(value, '.15g')):f}"


def _text(cell: Any, saved: Any) -> str:
    value = saved.value
    if value is None and cell.data_type == "f":
        return str(getattr(cell.value, "text", cell.value))
    if value is None:
        return ""
    if isinstance(value, float):
        return digits(value)
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
