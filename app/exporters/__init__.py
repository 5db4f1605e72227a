"""Reports -> documents to hand in: functions in a dict, from which commands and menus are made.

Each function reads a report, draws the worked-out grid and returns the bytes of the file. The
libraries they need are imported on first use: a window that only edits never loads them.
"""

from collections.abc import Callable

from msgspec import Struct

from app.report import Report


class Export(Struct, frozen=True):
    """One kind of document."""

    suffix: str
    name: str
    """What the clerk calls it."""
    render: Callable[[Report], bytes]


def _html(report: Report) -> bytes:
    from app.exporters.html import render

    return render(report)


def _xlsx(report: Report) -> bytes:
    from app.exporters.xlsx import render

    return render(report)


EXPORTS: dict[str, Export] = {
    export.suffix: export
    for export in (
        Export(".html", "Word 文档（网页格式）", _html),
        Export(".xlsx", "Excel 工作簿", _xlsx),
    )
}
"""By suffix, in the order of the menu."""
