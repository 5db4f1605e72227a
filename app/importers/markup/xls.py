"""Old Excel workbooks (.xls) -> blocks: a table for each visible sheet."""

import re
from collections.abc import Iterator
from typing import Any

from app.importers.markup.annotations import MOST_COMMENTS, Note, beyond, of_sheet
from app.importers.markup.blocks import without_marks
from app.importers.markup.xlsx import date, digits, hidden_cells, hidden_sheet
from app.importers.terms.plain import (
    TOO_MUCH,
    WHITE,
    Document,
    PlainCell,
    PlainTable,
    Room,
    Unreadable,
)

_ROWS, _COLUMNS = 1000, 64
"""How far a report can reach on a sheet."""
_PLACES = 64_000
"""Of all sheets; one that reaches as far as a report can, and no further, has as many."""
_MOST_SHEETS = 64
_MOST_ROWS = 200_000
"""Of all sheets together: a cell in the last row of one makes 65,536, whatever is in them."""
_MAX_BYTES = 2 << 20
_BRACKETED = re.compile(r"\[[^][]*\]")
_DAMAGED = "这个旧格式的表格打不开，请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"


def read(content: bytes) -> Document:
    """The blocks of a workbook: what its visible sheets show, the saved results of its formulas.

    Raises:
        Unreadable: it is no workbook, damaged, locked, or far larger than a report can be.
    """
    if len(content) > _MAX_BYTES:
        raise Unreadable(_DAMAGED)
    xlrd = _library()
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            logfile=_Silence(),
            on_demand=True,  # a sheet at a time: a single far cell makes 65,536 rows
            ragged_rows=True,  # else each row is filled up to wherever a merged cell reaches
        )
        read, told = _sheets(book)
    except Unreadable:
        raise
    except Exception as error:  # its errors for a damaged workbook are of every kind there is
        raise Unreadable(_DAMAGED) from error
    told += [words for each in read if (words := each.told)]
    comments = [comment for each in read for comment in each.comments]
    told += [*(words for each in read for words in each.untold), *beyond(len(comments))]
    tables = tuple(each.table for each in read)
    return Document(tables, told=tuple(told), comments=tuple(comments[:MOST_COMMENTS]))


def _library() -> Any:
    """The library, without what it would make of parts that nobody here reads.

    It works out each name as a formula: one that joins another to itself is twice as long as that,
    and one that it cannot work out would cost the whole workbook. Of a link it makes as many as
    there are places under it. And from each bracket of a format it looks for its end anew.
    """
    import xlrd  # type: ignore[import-untyped]

    xlrd.book.Book.handle_name = _pass_over
    for name in ("handle_hlink", "handle_quicktip", "handle_feat11"):
        setattr(xlrd.sheet.Sheet, name, _pass_over)
    xlrd.formatting.fmt_bracketed_sub = _BRACKETED.sub
    return xlrd


def _pass_over(_reader: Any, _record: bytes) -> None:
    """A record that is not read."""


def _sheets(book: Any) -> tuple[list["_Sheet"], list[str]]:
    """The visible sheets, and what is told of the others."""
    read, told, room, left, rows = [], [], Room(), _PLACES, _MOST_ROWS
    if book.nsheets > _MOST_SHEETS:
        raise Unreadable(TOO_MUCH)
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        left, rows = left - _places_of(sheet), rows - sheet.nrows
        if min(left, rows) < 0:
            raise Unreadable(TOO_MUCH)
        if sheet.visibility:
            told.append(hidden_sheet(sheet.name))
        else:
            read.append(_Sheet(book, sheet, room))
        book.unload_sheet(number)
    return read, told


def _places_of(sheet: Any) -> int:
    """How many places of a sheet are looked at, those under merged cells once more."""
    merged = sum(
        (min(end, _ROWS) - row) * (min(last, _COLUMNS) - column)
        for row, end, column, last in sheet.merged_cells
        if row < min(end, _ROWS) and column < min(last, _COLUMNS)
    )
    return int(min(sheet.nrows, _ROWS) * min(sheet.ncols, _COLUMNS) + merged)


class _Silence:
    """xlrd writes its worries to a file."""

    def write(self, words: str) -> None:
        """Nobody reads them."""


class _Sheet:
    """What a sheet shows: merged cells as spans, nothing of hidden rows and columns."""

    def __init__(self, book: Any, sheet: Any, room: Room) -> None:
        self._room = room
        self._book = book
        self._sheet = sheet
        self._rows = {n for n, row in sheet.rowinfo_map.items() if row.hidden}
        self._columns = {n for n, column in sheet.colinfo_map.items() if column.hidden}
        self._hidden = 0
        self.table = PlainTable(tuple(self._cells()))
        self.told = hidden_cells(sheet.name, self._hidden)
        """That something written in it was not read; empty: all was."""
        self.comments, self.untold = of_sheet(sheet.name, self.table, self._notes())
        del self._sheet  # its rows take tens of megabytes

    def _notes(self) -> Iterator[Note]:
        for (row, column), note in sorted(self._sheet.cell_note_map.items()):
            place = f"第 {row + 1} 行第 {column + 1} 列"
            yield Note(row, column, place, note.author, note.text)

    def _cells(self) -> Iterator[PlainCell]:
        sheet = self._sheet
        spans = {(row, column): (end, last) for row, end, column, last in sheet.merged_cells}
        covered = {
            (row, column)
            for (first, left), (end, last) in spans.items()
            for row in range(first, min(end, _ROWS))
            for column in range(left, min(last, _COLUMNS))
        }.difference(spans)
        for row in range(min(sheet.nrows, _ROWS)):
            for column in range(min(sheet.ncols, _COLUMNS)):
                if (row, column) in covered:
                    continue
                end, last = spans.get((row, column), (row + 1, column + 1))
                written = self._text(row, column)
                text = written.strip(WHITE)
                self._room.take(bool(text), len(written))  # blanks too: many cells may share them
                if self._rows.issuperset(range(row, end)) or self._columns.issuperset(
                    range(column, last)
                ):
                    self._hidden += bool(text)
                else:
                    yield PlainCell(text, row, column, end - row, last - column)

    def _text(self, row: int, column: int) -> str:
        """What the cell shows, without what is struck out and the marks of footnotes."""
        if column >= self._sheet.row_len(row):
            return ""
        cell = self._sheet.cell(row, column)
        look = self._book.xf_list[cell.xf_index]
        runs = [(0, look.font_index), *self._sheet.rich_text_runlist_map.get((row, column), ())]
        self._room.take(letters=len(runs))  # any number of cells may share them
        text = shown(cell, self._book.format_map[look.format_key].format_str, self._book.datemode)
        ends = [*(start for start, _ in runs[1:]), len(text)]
        fonts = [self._book.font_list[font] for _, font in runs]
        return "".join(
            without_marks(
                [
                    ("" if font.struck_out else text[start:end], font.escapement == 1)
                    for (start, _), end, font in zip(runs, ends, fonts, strict=True)
                ]
            )
        )


def shown(cell: Any, number_format: str, datemode: int) -> str:
    """A cell's text; what is no number never looks like one."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_NUMBER:
        percent = "%" in number_format
        return digits(cell.value * 100) + "%" if percent else digits(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return date(*xlrd.xldate_as_tuple(cell.value, datemode)[:3])
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)
