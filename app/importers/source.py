"""A file's content -> blocks, by what it is and not by what its name says."""

import re
from collections.abc import Callable
from functools import partial

from app.importers.plain import Document, Unreadable

MAX_BYTES = 64 << 20
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|table|tr|td|p|div|span|h[1-6]|meta|style|br|center|font|frameset|iframe|script|title|article|section|main|form|ul|ol)\b",
    re.IGNORECASE,
)
_ENVELOPE = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
_CONTENT = re.compile(rb"^content-type:\s*(?:multipart|text)/", re.IGNORECASE | re.MULTILINE)
_START = 1 << 16
_NUL = re.compile(rb"\x00")


def read(content: bytes, suffix: str = "") -> Document:
    """The blocks of a file.

    Args:
        content: all of it.
        suffix: of its name, such as `.doc`; only words and .csv depend on it.

    Raises:
        Unreadable: it is none of the kinds that can be read; the sentence says what to do.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("文件太大，不像是一份年报；请只保留年报本身，另存一份再导入")
    if not content.strip():
        raise Unreadable("文件是空的")
    return _reader(content, suffix.lower())(content)


def _reader(content: bytes, suffix: str) -> Callable[[bytes], Document]:
    start = content[:_START]
    if start.startswith(b"PK"):
        return _zipped(content)
    if start.startswith(_OLE) and _WORKBOOK in content:
        return _xls
    for mark, words in _CANNOT.items():
        if start.startswith(mark):
            raise Unreadable(_ole(content, suffix) if mark == _OLE else words)
    if _is_envelope(start):
        return _mht
    if _is_markup(start):
        return _html
    if suffix == ".csv":
        return _csv
    return _text


def _is_envelope(start: bytes) -> bool:
    """A page saved as one file (.mht) or a mail (.eml): lines of headers that say what follows."""
    envelope = _ENVELOPE.match(start.removeprefix(b"\xef\xbb\xbf"))
    return bool(envelope and _CONTENT.search(envelope[0]))


def _is_markup(start: bytes) -> bool:
    return bool(_MARKUP.search(start) or _MARKUP.search(_NUL.sub(b"", start)))


_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The name of the stream in which an old Excel file has its sheets."""
_LOCKED, _TEXT = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
"""The streams of a new file with a password, and of an old Word file."""
_CANNOT = {
    _OLE: "",
    b"%PDF": "PDF 里的表格读不准，不能导入；请找网页或 Word 原稿，"
    "或者用 WPS 把 PDF 转换成 .docx 再导入，导入后逐格核对",
    b"{\\rtf": "这是 RTF 文件，请用 Word 或 WPS 打开，另存为 .docx 再导入",
    b"\x89PNG": "图片里的文字读不出来，请找网页或 Word 原稿",
    b"\xff\xd8\xff": "图片里的文字读不出来，请找网页或 Word 原稿",
    b"GIF8": "图片里的文字读不出来，请找网页或 Word 原稿",
    b"BM": "图片里的文字读不出来，请找网页或 Word 原稿",
    b"II*\x00": "图片里的文字读不出来，请找网页或 Word 原稿",
    b"Rar!": "这是压缩包，请先解压，再导入里面的文件",
    b"7z\xbc\xaf": "这是压缩包，请先解压，再导入里面的文件",
}
"""What a file begins with -> why it cannot be read, and what to do."""


def _ole(content: bytes, suffix: str) -> str:
    """Old binary files, and new ones with a password, begin alike; the names inside differ."""
    if _LOCKED in content:
        return "文件设有密码，请用 WPS 或 Office 打开，取消密码、另存一份再导入"
    if _TEXT not in content and suffix in {".xls", ".xlsx", ".xlsm", ".et"}:
        return "这是旧格式的表格，请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"
    renamed = "（只是名字改成了 .docx）" if suffix == ".docx" else ""
    return f"这是旧格式的文档{renamed}，请用 WPS 或 Word 打开，另存为 .docx 再导入"


def _zipped(content: bytes) -> Callable[[bytes], Document]:
    from app.importers.zips import opened

    with opened(content) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return _docx
    if "xl/workbook.xml" in names:
        return _xlsx
    if "mimetype" in names:
        raise Unreadable("这是 OpenDocument 文件，请用 WPS 或 LibreOffice 另存为 .docx 再导入")
    raise Unreadable("这是压缩包，请先解压，再导入里面的文件")


def _named(module: str, function: str, content: bytes) -> Document:
    """A reader, with the library it needs, is loaded when the first file of its kind comes."""
    from importlib import import_module

    document: Document = getattr(import_module(f"app.importers.{module}"), function)(content)
    return document


_html = partial(_named, "html", "read")
_docx = partial(_named, "docx", "read")
_xlsx = partial(_named, "xlsx", "read")
_xls = partial(_named, "xls", "read")
_mht = partial(_named, "mht", "read")
_text = partial(_named, "text", "read")
_csv = partial(_named, "text", "read_csv")
