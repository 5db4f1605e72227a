"""What was worked on last: folders of many units' reports, and reports of the clerk's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.disk.settings import Settings
from ui import look
from ui.kit import plain
from ui.kit.buttons import Button, stand_flush
from ui.start_page.card import Sheet, Toned
from ui.start_page.recent import Counties, Reports

_NONE = "还没有打开过报告。打开和保存过的报告会列在这里。"


class Lists(QWidget):
    """Where there is nothing to be listed, it is said what would be; of folders nothing is."""

    opening = Signal()
    """Another file is to be opened."""
    drafts = Signal()
    """Look through what was not saved."""

    def __init__(self, settings: Settings, drafts: int) -> None:
        """`drafts`: how many there are of reports that were not saved."""
        super().__init__()
        self._settings = settings
        self.reports, self.counties = Reports(settings), Counties(settings)
        self._sheet, self._folders = Sheet(self.reports), Sheet(self.counties)
        self._empty = Toned(_NONE, "ink3", wrap=True)
        self._gathered = plain.Label("最近的汇总")
        self._gathered.setFont(look.font("h4"))
        self._gathered.setContentsMargins(0, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._gathered)
        column.addWidget(self._folders)
        column.addLayout(self._title(drafts))
        column.addWidget(self._sheet)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.reports.dropped.connect(self._on_dropped)
        self.counties.dropped.connect(self._on_dropped)
        self._show()

    def _title(self, drafts: int) -> QHBoxLayout:
        title = plain.Label("最近的报告")
        title.setFont(look.font("h4"))
        other = Button("打开其他文件…", "quiet")
        other.setAutoDefault(True)
        other.clicked.connect(self.opening)
        row = QHBoxLayout()
        row.addWidget(title, 1)
        if drafts:
            unsaved = Button(f"没保存的草稿 {drafts} 份…", "quiet")
            unsaved.setAutoDefault(True)
            unsaved.clicked.connect(self.drafts)
            row.addWidget(unsaved)
        row.addWidget(stand_flush(other))
        return row

    def _on_dropped(self, name: str) -> None:
        self._settings.drop(name)
        self._settings.drop_county(name)
        self._show()

    def _show(self) -> None:
        self._sheet.setVisible(bool(self._settings.recent))
        self._empty.setVisible(not self._settings.recent)
        for widget in (self._gathered, self._folders):
            widget.setVisible(bool(self._settings.counties))
