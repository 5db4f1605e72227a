"""The pages of a report as an OFD file: GB/T 33190-2016. All lengths in it are millimetres.

A page is one layer: what is shaded, then the frames, then the text in the order of reading.
"""

import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count, pairwise

from lxml import etree
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage

from app import __version__
from app.exporters import Document, Unavailable
from app.exporters.flow import clean
from app.files.profiles import Profile
from app.report.report import Report
from ui.print import ofd_text, printing, typeset
from ui.print.ofd_fonts import Fonts, Subset
from ui.print.ofd_text import Letter
from ui.print.pages import Heading, Pages
from ui.print.typeset import DOTS, Frame, Line

NAMESPACE = "http://www.ofdspec.org/2016"
_VERSION = "1.0"
_PAGE = "0 0 210 297"
_MM = 25.4 / DOTS
_OVER, _UNDER = 1.0, 0.5
"""Of its size, how far a letter may reach from its line."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The day of every file inside: on one day the same report is the same bytes."""
_FOLDER, _RESOURCES, _FONTS = "Doc_0", "Res", "PublicRes.xml"


def ofd(report: Report, profile: Profile) -> Document:
    """The file: text as text in its fonts, lines, a bookmark for every heading, title and organ.

    Told are letters that no font has, and fonts that may not be in it.

    Raises:
        Unavailable: this computer has no font for Chinese.
    """
    printing.need_application()
    if not printing.has_chinese():
        raise Unavailable("这台电脑没有中文字体，OFD 里的字会是方框；请装上宋体或仿宋再导出。")
    return _Document(report, Pages(report, profile)).file()


