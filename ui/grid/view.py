"""The grid on the page: full height, official merges, no scroll bar of its own."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTableView, QWidget

from ui.grid import sizes
from ui.grid.delegate import GridDelegate
from ui.grid.model import GridModel

Trigger = QAbstractItemView.EditTrigger


class GridView(QTableView):
    """An official table. `moved` tells where the current cell is, in the view's own pixels."""

    moved = Signal(QRect)
    refused = Signal(QRect, str)
    """A typed text was no value: the cell's place, and the reason."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._refused = False
        self.setObjectName(f"table:{model.table.id}")
        self.setAccessibleName(model.table.name)
        self.setModel(model)
        self.setItemDelegate(GridDelegate(self))
        # AnyKeyPressed: without it an input method loses its first letter
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self._look_like_paper()
        self._span()
        model.refused.connect(self._on_refused)

    def commit(self) -> bool:
        """Take over what is typed in an open editor; False where it was refused."""
        self._refused = False
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            if not self._refused:
                self.closeEditor(editor, GridDelegate.EndEditHint.NoHint)
        return not self._refused

    def go_to(self, cell_id: str) -> None:
        """Make a cell the current one and give the grid the keyboard."""
        index = self._model.index_of(cell_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.moved.emit(self.visualRect(index))

    def fit(self) -> None:
        """Columns to the width of the page, rows to their labels, the whole to its rows."""
        widths = sizes.column_widths(self._model.grid, self.width())
        heights = sizes.row_heights(self._model.grid, widths, self.fontMetrics())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.setFixedHeight(sum(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.moved.emit(self.visualRect(current))

    def _look_like_paper(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _span(self) -> None:
        for cell in self._model.grid.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)

    def _on_refused(self, index: QModelIndex, reason: str) -> None:
        self._refused = True
        self.refused.emit(self.visualRect(index), reason)
