"""Which program this is, of which form, and what is handed out with it under which licence."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.disk import licences
from ui.kit import plain, window_size

_HEADER = ["名称", "版本", "许可", "用来做什么"]


class AboutDialog(QDialog):
    """The words over a list of what is shipped; under it the licence of the line one stands on."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于年报")
        self._parts = licences.shipped()
        self.list = _table(self._parts)
        self.licence = QPlainTextEdit(self, readOnly=True)
        self.licence.setAccessibleName("许可原文")
        head = plain.Label(words, self, wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget, share in ((head, 0), (self.list, 2), (self.licence, 3), (buttons, 0)):
            layout.addWidget(widget, share)
        self.list.currentCellChanged.connect(self._show)
        self.list.setCurrentCell(0, 0)
        window_size.resize(self, 760, 620)

    def _show(self, row: int) -> None:
        part = self._parts[row]
        self.licence.setPlainText(f"{part.name}：{part.use}\n\n{licences.words(part)}")


def _table(parts: tuple[licences.Part, ...]) -> QTableWidget:
    table = QTableWidget(len(parts), len(_HEADER))
    table.setAccessibleName("随程序发出的东西")
    table.setHorizontalHeaderLabels(_HEADER)
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    for row, part in enumerate(parts):
        for column, words in enumerate((part.name, part.version, part.licence, part.use)):
            table.setItem(row, column, QTableWidgetItem(words))
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table
