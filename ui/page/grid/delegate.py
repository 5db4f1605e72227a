"""Paints one rectangle of the grid: paper, tint, words, borders, the mark of an error."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.forms.layout import GridCell
from app.forms.names import dotted
from ui import look
from ui.page.grid.model import ALIGNMENT, GridModel, Index
from ui.page.grid.sizes import PADDING, TOO_WIDE, WRAP, Line, OneLine

_MARK = 9
"""Pixels along the sides of an error's mark."""
_GAP = 6
"""Pixels at least between two figures on one line."""
_NOTE, _BESIDE_NOTE = 0.75, 0.85
"""How large a cell's second figure is, and the first where both are one above the other."""

_PLACES = {kind: int(place | WRAP) for kind, place in ALIGNMENT.items()}
_Place = Qt.AlignmentFlag
_LINE = Qt.TextFlag.TextSingleLine
_MIDDLE_RIGHT = int(_Place.AlignRight | _Place.AlignVCenter | _LINE)
_LOWER_LEFT = int(_Place.AlignLeft | _Place.AlignBottom | _LINE)


class _Figures(NamedTuple):
    """What a cell shows; "" where there is none of it."""

    value: str
    paper: str
    last: str


class GridDelegate(QStyledItemDelegate):
    """Drawn by hand, so that every platform's style shows the same official table."""

    def __init__(self, leave: Callable[[QKeyEvent], bool], parent: QTableView) -> None:
        """`leave` is asked about each key in an open editor: True where it closed the editor."""
        super().__init__(parent)
        self._view = parent
        self._leave = leave
        self.editor: QLineEdit | None = None
        """The open editor, if there is one."""
        self._filled = False
        self._lines = OneLine()
        self._was_here = False
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The model is asked directly: through an index each word costs as much as its drawing."""
        model = index.model()
        shown = model.shown(index) if isinstance(model, GridModel) else None
        if shown is None or not isinstance(model, GridModel):
            return
        style: Any = option  # the stubs of Qt 6.8 leave its attributes out
        rect, colours = style.rect, look.tokens()
        painter.save()
        painter.fillRect(rect, _paper(model, shown, style, colours))
        painter.setPen(colours.grid)
        _borders(painter, rect, shown)
        if shown.kind == "value":
            self._paint_value(painter, style, model, shown)
        else:
            painter.setFont(style.font)
            painter.setPen(colours.ink)
            inner = rect.adjusted(PADDING, 0, -PADDING, 0)
            painter.drawText(inner, _PLACES[shown.kind], shown.text)
        painter.restore()

    def _paint_value(
        self, painter: QPainter, style: Any, model: GridModel, shown: GridCell
    ) -> None:
        mark = model.workspace.marks.get(shown.id)
        if mark:
            _mark(painter, style.rect, look.of_severity(mark.severity))
        current = style.widget.currentIndex()
        if (shown.row, shown.column) == (current.row(), current.column()) and _is_here(self._view):
            _frame(painter, style)
        inner = style.rect.adjusted(PADDING, 0, -PADDING, 0)
        figures = _Figures(model.words(shown), model.paper(shown), model.last_year(shown))
        if figures.paper:
            self._with_paper(painter, style, inner, figures)
        elif figures.last:
            self._with_last_year(painter, style, inner, figures)
        elif figures.value:
            line = self._lines.fit(figures.value, style.font, inner.width())
            _write(painter, inner, _MIDDLE_RIGHT, line, look.tokens().ink)

    def _with_paper(self, painter: QPainter, style: Any, inner: QRect, figures: _Figures) -> None:
        """The paper's total above the computed one, digit over digit; last year's where room is."""
        colours, room = look.tokens(), inner.width()
        paper = self._lines.fit(figures.paper, style.font, room - _MARK, _NOTE)
        if paper.words == TOO_WIDE:
            bare = figures.paper.rpartition(" ")[2]
            paper = self._lines.fit(bare, style.font, room - _MARK, _NOTE)
        value = self._lines.fit(figures.value, style.font, room, _BESIDE_NOTE)
        last = self._lines.fit(figures.last, style.font, room, _NOTE)
        upper, lower = _baselines(inner, paper, value)
        _write_at(painter, inner.right() + 1 - paper.width, upper, paper, colours.last)
        _write_at(painter, inner.right() + 1 - value.width, lower, value, colours.ink)
        if value.width + _GAP + last.width <= room:
            _write_at(painter, inner.left(), lower, last, colours.last)

    def _with_last_year(
        self, painter: QPainter, style: Any, inner: QRect, figures: _Figures
    ) -> None:
        """Last year's figure to the left of this year's, or below it where both are long."""
        colours, room = look.tokens(), inner.width()
        value = self._lines.fit(figures.value, style.font, room)
        last = self._lines.fit(figures.last, style.font, room, _NOTE)
        if value.width + _GAP + last.width <= room:
            _write(painter, inner, _MIDDLE_RIGHT, value, colours.ink)
            _write(painter, inner, _LOWER_LEFT, last, colours.last)
            return
        value = self._lines.fit(figures.value, style.font, room, _BESIDE_NOTE)
        upper, lower = _baselines(inner, value, last)
        _write_at(painter, inner.right() + 1 - value.width, upper, value, colours.ink)
        _write_at(painter, inner.left(), lower, last, colours.last)

    def _on_focus(self) -> None:
        """The keyboard went from a list or the search to another box: no event tells the table."""
        if not isValid(self._view):
            return  # a table that is just going gives up the keyboard too
        here = _is_here(self._view)
        if here != self._was_here:
            self._was_here = here
            self._view.viewport().update()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that leave the editor move as in a spreadsheet; the rest is Qt's."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        return self._leave(event) or super().eventFilter(editor, event)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A bare line: `app.report.entry` normalises and explains, a validator could do neither."""
        editor = QLineEdit(parent)
        model = index.model()
        if isinstance(model, GridModel) and (cell := model.cell(index)) is not None:
            editor.setAccessibleName(dotted(cell))
            editor.textChanged.connect(lambda _words: model.workspace.keeping.stir())
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setTextMargins(PADDING - 2, 0, PADDING - 2, 0)
        self.editor, self._filled = editor, False
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: a total or a mark that comes meanwhile must not wipe what is being typed."""
        if not self._filled:
            self._filled = True
            super().setEditorData(editor, index)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        if isinstance(model := index.model(), GridModel):
            model.workspace.keeping.stir()  # what was withdrawn is no draft any more
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Inside the borders, so that the table does not seem to open while one types."""
        style: Any = option
        editor.setGeometry(style.rect.adjusted(0, 0, -1, -1))


