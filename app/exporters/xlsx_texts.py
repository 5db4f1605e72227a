"""The sheets of a workbook that hold no table: the texts, and what the checks found."""

import math
import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from app import checks
from app.checks.finding import SEVERITIES, by_cause
from app.exporters import paper
from app.exporters.flow import Kind, clean, flow
from app.exporters.xlsx_sheet import head, merged, new_sheet, put_text, set_widths
from app.files import marks
from app.files.profiles import Profile
from app.forms.names import with_comma
from app.report.report import Report

_TEXTS = "报告文字"
_SIDES: dict[Kind, str] = {"title": "center", "closing": "right"}
_INDENTED: tuple[Kind, ...] = ("section", "part", "body")
_INDENT = "\u3000" * 2

_WORD = re.compile(r"[!-~]+|.[，。；：、！？）》”]*", re.DOTALL)
"""What no line breaks."""
_LATIN_WIDTH = 0.58
"""Of its size, in a wide type."""
_LEADING = 1.45
"""From line to line, in a tall type."""
_LONGEST = 32_767
"""Characters of a cell, in Excel; a paragraph that is longer goes on in the next."""
_HIGHEST_ROW = 409
"""Points, in Excel; a higher paragraph stands over several rows."""

_FINDING_COLUMNS = dict(zip(marks.FINDING_COLUMNS, (0.09, 0.09, 0.5, 0.32), strict=True))
"""Shares of the text width."""
_FINDING_SIZE = 10.5
_MOST_PLACES = 12


def draw_texts(workbook: Workbook, report: Report, profile: Profile) -> None:
    """A paragraph a row, over two columns: LibreOffice shrinks no page for one too wide alone."""
    sheet = new_sheet(workbook, _TEXTS, profile)
    set_widths(sheet, [profile.text_width / 2] * 2)
    fonts = _fonts(profile)
    row = 1
    for kind, text, mark in _paragraphs(report, profile):
        _name(workbook, mark, sheet, row)
        height = text_height(text, fonts[kind].size, profile)
        last = row + math.ceil(height / _HIGHEST_ROW) - 1
        if text.strip():
            cell = merged(sheet, (row, 1), (last, 2))
            cell.font = fonts[kind]
            put_text(cell, text, _SIDES.get(kind, "left"), down="top")
        for covered in range(row, last + 1):
            sheet.row_dimensions[covered].height = height / (last - row + 1)
        row = last + 1
    sheet.print_area = sheet.dimensions


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
    for row, words in enumerate((tuple(_FINDING_COLUMNS), *found), start=1):
        font = Font(name=profile.table_font, size=_FINDING_SIZE, bold=row == 1)
        _draw_finding(sheet, row, words, widths, font)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = sheet.dimensions


def text_height(text: str, size: float, profile: Profile) -> float:
    """Of a row with a text over the whole width."""
    return _height(_wrapped(text, profile.text_width - size, size), size)


def _height(lines: int, size: float) -> float:
    return lines * size * _LEADING + size / 2


def _wrapped(text: str, width: float, size: float) -> int:
    """How many lines a spreadsheet makes of a text: Latin words and figures are not broken.

    It makes rows no higher by itself, and cuts off what is; so letters are counted wide.
    """
    room, count = width / size, 0
    for line in text.split("\n"):
        used, count = 0.0, count + 1
        for word in _WORD.findall(line):
            wide = sum(_LATIN_WIDTH if letter.isascii() else 1 for letter in word)
            if used and used + wide > room:
                used, count = 0.0, count + 1
            more, used = divmod(used + wide, room)
            count += int(more)
    return count


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
            broken = paper.title_lines(piece.text, report.form, profile)
            yield piece.kind, "\n".join(broken), piece.mark
        elif piece.kind != "table":
            text = (_INDENT if piece.kind in _INDENTED else "") + piece.text
            for start in range(0, len(text) or 1, _LONGEST):
                mark = "" if start else piece.mark
                yield piece.kind, text[start : start + _LONGEST], mark


def _name(workbook: Workbook, mark: str, sheet: Worksheet, row: int) -> None:
    """Name a paragraph by what begins with it; the list of names does not show it."""
    if name := marks.name(mark):
        place = f"{quote_sheetname(sheet.title)}!$A${row}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)


def _draw_finding(
    sheet: Worksheet, row: int, words: tuple[str, ...], widths: list[float], font: Font
) -> None:
    counts = []
    for column, (text, width) in enumerate(zip(words, widths, strict=True), start=1):
        cell = merged(sheet, (row, column), (row, column), framed=True)
        cell.font = font
        put_text(cell, clean(text))
        room = width - _FINDING_SIZE
        counts.append(_wrapped(text, room, _FINDING_SIZE))
    sheet.row_dimensions[row].height = min(_height(max(counts), _FINDING_SIZE), _HIGHEST_ROW)


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
