"""Text of unknown encoding, as files from Chinese offices have it."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([-\w]+)""", re.IGNORECASE)
_START = 4096
_NO_LETTERS = [chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b"]
_SURE = ("utf-8", "gb18030", "big5")
"""GB18030 contains GB2312 and GBK, and pages that say these use what only it has."""


def decode(content: bytes, charset: str = "") -> str:
    """The text of a file, which may be cut off in the middle of a character.

    UTF-8 is tried first, for nothing else reads as UTF-8 by chance, while a page that is UTF-8 and
    calls itself GB2312 is common; then what the file says of itself, then what is usual.

    Args:
        content: the file.
        charset: what its envelope says, where it has one.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if unmarked := _utf_16(content[:_START]):
        return content.decode(unmarked, "replace")
    declared = _DECLARED.search(content, 0, _START)
    said = charset or (declared[1].decode("ascii") if declared else "")
    last = ("big5", "gb18030") if said.lower().startswith("big5") else ("gb18030", "big5")
    for encoding in ("utf-8", *last):
        text = _decoded(content, encoding)
        if text is not None:
            return text
    return min((content.decode(e, "replace") for e in _SURE), key=lambda text: text.count("\ufffd"))


def is_text(start: bytes) -> bool:
    """Whether a file that begins so can be text at all."""
    text = decode(start)
    return len(text) > 32 * sum(map(text.count, _NO_LETTERS))


def _utf_16(start: bytes) -> str:
    """By the empty halves of Latin letters and digits, where there is no mark."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 8 < len(start):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return None
