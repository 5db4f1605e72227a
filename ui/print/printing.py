"""The pages of a report on paper and in a preview."""

import os
import sys

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.exporters.flow import clean
from app.exporters.options import WHOLE, OnPaper
from app.files.profiles import Profile
from app.report.report import Report
from ui.print import quoted
from ui.print.pages import Pages
from ui.print.typeset import DOTS

_INK = QPen(Qt.GlobalColor.black, 0)
"""Said for each page. A preview is painted anew in the window, with the window's own pen, white
where that is dark, unless another was chosen: the pen that a painter begins with is none."""

_NO_CHINESE = (
    "这台电脑没有中文字体，打出来的字是空框。请装上宋体或仿宋再打印。\n"
    "No font with Chinese letters is installed: what is printed are boxes."
)
"""In English too: Chinese is a row of boxes in the window as well."""


def paint(device: QPagedPaintDevice, pages: Pages, resolution: int, which: OnPaper = WHOLE) -> int:
    """Every page, or those that a printer's dialog asked for; none begins no paper.

    Returns:
        how many were drawn.
    """
    ranges, halves = device.pageRanges(), {"all": (0, 1), "odd": (0,), "even": (1,)}
    wanted = [
        number
        for number in range(len(pages.pages))
        if number % 2 in halves[which.pages] and (ranges.isEmpty() or ranges.contains(number + 1))
    ]
    if not wanted:
        return 0
    with QPainter(device) as painter:
        painter.scale(resolution / DOTS, resolution / DOTS)
        for place, number in enumerate(wanted):
            if place:
                device.newPage()
            painter.setPen(_INK)
            pages.draw(painter, number)
    return len(wanted)


class Job:
    """A report on its way to paper: seen first, then printed, the same pages both times."""

    def __init__(self, report: Report, profile: Profile) -> None:
        self._name = clean(report.title)
        self._pages = {alone: Pages(report, profile, only_tables=alone) for alone in (False, True)}

    def told(self) -> str:
        """What one would not expect of the pages: letters that are boxes. Empty where none is."""
        missing = self._pages[False].missing()
        if missing and not has_chinese():
            return _NO_CHINESE
        return quoted.missing(missing, "打出来是空框", "打印") if missing else ""

    def printer(self, which: OnPaper = WHOLE) -> QPrinter:
        """The system's, with the report's paper and name, and with both sides where it has them.

        GB/T 9704-2012, 6.2: documents are printed on both sides.
        """
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        printer.setFullPage(True)
        set_up(printer)
        both = QPrinter.DuplexMode.DuplexLongSide
        if which.pages == "all" and both in QPrinterInfo(printer).supportedDuplexModes():
            printer.setDuplex(both)
        return printer

    def draw(self, printer: QPrinter, which: OnPaper) -> int:
        """Returns: how many pages."""
        return paint(printer, self._pages[which.only_tables], printer.resolution(), which)


def has_printer() -> bool:
    """Whether this computer can print on paper at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def set_up(device: QPagedPaintDevice) -> None:
    """A4 up to its edges: the margins are the pages' own."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )


def need_application() -> None:
    """Fonts need a Qt application; a command has none, and no screen is needed for it."""
    if QGuiApplication.instance() is None:
        need_no_screen()
        _kept.append(QGuiApplication(["nianbao"]))


def need_no_screen() -> None:
    """Qt draws without one; not on Windows, which always has one, and fonts for Qt only so."""
    if sys.platform not in ("win32", "darwin"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def has_chinese() -> bool:
    """Whether this computer has a font for Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


_kept: list[QGuiApplication] = []
"""Qt's application lives as long as the command."""
