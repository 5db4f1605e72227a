"""Lines of a list with boxes to tick, whose edges can be seen in all colours."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import look


class TickedLines(QStyledItemDelegate):
    """Put on a list as its delegate."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        shown: Any = option  # the stubs of Qt 6.8 leave its attributes out
        shown.palette = look.ticked(shown.palette)
