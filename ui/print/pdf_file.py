"""The PDF of a report: Qt draws the pages, pypdf finishes the file.

PDF/A-1b (ISO 19005-1) with a structure tree; where the fonts here do not allow it, a tagged PDF
that does not claim to be one.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import Fit, NameObject, TextStringObject
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, qVersion
from PySide6.QtGui import QFont, QFontInfo, QPagedPaintDevice, QPainter, QPdfWriter

from app.exporters import Document, Unavailable
from app.exporters.flow import clean
from app.files.profiles import Profile
from app.report.report import Report
from ui.print import pdf_fonts, pdf_tags, pdf_text, printing
from ui.print.pages import Heading, Pages
from ui.print.pdf_fonts import Remarks
from ui.print.pdf_metadata import LANGUAGE, Metadata
from ui.print.pdf_tags import Stretch
from ui.print.typeset import DOTS, POINT, Line

_VERSION = "%PDF-1.4"
"""The one that PDF/A-1 is made of."""


def pdf(report: Report, profile: Profile) -> Document:
    """The file, and why it is no PDF/A where it is none.

    Raises:
        Unavailable: this computer has no font at all, and nothing would stand on the pages.
    """
    printing.need_application()
    if not QFontInfo(QFont()).family():
        raise Unavailable("这台电脑没有任何字体，PDF 里会没有字；请装上宋体或仿宋再导出。")
    pages = Pages(report, profile)
    items = [pages.items(number) for number in range(len(pages.pages))]
    lines = (item for page in items for item in page if isinstance(item, Line))
    fonts = pdf_fonts.of_lines(lines)
    forbidden = pdf_fonts.forbidden(fonts)
    drawn = [pdf_tags.stretches(page, forbidden) for page in items]
    writer = PdfWriter(clone_from=io.BytesIO(_drawn(drawn)))
    writer.pdf_header = _VERSION
    missing = pages.missing() if forbidden or pdf_fonts.has_boxes(writer, fonts) else []
    _spell(writer, pages, drawn)
    _without_ink(writer)
    pdf_fonts.name_subsets(writer)
    remarks = pdf_fonts.remarks(pages.styles(), missing, forbidden)
    from_right = filter(pdf_text.is_from_right, pages.letters())
    pdf_tags.tag(writer, pages.document, drawn, {*missing, *from_right})
    _describe(writer, report, remarks)
    _add_bookmarks(writer, pages.headings)
    file = io.BytesIO()
    writer.write(file)
    return Document(file.getvalue(), remarks.lost)


def _drawn(drawn: Sequence[Sequence[Stretch]]) -> bytes:
    """The file as Qt writes it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    device.setResolution(DOTS)
    printing.set_up(device)
    with QPainter(device) as painter:
        for number, stretches in enumerate(drawn):
            if number:
                device.newPage()
            pdf_tags.draw(painter, stretches)
    buffer.close()
    return bytes(content.data())


def _spell(writer: PdfWriter, pages: Pages, drawn: Sequence[Sequence[Stretch]]) -> None:
    """Text that is found and copied as it was written."""
    letters = pages.letters()
    meant = pdf_text.radicals(pages.fonts(), letters) | pdf_text.dashes(letters)
    meant |= pdf_text.shapes(letters)
    glyphs = [pdf_text.glyphs(stretches) for stretches in drawn]
    blanks = [pages.blanks(number) for number in range(len(pages.pages))]
    pdf_text.spell(writer, meant, glyphs, blanks)


def _describe(writer: PdfWriter, report: Report, remarks: Remarks) -> None:
    """Title, organ, language, and which fonts stand in for others."""
    root: Any = writer.root_object
    metadata = Metadata(
        title=clean(report.title) or report.form.name,
        author=clean(report.organ),
        subject="".join((*remarks.lost, *remarks.instead)),
        producer=f"Qt {qVersion()}",
        made=datetime.now().astimezone(),
    )
    writer.metadata = metadata.info()
    root["/Metadata"].get_object().set_data(metadata.xmp(archival=not remarks.lost))
    root[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    preferences: Any = writer.create_viewer_preferences()
    preferences.display_doctitle = True
    if remarks.lost:
        del root["/OutputIntents"]


def _without_ink(writer: PdfWriter) -> None:
    """Of the names for colours that Qt gives each page, those of print shops are used by none.

    Beside screen colours PDF/A-1 forbids them (ISO 19005-1, 6.2.3.3); PDFBox minds the names too.
    """
    for page in writer.pages:
        resources: Any = page["/Resources"]
        spaces = resources["/ColorSpace"]
        for name in [name for name in spaces if name.endswith("cmyk")]:
            del spaces[name]


def _add_bookmarks(writer: PdfWriter, headings: Sequence[Heading]) -> None:
    """Each leads to its heading; how large the page is seen then stays."""
    section = None
    for heading in headings:
        parent = section if heading.depth else None
        height = float(writer.pages[heading.page].mediabox.height)
        there = Fit.xyz(left=0, top=round(height - heading.top / POINT, 1))
        added = writer.add_outline_item(
            title=heading.text, page_number=heading.page, parent=parent, fit=there
        )
        section = section if heading.depth else added
