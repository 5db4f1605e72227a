"""The grid on the page: full height, official merges, the keys of a spreadsheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.forms.layout import GridCell
from ui.page.grid import keys, sizes
from ui.page.grid.model import GridModel
from ui.page.grid.seen import Rows, part
from ui.page.grid.strip import HEIGHT, LEAST_ROOM, LEAST_ROWS, Strip
from ui.page.grid.table import GridTable, Select
from ui.page.grid.told import Teller, Told
from ui.page.grid.walk import Walk


class GridView(GridTable):
    """A table with the keys, the mouse and the looks that it has on the page."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, self._press_in_editor, parent)
        self.walk = Walk(self)
        self._pressed: GridCell | None = None
        self.strip = Strip(parent)
        self.strip.doing.connect(self._do)
        self._teller = Teller(model.workspace)
        self._tall = [c for c in model.grid.cells if c.kind == "label" and c.row_span > 1]

    def go_to(self, cell_id: str) -> None:
        """Make a cell the current one and give the grid the keyboard."""
        index = self.grid_model.index_of(cell_id)
        cell = self.moves.at(index.row(), index.column())
        if cell is not None:
            self.walk.move_to(cell)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, by: int) -> None:
        """To what comes after the table on the page, or before it."""
        super().focusNextPrevChild(by > 0)

    def _press_in_editor(self, event: QKeyEvent) -> bool:
        return keys.press_in_editor(self.walk, event)

    # --- the strip over it

    def tell_of_current(self) -> None:
        """Of the cell that has the keyboard, or gets it back from a list or the search."""
        self.strip.tell(self._told())

    def _told(self) -> Told | None:
        here = self.current() if self.grid_delegate.is_here() else None
        model = self.grid_model
        cell = model.workspace.report.form.cells[here.id] if here else None
        return self._teller.of(cell, model.mark(cell.id)[1]) if cell else None

    def _do(self, told: Told) -> None:
        """What the strip offers, as one step; whether it was right is seen at once.

        Only what it would offer still, now that all checks have seen the report as it is.
        """
        self.grid_model.workspace.settle()
        if told.changes and told == self._told():
            self.grid_model.workspace.change(told.changes, f"{told.place}：{told.do}")
            self.grid_model.workspace.settle()

    # --- Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.press(self.walk, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell."""
        self.walk.tab(1 if forward else -1)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is always in some cell: a table that was never visited has none yet."""
        super().focusInEvent(event)
        if self.current() is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            back = event.reason() == Qt.FocusReason.BacktabFocusReason
            self.walk.move_to(self.moves.end_input(-1 if back else 1))
        self.viewport().update()
        self.selected.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed = cell = self.moves.at(index.row(), index.column())
        if cell is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._pressed = None
            self.walk.move_to(cell, extend=True)
            return
        super().mousePressEvent(event)
        if cell is not None:
            self.walk.begin(cell)
            self.moved.emit(self.visualRect(self.index_at(cell)))
        elif self.current() is None:  # on a label of a table that was never visited
            self.walk.move_to(self.moves.end_input(1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged over is selected; one types where the dragging began, as elsewhere."""
        super().mouseReleaseEvent(event)
        here = self.current()
        if self._pressed and here and here is not self._pressed and len(self.selection()) > 1:
            self.reached = here
            self.selectionModel().setCurrentIndex(self.index_at(self._pressed), Select.NoUpdate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # --- looks

    def fit(self) -> None:
        """Columns to the width of the page, rows to their labels, the whole to its rows."""
        widths, heights = sizes.measured(self.grid_model.grid, self.width(), self.font())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.setFixedHeight(sum(heights))

    def see(self, seen: Rows) -> None:
        """Only these pixels are in sight now: labels over many rows move their words there."""
        before, self.grid_delegate.seen = self.grid_delegate.seen, seen
        for cell in self._tall:
            place = self.place(cell)
            if before is None or part(place, before) != part(place, seen):
                self.viewport().update(place)

    def header_height(self) -> int:
        """How high the rows are that repeat on every printed page; 0 where there are none."""
        return sum(self.rowHeight(row) for row in range(self.grid_model.grid.header_rows))

    def frozen_height(self, room: int) -> int:
        """How high the rows are that stay in sight, in so much room; the strip goes before them."""
        height = self.header_height()
        return height if room >= height + LEAST_ROWS else 0

    def covered_height(self, room: int) -> int:
        """How much of a page of that height may lie over the table: the strip and the header."""
        strip = HEIGHT if room >= LEAST_ROOM else 0
        return strip + self.frozen_height(room - strip)
