"""What the fonts of this computer make of a PDF: letters that none has, what stands in for what."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from pypdf import PdfWriter
from pypdf.generic import NameObject
from PySide6.QtGui import QFontInfo, QRawFont

from app.files import profiles
from ui.print import printing, quoted, truetype
from ui.print.typeset import Line, Style, font_of, is_box

_BOX = re.compile(rb"<(?:[0-9A-F]{4})*0000(?:[0-9A-F]{4})*> Tj", re.IGNORECASE)
_NO_ARCHIVE = "因此是带标签的普通 PDF，不是存档用的 PDF/A"


class Remarks(Struct, frozen=True):
    """Sentences for a clerk."""

    lost: list[str]
    """Why the file is no PDF/A; where it is one, none."""
    instead: list[str]
    """Which fonts stand in for others."""


def remarks(styles: Sequence[Style], missing: Sequence[str], forbidden: Sequence[str]) -> Remarks:
    """What is to be told of a file.

    Args:
        styles: of all that is drawn.
        missing: the letters that no font has.
        forbidden: the fonts that may not be in the file.
    """
    lost = []
    if missing and not printing.has_chinese():
        lost.append(
            f"这台电脑没有中文字体，PDF 里的字是空框，{_NO_ARCHIVE}。请装上宋体或仿宋再导出。"
        )
    elif missing:
        lost.append(quoted.missing(missing, f"PDF 里是空框，{_NO_ARCHIVE}"))
    if forbidden:
        drawn = f"它的字在 PDF 里画成了图形，{_NO_ARCHIVE}"
        lost.append(quoted.forbidden(forbidden, drawn))
    return Remarks(lost, [*_instead(styles)])


def name_subsets(writer: PdfWriter) -> None:
    """Call each font what its descriptor calls it (ISO 32000-1, 9.6.4): Qt leaves the tag out."""
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            (below,) = font.get_object()["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"].get_object()
            for named in (font.get_object(), below.get_object()):
                named[NameObject("/BaseFont")] = NameObject(descriptor["/FontName"])


def of_lines(lines: Iterable[Line]) -> list[QRawFont]:
    """All that lines are drawn with.

    Also what was not asked for, and has a letter that the others have not, and boxes.
    """
    fonts: list[QRawFont] = []
    for line in lines:
        fonts += [font for font in line.raw_fonts() if font not in fonts]
    return fonts


def forbidden(fonts: Iterable[QRawFont]) -> list[str]:
    """The families whose makers do not let them into a file."""
    named = (font for font in fonts if not (is_box(font) or _may_be_embedded(font)))
    return sorted({font.familyName() for font in named})


def _may_be_embedded(font: QRawFont) -> bool:
    return truetype.may_be_embedded(truetype.rights(font.fontTable("OS/2").data()))


def has_boxes(writer: PdfWriter, fonts: Iterable[QRawFont]) -> bool:
    """Whether something is drawn with the glyph of what a font has not, or with boxes."""
    if any(map(is_box, fonts)):
        return True
    contents: list[Any] = [page["/Contents"] for page in writer.pages]
    return any(_BOX.search(content.get_data()) for content in contents)


def _instead(styles: Sequence[Style]) -> Iterable[str]:
    """A sentence for each font that stands in for others."""
    wanted = {style.font: font_of(style) for style in styles}
    wanted |= {style.latin: font_of(style, latin=True) for style in styles}
    used: dict[str, list[str]] = {}
    for name, font in wanted.items():
        family = QFontInfo(font).family()
        if family not in profiles.names(name):
            used.setdefault(family, []).append(name)
    for family, names in used.items():
        yield f"这台电脑没有字体{quoted.listed(names, '种字体')}，PDF 里用的是“{family}”。"
