"""The status bar: what the selected cells add up to. Of one cell, the strip at its table tells."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.letters.numbers import Number, tidy, written
from ui.kit import plain
from ui.page.grid.view import GridView

_ASIDE = 10
"""Pixels of the window before its words."""


class Status(plain.Label):
    """One line; what does not fit is in its tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def seen(self) -> str:
        """As much of the words as there is room for."""
        room = self.contentsRect().width() - _ASIDE
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt cuts a line off in the middle of a number."""
        with QPainter(self) as painter:
            painter.drawText(
                self.contentsRect().adjusted(_ASIDE, 0, 0, 0),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                self.seen,
            )

    def show_selection(self, view: GridView) -> None:
        report = view.grid_model.workspace.report
        selected = [cell.id for cell in view.selection()]
        words = ""
        if len(selected) > 1 and view.strip.told is not None:
            words = summary([report.values[cell] for cell in selected])
        self.setText(words)
        plain.set_tip(self, words)


def summary(values: list[Number | None]) -> str:
    """Count, sum and average of the numbers among the values."""
    numbers = [value for value in values if value is not None]
    if not numbers:
        return f"选中 {len(values)} 格，都是空白"
    total = sum(numbers)
    average = written(tidy(round(Decimal(total) / len(numbers), 2)))
    return f"计数 {len(numbers)}　求和 {written(tidy(total))}　平均 {average}"
