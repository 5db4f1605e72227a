"""What stands in an OFD file, read with Python's own libraries alone."""

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

NAMES = {"ofd": "http://www.ofdspec.org/2016"}
MM = 25.4 / 1200
"""A dot, as the pages count."""


class Letter(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    font: str
    """Its number in the document."""


class Read:
    """The files inside and what they say; lengths are millimetres."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
        self.trees = {
            name: etree.fromstring(file)
            for name, file in self.files.items()
            if name.endswith(".xml")
        }

    def find(self, name: str, path: str) -> list:
        return self.trees[name].xpath(path, namespaces=NAMES)

    def said(self, name: str) -> str:
        """Of the document: its title, author..."""
        (found,) = self.find("OFD.xml", f"//ofd:DocInfo/ofd:{name}/text()")
        return found

    def pages(self) -> list[str]:
        return [f"Doc_0/{at}" for at in self.find("Doc_0/Document.xml", "//ofd:Page/@BaseLoc")]

    def text(self) -> str:
        return "".join(letter.text for page in self.pages() for letter in self.letters(page))

    def letters(self, page: str) -> Iterator[Letter]:
        """As a reader places them: each so much further than the one before it."""
        for text in self.find(page, "//ofd:TextObject"):
            left, top, *_ = map(float, text.get("Boundary").split())
            for code in text.findall("ofd:TextCode", NAMES):
                x, y = left + float(code.get("X")), top + float(code.get("Y"))
                further = [float(each) for each in (code.get("DeltaX") or "").split()]
                assert len(further) == len(code.text) - 1
                for letter, way in zip(code.text, [0.0, *further], strict=True):
                    x += way
                    yield Letter(letter, x, y, float(text.get("Size")), text.get("Font"))

    def fonts(self) -> dict[str, tuple[str, bytes | None]]:
        """Of each number, family and file."""
        found = self.find("Doc_0/PublicRes.xml", "//ofd:Font")
        files = {font.get("ID"): font.findtext("ofd:FontFile", None, NAMES) for font in found}
        return {
            font.get("ID"): (
                font.get("FamilyName"),
                self.files.get(f"Doc_0/Res/{files[font.get('ID')]}"),
            )
            for font in found
        }
