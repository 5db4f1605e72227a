"""Paints one rectangle of the grid: paper, tint, words, borders, the mark of an error."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import look
from ui.grid.model import GRID_CELL, GridModel, Index

PADDING = 4
"""Pixels between a border and the words, left and right."""

_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class GridDelegate(QStyledItemDelegate):
    """Drawn by hand, so that every platform's style shows the same official table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        shown = index.data(GRID_CELL)
        if shown is None or not isinstance(model, GridModel):
            return
        rect, palette = option.rect, option.palette
        wrong = shown.id in model.workspace.errors if shown.kind == "value" else False
        painter.save()
        painter.fillRect(rect, self._paper(model, index, palette, wrong=wrong))
        if option.state & QStyle.StateFlag.State_Selected:
            tint = palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(rect, look.blend(look.paper(palette), tint, 0.25))
        painter.setPen(look.line(palette))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if index.row() == 0:
            painter.drawLine(rect.topLeft(), rect.topRight())
        if wrong:
            _mark(painter, rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(rect.adjusted(0, 0, -2, -2))
            painter.drawRect(rect.adjusted(1, 1, -3, -3))
        painter.setPen(look.ink(palette))
        painter.setFont(option.font)
        painter.drawText(
            rect.adjusted(PADDING, 0, -PADDING, 0),
            index.data(Qt.ItemDataRole.TextAlignmentRole) | _WRAP,
            index.data(),
        )
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A bare line: `app.entry` normalises and explains, a validator could do neither."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setTextMargins(PADDING - 2, 0, PADDING - 2, 0)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Inside the borders, so that the table does not seem to open while one types."""
        editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))

    @staticmethod
    def _paper(model: GridModel, index: Index, palette: QPalette, *, wrong: bool):  # noqa: ANN205
        cell = model.cell(index)
        if cell is None:
            return look.header(palette)
        if wrong:
            return look.error(palette)
        return look.computed(palette) if cell.computed else look.paper(palette)


def _mark(painter: QPainter, rect: QRect) -> None:
    """A corner, so that an error is seen without colour too."""
    corner = QPointF(rect.left(), rect.top())
    size = min(9, rect.height() // 2)
    painter.setBrush(look.ERROR)
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner + QPointF(0, size)]))
