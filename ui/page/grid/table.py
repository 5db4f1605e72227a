"""A table on the page: which cells are chosen in it, and the editor that is open in one."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.files.typed import Typed
from app.forms.layout import GridCell
from app.report import entry
from ui.kit import viewport
from ui.page.grid.delegate import GridDelegate
from ui.page.grid.model import GridModel, Index
from ui.page.grid.moves import Moves
from ui.page.grid.official import dress

Trigger = QAbstractItemView.EditTrigger
Select = QItemSelectionModel.SelectionFlag


class GridTable(QTableView):
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

    def __init__(
        self,
        model: GridModel,
        press_in_editor: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        """`press_in_editor` does what a key means in an open editor; False: it writes there."""
        super().__init__(parent)
        self.grid_model = model
        computed = {id_ for id_, cell in model.workspace.report.form.cells.items() if cell.computed}
        self._moves = {False: Moves(model.grid, computed), True: Moves(model.grid, ())}
        self.reached: GridCell | None = None
        """How far the selection reaches; it began in the current cell, and Shift moves its end."""
        self.replacing = False
        """The open editor replaces the cell: arrows leave it. F2 edits: arrows move in the text."""
        self._refused = False
        self._offer: entry.Refusal | None = None
        """A refusal that offers a value: Enter on the same cell takes it."""
        self.setObjectName(f"table:{model.table.id}")
        self.setAccessibleName(model.table.name)
        self._ground = viewport.of(self)
        self.setModel(model)
        self.grid_delegate = GridDelegate(press_in_editor, self)
        self.setItemDelegate(self.grid_delegate)
        self.grid_delegate.came.connect(lambda _here: self.selected.emit())
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
        chosen, reached = QItemSelection(), current
        for cell in cells:
            index = self.index_at(cell)
            chosen.select(index, index)
            reached = cell
        self.reached = reached if reached is not current else None
        self.selectionModel().setCurrentIndex(self.index_at(current), Select.NoUpdate)
        self.selectionModel().select(chosen, Select.ClearAndSelect)

    def make_current(self, cell: GridCell) -> None:
        """Another cell of the selection has the keyboard."""
        index = self.index_at(cell)
        self.selectionModel().setCurrentIndex(index, Select.NoUpdate)
        self.moved.emit(self.visualRect(index))

    def place(self, cell: GridCell) -> QRect:
        """Where a cell stands, in the pixels of the viewport."""
        return self.visualRect(self.index_at(cell))

    def selectAll(self) -> None:
        self.select(self.moves.cells, self.current() or self.moves.cells[0])

    def tell(self, words: str) -> None:
        """Say something at the current cell."""
        self.told.emit(self.visualRect(self.currentIndex()), words)

    def index_at(self, cell: GridCell) -> QModelIndex:
        """Of a cell of the grid."""
        return self.grid_model.index(cell.row, cell.column)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._offer = None
        self.viewport().update()
        self.selected.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    # --- an open editor

    def commit(self) -> bool:
        """Take over what is typed in an open editor and close it; False where it was refused."""
        editor = self.grid_delegate.editor
        self._refused = False
        if editor is not None:
            if self.grid_delegate.composed is not None:
                self.grid_delegate.composed.settle()
            self.commitData(editor)
            self.closeEditor(editor, GridDelegate.EndEditHint.NoHint)
        return not self._refused

    def typing(self) -> Typed | None:
        """What stands in an open editor and is not what its cell has."""
        editor, index = self.grid_delegate.editor, self.currentIndex()
        cell = self.grid_model.cell(index) if editor is not None else None
        address = self.grid_model.address(cell) if cell is not None else None
        if editor is None or address is None:
            return None
        composed = self.grid_delegate.composed
        words = composed.whole() if composed is not None else editor.text()
        if words == self.grid_model.data(index, Qt.ItemDataRole.EditRole):
            return None
        return Typed(*address, words)

    def edit(self, index: Index, *how: Any) -> Any:
        """As Qt does it, noting whether typing opened the editor, or F2 or a double click.

        These put the caret behind the number, where Qt would mark all of it.
        """
        self.replacing = bool(how) and how[0] == Trigger.AnyKeyPressed
        opened: Any = super().edit(index, *how)
        if opened:
            self._offer = None
            self.moved.emit(self.visualRect(index))
        elif how and self.grid_delegate.editor is None and _wants_to_edit(*how):
            self._explain(index)
        if opened and not self.replacing and self.grid_delegate.editor is not None:
            self.grid_delegate.editor.end(False)
        return opened

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing: to jump to a cell that begins with a digit is no help."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt opens the editor, but loses words that come without composing: full-width digits."""
        was_closed = self.grid_delegate.editor is None
        super().inputMethodEvent(event)
        editor, words = self.grid_delegate.editor, event.commitString()
        if was_closed and editor is not None and words:
            editor.setText(words)
        elif was_closed and words:
            self._explain(self.currentIndex())

    def _explain(self, index: Index) -> None:
        cell = self.grid_model.cell(index)
        if not self.grid_model.workspace.refuses() and cell is not None and cell.computed:
            self.tell("这一格自动计算，不用填。")

    def take_offer(self) -> None:
        """Fill in what a refusal offered."""
        if self._offer is not None:
            self.grid_model.setData(self.currentIndex(), str(self._offer.offer))
            self._offer = None

    def _on_figures(self) -> None:
        """Once a change, and told only by the table that is worked in, or was before a list."""
        self._offer = None
        if self.grid_delegate.is_here():
            self.selected.emit()
        if self.hasFocus():
            self.moved.emit(self.visualRect(self.currentIndex()))

    def _on_refused(self, index: QModelIndex, refusal: entry.Refusal) -> None:
        self._refused = True
        self._offer = refusal if refusal.offer is not None else None
        more = f"再按一次回车就填 {refusal.offer}。" if self._offer else ""
        self.refused.emit(self.visualRect(index), refusal.reason + more)

    def _on_understood(self, index: QModelIndex, words: str) -> None:
        self.told.emit(self.visualRect(index), f"按 {words} 填入。" if words else "已清空。")


def _wants_to_edit(how: Trigger, event: Any = None) -> bool:
    """Whether a person meant to write: F2, a double click, or a key that writes something."""
    typed = how == Trigger.AnyKeyPressed and event is not None and event.text().isprintable()
    meant = how in (Trigger.EditKeyPressed, Trigger.DoubleClicked)
    return meant or bool(typed and event.text().strip())
