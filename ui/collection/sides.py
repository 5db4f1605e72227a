"""The unit over the sum; where the window is narrow one of the two, and tabs between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

_BOTH_FROM = (1_100, 700)
"""Pixels, wide and high, from which on both have room: a window of 1,600 with the list beside."""
_UNIT, _SUM = range(2)


class Sides(QWidget):
    """Both stay what they are; only one may be hidden."""

    turned = Signal()
    """Another of the two is seen, or both are."""

    def __init__(self, unit: QWidget, whole: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit, self._sum = unit, whole
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("单位，或者汇总")
        self.tabs.addTab("单位")
        self.tabs.addTab("汇总")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.addWidget(unit)
        self._split.addWidget(whole)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([330, 600])
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._split, 1)
        self._both = True
        self.tabs.currentChanged.connect(lambda _at: self._show())
        self._show()

    @property
    def has_both(self) -> bool:
        return self._both

    @property
    def is_sum_alone(self) -> bool:
        return not self._both and self.tabs.currentIndex() == _SUM

    def show_unit(self) -> None:
        """Somebody looks at units."""
        self.tabs.setCurrentIndex(_UNIT)

    def bring(self, pane: QWidget) -> None:
        """Whichever of the two something is in."""
        if self._unit.isAncestorOf(pane):
            self.tabs.setCurrentIndex(_UNIT)
        elif self._sum.isAncestorOf(pane):
            self.tabs.setCurrentIndex(_SUM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = self.width() >= _BOTH_FROM[0] and self.height() >= _BOTH_FROM[1]
        if both != self._both:
            self._both = both
            self._show()

    def _show(self) -> None:
        at = self.tabs.currentIndex()
        self.tabs.setVisible(not self._both)
        self._unit.setVisible(self._both or at == _UNIT)
        self._sum.setVisible(self._both or at == _SUM)
        self.turned.emit()
