"""A report -> an Excel workbook: a sheet a table in the official layout, and one for the texts."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app.exporters import packing, paper, xlsx_formulas, xlsx_names
from app.exporters import xlsx_rows as rows
from app.exporters.flow import clean, figures, notes
from app.exporters.options import PLAIN, Options
from app.exporters.xlsx_formulas import Totals
from app.exporters.xlsx_sheet import (
    head,
    merged,
    new_sheet,
    put_number,
    put_text,
    set_widths,
    unlock,
)
from app.exporters.xlsx_texts import draw_findings, draw_texts
from app.forms.model import Section, Table
from app.report.report import Report

_BEHIND_TITLES = PatternFill("solid", fgColor=paper.TITLE_FILL)
_SHRUNK = 1.15
"""How much higher than a page a sheet may be and still be printed on one."""


def render(report: Report, options: Options = PLAIN) -> bytes:
    """The workbook. Totals are values, or formulas with the values beside; a blank stays empty."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    values = figures(report, options.profile)
    totals: list[Totals] = []
    everywhere: dict[str, Cell] = {}
    for section in report.form.sections:
        if section.table:
            sheet = new_sheet(workbook, section.heading, options.profile)
            places = _draw(sheet, section, section.table, report, options)
            everywhere |= places
            for id_, place in places.items():
                put_number(place, values[id_])
            unlock(sheet, (p for id_, p in places.items() if not report.form.cells[id_].computed))
            if options.formulas:
                totals.append(xlsx_formulas.put(report.form, places, values))
    xlsx_names.put(workbook, everywhere)
    draw_texts(workbook, report, options.profile)
    if options.findings:
        draw_findings(workbook, report, options.profile)
    workbook.properties.title = clean(report.title)
    workbook.properties.creator = clean(report.organ)
    workbook.properties.language = "zh-CN"
    workbook.calculation = xlsx_formulas.calculated()
    content = packing.saved(workbook.save)
    return xlsx_formulas.with_values(content, totals) if totals else content


def _draw(
    sheet: Worksheet, section: Section, table: Table, report: Report, options: Options
) -> dict[str, Cell]:
    """A table with its notes; where each of the report's cells stands."""
    fitted = paper.fit(table, options.profile)
    under = notes(report, section)
    whole = _fits_page(fitted, under)
    _head(sheet, section.heading, fitted, again=whole or not fitted.fits_page)
    places = _draw_grid(sheet, fitted)
    parts = (part for note in under for part in rows.parts(note, paper.NOTE_SIZE, _wide(fitted)))
    for row, part in enumerate(parts, start=fitted.grid.rows + 1):
        _draw_note(sheet, row, part, fitted)
    sheet.page_setup.fitToHeight = int(whole)
    sheet.print_area = sheet.dimensions
    sheet.protection.sheet = options.protect
    return places


def _fits_page(fitted: paper.FittedGrid, under: Sequence[str]) -> bool:
    """Whether the table fits with the notes under it, or nearly: many would make it tiny."""
    noted = sum(rows.height(line, paper.NOTE_SIZE, _wide(fitted)) for line in under)
    return fitted.fits_page and sum(fitted.heights) + noted <= _SHRUNK * fitted.profile.text_height


def _head(sheet: Worksheet, heading: str, fitted: paper.FittedGrid, *, again: bool) -> None:
    """The heading stands over the table on paper only: on the screen the sheet's name says it.

    `again`: whether later pages begin with the rows over the figures, as they do not where nothing
    but notes goes on there.
    """
    head(sheet, heading, fitted.profile.section_font, fitted.profile.body_size)
    if header := fitted.grid.header_rows:
        if again:
            sheet.print_title_rows = f"1:{header}"
        first = next(cell for cell in fitted.grid.cells if cell.kind == "value")
        sheet.freeze_panes = sheet.cell(header + 1, first.column + 1).coordinate


def _draw_grid(sheet: Worksheet, fitted: paper.FittedGrid) -> dict[str, Cell]:
    """Frames, merges and labels; the cells for figures by their ids."""
    set_widths(sheet, fitted.widths)
    for row, height in enumerate(fitted.heights, start=1):
        sheet.row_dimensions[row].height = height
    places, profile = {}, fitted.profile
    for_labels = Font(name=profile.table_font, size=fitted.size)
    for_figures = Font(name=profile.latin_font, size=fitted.size)
    for cell in fitted.grid.cells:
        end = cell.row + cell.row_span, cell.column + cell.column_span
        first = merged(sheet, (cell.row + 1, cell.column + 1), end, framed=True)
        if cell.kind == "value":
            first.font = for_figures
            places[cell.id] = first
        else:
            first.font = for_labels
            put_text(first, "\n".join(fitted.label_lines(cell)), fitted.side(cell))
        if cell.kind == "title":
            first.fill = _BEHIND_TITLES
    return places


def _draw_note(sheet: Worksheet, row: int, line: str, fitted: paper.FittedGrid) -> None:
    cell = merged(sheet, (row, 1), (row, fitted.grid.columns))
    cell.font = Font(name=fitted.profile.table_font, size=paper.NOTE_SIZE)
    put_text(cell, line)
    sheet.row_dimensions[row].height = rows.height(line, paper.NOTE_SIZE, _wide(fitted))


def _wide(fitted: paper.FittedGrid) -> float:
    """How wide a note is, in points."""
    return fitted.profile.text_width
