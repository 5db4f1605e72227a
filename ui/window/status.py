"""The status bar: what the selected cells add up to, or how the current one comes about."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.forms.model import Cell
from app.forms.names import called, dotted
from app.letters.numbers import Number, tidy, written
from app.report.report import Report
from ui.kit import plain
from ui.page.grid.view import GridView


class Status(plain.Label):
    """One line; what does not fit is in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def seen(self) -> str:
        """As much of the words as there is room for."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt cuts a line off in the middle of a number."""
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            self.seen,
            QPalette.ColorRole.WindowText,
        )

    def show_selection(self, view: GridView) -> None:
        report = view.grid_model.workspace.report
        selected = [cell.id for cell in view.selection()]
        if len(selected) > 1:
            words = summary([report.values[cell] for cell in selected])
        else:
            words = about(report, report.form.cells[selected[0]]) if selected else ""
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


def about(report: Report, cell: Cell) -> str:
    """How a computed cell adds up, in numbers; for an input, how it is to be filled in."""
    if cell.computed:
        return f"{dotted(cell)}　{written(report.values[cell.id]) or '空白'}{_terms(report, cell)}"
    notes = "　".join(part.note for part in (cell.row, cell.column) if part.note)
    return f"{dotted(cell)}　{notes}"


def _terms(report: Report, cell: Cell) -> str:
    """The addends that are not 0, each with what tells it from the others; "" where all are."""
    addends = [report.form.cells[addend] for addend in cell.addends]
    told_by_row = len({addend.column.id for addend in addends}) == 1
    terms = [
        f"{called(a.row) if told_by_row else a.column.label} {written(value)}"
        for a in addends
        if (value := report.values[a.id])
    ]
    others = {report.values[a.id] for a in addends if not report.values[a.id]}
    blank = " 或空白" if None in others else ""
    rest = f"，其余为 0{blank}" if others else ""
    return f" = {' + '.join(terms)}{rest}" if terms else ""
