"""What is under the commands: the list of units, unit and sum beside it, lines over and under."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ui.collection.bar import Bar
from ui.collection.left import Left
from ui.collection.sides import Sides
from ui.collection.sum_pane import SumPane

_SHARE, _LEFT = 32, (340, 480)
"""Of the width in a hundred, and pixels at least and at most, for the list of units."""
_LARGE, _LARGEST = 1_700, 560
"""The same where unit and sum have more room than they need."""
_LOW = 340
"""Pixels in height, below which units would have no room between both lines."""
_NARROW = 800
"""Pixels, below which the list is as narrow as it may be: the unit beside it needs them."""
_ROOM = 1_000
"""Pixels from which on the list stands beside the sum, whatever else is there."""


class Middle(QWidget):
    """In a narrow window the tables of the sum have no room beside the list."""

    def __init__(self, left: Left, sides: Sides, whole: SumPane, over: Bar, under: Bar) -> None:
        super().__init__()
        self._left, self._sides, self._sum = left, sides, whole
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(left)
        self._split.addWidget(sides)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._over, self._under = QWidget(self), under
        row = QVBoxLayout(self._over)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(over)
        column.addWidget(self._over)
        column.addWidget(self._split, 1)
        column.addWidget(under)
        under.installEventFilter(self)
        self._is_chosen = False
        """Whether a person has said how wide the list is to be."""
        self._split.splitterMoved.connect(lambda *_: self._choose())
        sides.turned.connect(self._make_room)

    def _choose(self) -> None:
        self._is_chosen = True

    def _share(self) -> None:
        most = _LEFT[1] if self.width() < _LARGE else _LARGEST
        left = min(max(self.width() * _SHARE // 100, _LEFT[0]), most)
        if self.width() < _NARROW:
            left = self._left.minimumWidth()
        self._split.setSizes([left, self.width() - left])

    def bring(self, pane: QWidget) -> None:
        """In sight, whatever it takes."""
        if self._left.isAncestorOf(pane) and not self._left.isVisibleTo(self):
            self._sides.show_unit()
        self._sides.bring(pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_chosen:
            self._share()
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """Where it is low one of the lines: what was just made goes before what is to be done."""
        self._over.setHidden(self.height() < _LOW and self._under.isVisibleTo(self))
        shown = not self._sides.is_sum_alone or self.width() >= _ROOM
        if not shown and self._left.isAncestorOf(QApplication.focusWidget() or self):
            self._sum.take_keyboard()
        self._left.setVisible(shown)
