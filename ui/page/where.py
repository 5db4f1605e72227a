"""In which section of the page the keyboard is."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.page.boxes import Box, holding


class Where(QObject):
    """Hears of every change of the focus, in whichever window; speaks of this page's boxes."""

    entered = Signal(str)
    """A section's id, or "" before the first one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sections: dict[Box, str] = {}
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def forget(self) -> None:
        """Other boxes come to stand on the page."""
        self._sections.clear()

    def add(self, box: Box, section: str) -> None:
        self._sections[box] = section

    def section_of(self, box: Box) -> str:
        return self._sections[box]

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        box = holding([*self._sections], now)
        if box is not None:
            self.entered.emit(self._sections[box])
