"""The grid on the page: full height, official merges, the keys of a spreadsheet."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app import entry
from app.forms.layout import GridCell
from ui.grid import keys, sizes
from ui.grid.delegate import GridDelegate
from ui.grid.model import GridModel, Index
from ui.grid.moves import Moves
from ui.grid.paper import dress

Trigger = QAbstractItemView.EditTrigger
Select = QItemSelectionModel.SelectionFlag


class GridView(QTableView):
    """An official table. Signals tell places in the pixels of the viewport."""

    moved = Signal(QRect)
    """The current cell is here now."""
    refused = Signal(QRect, str)
    """A typed text was no value: the cell's place, and the reason."""
    told = Signal(QRect, str)
    """Something to know about the current cell: its place, and the words."""
    left = Signal(int)
    """Tab went past the last cell (1), or back past the first (-1)."""
    selected = Signal()
    """The selection or its figures may be different."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid_model = model
        computed = {id_ for id_, cell in model.workspace.report.form.cells.items() if cell.computed}
        self._moves = {False: Moves(model.grid, computed), True: Moves(model.grid, ())}
        self._column = 0
        """The grid column that Up and Down keep to, through cells that are wider than it."""
        self._anchor: GridCell | None = None
        """Where Shift began to extend the selection."""
        self.replacing = False
        """The open editor replaces the cell: arrows leave it. F2 edits: arrows move in the text."""
        self._refused = False
        self._offer: entry.Refusal | None = None
        """A refusal that offers a value: Enter on the same cell takes it."""
        self.setObjectName(f"table:{model.table.id}")
        self.setAccessibleName(model.table.name)
        self.setModel(model)
        self.grid_delegate = GridDelegate(partial(keys.press_in_editor, self), self)
        self.setItemDelegate(self.grid_delegate)
        # AnyKeyPressed: without it an input method loses its first letter
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        dress(self, model.grid)
        model.refused.connect(self._on_refused)
        model.understood.connect(self._on_understood)
        model.workspace.changed.connect(self._on_figures)

    # --- the current cell and the selection

    @property
    def moves(self) -> Moves:
        """The ways through the table; while auditing, computed cells are typed into too."""
        return self._moves[self.grid_model.workspace.auditing]

    def current(self) -> GridCell | None:
        """The cell that has the keyboard; None before the first visit."""
        index = self.currentIndex()
        return self.moves.at(index.row(), index.column()) if index.isValid() else None

    def selection(self) -> list[GridCell]:
        """The selected cells in reading order, without the places that a merge covers."""
        chosen = {(i.row(), i.column()) for i in self.selectionModel().selectedIndexes()}
        return [cell for cell in self.moves.cells if (cell.row, cell.column) in chosen]

    def select(self, cells: Iterable[GridCell], current: GridCell) -> None:
        """Select cells and make one of them the current one."""
        chosen = QItemSelection()
        for cell in cells:
            index = self._index(cell)
            chosen.select(index, index)
        self.selectionModel().setCurrentIndex(self._index(current), Select.NoUpdate)
        self.selectionModel().select(chosen, Select.ClearAndSelect)

    def go_to(self, cell_id: str) -> None:
        """Make a cell the current one and give the grid the keyboard."""
        index = self.grid_model.index_of(cell_id)
        cell = self.moves.at(index.row(), index.column())
        if cell is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.move_to(cell)

    def move_to(self, cell: GridCell, *, extend: bool = False, keep_column: bool = False) -> None:
        """Move the keyboard to a cell; `extend` keeps the selection's other end."""
        start = self.current() or cell
        if not keep_column:
            self._column = cell.column
        if extend:
            self._anchor = self._anchor or start
            self.select(self.moves.block(self._anchor, cell), cell)
        else:
            self._anchor = None
            self.select([cell], cell)
        self.moved.emit(self.visualRect(self._index(cell)))

    def step(self, down: int, right: int, *, extend: bool = False) -> None:
        """One cell in a direction: an arrow key."""
        here = self.current() or self.moves.cells[0]
        below = self.moves.down(here, self._column, down)
        there = below if down else self.moves.right(here, right)
        self.move_to(there, extend=extend, keep_column=bool(down))

    def enter(self, down: int) -> None:
        """To the next input below or above, taking what a refusal offered: Enter, Shift+Enter."""
        if self._offer is not None:
            self.grid_model.setData(self.currentIndex(), str(self._offer.offer))
            self._offer = None
        here = self.current() or self.moves.cells[0]
        self.move_to(self.moves.down_input(here, self._column, down), keep_column=True)

    def tab(self, by: int) -> None:
        """To the next input in reading order, from the last one into the next table."""
        here = self.current() or self.moves.cells[0]
        there = self.moves.next_input(here, by)
        if there is None:
            self.left.emit(by)
        else:
            self.move_to(there)

    def come_in(self, by: int) -> None:
        """Tab from another table: the first input, or the last where it came backwards."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.move_to(self.moves.end_input(by))

    def to_edge(self, down: int, right: int, *, extend: bool = False) -> None:
        """To the last cell in a direction."""
        here = self.current() or self.moves.cells[0]
        if down:
            there = self.moves.edge_down(here, self._column, down)
        else:
            there = self.moves.row(here)[-1 if right > 0 else 0]
        self.move_to(there, extend=extend, keep_column=bool(down))

    def to_end(self, by: int, *, extend: bool = False) -> None:
        """To the table's first cell (-1) or its last (1)."""
        self.move_to(self.moves.cells[0 if by < 0 else -1], extend=extend)

    def selectAll(self) -> None:
        self.select(self.moves.cells, self.current() or self.moves.cells[0])

    def tell(self, words: str) -> None:
        """Say something at the current cell."""
        self.told.emit(self.visualRect(self.currentIndex()), words)

    # --- an open editor

    def commit(self) -> bool:
        """Take over what is typed in an open editor and close it; False where it was refused."""
        editor = self.grid_delegate.editor
        self._refused = False
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, GridDelegate.EndEditHint.NoHint)
        return not self._refused

    def edit(self, index: Index, *how: Any) -> Any:
        """As Qt does it, noting whether typing opened the editor, or F2 or a double click.

        These put the caret behind the number, where Qt would mark all of it.
        """
        self.replacing = bool(how) and how[0] == Trigger.AnyKeyPressed
        opened: Any = super().edit(index, *how)
        if opened:
            self._offer = None
        if opened and not self.replacing and self.grid_delegate.editor is not None:
            self.grid_delegate.editor.end(False)
        return opened

    # --- Qt's events

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt opens the editor, but loses words that come without composing: full-width digits."""
        was_closed = self.grid_delegate.editor is None
        super().inputMethodEvent(event)
        editor, words = self.grid_delegate.editor, event.commitString()
        if was_closed and editor is not None and words:
            editor.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.press(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the tables."""
        self.tab(1 if forward else -1)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._offer = None
        self.viewport().update()
        self.selected.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        cell = self.current()
        if cell is not None:
            self._column, self._anchor = cell.column, None
            self.moved.emit(self.visualRect(self._index(cell)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # --- looks

    def fit(self) -> None:
        """Columns to the width of the page, rows to their labels, the whole to its rows."""
        widths = sizes.column_widths(self.grid_model.grid, self.width())
        heights = sizes.row_heights(self.grid_model.grid, widths, self.fontMetrics())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.setFixedHeight(sum(heights))

    def header_height(self) -> int:
        """How high the rows are that repeat on every printed page; 0 where there are none."""
        return sum(self.rowHeight(row) for row in range(self.grid_model.grid.header_rows))

    def _index(self, cell: GridCell) -> QModelIndex:
        return self.grid_model.index(cell.row, cell.column)

    def _on_figures(self) -> None:
        """Once a change, and told only by the table that is worked in."""
        self._offer = None
        if self.hasFocus():
            self.selected.emit()

    def _on_refused(self, index: QModelIndex, refusal: entry.Refusal) -> None:
        self._refused = True
        self._offer = refusal if refusal.offer is not None else None
        more = f"再按一次回车就填 {refusal.offer}。" if self._offer else ""
        self.refused.emit(self.visualRect(index), refusal.reason + more)

    def _on_understood(self, index: QModelIndex, words: str) -> None:
        self.told.emit(self.visualRect(index), f"按 {words} 填入。" if words else "已清空。")
