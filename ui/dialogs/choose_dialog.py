"""Some lines, each to be ticked: at first all of them are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, ok_cancel
from ui.kit.ticked import TickedLines


class ChooseDialog(QDialog):
    """Which of them are carried over."""

    def __init__(self, parent: QWidget, title: str, lines: list[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain.in_title(title))
        self._lines = QListWidget()
        for line in lines:
            QListWidgetItem(line, self._lines).setCheckState(Qt.CheckState.Checked)
        self._lines.setItemDelegate(TickedLines(self._lines))
        self._lines.setAccessibleName(title)
        layout = Column(self)
        layout.addWidget(self._lines)
        layout.addLayout(ButtonRow(ok_cancel(self, "结转")))
        window_size.resize(self, 480, 360)

    def answer(self) -> list[int]:
        """The places of those that are ticked."""
        items = [self._lines.item(place) for place in range(self._lines.count())]
        ticked = [item.checkState() == Qt.CheckState.Checked for item in items]
        return [place for place, tick in enumerate(ticked) if tick]