def _paper(model: GridModel, shown: GridCell, style: Any, colours: look.Tokens) -> QColor:
    """What the words stand on: the kind of cell, then its state, then the selection over it."""
    if shown.kind != "value":
        marked = _names_current(shown, style.widget)
        return look.blend(colours.head, colours.accent, 0.30) if marked else colours.head
    mark = model.workspace.marks.get(shown.id)
    if mark and mark.severity == "error":
        paper = colours.err_soft
    elif model.workspace.report.form.cells[shown.id].computed:
        paper = colours.computed
    else:
        paper = colours.paper
    selected = style.state & QStyle.StateFlag.State_Selected
    return look.blend(paper, colours.accent, 0.25) if selected else paper


def _names_current(shown: GridCell, view: QTableView) -> bool:
    """Whether a label is of the row or the column in which the keyboard is."""
    current = view.currentIndex()
    if not current.isValid() or not _is_here(view):
        return False
    if shown.kind == "label":
        return shown.row <= current.row() < shown.row + shown.row_span
    across = shown.column <= current.column() < shown.column + shown.column_span
    return shown.kind == "header" and across and shown.row < current.row()


def _is_here(view: QTableView) -> bool:
    """Whether the keyboard is in this table, or comes back to it from a list or the search.

    The sheet remembers which of its boxes had the keyboard last.
    """
    grid = view.focusProxy() or view  # the header that stays stands for its table
    sheet = grid.parentWidget()
    last = sheet.focusWidget() if sheet else None
    return last is not None and (last is grid or grid.isAncestorOf(last))


def _baselines(place: QRect, upper: Line, lower: Line) -> tuple[int, int]:
    """Where two lines stand, one close above the other, in the middle of a place."""
    spare = place.height() - upper.height - lower.height
    gap = min(spare // 3, _GAP)
    top = place.top() + (spare - gap) // 2
    return top + upper.above, top + upper.height + gap + lower.above


def _write_at(painter: QPainter, left: int, baseline: int, line: Line, colour: QColor) -> None:
    painter.setFont(line.font)
    painter.setPen(colour)
    painter.drawText(left, baseline, line.words)


def _write(painter: QPainter, place: QRect, how: int, line: Line, colour: QColor) -> None:
    painter.setFont(line.font)
    painter.setPen(colour)
    painter.drawText(place, how, line.words)


def _borders(painter: QPainter, rect: QRect, shown: GridCell) -> None:
    """Right and below; the first row and column also above and left."""
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    painter.drawLine(right, top, right, bottom)
    painter.drawLine(left, bottom, right, bottom)
    if shown.column == 0:
        painter.drawLine(left, top, left, bottom)
    if shown.row == 0:
        painter.drawLine(left, top, right, top)


def _frame(painter: QPainter, style: Any) -> None:
    """Where the keyboard is: two pixels of the highlight colour."""
    painter.setPen(style.palette.color(QPalette.ColorRole.Highlight))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(style.rect.adjusted(0, 0, -2, -2))
    painter.drawRect(style.rect.adjusted(1, 1, -3, -3))


def _mark(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """A corner, so that a finding is seen without colour too."""
    corner = QPointF(rect.left(), rect.top())
    size = min(_MARK, rect.height() // 2)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner + QPointF(0, size)]))
