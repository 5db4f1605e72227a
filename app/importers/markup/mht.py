"""Saved web archives (.mht, .mhtml) and mails (.eml): the page inside the envelope."""

import email
import email.message
import email.policy
from collections.abc import Callable, Iterator
from typing import Any

from app.importers.markup import html
from app.importers.terms.plain import TOO_MUCH, Document, PlainTable, Room, Unreadable

_MOST_LINES = 300_000
"""Of a file of the size that is read, with pictures in it; each line is held apart."""
_DEEPEST = 10
"""Envelopes within envelopes; a browser writes one, a mail that was forwarded a few."""
_MOST_PARTS = 2000
"""Pages, pictures, styles."""
_MOST_SAID = 20
"""What one header says of its part, by semicolons; `email` looks at all the rest for each."""


def read(content: bytes, plain: Callable[[bytes], Document]) -> Document:
    """The blocks of the page in the archive; of several, as frames make them, of the fullest.

    Args:
        content: all of the file.
        plain: what reads a part that is plain text.

    Raises:
        Unreadable: there is none, or it holds far more than a report.
    """
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.count(b"\n") + content.count(b"\r") > 2 * _MOST_LINES:
        raise Unreadable(TOO_MUCH)
    policy = email.policy.compat32.clone(message_factory=_Part)
    message = email.message_from_bytes(content, policy=policy)
    fullest = max(_pages(message, plain), key=_fullness, default=None)
    if fullest is None:
        raise Unreadable("这个网页文件里没有网页，请在浏览器里另存为“网页，仅 HTML”再导入")
    return fullest


class _Part(email.message.Message):
    """A part of a mail that knows how deep it lies, so that none can be too deep."""

    depth = 0

    def set_raw(self, name: str, value: Any) -> None:
        super().set_raw(name, value)
        if name.lower().startswith("content-") and value.count(";") > _MOST_SAID:
            raise Unreadable(TOO_MUCH)

    def attach(self, payload: Any) -> None:
        super().attach(payload)
        payload.depth = self.depth + 1
        if payload.depth > _DEEPEST or len(self.get_payload()) > _MOST_PARTS:
            raise Unreadable(TOO_MUCH)


def _pages(
    message: email.message.Message, plain: Callable[[bytes], Document]
) -> Iterator[Document]:
    room = Room()
    for part in message.walk():
        kind, inside = part.get_content_type(), part.get_payload(decode=True)
        if not isinstance(inside, bytes) or not inside.strip():
            continue
        if kind == "text/html":
            yield html.read(inside, str(part.get_content_charset() or ""), room)
        elif kind == "text/plain":
            room.take(inside.count(b"\n") + 1, len(inside))
            yield plain(inside)


def _fullness(page: Document) -> tuple[int, int]:
    tables = (block for block in page.blocks if isinstance(block, PlainTable))
    return sum(len(table.cells) for table in tables), len(page.blocks)
