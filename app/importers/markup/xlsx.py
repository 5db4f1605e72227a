"""Excel workbooks (.xlsx, .xlsm) -> blocks: a table for each visible sheet."""

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lxml import etree

from app.importers.markup import annotations, ooxml, own_book
from app.importers.markup.blocks import without_marks
from app.importers.markup.zips import opened, part
from app.importers.terms.plain import TOO_MUCH, WHITE, Document, PlainCell, PlainTable, Unreadable
from app.letters.characters import shortened

_MAX_BYTES = 4 << 20
"""Of all parts together, unpacked; openpyxl takes thirty times as much memory."""
_MAX_TAGS = 150_000
"""Of cells, styles, strings and all else: each takes openpyxl some 20 µs."""
_MAX_MERGED = 60_000
"""Places under merged cells: openpyxl makes a cell of each."""
_ROWS, _COLUMNS = 1000, 64
"""How far a report can reach on a sheet; openpyxl makes a cell of every place that is looked at."""
_DAMAGED = "这个工作簿已损坏，请用 Excel 或 WPS 打开后另存一份再导入"
_MERGED = re.compile(
    rb"""mergeCell\s [^>]*? ref=["'] (?P<area>[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}) ["']""",
    re.VERBOSE,
)
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bid=["']([^"']*)["']""")
_TARGET = re.compile(rb"""\sTarget=["']([^"']*)["']""")
_UNSAVED = re.compile(
    rb"""(?: </(?:\w+:)?f> | <(?:\w+:)?f(?:\s[^>]*)?/> ) \s*
    (?: <(?:\w+:)?v\s*/> | <(?P<space>\w+:)?v></(?P=space)?v> )? \s*
    </(?:\w+:)?c>""",
    re.VERBOSE,
)
"""The end of a cell with a formula and no result."""


def read(content: bytes) -> Document:
    """The blocks of a workbook: what its visible sheets show, line by line.

    A formula gives the value that was saved with it; where none was, or an error, its cell tells so
    and is neither figure nor words: somebody must be told.

    Raises:
        Unreadable: it is damaged, or far larger than a report can be.
    """
    unsaved, boxes = _checked(content)
    book = _load(content, values=True)
    formulas = _load(content, values=False) if unsaved else book
    told = [
        hidden_sheet(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"
    ]
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    read = {sheet.title: _Sheet(sheet, formulas[sheet.title]) for sheet in sheets}
    told += [words for each in read.values() if (words := each.told)]
    tables = {name: each.table for name, each in read.items()}
    blocks, more = own_book.blocks(tables, own_book.marked(book))
    about = book.properties
    told += [*more, *boxes, *(words for each in read.values() for words in each.comments)]
    return Document(
        blocks,
        (about.title or "",),
        tuple(told),
        pictures=_pictures(content),
        author=about.creator or "",
    )


def _pictures(content: bytes) -> int:
    with opened(content) as archive:
        return sum(name.startswith("xl/media/") for name in archive.namelist())


def _checked(content: bytes) -> tuple[bool, list[str]]:
    """Whether some formula has no result saved, and what is told of text boxes.

    All of it is looked at before openpyxl does, which reads no text box.

    Raises:
        Unreadable: it would take too much time or memory.
    """
    room, tags, merged, unsaved = _MAX_BYTES, 0, 0, False
    boxes: list[str] = []
    with opened(content) as archive:
        for name in archive.namelist():
            if name.rpartition(".")[2].lower() in _PICTURES:
                continue
            xml = part(archive, name, room)
            room -= len(xml)
            tags += xml.count(b"<")
            merged += sum(_area(found["area"]) for found in _MERGED.finditer(xml))
            unsaved = unsaved or bool(_UNSAVED.search(xml))
            boxes += _boxes(xml) if _DRAWING.fullmatch(name) else ()
        shared = _repeats(_SHEET, part(archive, "xl/workbook.xml")) or _repeats(
            _TARGET, part(archive, "xl/_rels/workbook.xml.rels")
        )
    if shared:  # a thousand sheets in one part
        raise Unreadable(_DAMAGED)
    if tags > _MAX_TAGS or merged > _MAX_MERGED:
        raise Unreadable(TOO_MUCH)
    return unsaved, boxes


def _boxes(drawing: bytes) -> Iterator[str]:
    """That the text boxes over a sheet, which stand in no cell, were not taken."""
    try:
        bodies = list(ooxml.root(drawing).iter("{*}txBody"))
    except etree.XMLSyntaxError:  # openpyxl passes over it as well
        return
    for body in bodies:
        words = " ".join("".join(text.text or "" for text in body.iter("{*}t")).split())
        if words:
            yield f"工作簿里有文本框“{shortened(words, annotations.LONGEST)}”，没有取"


_DRAWING = re.compile(r"xl/drawings/drawing\d*\.xml")
_PICTURES = frozenset(["png", "jpg", "jpeg", "gif", "bmp", "emf", "wmf", "tif", "tiff", "bin"])


def _repeats(pattern: re.Pattern[bytes], xml: bytes) -> bool:
    found = pattern.findall(xml)
    return len(set(found)) < len(found)


def _area(reference: bytes) -> int:
    from openpyxl.worksheet.cell_range import CellRange

    size: dict[str, int] = CellRange(reference.decode("ascii")).size
    return size["rows"] * size["columns"]


def _load(content: bytes, *, values: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it leaves out
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, rich_text=True)
    except Exception as error:  # its errors for a damaged workbook are of every kind there is
        raise Unreadable(_DAMAGED) from error


class _Sheet:
    """What a sheet shows: merged cells as spans, nothing of hidden rows and columns."""

    def __init__(self, sheet: Any, formulas: Any) -> None:
        self._sheet = sheet
        self._formulas = formulas
        self._rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
        self._columns = {
            n
            for column in sheet.column_dimensions.values()
            if column.hidden
            for n in range(column.min or 0, min(column.max or 0, _COLUMNS) + 1)
        }
        self._hidden = 0
        self.comments: list[str] = []
        """What is told of the comments at its cells."""
        self.table = PlainTable(tuple(self._cells()))

    @property
    def told(self) -> str:
        """That something written in it was not read; empty: all was."""
        return hidden_cells(self._sheet.title, self._hidden)

    def _cells(self) -> Iterator[PlainCell]:
        areas = [area for area in self._sheet.merged_cells.ranges if area.min_row <= _ROWS]
        spans = {(area.min_row, area.min_col): area for area in areas}
        covered = {place for area in areas for place in _places(area)}.difference(spans)
        for cell in _within_reach(self._sheet):
            place = cell.row, cell.column
            if place in covered:
                continue
            self.comments += self._comment(cell)
            down, across = _size(spans.get(place))
            text = _text(cell, self._formulas.cell(*place)).strip(WHITE)
            rows, columns = (
                range(cell.row, cell.row + down),
                range(cell.column, cell.column + across),
            )
            if self._rows.issuperset(rows) or self._columns.issuperset(columns):
                self._hidden += bool(text)
            else:
                unknown = bool(text) and (cell.value is None or cell.data_type == "e")
                yield PlainCell(text, place[0] - 1, place[1] - 1, down, across, unknown)

    def _comment(self, cell: Any) -> Iterator[str]:
        if comment := cell.comment:
            author, words = comment.author or "", str(comment.text or "")
            if words.strip():
                yield annotations.of_cell(self._sheet.title, cell.coordinate, author, words)


def _within_reach(sheet: Any) -> Iterator[Any]:
    last_row, last_column = min(sheet.max_row, _ROWS), min(sheet.max_column, _COLUMNS)
    for row in sheet.iter_rows(max_row=last_row, max_col=last_column):
        yield from row


def _places(area: Any) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row, min(area.max_row, _ROWS) + 1):
        for column in range(area.min_col, min(area.max_col, _COLUMNS) + 1):
            yield row, column


def _size(area: Any) -> tuple[int, int]:
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
