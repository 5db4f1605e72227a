"""The title line of the page: the edition's pattern, with organ and year to fill in."""

from string import Formatter

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from app.characters import in_line
from app.report import Address
from ui import look
from ui.undo_keys import WindowUndo
from ui.workspace import Typing, Workspace, typing_of

FIRST_YEAR, LAST_YEAR = 1900, 2999


class YearBox(QSpinBox):
    """A year; the wheel scrolls the page and never the year by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(FIRST_YEAR, LAST_YEAR)
        self.setAccessibleName("报告年度")
        WindowUndo(self)
        WindowUndo(self.lineEdit())

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
        self.year.valueChanged.connect(self._on_year)
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
        if report.year is not None and self.year.value() != report.year:
            self.year.setValue(report.year)

    def _on_organ(self, words: str) -> None:
        """A cell copied from a spreadsheet brings a line break, which no name has."""
        line = in_line(words)
        if line != words:
            self.organ.setText(line)
        typing = typing_of(self._workspace.report.organ, line)
        self._workspace.change({("organ", ""): line or None}, "修改单位名称", typing=typing)

    def _on_year(self, year: int) -> None:
        self._workspace.change({("year", ""): year}, "修改年度", typing=Typing.LETTERS)

    def _on_changed(self, moved: frozenset[Address]) -> None:
        if moved & {("organ", ""), ("year", "")}:
            self._show()