class _Document:
    """One that is being written: its numbers, fonts and colours."""

    def __init__(self, report: Report, pages: Pages) -> None:
        self._report, self._pages = report, pages
        self._numbers = count(1)
        self._fonts = Fonts()
        self._font_ids: dict[Subset, int] = {}
        self._shades: dict[str, int] = {}
        self._page_ids = [self._number() for _ in pages.pages]

    def file(self) -> Document:
        """The pages first: what they need is known after."""
        places = [f"Pages/Page_{n}/Content.xml" for n in range(len(self._page_ids))]
        files = {place: self._page(n) for n, place in enumerate(places)}
        files |= {f"{_RESOURCES}/{shade}.png": _shade(shade) for shade in self._shades}
        embedded = [subset for subset in self._font_ids if subset.face.goes_along]
        files |= {f"{_RESOURCES}/{_file_name(s, self._font_ids[s])}": s.file() for s in embedded}
        files[_FONTS] = self._font_list()
        files |= {"DocumentRes.xml": self._shade_list()} if self._shades else {}
        files["Document.xml"] = self._document(places)
        inside = {f"{_FOLDER}/{name}": content for name, content in files.items()}
        content = _zipped({"OFD.xml": self._entrance(inside), **inside})
        return Document(content, self._fonts.remarks())

    def _number(self) -> int:
        return next(self._numbers)

    def _entrance(self, files: Mapping[str, bytes]) -> bytes:
        root = _root("OFD", Version=_VERSION, DocType="OFD")
        body = _add(root, "DocBody")
        info = _add(body, "DocInfo")
        said = hashlib.sha256(b"".join(files.values())).digest()
        _add(info, "DocID", uuid.UUID(bytes=said[:16], version=4).hex)
        _add(info, "Title", clean(self._report.title))
        _add(info, "Author", clean(self._report.organ))
        _add(info, "CreationDate", date.today().isoformat())  # noqa: DTZ011 - the clerk's day
        _add(info, "Creator", "nianbao")
        _add(info, "CreatorVersion", __version__)
        _add(body, "DocRoot", f"{_FOLDER}/Document.xml")
        return _xml(root)

    def _document(self, places: Sequence[str]) -> bytes:
        root = _root("Document")
        common = _add(root, "CommonData")
        highest = _add(common, "MaxUnitID")
        _add(_add(common, "PageArea"), "PhysicalBox", _PAGE)
        _add(common, "PublicRes", _FONTS)
        if self._shades:
            _add(common, "DocumentRes", "DocumentRes.xml")
        pages = _add(root, "Pages")
        for number, place in zip(self._page_ids, places, strict=True):
            _add(pages, "Page", ID=number, BaseLoc=place)
        if self._pages.headings:
            self._outline(_add(root, "Outlines"))
        highest.text = str(self._number() - 1)
        return _xml(root)

    def _outline(self, root: etree._Element) -> None:
        section = root
        for heading in self._pages.headings:
            added = self._bookmark(section if heading.depth else root, heading)
            section = section if heading.depth else added

    def _bookmark(self, above: etree._Element, heading: Heading) -> etree._Element:
        added = _add(above, "OutlineElem", Title=clean(heading.text))
        goto = _add(_add(_add(added, "Actions"), "Action", Event="CLICK"), "Goto")
        page, top = self._page_ids[heading.page], _mm(heading.top)
        _add(goto, "Dest", Type="XYZ", PageID=page, Left=0, Top=top)
        return added

    def _font_list(self) -> bytes:
        root = _root("Res", BaseLoc=_RESOURCES)
        fonts = _add(root, "Fonts")
        for subset, number in self._font_ids.items():
            names = {"FontName": subset.name, "FamilyName": subset.face.family}
            font = _add(fonts, "Font", ID=number, **names)
            if subset.face.goes_along:
                _add(font, "FontFile", _file_name(subset, number))
        return _xml(root)

    def _shade_list(self) -> bytes:
        root = _root("Res", BaseLoc=_RESOURCES)
        media = _add(root, "MultiMedias")
        for colour, number in self._shades.items():
            item = _add(media, "MultiMedia", ID=number, Type="Image", Format="PNG")
            _add(item, "MediaFile", f"{colour}.png")
        return _xml(root)

    def _page(self, number: int) -> bytes:
        root = _root("Page")
        _add(_add(root, "Area"), "PhysicalBox", _PAGE)
        layer = _add(_add(root, "Content"), "Layer", ID=self._number(), Type="Body")
        items = self._pages.items(number)
        frames = [item for item in items if isinstance(item, Frame)]
        self._add_shades(layer, [frame for frame in frames if frame.fill])
        if frames:
            self._add_path(layer, frames)
        for line in items:
            if isinstance(line, Line):
                for letters in _alike(ofd_text.letters(line, self._fonts)):
                    self._add_text(layer, letters)
        return _xml(root)

    def _add_shades(self, layer: etree._Element, frames: Sequence[Frame]) -> None:
        """A filled path, and under it the same as a picture of one point.

        One reader fills no path (ofd2img), another shows pictures in one size alone (ofd.js).
        """
        for frame in frames:
            left, top, width, height = map(_mm, _box(frame.rectangle))
            if frame.fill not in self._shades:
                self._shades[frame.fill] = self._number()
            _add(
                layer, "ImageObject", ID=self._number(), ResourceID=self._shades[frame.fill],
                Boundary=f"{left} {top} {width} {height}", CTM=f"{width} 0 0 {height} 0 0",
            )  # fmt: skip
        for fill in dict.fromkeys(frame.fill for frame in frames):
            path = self._add_path(layer, [frame for frame in frames if frame.fill == fill])
            path.set("Stroke", "false")
            path.set("Fill", "true")
            colour = " ".join(str(each) for each in bytes.fromhex(fill))
            path.insert(0, _root("FillColor", Value=colour))

    def _add_path(self, layer: etree._Element, frames: Sequence[Frame]) -> etree._Element:
        path = _add(
            layer, "PathObject", ID=self._number(), Boundary=_PAGE,
            LineWidth=_mm(typeset.LINE_WIDTH * typeset.POINT),
        )  # fmt: skip
        _add(path, "AbbreviatedData", " ".join(_around(frame.rectangle) for frame in frames))
        return path

    def _add_text(self, layer: etree._Element, letters: Sequence[Letter]) -> None:
        """Letters of one font and size."""
        first, last = letters[0], letters[-1]
        font = self._font_ids.get(first.font) or self._font_ids.setdefault(
            first.font, self._number()
        )
        left = min(letter.x for letter in letters)
        top = first.y - first.size * _OVER
        width = max(letter.x for letter in letters) - left + last.size
        box = (left, top, width, first.size * (_OVER + _UNDER))
        text = _add(
            layer, "TextObject", ID=self._number(), Font=font, Size=_mm(first.size),
            Boundary=" ".join(map(_mm, box)),
        )  # fmt: skip
        for code in _codes(letters):
            _add_code(text, code, _rounded(left), _rounded(top))


