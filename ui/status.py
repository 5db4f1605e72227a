"""The status bar: what the selected cells add up to, or how the current one comes about."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app import calc
from app.calc import Number, written
from app.forms.model import Cell
from app.report import Report
from ui.grid.model import name_of
from ui.grid.view import GridView


class Status(QLabel):
    """One line; what does not fit is in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_selection(self, view: GridView) -> None:
        report = view.grid_model.workspace.report
        selected = [cell.id for cell in view.selection()]
        if len(selected) > 1:
            words = summary([report.values[cell] for cell in selected])
        else:
            words = about(report, report.form.cells[selected[0]]) if selected else ""
        self.setText(words)
        self.setToolTip(words)


def summary(values: list[Number | None]) -> str:
    """Count, sum and average of the numbers among the values."""
    numbers = [value for value in values if value is not None]
    if not numbers:
        return f"选中 {len(values)} 格，都是空白"
    total = sum(numbers)
    average = written(calc.tidy(round(Decimal(total) / len(numbers), 2)))
    return f"计数 {len(numbers)}　求和 {written(calc.tidy(total))}　平均 {average}"


def about(report: Report, cell: Cell) -> str:
    """How a computed cell adds up, in numbers; for an input, how it is to be filled in."""
    if cell.computed:
        return f"{name_of(cell)} = {_terms(report, cell)}"
    notes = "　".join(part.note for part in (cell.row, cell.column) if part.note)
    return f"{name_of(cell)}　{notes}"


def _terms(report: Report, cell: Cell) -> str:
    """The addends that are not 0, each with what tells it from the others."""
    addends = [report.form.cells[addend] for addend in cell.addends]
    told_by_row = len({addend.column.id for addend in addends}) == 1
    terms = [
        f"{(a.row.short or a.row.label) if told_by_row else a.column.label} {written(value)}"
        for a in addends
        if (value := report.values[a.id])
    ]
    total = written(report.values[cell.id])
    return f"{' + '.join(terms)} = {total}" if terms else total or "空白"
