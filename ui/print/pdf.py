"""PDF as one more kind of document: Qt is asked for only when one is made."""

from app.exporters import EXPORTS, Export, Unavailable
from app.exporters.options import PLAIN, Options
from app.report.report import Report


def _render(report: Report, options: Options = PLAIN) -> bytes:
    try:
        from ui.print import printing
    except ImportError as error:
        raise Unavailable(
            f"导出 PDF 需要 Qt（PySide6），这里缺少 {error.name}；可以改为导出 .docx 或 .html。"
        ) from error
    return printing.pdf(report, options.profile)


EXPORT = Export(".pdf", "PDF 文件", "打印和公开用，在哪里打开都一个样", _render)


def register() -> None:
    """Hand it to the commands and the menus."""
    EXPORTS.setdefault(EXPORT.suffix, EXPORT)
