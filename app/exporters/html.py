"""A report -> a web page: one that Word opens as a document, or a clean one for a website."""

from app.exporters.options import PLAIN, Options
from app.exporters.templates import fill
from app.report.report import Report


def render(report: Report, options: Options = PLAIN) -> bytes:
    """The page: UTF-8, one file, fetches nothing."""
    return fill("clean.html.j2" if options.clean else "report.html.j2", report, options).encode()


def article(report: Report, options: Options = PLAIN) -> str:
    """The inside of the clean page, to be pasted into a website's editor."""
    return fill("article.html.j2", report, options)
