"""How many earlier states of each report are kept, and where: a page of the settings."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from ui import look
from ui.kit import boxes, plain
from ui.kit.buttons import Button, stand_flush

_MOST = 200
_TOLD = (
    "每次保存，都先留下保存之前的内容。换了文件夹，已经留下的版本还在原来的文件夹里，"
    "列表里不再显示。"
)


class VersionPage(QWidget):
    """0 keeps none; an empty folder is the one beside the settings."""

    def __init__(self, many: int, folder: str) -> None:
        super().__init__()
        self.many = QSpinBox()
        self.many.setRange(0, _MOST)
        self.many.setValue(many)
        self.many.setSpecialValueText("不留")
        self.folder = QLineEdit(folder)
        self.folder.setAccessibleName("放在哪个文件夹")
        self.folder.setPlaceholderText("设置文件夹里的 versions")
        self.folder.setMinimumWidth(260)
        choose = Button("更改…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(stand_flush(choose))
        note = plain.Label(_TOLD, self, wrap=True)
        note.setFont(look.font("small"))
        layout = QFormLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setVerticalSpacing(12)
        plain.add_row(layout, "每份报告留最近几次：", self.many)
        plain.add_row(layout, "放在哪个文件夹：", place)
        layout.addRow(note)

    def _choose(self) -> None:
        start = self.folder.text() or str(Path.home())
        dialog = boxes.file_dialog(self, "放在哪个文件夹", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if dialog.exec():
            self.folder.setText(dialog.selectedFiles()[0])
