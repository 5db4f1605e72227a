"""The findings of a report for a reviewer to keep: a workbook, or plain words."""

from collections.abc import Callable

from app import checks
from app.checks import said
from app.exporters import packing
from app.exporters.flow import clean
from app.files.profiles import STANDARD
from app.report.report import Report


def workbook(report: Report) -> bytes:
    """One sheet: how grave, which rule, what is wrong, where."""
    from openpyxl import Workbook

    from app.exporters.xlsx_texts import draw_findings

    book = Workbook()
    book.remove(book.worksheets[0])
    draw_findings(book, report, STANDARD)
    book.properties.title = clean(f"{report.title}检查单")
    book.properties.creator = clean(report.organ)
    return packing.saved(book.save)


def words(report: Report) -> bytes:
    """A line a finding, as the command `check` prints them; with Windows' mark of UTF-8."""
    lines = said.listed(f"{report.title}检查单", checks.findings(report))
    return clean(lines).encode("utf-8-sig")


CHECK_SHEETS: dict[str, Callable[[Report], bytes]] = {".xlsx": workbook, ".txt": words}
"""By suffix."""
