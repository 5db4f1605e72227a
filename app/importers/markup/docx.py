"""Word documents (.docx) -> blocks, with tracked changes as if accepted, text boxes and all.

python-docx shows neither insertions, content controls nor text boxes as text, so the document's
own XML is read. Only the text and the numbering are unpacked; entities are not known.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from zipfile import ZipFile

from lxml import etree

from app.files import marks
from app.importers.markup import annotations, ooxml
from app.importers.markup.blocks import Flow
from app.importers.markup.numbering import Numbering
from app.importers.markup.styles import Styles
from app.importers.markup.zips import opened, part
from app.importers.terms.plain import Comment, Document, Paragraph, Unreadable

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
    ]
)
_HEADER = re.compile(r"word/header\d*\.xml")
_MOST_HEADERS = 9
_MOST_NAMES = 100
"""Lines of all heads of pages that are looked at for what the report is called."""
_BESIDE = 1 << 20
"""Bytes of a part beside the text, unpacked; a head of pages takes some thousand."""
_STRUCK_OR_HIDDEN = ("strike", "dstrike", "vanish")
_OFF = frozenset(["0", "false", "off", "none"])
_PICTURES = frozenset(["blip", "imagedata"])
_AS_TEXT = {"tab": "\t", "noBreakHyphen": "-"}
_DAMAGED = "这个 Word 文件已损坏，请用 Word 或 WPS 打开后另存一份再导入"


def read(content: bytes) -> Document:
    """The blocks of a document.

    Raises:
        Unreadable: it is damaged, or far larger than a report can be.
    """
    with opened(content) as archive:
        body, numbers, styles = (
            part(archive, _name_of(kind, archive.namelist()))
            for kind in ("document", "numbering", "styles")
        )
        running = [name for name in archive.namelist() if _HEADER.fullmatch(name)]
        headers = [part(archive, name, _BESIDE) for name in running[:_MOST_HEADERS]]
        about = part(archive, "docProps/core.xml", _BESIDE)
        beside = _beside(archive)
    try:
        names = [*islice(_headers(headers), _MOST_NAMES), _property(about, "title")]
        reader = _Reader(Numbering(numbers), Styles(styles))
        root = ooxml.root(body)
        reader.walk(root)
        told, comments = _told(root, beside)
        author = _property(about, "creator")
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise Unreadable(_DAMAGED) from error
    named = tuple(filter(None, names))
    return Document(reader.flow.finish(), named, told, author=author, comments=comments)


def _told(
    root: etree._Element, beside: dict[str, bytes]
) -> tuple[tuple[str, ...], tuple[Comment, ...]]:
    """What stands beside the text; where that is damaged the text is whole all the same."""
    try:
        return tuple(annotations.told(root, beside)), annotations.comments(root, beside)
    except (etree.XMLSyntaxError, ValueError):
        return ("这份文件的批注、脚注或页眉已损坏，没有取；正文和表格照常读取",), ()


def _beside(archive: ZipFile) -> dict[str, bytes]:
    """The parts that hold what stands beside the text."""
    running = [name for name in archive.namelist() if annotations.RUNNING.fullmatch(name)]
    wanted = (*annotations.PARTS, *running[: 2 * _MOST_HEADERS])
    return {name: part(archive, name, _BESIDE) for name in wanted}


def _name_of(kind: str, names: Sequence[str]) -> str:
    """word/document.xml; what Word writes in a browser is called word/document2.xml."""
    return next((name for name in names if re.fullmatch(rf"word/{kind}\d?\.xml", name)), "")


def _headers(parts: Sequence[bytes]) -> Iterator[str]:
    """The lines above each page."""
    for xml in parts:
        reader = _Reader(Numbering(b""), Styles(b""))
        reader.walk(ooxml.root(xml))
        yield from (block.text for block in reader.flow.finish() if isinstance(block, Paragraph))


def _property(about: bytes, name: str) -> str:
    """What the document's properties say: how it is called, who made it."""
    found = ooxml.child(ooxml.root(about), name) if about else None
    return "" if found is None else found.text or ""


def _chosen(element: etree._Element) -> etree._Element:
    """Of several ways to say the same, the first that has words; it is never said twice."""
    ways = [*element.iterchildren("{*}Choice"), *element.iterchildren("{*}Fallback")]
    worded = (way for way in ways if next(way.iter("{*}t"), None) is not None)
    return next(worded, ways[0] if ways else element)


