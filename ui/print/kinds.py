"""PDF and OFD as two more kinds of document: Qt is asked for only when one is made."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.exporters import EXPORTS, Export, Unavailable
from app.exporters.options import PLAIN, Options
from app.report.report import Report


@contextmanager
def _needing_qt(kind: str) -> Iterator[None]:
    """What draws this kind of document is loaded; where that fails it is unavailable."""
    try:
        yield
    except ImportError as error:
        raise Unavailable(
            f"导出 {kind} 需要 Qt（PySide6），这里缺少 {error.name}；可以改为导出 .docx 或 .html。"
        ) from error


def _pdf(report: Report, options: Options = PLAIN) -> bytes:
    with _needing_qt("PDF"):
        from ui.print import pdf_file
    return pdf_file.pdf(report, options.profile)


def _ofd(report: Report, options: Options = PLAIN) -> bytes:
    with _needing_qt("OFD"):
        from ui.print import ofd_document
    return ofd_document.ofd(report, options.profile)


PDF = Export(".pdf", "PDF 文件", "打印和公开用，在哪里打开都一个样", _pdf)
OFD = Export(".ofd", "OFD 文件", "版式文件国家标准，公文系统和档案用", _ofd)


def register() -> None:
    """Hand them to the commands and the menus."""
    for export in (PDF, OFD):
        EXPORTS.setdefault(export.suffix, export)
