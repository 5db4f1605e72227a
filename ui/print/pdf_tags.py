"""The structure of a PDF: what is drawn says where it begins, and pypdf makes a tree of that.

Qt's writer has no marked content. So a rectangle far outside the page is drawn before each stretch;
in the finished page it is found again, and gives its place to the operators of ISO 32000-1, 14.6.
"""

import codecs
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, Literal

from msgspec import Struct
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject, PdfObject
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.print.structure import Element
from ui.print.typeset import END, POINT, Frame, Line

_OUTSIDE = -9999
_MARK = re.compile(rb"-9999 (\d+) 1 1 re\s+S\s")
_MOST = 8000
"""Elements under one: an array of PDF/A-1 holds 8191 (PDF reference 1.4, table C.1)."""


class Stretch(Struct, frozen=True):
    """What stands together in the stream of a page."""

    items: Sequence[Line | Frame]
    element: Element | None = None
    """What it is read as; none: it is an artifact."""
    artifact: Literal["Layout", "Pagination"] = "Layout"
    traced: bool = False
    """Whether its words are mere shapes."""

    def words(self) -> str:
        """What its lines say."""
        lines = (item.text() for item in self.items if isinstance(item, Line))
        return "".join(lines).replace(END, "")


def stretches(items: Sequence[Line | Frame], unembeddable: Collection[str]) -> list[Stretch]:
    """A page: first the frames of its cells, then its words, in the order of reading.

    A blank line and what stands in a blank cell are nothing, to nobody.

    Args:
        items: all that is drawn on the page.
        unembeddable: the fonts that may not be in the file.
    """
    frames = [item for item in items if isinstance(item, Frame)]
    lines = [item for item in items if isinstance(item, Line) and item.layout.text()]
    found = [Stretch(frames)] if frames else []
    for element, group in groupby(lines, key=lambda line: line.element):
        words = [*group]
        traced = bool(unembeddable) and any(line.fonts() & {*unembeddable} for line in words)
        found.append(Stretch(words, element, "Pagination", traced))
    return found


def draw(painter: QPainter, drawn: Sequence[Stretch]) -> None:
    """The stretches of a page, a mark before each; Qt strokes a hairline in many strokes."""
    painter.setPen(QPen(Qt.GlobalColor.black, POINT))
    for number, stretch in enumerate(drawn):
        painter.drawRect(QRectF(_OUTSIDE, number, 1, 1))
        for item in stretch.items:
            if stretch.traced and isinstance(item, Line):
                item.trace(painter)
            else:
                item.draw(painter)


def tag(
    writer: PdfWriter,
    document: Element,
    drawn: Sequence[Sequence[Stretch]],
    odd: Collection[str] = (),
) -> None:
    """Put marked content on the pages, and the tree that it belongs to into the file.

    Args:
        writer: with the file as Qt wrote it.
        document: the tree.
        drawn: the stretches of each page, as they were drawn.
        odd: letters that cannot be read from what is drawn, or not in their order.
    """
    places: dict[Element, list[tuple[int, int]]] = {}
    for number, (page, stretches_) in enumerate(zip(writer.pages, drawn, strict=True)):
        contents: Any = page["/Contents"]
        contents.set_data(_marked(contents.get_data(), stretches_))
        page[NameObject("/StructParents")] = NumberObject(number)
        for content, stretch in enumerate(each for each in stretches_ if each.element):
            assert stretch.element
            places.setdefault(stretch.element, []).append((number, content))
    root = _Tree(writer, places, _words(drawn, odd)).written(document).indirect_reference
    writer.root_object[NameObject("/StructTreeRoot")] = root
    marked = {NameObject("/Marked"): BooleanObject(True)}
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject(marked)


def _words(drawn: Sequence[Sequence[Stretch]], odd: Collection[str]) -> dict[Element, str]:
    """What is said of each element of which a stretch is mere shapes, or has odd letters.

    It is that of all its stretches, in place of whatever the element holds (ISO 32000-1, 14.9.4).
    """
    stretches_ = [each for page in drawn for each in page]
    words = {
        each.element: ""
        for each in stretches_
        if each.element and (each.traced or (odd and any(c in odd for c in each.words())))
    }
    for each in stretches_:
        if each.element in words:
            words[each.element] += each.words()
    return words


