"""Saved web archives (.mht, .mhtml): the page inside the envelope."""

import email
import email.message
import email.policy

from app.importers import html
from app.importers.plain import Document, Unreadable


def read(content: bytes) -> Document:
    """The blocks of the first page in the archive.

    Raises:
        Unreadable: there is none.
    """
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return html.read(page, _charset(part))
    raise Unreadable("这个网页文件里没有网页，请在浏览器里另存为“网页，仅 HTML”再导入")


def _charset(part: email.message.Message) -> str:
    return str(part.get_content_charset() or "")
