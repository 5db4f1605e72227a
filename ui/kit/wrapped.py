"""A tree whose long lines are shown whole, on as many lines as they take."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QWidget,
)

from ui.kit import icons

_PADDING = 4
"""Pixels at both ends of a line, as in the style sheet."""


class WrappedTree(QTreeWidget):
    """One column without a header.

    Qt's own trees wrap words only into the height of one line, and elide the rest.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapping(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Fusion's own arrow is in one colour, which the ground of a selected line may have too."""
        if not self.model().hasChildren(index):
            return
        selected = self.selectionModel().isSelected(index)
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        arrow = icons.icon("down" if self.isExpanded(index) else "right")
        place = QRect(
            rect.right() - self.indentation(), rect.top(), self.indentation(), rect.height()
        )
        arrow.paint(painter, place, mode=mode)


class _Wrapping(QStyledItemDelegate):
    """As high as the words of a line are in the tree's width."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        one_line = super().sizeHint(option, index)
        metrics, wrap = self._tree.fontMetrics(), Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, self._width(index), 0)
        words = metrics.boundingRect(room, wrap, str(index.data()))
        return QSize(room.width(), one_line.height() + max(0, words.height() - metrics.height()))

    def _width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """What the indentation, a tick and the style's margins leave of the tree's width."""
        measure = self._tree.style().pixelMetric
        depth = _depth(index)
        taken = depth * self._tree.indentation()
        taken += 2 * _PADDING
        taken += 2 * (measure(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            taken += measure(QStyle.PixelMetric.PM_IndicatorWidth)
        return max(1, self._tree.viewport().width() - taken)


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    """1 for a line at the top."""
    return 1 + _depth(index.parent()) if index.isValid() else 0
