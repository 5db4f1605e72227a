"""Which program this is, of which form, and what is handed out with it under which licence."""

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from app.disk import licences
from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, close_box
from ui.kit.tables import ReadingTable, Resize

_HEADER = ["名称", "版本", "许可", "用来做什么"]
_WIDTHS = {0: 150, 2: 170}
"""Pixels of columns that may hold long words, which go on in the next line."""


class AboutDialog(QDialog):
    """The words over a list of what is shipped; under it the licence of the line one stands on."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于年报")
        self._parts = licences.shipped()
        rows = [(part.name, part.version, part.licence, part.use) for part in self._parts]
        self.list = ReadingTable("随程序发出的东西", _HEADER, rows)
        self.licence = QPlainTextEdit(self, readOnly=True)
        self.licence.setAccessibleName("许可原文")
        header = self.list.horizontalHeader()
        for column, width in _WIDTHS.items():  # what it is for has the room that is left
            header.setSectionResizeMode(column, Resize.Interactive)
            self.list.setColumnWidth(column, width)
        head = plain.Label(words, self, wrap=True)
        layout = Column(self)
        for widget, share in ((head, 0), (self.list, 2), (self.licence, 3)):
            layout.addWidget(widget, share)
        layout.addLayout(ButtonRow(close_box(self)))
        self.list.currentCellChanged.connect(self._show)
        self.list.setCurrentCell(0, 0)
        window_size.resize(self, 760, 620)

    def _show(self, row: int) -> None:
        part = self._parts[row]
        self.licence.setPlainText(f"{part.name}：{part.use}\n\n{licences.words(part)}")
