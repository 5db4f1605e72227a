"""Tables to be read: their words as they are, a row chosen as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

Resize = QHeaderView.ResizeMode


class ReadingTable(QTableWidget):
    """Rows are as high as their words take in the columns' widths, however those change."""

    def __init__(
        self, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]] = (), wide: int = -1
    ) -> None:
        """A table of words.

        Args:
            name: what a screen reader calls it.
            headers: of its columns.
            rows: their words.
            wide: the column that takes the room that is left, from the end where it is negative.
        """
        super().__init__(len(rows), len(headers))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headers))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(Resize.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Resize.ResizeToContents)
        header.setSectionResizeMode(wide % len(headers), Resize.Stretch)
        for row, words in enumerate(rows):
            self.put(row, words)

    def put(self, row: int, words: Sequence[str], start: int = 0) -> None:
        """Words into a row, from a column on."""
        for column, word in enumerate(words, start):
            self.setItem(row, column, QTableWidgetItem(word))
