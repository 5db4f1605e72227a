"""A file's content -> blocks, by what it is and not by what its name says."""

import re
from collections.abc import Callable
from functools import partial

from app.importers.markup.encoding import is_text
from app.importers.terms.plain import TOO_LARGE, Document, PlainTable, Unreadable

MAX_BYTES = 64 << 20
"""Of a file, pictures and all: of a zipped one only the words are unpacked."""
_MAX_PAGE, _MAX_TEXT = 16 << 20, 4 << 20
"""Of a page, which may hold its pictures as words; of a text."""
_MARKUP = re.compile(
    rb"""< (?: !doctype|html|head|body|table|tr|td|p|div|span|h[1-6]|meta|style|br|center|font
      | frameset|iframe|script|title|article|section|main|form|ul|ol ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_ENVELOPE = re.compile(
    rb"\A\s* (?: [\w-]+: [^\n]*\n (?: [ \t][^\n]*\n )* )+", re.ASCII | re.VERBOSE
)
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
        raise Unreadable(TOO_LARGE)
    if not content.strip():
        raise Unreadable("文件是空的")
    return _reader(content, suffix.lower())(content)


def list_in(content: bytes) -> PlainTable:
    """The first sheet of a workbook (.xlsx), as a list that may be far longer than a report.

    Raises:
        Unreadable: it is none.
    """
    from app.importers.markup import long_list

    return long_list.table(content)


def _reader(content: bytes, suffix: str) -> Callable[[bytes], Document]:
    start = content[:_START]
    if start.startswith(b"PK"):
        return _zipped(content)
    if start.startswith(_OLE) and _WORKBOOK in content:
        return _xls
    _refuse(content, start, suffix)
    return _of_characters(content, start, suffix)


def _of_characters(content: bytes, start: bytes, suffix: str) -> Callable[[bytes], Document]:
    if len(content) > _MAX_PAGE:
        raise Unreadable(TOO_LARGE)
    if _is_envelope(start):
        return _mht
    if _is_markup(start) and not _is_marked_text(start):
        return _html
    _must_be_text(content, start)
    return _csv if suffix == ".csv" else _text


def _must_be_text(content: bytes, start: bytes) -> None:
    """Raises `Unreadable` for what is none, or far more than a report has."""
    if not is_text(start):
        raise Unreadable(
            "这不是能读的文件；可以导入网页（.html、.mht）、.docx、.xlsx、.xls、.csv 或纯文本"
        )
    if len(content) > _MAX_TEXT:
        raise Unreadable(TOO_LARGE)


def _refuse(content: bytes, start: bytes, suffix: str) -> None:
    """Raises `Unreadable` for what is known and cannot be read."""
    for mark, words in _CANNOT.items():
        if start.startswith(mark):
            raise Unreadable(_ole(content, suffix) if mark == _OLE else words)
    if _PDF in start[:_JUNK]:
        raise Unreadable(_CANNOT[_PDF])
    if saved := _SAVED_AS_XML.search(start[:_JUNK]):
        raise Unreadable(f"这是 Office 2003 的 XML 文件，{_SAVE_AS[saved[1]]}")


def _is_envelope(start: bytes) -> bool:
    """A page saved as one file (.mht) or a mail (.eml): lines of headers that say what follows."""
    envelope = _ENVELOPE.match(start.removeprefix(b"\xef\xbb\xbf"))
    return bool(envelope and _CONTENT.search(envelope[0]))


def _is_markup(start: bytes) -> bool:
    return bool(_MARKUP.search(start) or _MARKUP.search(_NUL.sub(b"", start)))


def _is_marked_text(start: bytes) -> bool:
    from app.importers.guesses import markdown
    from app.importers.markup.encoding import decode

    return markdown.is_text(decode(start))


_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The name of the stream in which an old Excel file has its sheets."""
_LOCKED, _TEXT = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
"""The streams of a new file with a password, and of an old Word file."""
_PDF = b"%PDF-"
_JUNK = 1024
"""How much may stand before the mark of a PDF."""
_SAVED_AS_XML = re.compile(rb"<\?mso-application progid=.(Word|Excel)\.")
_SAVE_AS = {
    b"Word": "请用 Word 或 WPS 打开，另存为 .docx 再导入",
    b"Excel": "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入",
}
_PICTURE = "图片里的文字读不出来，请找网页或 Word 原稿"
_PACKED = "这是压缩包，请先解压，再导入里面的文件"
_PAGES = (
    "里的表格读不准，不能导入；请找网页或 Word 原稿，"
    "或者用 WPS 把它转换成 .docx 再导入，导入后逐格核对"
)
_CANNOT = {
    _OLE: "",
    _PDF: f"PDF {_PAGES}",
    b"{\\rtf": f"这是 RTF 文件，{_SAVE_AS[b'Word']}",
    **dict.fromkeys(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"8BPS"),
        _PICTURE,
    ),
    **dict.fromkeys((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), _PACKED),
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
    from app.importers.markup.zips import opened

    with opened(content) as archive:
        names = set(archive.namelist())
    if any(map(_DOCUMENT.fullmatch, names)):
        return _docx
    if "xl/workbook.xml" in names:
        return _xlsx
    raise Unreadable(next((words for name, words in _INSIDE.items() if name in names), _PACKED))


_DOCUMENT = re.compile(r"word/document\d?\.xml")
_INSIDE = {
    "OFD.xml": f"OFD {_PAGES}",
    "ppt/presentation.xml": "这是演示文稿，请导入年报的网页、Word 或 Excel 文件",
    "xl/workbook.bin": "这是 .xlsb 工作簿，请用 Excel 打开，另存为 .xlsx 再导入",
    "content.xml": "这是 OpenDocument 文件，请用 WPS 或 LibreOffice 另存为 .docx 或 .xlsx 再导入",
}
"""A part of a zipped file -> why it cannot be read, and what to do."""


def _named(module: str, function: str, content: bytes) -> Document:
    """A reader, with the library it needs, is loaded when the first file of its kind comes."""
    from importlib import import_module

    reader = import_module(module)
    document: Document = getattr(reader, function)(content)
    return document


def _mht(content: bytes) -> Document:
    from app.importers.markup import mht

    return mht.read(content, _text)


_html = partial(_named, "app.importers.markup.html", "read")
_docx = partial(_named, "app.importers.markup.docx", "read")
_xlsx = partial(_named, "app.importers.markup.xlsx", "read")
_xls = partial(_named, "app.importers.markup.xls", "read")
_text = partial(_named, "app.importers.guesses.text", "read")
_csv = partial(_named, "app.importers.guesses.text", "read_csv")
