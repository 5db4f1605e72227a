"""The pages of a report on paper, in a preview and in a PDF."""

import io
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter

from app import __version__
from app.exporters.flow import clean
from app.files.profiles import Profile
from app.report.report import Report
from ui.print import pdf_text
from ui.print.pages import Pages
from ui.print.typeset import DOTS

LANGUAGE = "zh-CN"


def pdf(report: Report, profile: Profile) -> bytes:
    """The PDF: embedded fonts, title, organ, language, a bookmark for every heading."""
    _need_application()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(clean(report.title))
    writer.setCreator(f"nianbao {__version__}")
    pages = Pages(report, profile)
    _set_up(writer)
    paint(writer, pages, DOTS)
    buffer.close()
    return _described(bytes(content.data()), pages, report)


def paint(device: QPagedPaintDevice, pages: Pages, resolution: int) -> None:
    """Every page, or those that a printer's dialog asked for."""
    painter = QPainter(device)
    painter.scale(resolution / DOTS, resolution / DOTS)
    ranges = device.pageRanges()
    wanted = [n for n in range(len(pages.pages)) if ranges.isEmpty() or ranges.contains(n + 1)]
    for place, number in enumerate(wanted):
        if place:
            device.newPage()
        pages.draw(painter, number)
    painter.end()


def job(report: Report, profile: Profile) -> tuple[QPrinter, Callable[[QPrinter], None]]:
    """The system's printer with the report's paper and name, and what draws the pages on it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(clean(report.title))
    printer.setFullPage(True)
    _set_up(printer)
    pages = Pages(report, profile)
    return printer, lambda on: paint(on, pages, on.resolution())


def _set_up(device: QPagedPaintDevice) -> None:
    """A4 up to its edges: the margins are the pages' own."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )


def _described(content: bytes, pages: Pages, report: Report) -> bytes:
    """Qt writes neither bookmarks nor the author and the language."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(content))
    letters = pdf_text.radicals(pages.fonts(), pages.letters())
    for page in writer.pages:
        pdf_text.spell(page, letters)
    writer.add_metadata({"/Author": clean(report.organ)})
    writer.root_object[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    section = None
    for heading in pages.headings:
        parent = section if heading.depth else None
        added = writer.add_outline_item(title=heading.text, page_number=heading.page, parent=parent)
        section = section if heading.depth else added
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _need_application() -> None:
    """Fonts need a Qt application; a command has none, and no screen is needed for it."""
    if QGuiApplication.instance() is None:
        if sys.platform not in ("win32", "darwin"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["nianbao"]))


_kept: list[QGuiApplication] = []
"""Qt's application lives as long as the command."""
