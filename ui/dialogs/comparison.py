"""Two years side by side: figures with their difference, texts with what is the same."""

from html import escape
from math import copysign, log1p
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDialog,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.forms.model import Form
from app.forms.names import with_table
from app.letters.numbers import written
from app.report.compare import CellChange, Comparison, TextChange, same_stretches
from ui import look
from ui.kit import plain, window_size

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
SORT = int(Role.UserRole)
"""The role by which the columns sort: plain numbers, the bars by the size of the change."""
BAR = int(Role.UserRole) + 1
"""The role of a change's bar: from -1 to 1, by orders of magnitude, so that small ones show too."""
_YEARS = ("上年", "本年")
_TITLE = "与上年对照"
_BAR_COLUMN = 5
_NOWHERE = QModelIndex()


class CompareModel(QAbstractTableModel):
    """The cells that one of the years has a figure in."""

    def __init__(
        self,
        form: Form,
        comparison: Comparison,
        parent: QObject | None = None,
        sides: tuple[str, str] = _YEARS,
    ) -> None:
        """`sides`: what the two reports are called."""
        super().__init__(parent)
        self._form = form
        self._headers = ("位置", *sides, "增减", "增减 %", "大小")
        self._cells = [c for c in comparison.cells if c.before is not None or c.after is not None]
        self._largest = max((abs(float(c.difference or 0)) for c in self._cells), default=0.0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        change = self._cells[index.row()]
        if role == Role.DisplayRole:
            return self._words(change)[index.column()]
        if role == SORT:
            return self._order(index.row(), change)[index.column()]
        if role == BAR:
            return self._bar(float(change.difference or 0))
        if role == Role.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _bar(self, difference: float) -> float:
        whole = log1p(self._largest) or 1.0
        return copysign(log1p(abs(difference)) / whole, difference)

    def _words(self, change: CellChange) -> tuple[str, ...]:
        cell = self._form.cells.get(change.id)
        name = with_table(cell) if cell else change.id
        sign = "+" if (change.difference or 0) > 0 else ""
        percent = "" if change.percent is None else f"{sign}{change.percent}"
        difference = sign + written(change.difference)
        return name, written(change.before), written(change.after), difference, percent, ""

    def _order(self, row: int, change: CellChange) -> tuple[float, ...]:
        difference = float(change.difference or 0)
        numbers = (change.before, change.after, change.difference, change.percent)
        return (
            row,
            *(float(n) if n is not None else float("-inf") for n in numbers),
            abs(difference),
        )


class Bars(QStyledItemDelegate):
    """A small bar from the middle: to the right for more, to the left for less."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: Any = option
        rect: QRect = style.rect.adjusted(4, 4, -4, -4)
        middle, length = rect.center().x(), round(index.data(BAR) * rect.width() / 2)
        painter.fillRect(
            QRect(min(middle, middle + length), rect.top(), abs(length), rect.height()),
            look.tokens().accent if length > 0 else look.tokens().edge,
        )
        painter.setPen(look.tokens().ink3)
        painter.drawLine(middle, style.rect.top(), middle, style.rect.bottom())


class CompareDialog(QDialog):
    """Figures sort by a click on their header; texts stand below each other, both years beside."""

    def __init__(
        self,
        parent: QWidget | None,
        form: Form,
        comparison: Comparison,
        words: tuple[str, str, str] = (_TITLE, *_YEARS),
    ) -> None:
        """`words`: the title, and what the two reports are called."""
        super().__init__(parent)
        title, *sides = words
        self.setWindowTitle(title)
        window_size.resize(self, 980, 640)
        tabs = QTabWidget(self)
        tabs.addTab(self._figures(form, comparison, (sides[0], sides[1])), "数字")
        tabs.addTab(_texts(form, comparison), "文字")
        QVBoxLayout(self).addWidget(tabs)

    def _figures(self, form: Form, comparison: Comparison, sides: tuple[str, str]) -> QTableView:
        model = CompareModel(form, comparison, self, sides)
        sorted_ = QSortFilterProxyModel(self)
        sorted_.setSourceModel(model)
        sorted_.setSortRole(SORT)
        view = QTableView(self)
        view.setObjectName("comparison")
        view.setModel(sorted_)
        view.setItemDelegateForColumn(_BAR_COLUMN, Bars(view))
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.setColumnWidth(0, 330)
        view.horizontalHeader().setStretchLastSection(True)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        return view


def _texts(form: Form, comparison: Comparison) -> plain.Reader:
    browser = plain.Reader()
    rows = "".join(_text(form, text) for text in comparison.texts)
    browser.setHtml(f"<p>底色标出两边相同的文字。</p><table width='100%'>{rows}</table>")
    return browser


def _text(form: Form, text: TextChange) -> str:
    name = form.texts[text.id].name if text.id in form.texts else text.id
    before, after = _marked(text)
    return (
        f"<tr><td colspan='2'><b>{escape(name)}</b>　相似 {text.likeness:.0f}%</td></tr>"
        f"<tr><td width='50%'>{before}</td><td width='50%'>{after}</td></tr>"
    )


def _marked(text: TextChange) -> tuple[str, str]:
    """Both texts as HTML, with a tint on the stretches that stand in both."""
    same = [s for s in same_stretches(text.before, text.after) if s[2] > 1]
    return (
        _tinted(text.before, [(start, start + size) for start, _, size in same]),
        _tinted(text.after, [(start, start + size) for _, start, size in same]),
    )


def _tinted(words: str, places: list[tuple[int, int]]) -> str:
    html, end = "", 0
    shared = look.tokens().warn_soft.name()
    for start, stop in places:
        html += escape(words[end:start])
        html += f"<span style='background:{shared}'>{escape(words[start:stop])}</span>"
        end = stop
    return (html + escape(words[end:])).replace("\n", "<br>")
