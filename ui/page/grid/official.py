"""What makes a Qt table look like the official one: its merges, and nothing of Qt's around it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTableView

from app.forms.layout import Grid


def dress(view: QTableView, grid: Grid) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for header in (view.horizontalHeader(), view.verticalHeader()):
        header.hide()
        header.setMinimumSectionSize(1)
    for cell in grid.cells:
        if cell.row_span > 1 or cell.column_span > 1:
            view.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
