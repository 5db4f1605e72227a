"""Excel workbooks (.xlsx, .xlsm) -> blocks: a table for each visible sheet."""

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from app.importers.markup import annotations, own_book
from app.importers.markup import slim as workbook
from app.importers.markup.annotations import Note
from app.importers.markup.blocks import without_marks
from app.importers.markup.slim import Area
from app.importers.markup.zips import opened
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
"""How far a report can reach on a sheet; openpyxl makes a cell of every place that is looked at."""
_PLACES = 32_000
"""Of all sheets, blank ones too; a report has about a thousand."""


def read(content: bytes) -> Document:
    """The blocks of a workbook: what its visible sheets show, line by line.

    A formula gives the value that was saved with it; where none was, or an error, its cell tells so
    and is neither figure nor words: somebody must be told.

    Raises:
        Unreadable: it is damaged, or far larger than a report can be.
    """
    slim = workbook.read(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it leaves out
            return _read(slim, _pictures(content))
    except Unreadable:
        raise
    except Exception as error:  # its errors for a damaged workbook are of every kind there is
        raise Unreadable(workbook.DAMAGED) from error


def _read(slim: workbook.Slim, pictures: int) -> Document:
    book = _load(slim.content, values=True)
    formulas = _load(slim.content, values=False) if slim.unsaved else book
    told = [
        hidden_sheet(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"
    ]
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    areas = {s.title: slim.areas.get(s.sheet_properties.codeName or "", []) for s in sheets}
    ends = {sheet.title: _end(sheet, areas[sheet.title]) for sheet in sheets}
    if sum(rows * columns for rows, columns in ends.values()) > _PLACES:
        raise Unreadable(TOO_MUCH)
    room = Room()
    read = {
        name: _Sheet(book[name], formulas[name], areas[name], end, room)
        for name, end in ends.items()
    }
    told += [words for each in read.values() if (words := each.told)]
    tables = {name: each.table for name, each in read.items()}
    blocks, more = own_book.blocks(tables, own_book.marked(book))
    about = book.properties
    comments = [comment for each in read.values() for comment in each.comments]
    told += [*more, *slim.boxes, *(words for each in read.values() for words in each.untold)]
    told += annotations.beyond(len(comments))
    return Document(
        blocks,
        (about.title or "",),
        tuple(told),
        pictures=pictures,
        author=about.creator or "",
        comments=tuple(comments[: annotations.MOST_COMMENTS]),
    )


def _pictures(content: bytes) -> int:
    with opened(content) as archive:
        return sum(name.startswith("xl/media/") for name in archive.namelist())


def _load(content: bytes, *, values: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content), data_only=values, rich_text=True)


class _Sheet:
    """What a sheet shows: merged cells as spans, nothing of hidden rows and columns."""

    def __init__(
        self, sheet: Any, formulas: Any, areas: Iterable[Area], end: tuple[int, int], room: Room
    ) -> None:
        self._sheet = sheet
        self._formulas = formulas
        self._areas = [area for area in areas if area.min_row <= _ROWS]
        self._end = end
        self._room = room
        self._rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
        self._columns = {
            n
            for column in sheet.column_dimensions.values()
            if column.hidden
            for n in range(column.min or 0, min(column.max or 0, _COLUMNS) + 1)
        }
        self._hidden = 0
        self._notes: list[Note] = []
        self.table = PlainTable(tuple(self._cells()))
        self.comments, self.untold = annotations.of_sheet(sheet.title, self.table, self._notes)

    @property
    def told(self) -> str:
        """That something written in it was not read; empty: all was."""
        return hidden_cells(self._sheet.title, self._hidden)

    def _cells(self) -> Iterator[PlainCell]:
        spans = {(area.min_row, area.min_col): area for area in self._areas}
        covered = {place for area in self._areas for place in _places(area)}.difference(spans)
        last, width = self._end
        for cell in chain.from_iterable(self._sheet.iter_rows(max_row=last, max_col=width)):
            place = cell.row, cell.column
            if place in covered:
                continue
            if note := cell.comment:
                words, author = str(note.text or ""), note.author or ""
                self._notes.append(Note(place[0] - 1, place[1] - 1, cell.coordinate, author, words))
            down, across = _size(spans.get(place))
            self._room.take(letters=_length(cell.value))
            text = _text(cell, self._formulas.cell(*place)).strip(WHITE)
            self._room.take(bool(text))
            rows, columns = (
                range(cell.row, cell.row + down),
                range(cell.column, cell.column + across),
            )
            if self._rows.issuperset(rows) or self._columns.issuperset(columns):
                self._hidden += bool(text)
            else:
                unknown = bool(text) and (cell.value is None or cell.data_type == "e")
                yield PlainCell(text, place[0] - 1, place[1] - 1, down, across, unknown)


def _end(sheet: Any, areas: Iterable[Area]) -> tuple[int, int]:
    """How many rows and columns of a sheet are looked at: a cell is made of each place."""
    rows = max((sheet.max_row, *(area.max_row for area in areas)))
    columns = max((sheet.max_column, *(area.max_col for area in areas)))
    return min(rows, _ROWS), min(columns, _COLUMNS)


def _places(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row, min(area.max_row, _ROWS) + 1):
        for column in range(area.min_col, min(area.max_col, _COLUMNS) + 1):
            yield row, column


def _size(area: Area | None) -> tuple[int, int]:
    if area is None:
        return 1, 1
    last_row, last_column = min(area.max_row, _ROWS), min(area.max_col, _COLUMNS)
    return last_row - area.min_row + 1, last_column - area.min_col + 1


def hidden_sheet(name: str) -> str:
    return f"工作表“{name}”是隐藏的，没有读"


def hidden_cells(sheet: str, count: int) -> str:
    """That some cells with words were not read; empty: there are none."""
    return f"工作表“{sheet}”里有隐藏的行或列，其中 {count} 格有内容，没有读" if count else ""


def digits(value: float) -> str:
    """All the digits that Excel itself keeps, and no exponent."""
    return f"{Decimal(format(value, '.15g')):f}"


def _length(value: Any) -> int:
    """How long it takes to look at it: any number of cells may share words, or their blanks."""
    pieces = value if isinstance(value, list) else [value]
    return sum(len(str(piece)) + 1 for piece in pieces)


def _text(cell: Any, formula: Any) -> str:
    """What the cell shows, without what is struck out and the marks of footnotes."""
    if cell.value is None:
        return "" if cell.data_type == "str" else _formula(formula.value)
    if cell.font.strike:
        return ""
    if isinstance(cell.value, list):
        pieces = [_piece(piece) for piece in cell.value]
        return "".join(without_marks(pieces))
    return _shown(cell.value, cell.number_format)


def _formula(value: Any) -> str:
    """One that has no result, as it is written; a text without a letter is a result."""
    written = getattr(value, "text", value)
    return written if isinstance(written, str) else "=" * (written is not None)


def _piece(piece: Any) -> tuple[str, bool]:
    """A part of a cell with a font of its own, and whether it is raised."""
    font = getattr(piece, "font", None)
    if font is None:
        return str(piece), False
    return "" if font.strike else piece.text, font.vertAlign == "superscript"


def _shown(value: Any, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        percent = "%" in number_format
        return digits(value * 100) + "%" if percent else digits(value)
    if isinstance(value, dt.date):
        return date(value.year, value.month, value.day)
    return str(value)


def date(year: int, month: int, day: int) -> str:
    """Excel makes dates of what looks like one, such as 1-5: never to be taken for a number."""
    return f"{year}年{month}月{day}日"
