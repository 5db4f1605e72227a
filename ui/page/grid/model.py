"""The adapter between one table of the open report and Qt's views."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.checks.finding import Finding, causes
from app.forms.layout import GridCell, grid
from app.forms.model import Cell, Table
from app.forms.names import dotted
from app.letters.numbers import written
from app.report import entry
from app.report.report import PRINTED_BLANK, Address
from ui.kit import plain
from ui.workspace import Workspace

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex

GRID_CELL = int(Role.UserRole)
"""The role under which an index gives its `GridCell`; None where a span covers it."""

PAPER = int(Role.UserRole) + 1
"""The role under which a computed cell gives the total that stands on paper, if it is to show."""

LAST_YEAR = int(Role.UserRole) + 2
"""The role under which a cell gives last year's figure, while it is shown."""

_NOWHERE = QModelIndex()
_MANY = 24
"""So many cells are told of as one rectangle: it costs less than telling of each."""


class GridModel(QAbstractTableModel):
    """Adapter only: owns no value, does no sum, opens no file."""

    refused = Signal(QModelIndex, object)
    """A typed text was no value; the cell keeps what it had. With the `entry.Refusal`."""
    understood = Signal(QModelIndex, str)
    """A typed text was read as these digits, which it does not look like."""

    def __init__(self, workspace: Workspace, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.table = table
        self.grid = grid(table)
        self._cells = {(cell.row, cell.column): cell for cell in self.grid.cells}
        self._places = {c.id: (c.row, c.column) for c in self.grid.cells if c.kind == "value"}
        self._marked: dict[str, Finding] = {}
        self._causes: frozenset[str] = frozenset()
        self._answers: dict[int, Callable[[GridCell], Any]] = {
            GRID_CELL: lambda shown: shown,
            PAPER: self.paper,
            LAST_YEAR: self.last_year,
            Role.DisplayRole: self.words,
            Role.EditRole: self._editable,
            Role.TextAlignmentRole: lambda shown: ALIGNMENT[shown.kind],
            Role.ToolTipRole: lambda shown: plain.tip(self._tip(shown)),
            Role.AccessibleTextRole: self._spoken,
        }
        workspace.changed.connect(self._on_changed)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.grid.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.grid.columns

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        shown = self.shown(index)
        answer = self._answers.get(role)
        return answer(shown) if shown is not None and answer is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.cell(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable | Qt.ItemFlag.ItemIsEditable if self.address(cell) else usable

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        cell = self.cell(index)
        address = self.address(cell) if cell else None
        if role != Role.EditRole or cell is None or address is None:
            return False
        typed = str(value)
        figure = entry.parse(typed, cell.column)
        here = self.index(index.row(), index.column())
        if isinstance(figure, entry.Refusal):
            self.refused.emit(here, figure)
            return False
        action = "清除" if figure is None else "填写"
        self.workspace.change({address: figure}, f"{action} {dotted(cell)}")
        if written(figure) != typed.strip():
            self.understood.emit(here, written(figure))
        return True

    def shown(self, index: Index) -> GridCell | None:
        """What stands at an index; None where a span covers it."""
        return self._cells.get((index.row(), index.column()))

    def cell(self, index: Index) -> Cell | None:
        """The report's cell at an index; None on a label or where a span covers."""
        shown = self.shown(index)
        if shown is None or shown.kind != "value":
            return None
        return self.workspace.report.form.cells[shown.id]

    def index_of(self, cell_id: str) -> QModelIndex:
        """Where a cell stands; invalid where it is not of this table."""
        return self.index(*self._places[cell_id]) if cell_id in self._places else QModelIndex()

    def address(self, cell: Cell) -> Address | None:
        """Where what is typed into a cell goes; None: nothing can be, as where it is computed.

        While figures on paper are audited, a computed cell takes the total that stands there.
        """
        if self.workspace.origin.read_only:
            return None
        if not cell.computed:
            return "cells", cell.id
        return ("published", cell.id) if self.workspace.auditing else None

    def _editable(self, shown: GridCell) -> str:
        """What an editor opens with: of a computed cell, the paper's total."""
        if shown.kind == "value" and self.workspace.report.form.cells[shown.id].computed:
            return _on_paper(self.workspace.report.get(("published", shown.id)))
        return self.words(shown)

    def last_year(self, shown: GridCell) -> str:
        last = self.workspace.last_year
        return written(last.cells.get(shown.id)) if last and shown.kind == "value" else ""

    def paper(self, shown: GridCell) -> str:
        """The paper's total, small beside the computed one, while auditing or where they differ."""
        published = self.workspace.report.get(("published", shown.id))
        differs = published is not None and published != self.workspace.report.values.get(shown.id)
        if published is None or not (differs or self.workspace.auditing):
            return ""
        return f"纸 {_on_paper(published) or '空'}"

    def _told_paper(self, shown: GridCell) -> str:
        """The paper's total in words, for who cannot see it beside the computed one."""
        published = self.workspace.report.get(("published", shown.id))
        return "" if published is None else f"纸上合计 {_on_paper(published) or '空白'}"

    def words(self, shown: GridCell) -> str:
        if shown.kind != "value":
            return shown.text
        return written(self.workspace.value(shown.id))

    def mark(self, cell: str) -> tuple[Finding | None, bool]:
        """The finding to mark a cell with, and whether it points at that cell.

        The other cells of the sum are only involved: a column of forty is not painted red.
        """
        marks = self.workspace.marks
        if marks is not self._marked:
            self._marked, self._causes = marks, causes(marks, self.workspace.report.form)
        return marks.get(cell), cell in self._causes

    def _tip(self, shown: GridCell) -> str:
        """What is wrong with the cell, its figures whole, then how the notes say to fill it in."""
        if shown.kind != "value":
            return ""
        cell = self.workspace.report.form.cells[shown.id]
        mark = self.workspace.marks.get(shown.id)
        last = self.last_year(shown)
        figures = [self.words(shown), self._told_paper(shown), f"上年 {last}" if last else ""]
        lines = [f"{mark.rule} {mark.message}" if mark else ""]
        lines.append("　".join(part for part in (dotted(cell), *figures) if part))
        for part in (cell.row, cell.column):
            source = f"（{part.source}）" if part.source else ""
            lines.append(f"{part.label}：{part.note}{source}" if part.note else "")
        return "\n".join(line for line in lines if line)

    def _spoken(self, shown: GridCell) -> str:
        """A screen reader hears row, column, value and state, not the bare value."""
        if shown.kind != "value":
            return shown.text
        cell = self.workspace.report.form.cells[shown.id]
        mark = self.workspace.marks.get(shown.id)
        state = _STATES[mark.severity] if mark else ""
        states = [self._told_paper(shown), "自动计算" if cell.computed else "", state]
        parts = [dotted(cell), self.words(shown) or "空白", *states]
        return "，".join(part for part in parts if part)

    def _on_changed(self, moved: frozenset[tuple[str, str]]) -> None:
        here = {
            self._places[id_]
            for key, id_ in moved
            if key in ("cells", "published") and id_ in self._places
        }
        if len(here) > _MANY:
            rows, columns = zip(*here, strict=True)
            first, last = (self.index(end(rows), end(columns)) for end in (min, max))
            self.dataChanged.emit(first, last)
            return
        for place in here:
            index = self.index(*place)
            self.dataChanged.emit(index, index)


def _on_paper(published: Any) -> str:
    return "" if published is PRINTED_BLANK else written(published)


_STATES = {"error": "有错误", "warning": "有提醒", "hint": "有提示"}
_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
ALIGNMENT = {
    "title": _CENTER,
    "corner": _CENTER,
    "header": _CENTER,
    "label": Qt.AlignmentFlag.AlignLeft | _MIDDLE,
    "value": Qt.AlignmentFlag.AlignRight | _MIDDLE,
}
