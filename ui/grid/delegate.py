"""Paints one rectangle of the grid: paper, tint, words, borders, the mark of an error."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.forms.layout import GridCell
from ui import look
from ui.grid.model import ALIGNMENT, GridModel, Index

PADDING = 4
"""Pixels between a border and the words, left and right."""
_MARK = 9
"""Pixels along the sides of an error's mark."""

WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_PLACES = {kind: int(place | WRAP) for kind, place in ALIGNMENT.items()}
_UPPER_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LOWER_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)


class GridDelegate(QStyledItemDelegate):
    """Drawn by hand, so that every platform's style shows the same official table."""

    def __init__(self, leave: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        """`leave` is asked about each key in an open editor: True where it closed the editor."""
        super().__init__(parent)
        self._leave = leave
        self.editor: QLineEdit | None = None
        """The open editor, if there is one."""
        self._filled = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The model is asked directly: through an index each word costs as much as its drawing."""
        model = index.model()
        shown = model.shown(index) if isinstance(model, GridModel) else None
        if shown is None or not isinstance(model, GridModel):
            return
        style: Any = option  # the stubs of Qt 6.8 leave its attributes out
        rect, colours = style.rect, look.colours(style.palette)
        painter.save()
        painter.fillRect(rect, _paper(model, shown, style, colours))
        painter.setPen(colours.line)
        _borders(painter, rect, shown)
        if mark := model.workspace.marks.get(shown.id):
            _mark(painter, rect, look.MARKS[mark.severity])
        if style.state & QStyle.StateFlag.State_HasFocus:
            _frame(painter, style)
        painter.setFont(style.font)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        if words := model.words(shown):
            painter.setPen(colours.ink)
            painter.drawText(inner, _PLACES[shown.kind], words)
        if paper := model.paper(shown):
            painter.setPen(colours.faint)
            painter.drawText(inner.adjusted(_MARK, 0, 0, 0), _UPPER_LEFT, paper)
        if last := model.last_year(shown):
            painter.setPen(colours.faint)
            painter.setFont(look.scaled(style.font, 0.75))
            painter.drawText(inner, _LOWER_LEFT, last)
        painter.restore()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that leave the editor move as in a spreadsheet; the rest is Qt's."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        return self._leave(event) or super().eventFilter(editor, event)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A bare line: `app.entry` normalises and explains, a validator could do neither."""
        editor = QLineEdit(parent)
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
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Inside the borders, so that the table does not seem to open while one types."""
        style: Any = option
        editor.setGeometry(style.rect.adjusted(0, 0, -1, -1))


def _paper(model: GridModel, shown: GridCell, style: Any, colours: look.Colours) -> QColor:
    """What the words stand on: the kind of cell, then its state, then the selection over it."""
    if shown.kind != "value":
        marked = _names_current(shown, style.widget)
        return look.blend(colours.header, colours.highlight, 0.30) if marked else colours.header
    mark = model.workspace.marks.get(shown.id)
    if mark and mark.severity == "error":
        paper = colours.error
    elif model.workspace.report.form.cells[shown.id].computed:
        paper = colours.computed
    else:
        paper = colours.paper
    selected = style.state & QStyle.StateFlag.State_Selected
    return look.blend(paper, colours.highlight, 0.25) if selected else paper


def _names_current(shown: GridCell, view: QTableView) -> bool:
    """Whether a label is of the row or the column in which the keyboard is."""
    current = view.currentIndex()
    editing = view.state() == QTableView.State.EditingState
    if not current.isValid() or not (view.hasFocus() or editing):
        return False
    if shown.kind == "label":
        return shown.row <= current.row() < shown.row + shown.row_span
    across = shown.column <= current.column() < shown.column + shown.column_span
    return shown.kind == "header" and across and shown.row < current.row()


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
