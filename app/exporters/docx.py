"""A report -> a Word document.

The templates say in Word's own words what stands in it; python-docx keeps the package together.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.section import Section

from app.exporters import packing
from app.exporters.flow import clean
from app.exporters.options import PLAIN, Options
from app.exporters.templates import fill
from app.files import marks
from app.report.report import Report

_NEEDED = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.FONT_TABLE}
"""Of what python-docx begins a document with; the rest would be ballast."""
_OF_THE_FILE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def render(report: Report, options: Options = PLAIN) -> bytes:
    """The document. It names the organ as its author, and no one else."""

    def part(name: str) -> str:
        return fill(f"docx/{name}.xml.j2", report, options)

    return packed(part("body"), part, report.title, report.organ)


def packed(body: str, part: Callable[[str], str], title: str, author: str) -> bytes:
    """A Word file.

    Args:
        body: what stands in it, in Word's own words.
        part: the same of its styles, settings, footer and fonts, each by its name.
        title: what its properties call it.
        author: whom they name.
    """
    document = Document()
    _drop_ballast(document)
    _take(document.element.body, parse_xml(body))
    _take(document.styles.element, parse_xml(part("styles")))
    _take(document.settings.element, parse_xml(part("settings")))
    _number_pages(document.sections[0], parse_xml(part("footer")))
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = part("fonts").encode()  # noqa: SLF001
    _name(document, title, author)
    return packing.saved(document.save)


def _take(old: Any, new: Any) -> None:
    """The children of `new` in place of those of `old`."""
    for child in list(old):
        old.remove(child)
    old.extend(list(new))


def _drop_ballast(document: WordDocument) -> None:
    """A thumbnail, another program's name, twice 150 styles."""
    package = document.part.package
    assert package is not None
    for rels, needed in ((document.part.rels, _NEEDED), (package.rels, _OF_THE_FILE)):
        for key in [key for key, rel in rels.items() if rel.reltype not in needed]:
            del rels[key]


def _number_pages(section: Section, footers: Any) -> None:
    """Outside: at the right on odd pages, at the left on even ones."""
    odd, even = footers
    for footer, paragraph in ((section.footer, odd), (section.even_page_footer, even)):
        footer.is_linked_to_previous = False
        _take(footer._element, [paragraph])  # noqa: SLF001


def _name(document: WordDocument, title: str, author: str) -> None:
    properties = document.core_properties
    properties.title = clean(title)[: marks.LONGEST]
    properties.author = properties.last_modified_by = clean(author)[: marks.LONGEST]
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
