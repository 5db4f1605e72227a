"""The adapter between one table of the open report and Qt's views."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app import entry
from app.calc import written
from app.forms.layout import GridCell, grid
from app.forms.model import Cell, Table
from ui.workspace import Workspace

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex

GRID_CELL = int(Role.UserRole)
"""The role under which an index gives its `GridCell`; None where a span covers it."""

_NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """Adapter only: owns no value, does no sum, opens no file."""

    refused = Signal(QModelIndex, str)
    """A typed text was no value; the cell keeps what it had. With the reason."""

    def __init__(self, workspace: Workspace, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.table = table
        self.grid = grid(table)
        self._cells = {(cell.row, cell.column): cell for cell in self.grid.cells}
        self._places = {c.id: (c.row, c.column) for c in self.grid.cells if c.kind == "value"}
        workspace.changed.connect(self._on_changed)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.grid.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.grid.columns

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        shown = self._cells.get((index.row(), index.column()))
        if role == GRID_CELL:
            return shown
        if shown is None:
            return None
        if role in (Role.DisplayRole, Role.EditRole):
            return self._words(shown)
        if role == Role.TextAlignmentRole:
            return _ALIGNMENT[shown.kind]
        if role == Role.ToolTipRole:
            return self._tip(shown)
        if role == Role.AccessibleTextRole:
            return self._spoken(shown)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.cell(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if cell.computed else usable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        cell = self.cell(index)
        if role != Role.EditRole or cell is None or cell.computed:
            return False
        figure = entry.parse(str(value), cell.column)
        if isinstance(figure, entry.Refusal):
            self.refused.emit(QModelIndex(index), figure.reason)
            return False
        action = "清除" if figure is None else "填写"
        self.workspace.change({("cells", cell.id): figure}, f"{action} {name_of(cell)}")
        return True

    def cell(self, index: Index) -> Cell | None:
        """The report's cell at an index; None on a label or where a span covers."""
        shown = self._cells.get((index.row(), index.column()))
        if shown is None or shown.kind != "value":
            return None
        return self.workspace.report.form.cells[shown.id]

    def index_of(self, cell_id: str) -> QModelIndex:
        """Where a cell stands; invalid where it is not of this table."""
        return self.index(*self._places[cell_id]) if cell_id in self._places else QModelIndex()

    def _words(self, shown: GridCell) -> str:
        if shown.kind != "value":
            return shown.text
        return written(self.workspace.value(shown.id))

    def _tip(self, shown: GridCell) -> str:
        """What is wrong with the cell, then how the official notes say to fill it in."""
        if shown.kind != "value":
            return ""
        cell = self.workspace.report.form.cells[shown.id]
        error = self.workspace.errors.get(shown.id)
        lines = [f"{error.rule} {error.message}" if error else "", name_of(cell)]
        for part in (cell.row, cell.column):
            source = f"（{part.source}）" if part.source else ""
            lines.append(f"{part.label}：{part.note}{source}" if part.note else "")
        return "\n".join(line for line in lines if line)

    def _spoken(self, shown: GridCell) -> str:
        """A screen reader hears row, column, value and state, not the bare value."""
        if shown.kind != "value":
            return shown.text
        cell = self.workspace.report.form.cells[shown.id]
        states = ["自动计算" if cell.computed else "", "有错误" if shown.id in self.workspace.errors else ""]
        parts = [name_of(cell), self._words(shown) or "空白", *states]
        return "，".join(part for part in parts if part)

    def _on_changed(self, moved: frozenset[tuple[str, str]]) -> None:
        for key, id_ in moved:
            if key == "cells" and id_ in self._places:
                index = self.index(*self._places[id_])
                self.dataChanged.emit(index, index)


_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNMENT = {
    "title": _CENTER,
    "corner": _CENTER,
    "header": _CENTER,
    "label": Qt.AlignmentFlag.AlignLeft | _MIDDLE,
    "value": Qt.AlignmentFlag.AlignRight | _MIDDLE,
}


def name_of(cell: Cell) -> str:
    """ "本年新收 · 自然人": what a sentence calls a cell."""
    return f"{cell.row.short or cell.row.label} · {cell.column.label}"
