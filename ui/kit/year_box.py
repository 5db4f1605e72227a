"""A box for a year, which may also be empty."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from app import BUILT
from app.forms.model import FIRST_YEAR, LAST_YEAR
from app.letters.characters import in_figure
from ui.kit.undo_keys import WindowUndo
from ui.workspace import year_due

_NONE = FIRST_YEAR - 1
"""What Qt counts an empty box as."""
_NO_YEAR = "“{}”不是四位的年份，年度还空着。"


class YearBox(QSpinBox):
    """A year or none; the wheel scrolls the page and never the year by accident."""

    refused = Signal(str)
    """What was typed is no year, and the box shows again what it had: why, in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(_NONE, LAST_YEAR)
        self.lineEdit().setPlaceholderText("年度")
        self.setAccessibleName("报告年度")
        WindowUndo(self)
        WindowUndo(self.lineEdit())

    @property
    def year(self) -> int | None:
        """What stands in the box; None where nothing does."""
        return None if self.value() == _NONE else self.value()

    @year.setter
    def year(self, year: int | None) -> None:
        self.setValue(_NONE if year is None else year)

    def textFromValue(self, value: int) -> str:
        return "" if value == _NONE else str(value)

    def valueFromText(self, text: str) -> int:
        return int(text) if text else _NONE

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Full-width digits are digits; four of them are a year, and so is none."""
        words = in_figure(text)
        if words and not re.fullmatch(r"\d{1,4}", words, re.ASCII):
            return QValidator.State.Invalid, text, place
        whole = not words or FIRST_YEAR <= int(words) <= LAST_YEAR
        state = QValidator.State.Acceptable if whole else QValidator.State.Intermediate
        return state, words, min(place, len(words))

    def fixup(self, text: str) -> str:
        """Qt puts back what was there, without a word."""
        kept = self.textFromValue(self.value())
        self.refused.emit(
            f"“{text}”不是四位的年份，还是 {kept}。" if kept else _NO_YEAR.format(text)
        )
        return kept

    def stepBy(self, steps: int) -> None:
        """From an empty box to the year that reports are written about now."""
        if self.year is None:
            self.year = year_due() or BUILT.year
        else:
            self.setValue(max(self.value() + steps, FIRST_YEAR))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed; where that is no year, it does nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.hasAcceptableInput():
            self.interpretText()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
