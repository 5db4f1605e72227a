"""The figures of two reports in rows: which are shown, in which order, and how they are painted."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.checks.required import Required
from app.forms.model import Form
from app.forms.names import dotted
from app.letters.numbers import Number, grouped, spoken, written
from app.report.compare import CellChange, Comparison
from ui import look
from ui.kit import plain

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
BARS = int(Role.UserRole)
"""The role of a row's two bars: each from 0 to 1, the larger of the two is 1."""
PLACE, BEFORE, AFTER, CHANGE, SHARE, BAR = range(1, 7)
"""The columns after that of the table's name."""
_AS_ON_THE_PAGE = (PLACE, Qt.SortOrder.AscendingOrder)
_NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SIDES = tuple(_RIGHT if BEFORE <= column <= SHARE else _LEFT for column in range(BAR + 1))
"""Of the words of each column; worked out once, for each cell is painted with one."""
_BAR, _GAP = 7, 2
"""Pixels: how high a bar is, and what is between two."""
_INSET, _ELIDED = 11, Qt.TextElideMode.ElideRight
_LOWEST = float("-inf")


class Sides(Struct, frozen=True):
    """Which two reports are compared."""

    title: str
    before: str
    """What they are called: 2024 年, 2025 年."""
    after: str
    source: str = ""
    """Where the earlier figures are from; "": that needs no saying."""
    blank_is_zero: bool = False
    """Whether a blank beside a 0 is no change: in two years it is none, in two versions it is."""
    required: Callable[[str], Required | None] | None = None
    """What a cell must be beside the earlier report; None: nothing is known of that."""


