"""Places in a text: Python counts characters, Qt's boxes UTF-16 units of what they can show."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextCursor, QTextDocument

_SHOWN = str.maketrans({"\xa0": " ", **dict.fromkeys("\r\u2028\u2029\ufdd0\ufdd1", "\n")})
_HALF = re.compile("[\ud800-\udfff]")
_NOT_SHOWN = re.compile("[\xa0\r\u2028\u2029\ufdd0\ufdd1\ud800-\udfff]")


def in_box(text: str) -> str:
    """A text as Qt's box shows it: it knows one kind of line end, and no half characters."""
    if not _NOT_SHOWN.search(text):
        return text
    return _HALF.sub("\ufffd", text.replace("\r\n", "\n").translate(_SHOWN))


def utf16(text: str) -> int:
    """Qt counts UTF-16 units, Python counts characters: rare characters are two units."""
    return len(text.encode("utf-16-le")) // 2


def before(shown: str, position: int) -> str:
    """What stands in a box before one of Qt's positions."""
    return shown.encode("utf-16-le")[: 2 * position].decode("utf-16-le")


def cursors(
    document: QTextDocument, text: str, places: Iterable[tuple[int, int]]
) -> Iterator[QTextCursor]:
    """Stretches of a text in the document that shows it."""
    same = not _NOT_SHOWN.search(text) and utf16(text) == len(text)
    for place in places:
        start, end = (min(at, len(text)) if same else utf16(in_box(text[:at])) for at in place)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        yield cursor
