"""The list of drafts: when, whose, what is in each; one can be opened, or deleted for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QWidget,
)

from app.disk import files
from app.files import drafts, recovery
from ui.kit import plain, window_size
from ui.kit.buttons import Button, ButtonRow, Column
from ui.kit.tables import ReadingTable, Resize
from ui.kit.times import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.files.drafts import Listed
    from app.files.recovery import Found

_HEADERS = ("时间", "哪份报告", "状态", "里面有什么")
_STATE = 2
_WIDEST = 240
"""Pixels for a report's name, which goes on in the next line."""
_WORDS = (
    "这些内容没有保存到报告文件里。打开以后请检查，再保存；删除了就找不回来。\n"
    f"没有保存就关掉的，最近 {recovery.GIVEN_UP_KEPT} 份留 7 天。"
)


class DraftsDialog(QDialog):
    """What is picked and opened is the answer; what is deleted is gone when it is asked about."""

    def __init__(
        self,
        parent: QWidget,
        listed: list[Listed],
        agree: Callable[[QWidget, str, str], bool],
        tell: Callable[[QWidget, str], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("没保存的草稿")
        self._listed = list(listed)
        self._agree, self._tell = agree, tell
        self.table = ReadingTable("没保存的草稿", _HEADERS)
        self.table.setObjectName("drafts")
        self._open, self._delete = Button("打开", "main"), Button("删除…")
        self.table.itemDoubleClicked.connect(lambda _item: self._open.click())
        self._arrange()
        for line in self._listed:
            self._add(line)
        names = self.table.horizontalHeader()
        names.setSectionResizeMode(1, Resize.Interactive)
        self.table.setColumnWidth(1, min(self.table.sizeHintForColumn(1), _WIDEST))
        self.table.itemSelectionChanged.connect(self._allow)
        self.table.selectRow(0)
        self._allow()
        window_size.resize(self, 960, 460)

    def answer(self) -> Found | None:
        line = self._current()
        return line.found if line else None

    def _current(self) -> Listed | None:
        row = self.table.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _arrange(self) -> None:
        words = plain.Label(_WORDS, self, wrap=True)
        folder, close = Button("打开文件夹"), Button("关闭")
        self._open.setDefault(True)
        self._open.clicked.connect(self.accept)
        self._delete.clicked.connect(self._remove)
        url = QUrl.fromLocalFile(str(recovery.folder()))
        folder.clicked.connect(partial(QDesktopServices.openUrl, url))
        close.clicked.connect(self.reject)
        layout = Column(self)
        layout.addWidget(words)
        layout.addWidget(self.table)
        layout.addLayout(ButtonRow(self._open, self._delete, folder, None, close))

    def _add(self, line: Listed) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        state = "没有保存就关掉的" if line.given_up else "没有保存"
        cells = (moment(line.time), line.whose, state, line.says)
        self.table.put(row, cells)
        sign = ("empty", "ink3") if line.given_up else ("half", "accent")
        self.table.sign(row, _STATE, sign)

    def _allow(self) -> None:
        line = self._current()
        self._open.setEnabled(line is not None and line.found is not None)
        self._delete.setEnabled(line is not None)

    def _remove(self) -> None:
        line = self._current()
        if line is None or not self._agree(self, "删除这份草稿吗？删除后找不回来。", "删除"):
            return
        try:
            drafts.delete(line.place)
        except OSError as error:
            self._tell(self, f"没能删除这份草稿：{files.why(error)}。")
            return
        row = self.table.currentRow()
        del self._listed[row]
        self.table.removeRow(row)
        self._allow()