class FigureModel(QAbstractTableModel):
    """The cells that one of the reports has a figure in; at first those that changed."""

    def __init__(
        self, form: Form, comparison: Comparison, sides: Sides, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._sides = form, sides
        self._headers = ("表", "项目", sides.before, sides.after, "增减", "增减幅度", "")
        known = [c for c in comparison.cells if c.before is not None or c.after is not None]
        self._said: dict[str, tuple[str, ...]] = {}
        self._order = {change.id: number for number, change in enumerate(known)}
        self.all, self.changed = known, [c for c in known if self._is_change(c)]
        self.rows = list(self.changed)
        self._sorted_by = _AS_ON_THE_PAGE

    def narrow(self, words: str, *, only_changed: bool) -> None:
        """Show the rows whose names hold every one of the words."""
        wanted = words.split()
        some = self.changed if only_changed else self.all
        self.beginResetModel()
        self.rows = [c for c in some if all(word in " ".join(self.name(c)) for word in wanted)]
        if self._sorted_by != _AS_ON_THE_PAGE:
            self._sort()
        self.endResetModel()

    def name(self, change: CellChange) -> tuple[str, str]:
        """Its table and its place there; a cell of another edition has but its id."""
        cell = self._form.cells.get(change.id)
        return (cell.table.name, dotted(cell)) if cell else ("", change.id)

    def is_here(self, row: int) -> bool:
        """Whether the open report has the cell of a row, so that one can go there."""
        return self.rows[row].id in self._form.cells

    def plain_rows(self, rows: Iterable[int]) -> list[tuple[str, ...]]:
        """Headers and rows as other programs reckon with them: no separators, no marks."""
        chosen = [self.rows[row] for row in rows]
        return [self._headers[:-1], *(self._plain(change) for change in chosen)]

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            words = self._headers[section]
            return words if role == Role.DisplayRole else plain.tip(words)
        return _SIDES[section] if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        change, column = self.rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._row(change)[column]
        if role == BARS:
            return _bars(change)
        if role == Role.ToolTipRole and column == PLACE:
            return plain.tip(self._row(change)[PLACE])
        if role == Role.AccessibleTextRole:
            return f"{self._headers[column]}，{self._row(change)[column]}"
        return _SIDES[column] if role == Role.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the numbers themselves; the bars by how much changed."""
        if self._sorted_by == (column, order):
            return
        self._sorted_by = column, order
        self.layoutAboutToBeChanged.emit()
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        column, order = self._sorted_by
        backwards = order == Qt.SortOrder.DescendingOrder
        self.rows.sort(key=lambda change: self._rank(change, column), reverse=backwards)

    def _rank(self, change: CellChange, column: int) -> float:
        numbers: dict[int, Number | float | None] = {
            BEFORE: change.before,
            AFTER: change.after,
            CHANGE: _difference(change),
            SHARE: _percent(change),
            BAR: abs(float(_difference(change) or 0)),
        }
        if column not in numbers:
            return self._order[change.id]
        number = numbers[column]
        return _LOWEST if number is None else float(number)

    def _is_change(self, change: CellChange) -> bool:
        if self._sides.blank_is_zero:
            return (change.before or 0) != (change.after or 0)
        return change.before != change.after

    def _row(self, change: CellChange) -> tuple[str, ...]:
        """Worked out once: a table asks for it at every cell that it paints."""
        if change.id not in self._said:
            self._said[change.id] = self._words(change)
        return self._said[change.id]

    def _words(self, change: CellChange) -> tuple[str, ...]:
        difference, percent = _difference(change), _percent(change)
        return (
            *self.name(change),
            spoken(change.before),
            spoken(change.after),
            _signed(grouped(difference), difference) or "—",
            "—" if percent is None else _signed(_rounded(percent).replace("-", "−"), percent) + "%",
            "",
        )

    def _plain(self, change: CellChange) -> tuple[str, ...]:
        percent = _percent(change)
        share = "" if percent is None else f"{percent}%"
        numbers = (change.before, change.after, _difference(change))
        return (*self.name(change), *map(written, numbers), share)


class FigureDelegate(QStyledItemDelegate):
    """Words, and two bars from 0, the earlier over the later; the larger of the two is full."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._bold = look.scaled(look.base(), 1, bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: Any = option
        worn, column = look.tokens(), index.column()
        selected = bool(style.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(style.rect, worn.sel)
        if column == BAR:
            room = style.rect.adjusted(12, 0, -12, 0)
            _paint_bars(painter, room, index.data(BARS), selected=selected)
            return
        # The later figure is the one that is worked on: it stands out, the earlier one does not.
        quiet = column in (0, BEFORE)
        painter.setFont(self._bold if column == AFTER else style.font)
        painter.setPen(worn.on_sel if selected else worn.ink2 if quiet else worn.ink)
        room = style.rect.adjusted(_INSET, 0, -_INSET, 0)
        words = index.data()
        if column == PLACE:
            words = painter.fontMetrics().elidedText(words, _ELIDED, room.width())
        painter.drawText(room, _SIDES[column], words)


def paint_bar(painter: QPainter, bar: QRect, *, later: bool, selected: bool = False) -> None:
    """The later year's is full, the earlier one's grey; in high contrast, of one colour, hollow."""
    worn = look.tokens()
    if not look.is_contrast():
        painter.fillRect(bar, worn.accent if later else worn.edge)
    elif later:
        painter.fillRect(bar, worn.on_sel if selected else worn.accent)
    elif not bar.isEmpty():
        painter.setPen(worn.on_sel if selected else worn.ink)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))


def _paint_bars(
    painter: QPainter, room: QRect, shares: tuple[float, float], *, selected: bool
) -> None:
    top = room.center().y() - _BAR - _GAP // 2
    for number, share in enumerate(shares):
        length = max(round(share * room.width()), share > 0)
        bar = QRect(room.left(), top, length, _BAR)
        paint_bar(painter, bar, later=number == 1, selected=selected)
        top += _BAR + _GAP


def _difference(change: CellChange) -> Number | None:
    """None where one of them is blank: nobody knows yet what it will be."""
    if change.before is None or change.after is None:
        return None
    return change.difference


def _percent(change: CellChange) -> Number | None:
    """None from 0, and from less than 0, of which nothing is a share."""
    if _difference(change) is None or not change.before or change.before < 0:
        return None
    return change.percent


def _rounded(percent: Number) -> str:
    """To one decimal; what is small and yet not nothing to two."""
    return f"{percent:,.1f}" if abs(float(percent)) >= 1 or not percent else f"{percent:,.2f}"


def _signed(words: str, number: Number | None) -> str:
    return f"+{words}" if number and number > 0 else words


def _bars(change: CellChange) -> tuple[float, float]:
    """Of less than nothing there is no bar."""
    both = tuple(max(float(number or 0), 0.0) for number in (change.before, change.after))
    full = max(both) or 1.0
    return both[0] / full, both[1] / full
