"""Sheets and cells of a workbook: what openpyxl needs to be told each time."""

import re
from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.exporters import paper
from app.files.profiles import Profile
from app.letters.escaped import in_workbook
from app.letters.numbers import Number

_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_PIXELS_OF_A_DIGIT = 7
"""Column widths count digits of the workbook's standard type, Calibri 11."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LETTER = "\u3000"
"""A blank one."""
_READ_AS_FORMULA = ("=", "+", "-", "@")


def new_sheet(workbook: Workbook, name: str, profile: Profile) -> Worksheet:
    """A sheet that prints like a page of the report, one page wide."""
    sheet: Worksheet = workbook.create_sheet(_NOT_IN_A_NAME.sub("", name)[:_LONGEST_NAME])
    top, right, bottom, left = (length / 25.4 for length in profile.margins)
    sheet.page_margins = PageMargins(left, right, top, bottom, header=top / 2, footer=bottom / 2)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    _number_pages(sheet)
    return sheet


def head(sheet: Worksheet, text: str, font: str, size: float) -> None:
    """Print a text over every page."""
    assert sheet.oddHeader is not None
    assert sheet.evenHeader is not None
    for header in (sheet.oddHeader.center, sheet.evenHeader.center):
        header.text, header.font = text.replace("&", "&&"), f"{font},Regular"
        header.size = round(size)


def _number_pages(sheet: Worksheet) -> None:
    """Outside, one letter in: at the right on odd pages, at the left on even ones."""
    assert sheet.oddFooter is not None
    assert sheet.evenFooter is not None
    sheet.HeaderFooter.differentOddEven = True
    sheet.oddFooter.right.text = f"— &P —{_LETTER}"
    sheet.evenFooter.left.text = f"{_LETTER}— &P —"
    for number in (sheet.oddFooter.right, sheet.evenFooter.left):
        number.font, number.size = f"{paper.NUMBER_FONT},Regular", paper.NUMBER_SIZE


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Of the columns, in points."""
    for number, points in enumerate(widths, start=1):
        width = points * 96 / 72 / _PIXELS_OF_A_DIGIT
        sheet.column_dimensions[get_column_letter(number)].width = width


def merged(
    sheet: Worksheet, first: tuple[int, int], last: tuple[int, int], *, framed: bool = False
) -> Cell:
    """The first cell of a rectangle, by row and column from 1.

    Every covered cell has its frame too: Excel draws them singly.
    """
    cell = sheet.cell(*first)
    place = f"{cell.coordinate}:{sheet.cell(*last).coordinate}"
    if first != last:
        sheet.merge_cells(place)
    for line in sheet[place] if framed else ():
        for covered in line:
            covered.border = _FRAME
    assert isinstance(cell, Cell)
    return cell


def unlock(sheet: Worksheet, cells: Iterable[Cell]) -> None:
    """Let them be typed into on a protected sheet, with every cell that they cover."""
    merges = {range_.start_cell.coordinate: range_.coord for range_ in sheet.merged_cells.ranges}
    for cell in cells:
        place = merges.get(cell.coordinate, f"{cell.coordinate}:{cell.coordinate}")
        for line in sheet[place]:
            for covered in line:
                covered.protection = Protection(locked=False)


def put_number(cell: Cell, value: Number | None) -> None:
    """A number too long for its column is shown smaller, not as ###."""
    cell.value = value
    cell.number_format = number_format(value)
    cell.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)


def number_format(value: Number | None) -> str:
    """All the digits it has, and no more."""
    decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"0.{'0' * decimals}" if decimals else "0"


def put_text(cell: Cell, text: str, side: str = "left", down: str = "center") -> None:
    """Text stays text, whatever it begins with."""
    cell.value = in_workbook(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_READ_AS_FORMULA)
    cell.alignment = Alignment(horizontal=side, vertical=down, wrap_text=True)
