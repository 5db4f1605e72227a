"""How a line stands that a delegate draws, asked of its view.

`option.state` says the same in flags of `QStyle`, whose enumerations take 4 ms of a start.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView

Index = QModelIndex | QPersistentModelIndex


def is_selected(view: QAbstractItemView, index: Index) -> bool:
    return bool(view.selectionModel().isSelected(index))


def is_focused(view: QAbstractItemView, index: Index) -> bool:
    """Whether the keyboard is in the line."""
    return view.hasFocus() and view.currentIndex() == index


def is_pointed_at(view: QAbstractItemView, line: QRect) -> bool:
    """Whether the pointer is over a line, which is at that place of the viewport."""
    return view.underMouse() and line.contains(view.viewport().mapFromGlobal(QCursor.pos()))
