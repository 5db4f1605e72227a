"""The left of the window: a line to look for units in, chips to narrow them, their list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.collection.pictures import main_cells, named
from app.collection.standing import Standing
from app.forms.model import Form
from ui import look
from ui.collection import rows
from ui.collection.filters import Filters
from ui.collection.rows import Line
from ui.collection.unit_list import UnitList
from ui.kit.undo_keys import WindowUndo

_NARROWEST, _LOW = 280, 300
"""Pixels: its width at least; the height below which the chips are one."""


class Left(QWidget):
    """What is typed and what is pressed narrow the list together."""

    def __init__(self) -> None:
        super().__init__()
        look.ground(self, look.PANEL)
        self.setMinimumWidth(_NARROWEST)
        self.words = QLineEdit()
        self.words.setPlaceholderText("查找单位，可以只打拼音首字母")
        self.words.setAccessibleName("查找单位")
        self.words.setObjectName("collection_words")
        self.words.setClearButtonEnabled(True)
        WindowUndo(self.words)
        self.filters = Filters(self)
        self.units = UnitList(self)
        self._above = above = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        above.addWidget(self.words)
        above.addWidget(self.filters)
        self._lay(is_low=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addWidget(self.units, 1)
        self.words.textChanged.connect(lambda _words: self._narrow())
        self.words.returnPressed.connect(self.units.setFocus)
        self.filters.wanted.connect(lambda _state: self._narrow())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(is_low=self.height() < _LOW)

    def _lay(self, *, is_low: bool) -> None:
        """Where it is low what narrows the list stands in one line."""
        way = QBoxLayout.Direction
        self._above.setDirection(way.LeftToRight if is_low else way.TopToBottom)
        self._above.setContentsMargins(12, 4 if is_low else 12, 12, 0 if is_low else 4)
        self.filters.be_low(is_low)

    def show_standings(self, standings: Sequence[Standing], form: Form | None) -> list[Line]:
        """How all stand now; their lines, those too that are not shown.

        `form` is that of the sum, by which a figure of each unit is called.
        """
        lines = rows.lines(standings)
        self.filters.tell(rows.counts(lines), len(lines))
        self._narrow()
        self.units.show_lines(lines, named(form, main_cells(form)[0]) if form else "")
        return lines

    def look_up(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def look_for(self, unit: str) -> None:
        """A unit in the list, whatever was looked for there."""
        if not self.units.choose(unit):
            self.words.clear()
            self.filters.clear()
            self.units.choose(unit)

    def _narrow(self) -> None:
        self.units.narrow(self.filters.on, self.words.text())
