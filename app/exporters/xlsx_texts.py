"""The sheets of a workbook that hold no table: the texts, and what the checks found."""

from collections.abc import Iterator
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from app import checks
from app.checks.finding import SEVERITIES, by_cause
from app.exporters import paper, signature, titles
from app.exporters import xlsx_rows as rows
from app.exporters.flow import Kind, clean, flow
from app.exporters.xlsx_sheet import head, merged, new_sheet, put_text, set_widths
from app.files import marks
from app.files.profiles import Profile
from app.forms.names import with_comma
from app.report.report import Report

_TEXTS = "报告文字"
_SIDES: dict[Kind, str] = {"title": "center", "closing": "right"}
_INDENTED: tuple[Kind, ...] = ("section", "part", "body")
_LETTER = "\u3000"
"""A blank one."""
_INDENT = _LETTER * 2

_FINDING_COLUMNS = dict(zip(marks.FINDING_COLUMNS, (0.09, 0.09, 0.5, 0.32), strict=True))
"""Shares of the text width."""
_FINDING_SIZE = 10.5
_MOST_PLACES = 12


def draw_texts(workbook: Workbook, report: Report, profile: Profile) -> None:
    """A paragraph a row, over two columns: LibreOffice shrinks no page for one too wide alone."""
    sheet, width = new_sheet(workbook, _TEXTS, profile), profile.text_width
    set_widths(sheet, [width / 2] * 2)
    fonts = _fonts(profile)
    row = 0
    paragraphs = list(_paragraphs(report, profile))
    closing = [text for kind, text, _ in paragraphs if kind == "closing"]
    signed = iter(signature.placed(closing, report.form, profile, gap=0))
    for kind, text, mark in paragraphs:
        font = fonts[kind]
        lines = _signed(next(signed), profile) if kind == "closing" else (text,)
        parts = (part for line in lines for part in rows.parts(line, font.size, width))
        for number, part in enumerate(parts):
            row += 1
            _name(workbook, marks.of_more(row) if number else mark, sheet, row)
            if part.strip():
                cell = merged(sheet, (row, 1), (row, 2))
                cell.font = font
                put_text(cell, part, _SIDES.get(kind, "left"), down="top")
            sheet.row_dimensions[row].height = rows.height(part, font.size, width)
    sheet.print_area = sheet.dimensions


def _signed(signed: signature.Signed, profile: Profile) -> Iterator[str]:
    """The lines of a name or date, a row each, kept from the right by blank letters.

    A cell's own indent is counted in blanks of the workbook's standard type, and no two programs
    make it alike wide; a blank letter is as wide as any. Half a letter stands before whole ones:
    at the end of a line it is not counted.
    """
    kept = signed.indent / profile.body_size
    if signed.side == "left":
        kept = profile.text_width / profile.body_size - kept - paper.ems(signed.lines[-1])
    half = round(max(kept, 0) * 2)
    for line in signed.lines:
        yield line + " " * (half % 2) + _LETTER * (half // 2)


def draw_findings(workbook: Workbook, report: Report, profile: Profile) -> None:
    sheet = new_sheet(workbook, marks.FINDINGS, profile)
    head(sheet, marks.FINDINGS, profile.section_font, profile.body_size)
    widths = [share * profile.text_width for share in _FINDING_COLUMNS.values()]
    set_widths(sheet, widths)
    found = [
        (_weight(f), f.rule, _message(f), "\n".join(_places(report, f)))
        for cause, following in by_cause(checks.findings(report))
        for f in (cause, *following)
    ]
    row = 0
    for words in (tuple(_FINDING_COLUMNS), *found):
        parts = zip(words, widths, strict=True)
        columns = [rows.parts(clean(text), _FINDING_SIZE, width) for text, width in parts]
        for texts in zip_longest(*columns, fillvalue=""):
            row += 1
            font = Font(name=profile.table_font, size=_FINDING_SIZE, bold=row == 1)
            _draw_finding(sheet, row, texts, widths, font)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = sheet.dimensions


def _fonts(profile: Profile) -> dict[Kind, Font]:
    body = Font(name=profile.body_font, size=profile.body_size)
    return {
        "title": Font(name=profile.title_font, size=profile.title_size),
        "section": Font(name=profile.section_font, size=profile.body_size),
        "part": Font(name=profile.part_font, size=profile.body_size),
        "body": body,
        "note": Font(name=profile.table_font, size=paper.NOTE_SIZE),
        "closing": body,
    }


def _paragraphs(report: Report, profile: Profile) -> Iterator[tuple[Kind, str, str]]:
    """A cell knows no indent of a first line alone, and breaks a title anywhere."""
    for piece in flow(report, profile):
        if piece.kind == "title":
            broken = titles.lines(piece.text, report.form, profile)
            yield piece.kind, "\n".join(broken), piece.mark
        elif piece.kind != "table":
            text = (_INDENT if piece.kind in _INDENTED else "") + piece.text
            yield piece.kind, text, piece.mark


def _name(workbook: Workbook, mark: str, sheet: Worksheet, row: int) -> None:
    """Name a paragraph by what begins with it; the list of names does not show it."""
    if name := marks.name(mark):
        place = f"{quote_sheetname(sheet.title)}!$A${row}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)


def _draw_finding(
    sheet: Worksheet, row: int, words: tuple[str, ...], widths: list[float], font: Font
) -> None:
    heights = []
    for column, (text, width) in enumerate(zip(words, widths, strict=True), start=1):
        cell = merged(sheet, (row, column), (row, column), framed=True)
        cell.font = font
        put_text(cell, text.rstrip("\n"))
        heights.append(rows.height(text.rstrip("\n"), _FINDING_SIZE, width))
    sheet.row_dimensions[row].height = max(heights)


def _message(finding: checks.Finding) -> str:
    accepted = f"\n已说明：{finding.acknowledged}" if finding.acknowledged else ""
    return finding.message + accepted


def _weight(finding: checks.Finding) -> str:
    return f"由 {finding.because} 引起" if finding.because else SEVERITIES[finding.severity]


def _places(report: Report, finding: checks.Finding) -> Iterator[str]:
    """The first of many: the rest would not go on one row, whose height has an end."""
    for id_ in finding.cells[:_MOST_PLACES]:
        cell = report.form.cells[id_]
        yield f"{cell.table.name}，{with_comma(cell)}"
    if len(finding.cells) > _MOST_PLACES:
        yield f"……共 {len(finding.cells)} 格"
    yield from (report.form.texts[text].name for text in finding.texts)
