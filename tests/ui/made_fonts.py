"""Fonts that are made for a test, and on this computer as long as it needs them."""

from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_uppercase, digits

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from ui.print import truetype


def boxes(name: str, rights: int = 0, weight: int = 400, side: int = 700) -> bytes:
    """A font of squares, with what its maker allows (bits of `fsType`)."""
    square = [[(0, 0, True), (0, side, True), (side, side, True), (side, 0, True)]]
    letters = {ord(letter): n for n, letter in enumerate(f" {digits}{ascii_uppercase}é", 1)}
    glyphs = [truetype.glyph(800, square) for _ in range(len(letters) + 1)]
    font = truetype.written(truetype.Font(name, 1000, 800, 200, rights, glyphs, letters))
    entry = font.index(b"OS/2")
    at = int.from_bytes(font[entry + 8 : entry + 12]) + 4
    return font[:at] + weight.to_bytes(2) + font[at + 2 :]


@contextmanager
def installed(*fonts: bytes) -> Iterator[None]:
    numbers = [QFontDatabase.addApplicationFontFromData(QByteArray(font)) for font in fonts]
    try:
        yield
    finally:
        for number in numbers:
            QFontDatabase.removeApplicationFont(number)
