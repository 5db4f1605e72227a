"""Reports -> documents to hand in: functions in a dict, from which commands and menus are made.

Each function reads a report, draws the worked-out grid and returns the bytes of the file. The
libraries they need are imported on first use: a window that only edits never loads them.
"""

from collections.abc import Iterable
from typing import Protocol, Self

from msgspec import Struct

from app.exporters.options import PLAIN, Options
from app.report.report import Report

__all__ = [
    "EXPORTS",
    "PLAIN",
    "Document",
    "Export",
    "Options",
    "Render",
    "Unavailable",
    "made",
    "told",
]


class Unavailable(Exception):
    """A kind of document that cannot be made here: why and what to do, in one sentence."""


class Document(bytes):
    """A file of which there is something to tell, in sentences: what one would not expect of it."""

    told: tuple[str, ...]

    def __new__(cls, content: bytes, told: Iterable[str]) -> Self:
        made = super().__new__(cls, content)
        made.told = tuple(told)
        return made


def told(content: bytes) -> tuple[str, ...]:
    """What is to be told of a file; of most, nothing."""
    return content.told if isinstance(content, Document) else ()


class Render(Protocol):
    """A report -> the bytes of its document: a `Document` where there is something to tell."""

    def __call__(self, report: Report, options: Options = PLAIN) -> bytes: ...


class Export(Struct, frozen=True):
    """One kind of document."""

    suffix: str
    name: str
    """What the clerk calls it."""
    purpose: str
    """What it is good for, in one line."""
    render: Render


def _docx(report: Report, options: Options = PLAIN) -> bytes:
    from app.exporters.docx import render

    return render(report, options)


def _html(report: Report, options: Options = PLAIN) -> bytes:
    from app.exporters.html import render

    return render(report, options)


def _xlsx(report: Report, options: Options = PLAIN) -> bytes:
    from app.exporters.xlsx import render

    return render(report, options)


def _csv(report: Report, options: Options = PLAIN) -> bytes:
    from app.exporters.figures import csv

    return csv(report, options)


def _jsonl(report: Report, options: Options = PLAIN) -> bytes:
    from app.exporters.figures import jsonl

    return jsonl(report, options)


EXPORTS: dict[str, Export] = {
    export.suffix: export
    for export in (
        Export(".docx", "Word 文档", "上报、打印、盖章用，Word 和 WPS 都能打开和修改", _docx),
        Export(".html", "Word 文档（网页格式）", "贴进网站编辑器，也能用 Word、WPS 打开", _html),
        Export(".xlsx", "Excel 工作簿", "一张表一页，合并和边框与官方表格一致", _xlsx),
        Export(".csv", "数字清单（CSV）", "每个数字一行，统计软件和 Excel 都能读", _csv),
        Export(".jsonl", "数字清单（JSON Lines）", "每个数字一行，供程序读取", _jsonl),
    )
}
"""By suffix, in the order of the menu. The window's side adds the PDF, which needs Qt."""


def made(suffix: str, report: Report, options: Options) -> bytes | Unavailable:
    """The document, or why there is none: a kind that cannot be made here keeps no other back."""
    try:
        return EXPORTS[suffix].render(report, options)
    except Unavailable as error:
        return error
