"""Words in one line that gives way to all else; the whole of them is in its tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import plain

_FEWEST = 4
"""Letters with dots behind them that say nothing any more."""


class Elided(plain.Label):
    """Words in one line, which give way to all else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str, *, wrap: bool = False) -> None:
        """`wrap`: they must be read whole, on as many lines as they take."""
        self._words = words if wrap else plain.in_one_line(words)
        self.setWordWrap(wrap)
        self.setAccessibleName(self._words)
        plain.set_tip(self, self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.wordWrap():
            self.setText(self._words)
            return
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._words, mode, self.width())
        self.setText(shown if shown == self._words or len(shown) > _FEWEST else "")
