"""Words that an input method is still composing: seen, and not yet given to the box.

They are no text of a box. Who saves or closes by the mouse ends no composing: what the report takes
over then must have them too.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget


def settle(box: QWidget, composed: Callable[[], str]) -> None:
    """Let a box take what is composed in it, as it stands.

    The input method is asked first; one that is not there any more says nothing.
    """
    if not composed():
        return
    method = QGuiApplication.inputMethod()
    method.commit()
    if words := composed():
        given = QInputMethodEvent("", [])
        given.setCommitString(words)
        QGuiApplication.sendEvent(box, given)
        method.reset()


class Composed(QObject):
    """What is composed in a line, which tells it to nobody."""

    changed = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.words = ""
        self._is_told = False
        line.installEventFilter(self)
        line.textChanged.connect(self._on_changed)
        line.cursorPositionChanged.connect(self._on_changed)

    def whole(self) -> str:
        """The words of the line with those that are composed, at their place."""
        text, at = self._line.text(), self._line.cursorPosition()
        return text[:at] + self.words + text[at:] if self.words else text

    def settle(self) -> None:
        settle(self._line, lambda: self.words)

    def eventFilter(self, line: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.words, self._is_told = event.preeditString(), True
            try:
                return line.event(event)
            finally:
                self._is_told = False
                self.changed.emit()
        if event.type() == QEvent.Type.FocusOut:
            self.settle()
        return super().eventFilter(line, event)

    def _on_changed(self) -> None:
        """The caret went, or something else was written: Qt has dropped what was composed."""
        if not self._is_told:
            self.words = ""