class _Reader:
    """Walks the elements, known by their local names: strict documents use another namespace."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.flow = Flow()
        self._numbering = numbering
        self._styles = styles
        self._style = ""
        """The name of the paragraph's that is being read."""

    def walk(self, parent: etree._Element) -> None:
        for element in parent.iterchildren(tag=etree.Element):
            name = str(element.tag).rpartition("}")[2]
            if name in _UNSEEN:
                continue
            if name == "t":
                self.flow.text(element.text or "")
            elif name in _AS_TEXT:
                self.flow.text(_AS_TEXT[name])
            elif name == "AlternateContent":
                self.walk(_chosen(element))
            elif name == "bookmarkStart":
                self.flow.mark = marks.of_name(ooxml.attribute(element, "name")) or self.flow.mark
            elif name in _PICTURES:
                self.flow.picture()
            else:
                self._part(name, element)

    def _part(self, name: str, element: etree._Element) -> None:
        if name == "r":
            self._run(element)
        elif name == "p":
            self._paragraph(element)
        elif name in {"br", "cr"}:
            if ooxml.attribute(element, "type") not in {"page", "column"}:
                self.flow.break_line()
        elif name == "txbxContent":
            self.flow.start_aside()
            self.walk(element)
            self.flow.end_aside()
        elif name in {"tbl", "tr", "tc"}:
            self._table_part(name, element)
        elif name != "pPr":
            self.walk(element)

    def _run(self, element: etree._Element) -> None:
        looks = ooxml.child(element, "rPr")
        if any(self._is_on(looks, name) for name in _STRUCK_OR_HIDDEN):
            return
        raised = self._look(looks, "vertAlign")
        self.flow.raised = raised is not None and ooxml.attribute(raised, "val") == "superscript"
        self.walk(element)
        self.flow.raised = False

    def _is_on(self, looks: etree._Element | None, name: str) -> bool:
        mark = self._look(looks, name)
        return mark is not None and ooxml.attribute(mark, "val").lower() not in _OFF

    def _look(self, looks: etree._Element | None, name: str) -> etree._Element | None:
        """A run's own look, else that of its style, else that of its paragraph's."""
        own = ooxml.child(looks, name)
        if own is not None:
            return own
        path = f"{{*}}rPr/{{*}}{name}"
        named = self._styles.first(ooxml.value(looks, "rStyle"), path)
        return self._styles.first(self._style, path) if named is None else named

    def _paragraph(self, element: etree._Element) -> None:
        around = self._style  # of the paragraph that a text box hangs on
        properties = ooxml.child(element, "pPr")
        self._style = ooxml.value(properties, "pStyle") or self._styles.usual
        self.flow.text(self._number(properties))
        self.walk(element)
        if properties is None or properties.find("{*}rPr/{*}del") is None:
            self.flow.end_line(blank=True)  # else it goes on in the next, once that is accepted
            self.flow.mark = ""
            self.flow.settle_asides()
        self._style = around

    def _number(self, properties: etree._Element | None) -> str:
        """A style numbers at the level that its list keeps for it."""
        own = ooxml.child(properties, "numPr")
        list_id = ooxml.value(own, "numId") or self._inherited("numId")
        level = ooxml.value(own, "ilvl")
        level = level or self._numbering.level_of(list_id, self._style) or self._inherited("ilvl")
        return self._numbering.next(list_id, ooxml.number(level, 0, 3))

    def _inherited(self, name: str) -> str:
        found = self._styles.first(self._style, f"{{*}}pPr/{{*}}numPr/{{*}}{name}")
        return "" if found is None else ooxml.attribute(found, "val")

    def _table_part(self, name: str, element: etree._Element) -> None:
        if name == "tbl":
            self.flow.start_table()
            self.walk(element)
            self.flow.end_table()
        elif name == "tc":
            self._cell(element)
        elif element.find("{*}trPr/{*}del") is None:
            before = ooxml.child(element, "trPr")
            self.flow.start_row(ooxml.number(ooxml.value(before, "gridBefore"), 0, 3))
            self.walk(element)

    def _cell(self, element: etree._Element) -> None:
        properties = ooxml.child(element, "tcPr")
        continues = any(
            merge is not None and ooxml.attribute(merge, "val") in {"", "continue"}
            for merge in (ooxml.child(properties, "vMerge"), ooxml.child(properties, "hMerge"))
        )
        columns = ooxml.number(ooxml.value(properties, "gridSpan"), 1, 3)
        self.flow.start_cell(columns, 1, continues=continues)
        self.walk(element)
        self.flow.end_cell()
