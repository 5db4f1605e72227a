"""The pages of a report as they will be printed, and which of them are."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.exporters.options import OnPaper, Which
from ui import look
from ui.kit import plain, window_size
from ui.kit.buttons import Button, ButtonRow, Column

_BESIDE = 250
"""Pixels: what is chosen, beside the pages."""
_HOW = (
    "页码总在外侧：单数页在右，双数页在左。打印机能双面打的，在下一步的窗口里选双面（翻长边）。",
    "打印机只会单面：先只打单数页；页数是单数的，拿出最后一张；整叠翻过来放回去，再只打双数页。",
)
_NO_PRINTER = (
    "这台电脑上没有打印机。请用“上报材料”导出 PDF，拿到有打印机的电脑上打印，一页页和这里一样。"
)


class Shown(Struct, frozen=True):
    """What is looked at."""

    printer: QPrinter
    """Its paper; nothing is printed on it."""
    draw: Callable[[QPrinter, OnPaper], int]
    """What is chosen, on such a printer; says how many pages that is."""
    told: str
    """What one would not expect of the pages; mostly nothing."""
    can_print: bool


class PagesDialog(QDialog):
    """The pages follow what is chosen beside them."""

    def __init__(self, parent: QWidget, shown: Shown) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        self._shown = shown
        self._count = 0
        self.pages = QPrintPreviewWidget(shown.printer)
        for widget in (self.pages, *self.pages.findChildren(QWidget)):
            widget.setAccessibleName("一页页的样子")
        beneath: Iterable[QGraphicsView] = self.pages.findChildren(QGraphicsView)
        for view in beneath:  # where Qt has a grey of its own
            view.setBackgroundBrush(look.tokens().desk)
        self.what = {
            False: QRadioButton("整份报告"),
            True: QRadioButton("只打表格"),
        }
        self.which: dict[Which, QRadioButton] = {
            "all": QRadioButton("全部页"),
            "odd": QRadioButton("只打单数页"),
            "even": QRadioButton("只打双数页"),
        }
        self.where = plain.Label()
        self.earlier, self.later = Button("上一页"), Button("下一页")
        self.print = Button("打印…", "main")
        self._arrange()
        self._connect()
        self.pages.setViewMode(QPrintPreviewWidget.ViewMode.SinglePageView)
        self.pages.fitInView()
        window_size.resize(self, 1000, 900)

    def answer(self) -> OnPaper:
        pages = next(name for name, button in self.which.items() if button.isChecked())
        return OnPaper(only_tables=self.what[True].isChecked(), pages=pages)

    def _arrange(self) -> None:
        leave = Button("关闭")
        leave.clicked.connect(self.reject)
        whole = QHBoxLayout()
        whole.setSpacing(16)
        whole.addWidget(self._beside())
        whole.addWidget(self.pages, 1)
        layout = Column(self)
        layout.addLayout(whole, 1)
        turn = (self.earlier, self.where, self.later)
        foot = ButtonRow(None, *turn, None, self.print, leave)
        foot.insertSpacing(0, _BESIDE)
        layout.addLayout(foot)

    def _beside(self) -> QScrollArea:
        """What is chosen; it scrolls where the screen is low."""
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        for buttons in (self.what, self.which):
            group = QButtonGroup(self)
            for button in buttons.values():
                group.addButton(button)
                column.addWidget(button)
            group.buttons()[0].setChecked(True)
            column.addSpacing(12)
        if self._shown.told:
            column.addWidget(plain.Label(self._shown.told, wrap=True))
            column.addSpacing(12)
        for sentence in _HOW:
            column.addWidget(plain.Label(sentence, wrap=True))
        column.addStretch()
        if not self._shown.can_print:
            column.addWidget(plain.Label(_NO_PRINTER, wrap=True))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_BESIDE)
        area.setWidget(beside)
        return area

    def _connect(self) -> None:
        self.pages.paintRequested.connect(self._draw)
        self.pages.previewChanged.connect(self._tell)
        self.print.clicked.connect(self.accept)
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        for button in (*self.what.values(), *self.which.values()):
            button.toggled.connect(self._choose)

    def _draw(self, printer: QPrinter) -> None:
        self._count = self._shown.draw(printer, self.answer())
        if not self._count:
            with QPainter(printer):
                pass  # or the pages before would still be seen

    def _choose(self, chosen: bool) -> None:
        """Once for two buttons: one goes out as the other comes on."""
        if chosen:
            self.pages.updatePreview()
            self.pages.setCurrentPage(1)

    def _turn(self, by: int) -> None:
        self.pages.setCurrentPage(self.pages.currentPage() + by)
        self._tell()

    def _tell(self) -> None:
        """Which page is seen, and what can be done from there."""
        page, count = self.pages.currentPage(), self._count
        self.where.setText(f"第 {page} 张，共 {count} 张" if count else "没有这样的页")
        self.earlier.setEnabled(page > 1)
        self.later.setEnabled(page < count)
        self.print.setEnabled(self._shown.can_print and count > 0)
