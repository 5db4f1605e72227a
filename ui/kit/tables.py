"""Tables to be read: their words as they are, a row chosen as a whole."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from ui.kit import icons

Resize = QHeaderView.ResizeMode


_PADDING = 8
"""Pixels that the style sheet leaves at both sides of a cell's words."""


class _Cell(QStyledItemDelegate):
    """As high as its words are between its paddings; Qt reckons without them."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown: Any = QStyleOptionViewItem(option)
        room = QRect(shown.rect)
        if room.width() > 0:  # it is 0 where the width is asked for
            room.setWidth(max(room.width() - 2 * _PADDING, 1))
            shown.rect = room
        return super().sizeHint(shown, index)


class ReadingTable(QTableWidget):
    """Rows are as high as their words take in the columns' widths, however those change."""

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]] = (),
        wide: int | None = -1,
    ) -> None:
        """A table of words.

        Args:
            name: what a screen reader calls it.
            headers: of its columns.
            rows: their words.
            wide: the column that takes the room that is left, from the end where it is negative;
                None: all are equally wide.
        """
        super().__init__(len(rows), len(headers))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headers))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(_Cell(self))
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(Resize.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Resize.ResizeToContents)
        for column in range(len(headers)) if wide is None else [wide % len(headers)]:
            header.setSectionResizeMode(column, Resize.Stretch)
        for row, words in enumerate(rows):
            self.put(row, words)

    def put(self, row: int, words: Sequence[str], start: int = 0) -> None:
        """Words into a row, from a column on."""
        for column, word in enumerate(words, start):
            self.setItem(row, column, QTableWidgetItem(word))

    def sign(self, row: int, column: int, sign: tuple[str, str]) -> None:
        """Before the words of a cell: the name of an icon, and the role of its colour."""
        if item := self.item(row, column):
            item.setIcon(icons.icon(*sign))
