"""The title line of the page: the edition's pattern, with organ and year to fill in."""

import re
from string import Formatter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from app import BUILT
from app.characters import in_figure
from app.forms import load as forms
from app.report import Address
from ui import look
from ui.history import Typing, typing_of
from ui.undo_keys import WindowUndo
from ui.workspace import Workspace, year_due

FIRST_YEAR, LAST_YEAR = 1900, 2999
_NONE = FIRST_YEAR - 1
"""What Qt counts an empty box as."""


class YearBox(QSpinBox):
    """A year or none; the wheel scrolls the page and never the year by accident."""

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

    def stepBy(self, steps: int) -> None:
        """From an empty box to the year that reports are written about now."""
        if self.year is None:
            self.year = year_due() or BUILT.year
        else:
            self.setValue(max(self.value() + steps, FIRST_YEAR))
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OrganBox(QLineEdit):
    """The organ's name, as wide as it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("单位名称")
        self.setAccessibleName("单位名称")
        WindowUndo(self)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        words = self.text() or self.placeholderText()
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(words) + 28)


class TitleLine(QWidget):
    """Organ and year in place; a title of the report's own is shown underneath."""

    parting = Signal(int)
    """A year was entered that is written in other tables; the report has not taken it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.organ = OrganBox(self)
        self.organ.setObjectName("organ")
        self.year = YearBox(self)
        self.year.setObjectName("year")
        self.setFocusProxy(self.organ)
        self._boxes = {"organ": self.organ, "year": self.year}
        self._words: list[QLabel] = []
        self._arrange(workspace.report.form.title)
        self._show()
        self.organ.textEdited.connect(self._on_organ)
        self.year.valueChanged.connect(lambda _value: self._on_year(self.year.year))
        workspace.changed.connect(self._on_changed)

    def commit(self) -> bool:
        """Take over a year that is still being typed."""
        self.year.interpretText()
        return True

    def go_to(self, address: Address) -> None:
        self._boxes.get(address[0], self.organ).setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """A title's size for the size of the page's font."""
        font = look.scaled(self.font(), 1.6, bold=True)
        for widget in (self.organ, self.year, *self._words):
            widget.setFont(font)
        self.organ.fit()

    def _arrange(self, pattern: str) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch()
        for words, name, _, _ in Formatter().parse(pattern):
            if words:
                self._words.append(QLabel(words, self))
                layout.addWidget(self._words[-1])
            if name:
                layout.addWidget(self._boxes[name])
        layout.addStretch()

    def _show(self) -> None:
        report = self._workspace.report
        if self.organ.text() != report.organ:
            self.organ.setText(report.organ)
        if self.year.year != report.year:
            self.year.year = report.year

    def _on_organ(self, words: str) -> None:
        """A cell copied from a spreadsheet brings a line break, which no name has."""
        line = "".join(words.splitlines())
        if line != words:
            self.organ.setText(line)
        typing = typing_of(self._workspace.report.organ, line)
        self._workspace.change({("organ", ""): line or None}, "修改单位名称", typing=typing)

    def _on_year(self, year: int | None) -> None:
        if year is not None and year != self._workspace.report.year and self._parts(year):
            self.parting.emit(year)
        else:
            self._workspace.change({("year", ""): year}, "修改年度", typing=Typing.LETTERS)

    def _parts(self, year: int) -> bool:
        """Whether the year would take the report out of the edition that it is in."""
        return forms.edition_of_year(year) != self._workspace.report.form.edition

    def _on_changed(self, moved: frozenset[Address]) -> None:
        if moved & {("organ", ""), ("year", "")}:
            self._show()