def _marked(content: bytes, drawn: Sequence[Stretch]) -> bytes:
    """A page's stream with operators in place of the marks."""
    before, *parts = _MARK.split(content)
    numbers, parts = [int(number) for number in parts[::2]], parts[1::2]
    assert numbers == [*range(len(drawn))], "Qt writes rectangles in another way"
    contents = count()
    opened = (
        b"/%s <</MCID %d>> BDC\n" % (each.element.tag.encode(), next(contents))
        if each.element
        else b"/Artifact <</Type /%s>> BDC\n" % each.artifact.encode()
        for each in drawn
    )
    return before + b"EMC\n".join(map(b"".join, zip(opened, parts, strict=True))) + b"\nEMC\n"


class _Written(PdfObject):
    """An object as it stands in the file: hundreds of elements take pypdf's own ones too long."""

    def __init__(self) -> None:
        self.content = ""

    def write_to_stream(self, stream: Any, encryption_key: Any = None) -> None:
        stream.write(self.content.encode())


class _Tree:
    """On its way into a file."""

    def __init__(
        self,
        writer: PdfWriter,
        places: Mapping[Element, list[tuple[int, int]]],
        words: Mapping[Element, str],
    ) -> None:
        """Stretches of elements, by page and number; the words of those with mere shapes."""
        self._writer = writer
        self._places, self._words = places, words
        self._pages = [_named(page) for page in writer.pages]
        self._parents: list[list[str]] = [[] for _ in self._pages]
        """The elements of each page, by the numbers of their stretches."""
        for stretches_ in places.values():
            for page, _ in stretches_:
                self._parents[page].append("")

    def written(self, document: Element) -> PdfObject:
        """Its root."""
        root, tree = self._added(), self._added()
        numbers = ""
        top = self._element(document, _named(root))
        for number, parents in enumerate(self._parents):
            of_page = self._added()
            of_page.content = f"[{' '.join(parents)}]"
            numbers += f"{number} {_named(of_page)} "
        tree.content = f"<</Nums [{numbers}]>>"
        root.content = f"<</Type /StructTreeRoot /K {top} /ParentTree {_named(tree)}>>"
        return root

    def _element(self, element: Element, parent: str) -> str:
        """The name of an element that is in the file, and all below it with it."""
        made = self._added()
        name = _named(made)
        places = self._places.get(element, ())
        own = places[0][0] if places else None
        kids = [self._element(child, name) for child in _grouped(element.children)]
        for page, content in places:
            self._parents[page][content] = name
            kids.append(str(content) if page == own else self._elsewhere(page, content))
        said = f"/Type /StructElem /S /{element.tag} /P {parent}"
        said += "" if own is None else f" /Pg {self._pages[own]}"
        said += f" /K [{' '.join(kids)}]" if kids else ""
        made.content = f"<<{said}{_attributes(element)}{_actual(self._words.get(element, ''))}>>"
        return name

    def _elsewhere(self, page: int, content: int) -> str:
        """A stretch that is not on the page where its element begins."""
        return f"<</Type /MCR /Pg {self._pages[page]} /MCID {content}>>"

    def _added(self) -> _Written:
        made = _Written()
        self._writer._add_object(made)  # noqa: SLF001 - pypdf's manual adds objects so
        return made


def _named(made: PdfObject) -> str:
    """How others in the file call it."""
    reference = made.indirect_reference
    assert reference
    return f"{reference.idnum} 0 R"


def _grouped(children: Sequence[Element]) -> Iterator[Element]:
    """Very many are put in divisions."""
    if len(children) <= _MOST:
        yield from children
        return
    for start in range(0, len(children), _MOST):
        yield Element("Div", [*children[start : start + _MOST]])


def _actual(words: str) -> str:
    """ISO 32000-1, 14.9.4."""
    content = codecs.BOM_UTF16_BE + words.encode("utf-16-be", "replace")
    return f" /ActualText <{content.hex()}>" if words else ""


def _attributes(element: Element) -> str:
    """Of a cell of a table: ISO 32000-1, table 349."""
    said = f" /Scope /{element.scope}" if element.scope else ""
    for name, span in (("RowSpan", element.row_span), ("ColSpan", element.column_span)):
        said += f" /{name} {span}" if span > 1 else ""
    return f" /A <</O /Table{said}>>" if said else ""