def _add_code(text: etree._Element, letters: Sequence[Letter], left: float, top: float) -> None:
    """Each letter stands where the one before it does, and so much further."""
    places = [_rounded(letter.x) for letter in letters]
    x, y = (f"{at:.3f}" for at in (places[0] - left, _rounded(letters[0].y) - top))
    further = " ".join(f"{there - here:.3f}" for here, there in pairwise(places))
    words = "".join(letter.text for letter in letters)
    _add(text, "TextCode", words, X=x, Y=y, **({"DeltaX": further} if further else {}))


def _alike(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Stretches of one font, one size and one line."""
    stretch: list[Letter] = []
    for letter in letters:
        if stretch and (letter.font, letter.size, letter.y) != (
            stretch[0].font, stretch[0].size, stretch[0].y,
        ):  # fmt: skip
            yield stretch
            stretch = []
        stretch.append(letter)
    if stretch:
        yield stretch


def _codes(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Stretches that readers of all sorts count alike.

    Of blanks before words some lose the first; a letter beyond U+FFFF is two to others.
    """
    stretch: list[Letter] = []
    for letter in letters:
        if stretch and (_is_beyond(letter) or _is_beyond(stretch[-1]) or (
            stretch[0].text.isspace() and not letter.text.isspace()
        )):  # fmt: skip
            yield stretch
            stretch = []
        stretch.append(letter)
    yield stretch


def _is_beyond(letter: Letter) -> bool:
    return ord(letter.text) > ofd_text.PLANE


def _around(rectangle: QRectF) -> str:
    left, top, right, bottom = (_mm(side) for side in _sides(rectangle))
    return f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C"


def _sides(rectangle: QRectF) -> tuple[float, float, float, float]:
    return rectangle.left(), rectangle.top(), rectangle.right(), rectangle.bottom()


def _box(rectangle: QRectF) -> tuple[float, float, float, float]:
    return rectangle.left(), rectangle.top(), rectangle.width(), rectangle.height()


def _rounded(dots: float) -> float:
    return round(dots * _MM, 3)


def _mm(dots: float) -> str:
    return f"{dots * _MM:.3f}"


def _shade(colour: str) -> bytes:
    """A picture of one point."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(f"#{colour}"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _file_name(subset: Subset, number: int) -> str:
    """The font's own name, by which ofd2img knows it, where that is in letters of every program."""
    return f"{subset.name if subset.name.isascii() else f'Font{number}'}.ttf"


def _root(name: str, **attributes: object) -> etree._Element:
    """With the prefix that readers look for."""
    return _told(etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={"ofd": NAMESPACE}), attributes)


def _add(above: etree._Element, name: str, text: str = "", **attributes: object) -> etree._Element:
    added = _told(etree.SubElement(above, f"{{{NAMESPACE}}}{name}"), attributes)
    added.text = text or None
    return added


def _told(element: etree._Element, attributes: Mapping[str, object]) -> etree._Element:
    for key, value in attributes.items():
        element.set(key, str(value))
    return element


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            packed.writestr(entry, content)
    return file.getvalue()
