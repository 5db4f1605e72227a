"""The figures by which a unit is judged at a glance, beside last year's. Which, its form tells."""

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.collection.pictures import main_cells, named
from app.collection.received import Figures
from app.forms.model import Form
from app.letters.numbers import Number, grouped
from app.report import calc
from app.report.compare import CellChange
from ui import look
from ui.kit import frame, plain

_ROW, _PAD, _NUMBER = 26, 10, 78
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Figure(Struct, frozen=True):
    """A line of them."""

    name: str
    now: Number | None
    before: Number | None
    wrong: bool
    """Whether an error is about it."""


def listed(form: Form, now: Figures, before: Figures, wrong: frozenset[str]) -> list[Figure]:
    """The lines of a unit.

    Args:
        form: that its report is in.
        now: its inputs.
        before: last year's; empty: not known.
        wrong: the cells that errors are about.
    """
    values = _values(form, now)
    last = _values(form, before)
    return [
        Figure(named(form, cell), values.get(cell), last.get(cell), cell in wrong)
        for cell in main_cells(form)
    ]


def _values(form: Form, figures: Figures) -> dict[str, Number | None]:
    if len(figures) != len(form.inputs):
        return {}
    known = zip(form.inputs, figures, strict=True)
    return calc.evaluate(form, {cell: figure for cell, figure in known if figure is not None})


def of_two(form: Form, cells: Iterable[CellChange]) -> list[Figure]:
    """The lines in which two contents of a report differ."""
    known = ((form.cells[cell.id].table.name, cell) for cell in cells if cell.id in form.cells)
    return [
        Figure(f"{table} {named(form, cell.id)}", cell.after, cell.before, wrong=False)
        for table, cell in known
    ]


class KeyFigures(QWidget):
    """A table of two years, painted: nothing in it is pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("collection_figures")
        self.setAccessibleName("主要数字")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.figures: list[Figure] = []
        self._title, self._years = "主要数字", ("", "")

    def show_figures(self, figures: list[Figure], year: int | None) -> None:
        """Of a year, beside the year before it."""
        years = (f"{year - 1} 年", f"{year} 年") if year else ("上年", "本年")
        has_last = any(figure.before is not None for figure in figures)
        self._show("主要数字", figures, years if has_last else ("", years[1]))

    def show_compared(self, figures: list[Figure], heads: tuple[str, str]) -> None:
        """Only those in which two contents differ."""
        self._show(f"不同的 {len(figures)} 格", figures, heads)

    def _show(self, title: str, figures: list[Figure], heads: tuple[str, str]) -> None:
        self.figures, self._title, self._years = figures, title, heads
        self.setAccessibleName(title)
        told = (
            f"{figure.name} {_words(figure.now)}{'，有错误' * figure.wrong}" for figure in figures
        )
        self.setAccessibleDescription("；".join(told))
        self.setFixedHeight((len(figures) + 1) * _ROW + 2 if figures else 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.figures:
            return
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), worn.paper)
            painter.fillRect(QRect(0, 0, self.width(), _ROW), worn.head)
            small = look.font("small")
            painter.setFont(small)
            painter.setPen(worn.ink2)
            heads = (look.elided(small, words, _NUMBER - 4) for words in self._years)
            self._write(painter, 0, self._title, *heads)
            for number, figure in enumerate(self.figures, 1):
                painter.fillRect(QRect(0, number * _ROW, self.width(), 1), worn.line)
                last = look.elided(small, _words(figure.before), _NUMBER)
                painter.setFont(small)
                painter.setPen(worn.ink)
                self._write(painter, number, figure.name, "", "")
                painter.setPen(worn.last)
                self._write(painter, number, "", last, "")
                painter.setFont(look.scaled(look.base(), 1, bold=True))
                painter.setPen(worn.err if figure.wrong else worn.ink)
                self._write(painter, number, "", "", _words(figure.now))
            frame.draw(painter, QRectF(self.rect()), 1, worn.line, QColor(0, 0, 0, 0), 0)

    def _write(self, painter: QPainter, row: int, name: str, before: str, now: str) -> None:
        right = self.width() - _PAD
        two = 2 if self._years[0] else 1
        room = QRect(_PAD, row * _ROW, right - two * _NUMBER - _PAD, _ROW)
        painter.drawText(
            room, _LEFT, look.elided(painter.font(), plain.in_one_line(name), room.width())
        )
        if two > 1:
            painter.drawText(QRect(right - 2 * _NUMBER, row * _ROW, _NUMBER, _ROW), _RIGHT, before)
        painter.drawText(QRect(right - _NUMBER, row * _ROW, _NUMBER, _ROW), _RIGHT, now)


def _words(figure: Number | None) -> str:
    return "" if figure is None else grouped(figure)
