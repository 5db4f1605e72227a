"""The column at the left: what the report consists of, and under it what is still to be done."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import look
from ui.kit import plain
from ui.window.missing import Missing
from ui.window.outline import Outline

WIDTH = 216
_MARGIN = 8


class Side(QWidget):
    """The list takes what it needs, the box under it what is left."""

    def __init__(self, outline: Outline, missing: Missing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline, self._missing = outline, missing
        self.setFixedWidth(WIDTH)
        look.ground(self, look.PANEL)
        self._head = plain.Label("报告内容")
        self._head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._head.setFont(look.font("small"))
        self._head.setContentsMargins(2 * _MARGIN, _MARGIN, _MARGIN, _MARGIN // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(outline, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN - 1, _MARGIN)
        foot.addWidget(missing)
        layout.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        above = self._head.sizeHint().height() + self._outline.height_of_all()
        self._missing.fit(QSize(WIDTH - 2 * _MARGIN, self.height() - above - _MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(self.width() - 1, 0, 1, self.height(), look.tokens().line)
