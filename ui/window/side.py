"""The column at the left: what the report consists of, and under it what is still to be done."""

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import look
from ui.kit import plain
from ui.window.hints import Hints
from ui.window.missing import Missing
from ui.window.outline import Outline

WIDTH, SLIM = 216, 68
"""Pixels; in a narrow window only the signs of the sections stand in it."""
_NARROW = 780
"""Pixels of the window below which the tables need the room."""
_MARGIN = 8


class Side(QWidget):
    """The list takes what it needs, a hint what it says, the box under them what is left."""

    slimmed = Signal()
    """It has become slim, or is no more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._beside = parent
        self._room = QSize()
        self.setFixedWidth(WIDTH)
        look.ground(self, look.PANEL)
        self._head = plain.Label("报告内容", self)
        self._head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._head.setFont(look.font("small"))
        self._head.setContentsMargins(2 * _MARGIN, _MARGIN, _MARGIN, _MARGIN // 2)

    def hold(self, outline: Outline, hints: Hints, missing: Missing) -> None:
        """Take in what stands in it."""
        self._outline, self._hints, self._missing = outline, hints, missing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(outline, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN - 1, _MARGIN)
        foot.setSpacing(_MARGIN)
        foot.addWidget(hints)
        foot.addWidget(missing)
        layout.addLayout(foot)
        self._beside.installEventFilter(self)

    @property
    def is_slim(self) -> bool:
        return self.width() < WIDTH

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it stands in is made wider or narrower."""
        if event.type() == QEvent.Type.Resize and watched is self._beside:
            slim = self._beside.width() < _NARROW
            if slim != self.is_slim:
                self.setFixedWidth(SLIM if slim else WIDTH)
                for each in (self._head, self._missing):
                    each.setHidden(slim)
                self._hints.draw()
                self.slimmed.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hints.draw()  # which say nothing in a low window
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Also when a hint comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        wide = WIDTH - 2 * _MARGIN
        hint = self._hints.heightForWidth(wide) + _MARGIN if self._hints.isVisible() else 0
        taken = self._head.sizeHint().height() + self._outline.height_of_all() + hint + _MARGIN
        room = QSize(wide, self.height() - taken)
        if room != self._room:
            self._room = room
            self._missing.fit(room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), look.tokens().line)
