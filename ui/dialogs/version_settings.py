"""How many earlier states of each report are kept, and where."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from ui.kit import plain
from ui.kit.buttons import ok_cancel

_MOST = 200


class VersionSettings(QDialog):
    """0 keeps none; an empty folder is the one beside the settings."""

    def __init__(self, parent: QWidget, many: int, folder: str, told: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("以前的版本：设置")
        self.many = QSpinBox()
        self.many.setRange(0, _MOST)
        self.many.setValue(many)
        self.many.setSpecialValueText("不留")
        self.folder = QLineEdit(folder)
        self.folder.setPlaceholderText("设置文件夹里的 versions")
        self.folder.setMinimumWidth(300)
        choose = QPushButton("选择…")
        choose.clicked.connect(self._choose)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder)
        row.addWidget(choose)
        words = plain.Label(told, self, wrap=True)
        layout = QFormLayout(self)
        plain.add_row(layout, "每份报告留最近几次：", self.many)
        plain.add_row(layout, "放在哪个文件夹：", place)
        layout.addRow(words)
        layout.addRow(ok_cancel(self, "存下"))

    def answer(self) -> tuple[int, str]:
        return self.many.value(), self.folder.text().strip()

    def _choose(self) -> None:
        start = self.folder.text() or str(Path.home())
        dialog = plain.file_dialog(self, "放在哪个文件夹", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if dialog.exec():
            self.folder.setText(dialog.selectedFiles()[0])
