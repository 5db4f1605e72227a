"""The text inside a PDF, as it is found and copied.

A font may draw the radical ⼀ and the character 一 with one glyph. Qt then writes down the radical,
which comes first in Unicode, and nobody finds the word in the file.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

_RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
_CODE = re.compile(rb"<([0-9A-F]{4})>")


def radicals(fonts: Iterable[QFont], letters: str) -> dict[int, int]:
    """The radicals that share their glyph with one of the letters, and that letter."""
    written = "".join(letter for letter in letters if letter not in _RADICALS)
    found: dict[int, int] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
        glyphs = raw.glyphIndexesForString(_RADICALS)
        radical_of = {glyph: ord(r) for glyph, r in zip(glyphs, _RADICALS, strict=True) if glyph}
        for letter, glyph in zip(written, raw.glyphIndexesForString(written), strict=True):
            if glyph in radical_of:
                found[radical_of[glyph]] = ord(letter)
    return found


def spell(page: Any, letters: Mapping[int, int]) -> None:
    """Put letters in place of radicals where the fonts of a page say what their glyphs mean."""
    for font in page["/Resources"].get("/Font", {}).values():
        meaning = font.get_object()["/ToUnicode"].get_object()
        meaning.set_data(_CODE.sub(lambda code: _spelt(code, letters), meaning.get_data()))


def _spelt(code: re.Match[bytes], letters: Mapping[int, int]) -> bytes:
    """Glyphs of one document are numbered from 1, far below any radical."""
    value = int(code[1], 16)
    return b"<%04X>" % letters.get(value, value)
