"""Two programs that read OFD, what they show of a file, and how far pictures of pages differ."""

import base64
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.app.exporters.readers import MODULES, ROOT, absent, browser, page, pictures, run

WIDE, HIGH = 2090, 2960
"""Of a page, in tenths of a millimetre: the last one is in no picture whole."""
_TENTHS_IN_BROWSER = str(10 / 15.2 * 96)
"""To what it prints as an inch, 96 points, where 15.2 points are a millimetre."""
SQUARE = 50
DARK, SEEN = 128, 250
"""Grey that is ink: of letters and lines; of anything."""


class Shown(NamedTuple):
    texts: list[str]
    """Of each page."""
    pictures: list["Picture"]


class Picture:
    """A page, a byte a tenth of a millimetre: its grey."""

    def __init__(self, image: QImage) -> None:
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        bits, step = bytes(grey.constBits()), grey.bytesPerLine()
        rows = (bits[at : at + grey.width()] for at in range(0, step * grey.height(), step))
        self._grey = b"".join(row.ljust(WIDE, b"\xff")[:WIDE] for row in rows)[: WIDE * HIGH]

    def ink(self, grey: int) -> "Ink":
        table = bytes(each < grey for each in range(256))
        return Ink(int.from_bytes(self._grey.translate(table), "big"))


class Ink:
    """Where something is; one number, a byte to a tenth of a millimetre."""

    def __init__(self, where: int) -> None:
        self.where = where

    def near(self) -> "Ink":
        """And a tenth of a millimetre around."""
        wide = self.where | self.where << 8 | self.where >> 8
        return Ink(wide | wide << 8 * WIDE | wide >> 8 * WIDE)

    def without(self, other: "Ink") -> "Ink":
        return Ink(self.where & ~other.where)

    def size(self) -> int:
        return self.where.bit_count()

    def squares(self) -> Iterator[bool]:
        """Whether there is anything in each whole square of five millimetres."""
        rows = (self.where & (1 << 8 * WIDE * HIGH) - 1).to_bytes(WIDE * HIGH, "big")
        for top, under in pairwise(range(0, HIGH + 1, SQUARE)):
            band = 0
            for row in range(top, under):
                band |= int.from_bytes(rows[row * WIDE : (row + 1) * WIDE], "big")
            line = band.to_bytes(WIDE, "big")
            yield from (1 in line[at:to] for at, to in pairwise(range(0, WIDE + 1, SQUARE)))


class Apart(NamedTuple):
    share: float
    """Of what is ink in either, what is further than a tenth of a millimetre from any in the other."""
    squares: int
    """With ink in one, and none in or beside the other's."""


def apart(ours: Picture, theirs: Picture, grey: int) -> Apart:
    a, b = ours.ink(grey), theirs.ink(grey)
    alone = a.without(b.near()).size() + b.without(a.near()).size()
    pairs = ((a.squares(), b.near().squares()), (b.squares(), a.near().squares()))
    squares = sum(one and not other for pair in pairs for one, other in zip(*pair, strict=True))
    return Apart(alone / max(Ink(a.where | b.where).size(), 1), squares)


class Reader(Struct, frozen=True):
    name: str
    read: Callable[[Path, Path], Shown]
    """A file, a folder to work in -> what it shows."""
    programs: tuple[str, ...]
    files: tuple[Path, ...]

    @property
    def missing(self) -> str:
        return absent(self.programs, self.files)


def of_pdf(file: Path, folder: Path, tenths: str = "254") -> list[Picture]:
    """`tenths`: of a millimetre, to what is an inch in the file."""
    return [Picture(QImage(str(each))) for each in pictures(file, folder, tenths, "-gray")]


def ofd_js(file: Path, folder: Path) -> Shown:
    """In a browser, and printed by it, which needs no window of a size."""
    view = (ROOT / ".ci" / "readers" / "ofd.html").read_text(encoding="utf-8")
    view = view.replace("DOCUMENT", base64.b64encode(file.read_bytes()).decode())
    view = view.replace("node_modules/", f"{MODULES.as_uri()}/")
    texts, pages = folder / "texts.html", folder / "pages.html"
    for each in (texts, pages):
        each.write_text(view.replace("WANTED", each.stem), encoding="utf-8")
    root = page(browser(folder, "--dump-dom", texts))
    assert root.findtext(".//title") == "shown"
    browser(folder, f"--print-to-pdf={folder}/printed.pdf", pages)
    printed = of_pdf(folder / "printed.pdf", folder, _TENTHS_IN_BROWSER)
    return Shown(json.loads(root.find("body").text_content()), printed)


OFD2IMG = ROOT / ".venv-readers" / "bin" / "python"


def ofd2img(file: Path, folder: Path) -> Shown:
    run(OFD2IMG, ROOT / ".ci" / "readers" / "ofd2img_pages.py", file, folder)
    texts = json.loads((folder / "text.json").read_text(encoding="utf-8"))
    images = [QImage(str(folder / f"page-{number}.png")) for number in range(1, len(texts) + 1)]
    how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return Shown(texts, [Picture(image.scaled(2100, 2970, *how)) for image in images])


READERS = (
    Reader("ofd.js", ofd_js, ("chromium", "pdftoppm"), (MODULES / "ofd.js" / "ofd.umd.min.js",)),
    Reader("ofd2img", ofd2img, ("pdftoppm",), (OFD2IMG,)),
)
