"""A report -> an Excel workbook: a sheet a table in the official layout, and one for the texts."""

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.calc import Number
from app.exporters import page
from app.exporters.flow import Kind, clean, flow
from app.forms import layout
from app.report import Report

_TEXTS = "报告文字"
_FONTS: dict[Kind, Font] = {
    "title": Font(name="宋体", size=16, bold=True),
    "section": Font(name="黑体", size=14),
    "part": Font(name="楷体", size=14),
    "body": Font(name="仿宋", size=12),
    "note": Font(name="宋体", size=page.NOTE_SIZE),
    "closing": Font(name="仿宋", size=12),
}
_SIDES: dict[Kind, str] = {"title": "center", "closing": "right"}
_LABEL_SIDES: dict[layout.Kind, str] = {
    "title": "center", "corner": "center", "header": "center", "label": "left",
}  # fmt: skip
_TABLE_FONT = "宋体"
_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_CHARACTERS_A_ROW = 800
"""Excel shows no more than 409 points of a row; a longer paragraph goes on in the next."""
_PIXELS_OF_A_DIGIT = 7
"""Column widths count digits of the workbook's standard type, Calibri 11."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_READ_AS_FORMULA = ("=", "+", "-", "@")


def render(report: Report) -> bytes:
    """The workbook. Totals are values; a blank cell stays empty."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for section in report.form.sections:
        if section.table:
            sheet = _sheet(workbook, section.heading)
            _print_heading(sheet, section.heading)
            _draw_table(sheet, page.fit(section.table), report)
    _draw_texts(_sheet(workbook, _TEXTS), report)
    workbook.properties.title = clean(report.title)
    workbook.properties.creator = clean(report.organ)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    """A sheet that prints like a page of the report."""
    sheet: Worksheet = workbook.create_sheet(_NOT_IN_A_NAME.sub("", name)[:_LONGEST_NAME])
    top, right, bottom, left = (length / 25.4 for length in page.MARGINS_MM)
    sheet.page_margins = PageMargins(left, right, top, bottom, header=top / 2, footer=bottom / 2)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "— &P —"
    return sheet


def _print_heading(sheet: Worksheet, heading: str) -> None:
    """Over the table on paper only: on the screen the sheet's name says it."""
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = heading.replace("&", "&&")
    sheet.oddHeader.center.font = "黑体,Regular"
    sheet.oddHeader.center.size = page.BODY_SIZE


def _draw_table(sheet: Worksheet, fitted: page.FittedGrid, report: Report) -> None:
    _set_widths(sheet, fitted.widths)
    for row, height in enumerate(fitted.heights, start=1):
        sheet.row_dimensions[row].height = height
    for cell in fitted.grid.cells:
        first = _merged(sheet, cell)
        first.font = Font(name=_TABLE_FONT, size=fitted.size)
        if cell.kind == "value":
            _put_number(first, report.values[cell.id])
        else:
            _put_text(first, "\n".join(fitted.label_lines(cell)), _LABEL_SIDES[cell.kind])
    if fitted.grid.header_rows:
        sheet.print_title_rows = f"1:{fitted.grid.header_rows}"


def _merged(sheet: Worksheet, cell: layout.GridCell) -> Cell:
    """The first cell of the rectangle. Every covered one has its frame: Excel draws them singly."""
    first = _cell(sheet, cell.row + 1, cell.column + 1)
    last = _cell(sheet, cell.row + cell.row_span, cell.column + cell.column_span)
    place = f"{first.coordinate}:{last.coordinate}"
    if first is not last:
        sheet.merge_cells(place)
    for line in sheet[place]:
        for covered in line:
            covered.border = _FRAME
    return first


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """One that is not covered by another; counted from 1."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _put_number(cell: Cell, value: Number | None) -> None:
    """A number too long for its column is shown smaller, not as ###."""
    cell.value = value
    decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    cell.number_format = f"0.{'0' * decimals}" if decimals else "0"
    cell.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)


def _put_text(cell: Cell, text: str, side: str) -> None:
    """Text stays text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_READ_AS_FORMULA)
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def _draw_texts(sheet: Worksheet, report: Report) -> None:
    """A paragraph a row, without blank ones: the rows are apart by themselves."""
    _set_widths(sheet, (page.TEXT_WIDTH,))
    for row, (kind, text) in enumerate(_text_rows(report), start=1):
        cell = _cell(sheet, row, 1)
        cell.font = _FONTS[kind]
        _put_text(cell, text, _SIDES.get(kind, "left"))
        sheet.row_dimensions[row].height = _text_height(text, _FONTS[kind].size)


def _text_rows(report: Report) -> Iterator[tuple[Kind, str]]:
    for piece in flow(report):
        for start in range(0, len(piece.text), _CHARACTERS_A_ROW):
            yield piece.kind, piece.text[start : start + _CHARACTERS_A_ROW]


def _text_height(text: str, size: float) -> float:
    return page.lines(text, page.TEXT_WIDTH - size, size) * page.line_height(size) + size / 2


def _set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for number, points in enumerate(widths, start=1):
        width = points * 96 / 72 / _PIXELS_OF_A_DIGIT
        sheet.column_dimensions[get_column_letter(number)].width = width
