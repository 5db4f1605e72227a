"""A line to type in whose words are seen from their beginning, also when all are selected."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit


class FromStart(QLineEdit):
    """Qt selects all of it for whoever comes by Tab, or as a dialog opens, and shows its end."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        units = self.cursorPosition()  # as Qt counts letters; 0: it is seen from there already
        if units and self.selectedText() == self.text():
            self.setSelection(units, -units)
