"""Saved web archives (.mht, .mhtml) and mails (.eml): the page inside the envelope."""

import email
import email.message
import email.policy
from collections.abc import Callable, Iterator

from app.importers.markup import html
from app.importers.terms.plain import Document, PlainTable, Unreadable


def read(content: bytes, plain: Callable[[bytes], Document]) -> Document:
    """The blocks of the page in the archive; of several, as frames make them, of the fullest.

    Args:
        content: all of the file.
        plain: what reads a part that is plain text.

    Raises:
        Unreadable: there is none.
    """
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    pages = list(_pages(message, plain))
    if not pages:
        raise Unreadable("这个网页文件里没有网页，请在浏览器里另存为“网页，仅 HTML”再导入")
    return max(pages, key=_fullness)


def _pages(
    message: email.message.Message, plain: Callable[[bytes], Document]
) -> Iterator[Document]:
    for part in message.walk():
        kind, inside = part.get_content_type(), part.get_payload(decode=True)
        if not isinstance(inside, bytes) or not inside.strip():
            continue
        if kind == "text/html":
            yield html.read(inside, str(part.get_content_charset() or ""))
        elif kind == "text/plain":
            yield plain(inside)


def _fullness(page: Document) -> tuple[int, int]:
    tables = (block for block in page.blocks if isinstance(block, PlainTable))
    return sum(len(table.cells) for table in tables), len(page.blocks)
