"""Word documents (.docx) -> blocks, with tracked changes as if accepted, text boxes and all.

python-docx shows neither insertions, content controls nor text boxes as text, so the document's
own XML is read. Only the text and the numbering are unpacked; entities are not known.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from app.importers import ooxml
from app.importers.flow import Flow
from app.importers.numbering import Numbering
from app.importers.plain import Document, Paragraph, Unreadable
from app.importers.zips import opened, part

_UNSEEN = frozenset(
    [
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "rt",
        "Fallback",
    ]
)
_HEADER = re.compile(r"word/header\d*\.xml")
_MOST_HEADERS = 9
_STRUCK_OR_HIDDEN = ("strike", "dstrike", "vanish")
_OFF = frozenset(["0", "false", "off", "none"])
_AS_TEXT = {"tab": "\t", "noBreakHyphen": "-"}
_DAMAGED = "这个 Word 文件已损坏，请用 Word 或 WPS 打开后另存一份再导入"


def read(content: bytes) -> Document:
    """The blocks of a document.

    Raises:
        Unreadable: it is damaged, or far larger than a report can be.
    """
    with opened(content) as archive:
        body = part(archive, "word/document.xml")
        numbers = part(archive, "word/numbering.xml")
        headers = [part(archive, name) for name in archive.namelist() if _HEADER.fullmatch(name)]
        about = part(archive, "docProps/core.xml")
    try:
        names = [*_headers(headers), _title(about)]
        reader = _Reader(Numbering(numbers))
        reader.walk(ooxml.root(body))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    return Document(reader.flow.finish(), tuple(filter(None, names)))


def _headers(parts: Sequence[bytes]) -> Iterator[str]:
    """The lines above each page."""
    for xml in parts[:_MOST_HEADERS]:
        reader = _Reader(Numbering(b""))
        reader.walk(ooxml.root(xml))
        yield from (block.text for block in reader.flow.finish() if isinstance(block, Paragraph))


def _title(about: bytes) -> str:
    """What the document's properties call it."""
    title = ooxml.child(ooxml.root(about), "title") if about else None
    return "" if title is None else title.text or ""


class _Reader:
    """Walks the elements, known by their local names: strict documents use another namespace."""

    def __init__(self, numbering: Numbering) -> None:
        self.flow = Flow()
        self._numbering = numbering

    def walk(self, parent: etree._Element) -> None:
        for element in parent.iterchildren(tag=etree.Element):
            name = str(element.tag).rpartition("}")[2]
            if name in _UNSEEN:
                continue
            if name == "t":
                self.flow.text(element.text or "")
            elif name in _AS_TEXT:
                self.flow.text(_AS_TEXT[name])
            else:
                self._part(name, element)

    def _part(self, name: str, element: etree._Element) -> None:
        if name == "r":
            self._run(element)
        elif name == "p":
            self._paragraph(element)
        elif name in {"br", "cr"}:
            if ooxml.attribute(element, "type") not in {"page", "column"}:
                self.flow.end_line(blank=True)
        elif name == "txbxContent":
            self.flow.start_aside()
            self.walk(element)
            self.flow.end_aside()
        elif name in {"tbl", "tr", "tc"}:
            self._table_part(name, element)
        elif name != "pPr":
            self.walk(element)

    def _run(self, element: etree._Element) -> None:
        looks = element.find("{*}rPr")
        if any(_is_on(looks, name) for name in _STRUCK_OR_HIDDEN):
            return
        self.flow.raised = ooxml.value(looks, "vertAlign") == "superscript"
        self.walk(element)
        self.flow.raised = False

    def _paragraph(self, element: etree._Element) -> None:
        self.flow.text(self._number(element))
        self.walk(element)
        self.flow.end_line(blank=True)

    def _number(self, paragraph: etree._Element) -> str:
        numbered = paragraph.find("{*}pPr/{*}numPr")
        if numbered is None:
            return ""
        level = ooxml.value(numbered, "ilvl")
        return self._numbering.next(ooxml.value(numbered, "numId"), ooxml.number(level, 0, 3))

    def _table_part(self, name: str, element: etree._Element) -> None:
        if name == "tbl":
            self.flow.start_table()
            self.walk(element)
            self.flow.end_table()
        elif name == "tc":
            self._cell(element)
        elif element.find("{*}trPr/{*}del") is None:
            before = element.find("{*}trPr")
            self.flow.start_row(ooxml.number(ooxml.value(before, "gridBefore"), 0, 3))
            self.walk(element)

    def _cell(self, element: etree._Element) -> None:
        properties = element.find("{*}tcPr")
        continues = any(
            merge is not None and ooxml.attribute(merge, "val") in {"", "continue"}
            for merge in (ooxml.child(properties, "vMerge"), ooxml.child(properties, "hMerge"))
        )
        columns = ooxml.number(ooxml.value(properties, "gridSpan"), 1, 3)
        self.flow.start_cell(columns, 1, continues=continues)
        self.walk(element)
        self.flow.end_cell()


def _is_on(looks: etree._Element | None, name: str) -> bool:
    mark = ooxml.child(looks, name)
    return mark is not None and ooxml.attribute(mark, "val").lower() not in _OFF
