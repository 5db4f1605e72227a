"""The title line of the page: the edition's pattern, with organ and year to fill in."""

from string import Formatter
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.files.typed import Typed
from app.forms import catalogue as forms
from app.letters.characters import in_line
from app.report.report import Address
from app.report.room import MOST_OF_WORDS
from ui import look
from ui.history import Typing, typing_of
from ui.kit import plain
from ui.kit.composing import Composed
from ui.kit.undo_keys import WindowUndo
from ui.kit.waiting import takes_nothing
from ui.kit.year_box import YearBox
from ui.workspace import Workspace

_NO_FILE = "剪贴板里是文件，这里只写单位名称；要读文件里的内容，请点“从剪贴板导入”。"
_NO_PICTURE = "剪贴板里是一张图片，这里只写单位名称；请复制文字。"
_GOES_ON = ("MouseFocusReason", "TabFocusReason", "BacktabFocusReason")
"""Why the keyboard leaves a box for another; from menus and other windows it comes back."""
_LARGE, _LEAST, _STEP = 1.6, 1.1, 0.1
"""How many times the page's type a title is, and is at least; by how much it gives way."""


def _has_files(mime: QMimeData) -> bool:
    return any(url.isLocalFile() for url in mime.urls())


class OrganBox(QLineEdit):
    """The organ's name, as wide as it is long where the page has room for that."""

    refused = Signal(str)
    """Why what was pasted did not come in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("单位名称")
        self.setAccessibleName("单位名称")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        WindowUndo(self)
        self.textChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        words = self.text() or self.placeholderText()
        width = QFontMetrics(self.font()).horizontalAdvance(words) + 28
        return QSize(width, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file that is dropped here too is the window's."""
        if _has_files(event.mimeData()) or takes_nothing(self.window()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def paste(self) -> None:
        """A file is no name, whatever Qt makes of it."""
        mime: Any = QApplication.clipboard().mimeData()  # None where there is nothing
        if mime is not None and _has_files(mime):
            self.refused.emit(_NO_FILE)
        elif mime is not None and mime.hasImage() and not mime.hasText():
            self.refused.emit(_NO_PICTURE)
        else:
            super().paste()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A name that is longer than the page is read from its beginning."""
        super().focusOutEvent(event)
        if event.reason().name in _GOES_ON:
            self.setCursorPosition(0)

    def _fit(self, words: str) -> None:
        plain.set_tip(self, words)
        self.updateGeometry()


class TitleLine(QWidget):
    """Organ and year in place; a title of the report's own is shown underneath."""

    parting = Signal(int)
    """A year was entered that is written in other tables; the report has not taken it."""
    refused = Signal(QWidget, str)
    """What was typed in one of the boxes was not taken: why."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.organ = OrganBox(self)
        self.organ.setObjectName("organ")
        self.organ.setMaxLength(MOST_OF_WORDS)
        self.year = YearBox(self)
        self.year.setObjectName("year")
        self.setFocusProxy(self.organ)
        self._boxes = {"organ": self.organ, "year": self.year}
        self._composed = [Composed(line) for line in (self.organ, self.year.lineEdit())]
        self._composed[0].changed.connect(workspace.keeping.stir)
        self._words: list[plain.Label] = []
        self._arrange(workspace.report.form.title)
        self._show()
        self.organ.textEdited.connect(self._on_organ)
        self.organ.refused.connect(lambda words: self.refused.emit(self.organ, words))
        self.year.valueChanged.connect(lambda _value: self._on_year(self.year.year))
        self.year.refused.connect(lambda words: self.refused.emit(self.year, words))
        workspace.changed.connect(self._on_changed)

    def commit(self) -> bool:
        """Take over what is still being typed; False where the year is none."""
        for composed in self._composed:
            composed.settle()
        whole = self.year.hasAcceptableInput()
        self.year.interpretText()
        return whole

    def typing(self) -> Typed | None:
        """The organ with what an input method is still composing; None: it composes nothing."""
        composed = self._composed[0]
        return Typed("organ", "", composed.whole()) if composed.words else None

    def go_to(self, address: Address) -> None:
        self._boxes.get(address[0], self.organ).setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """A title's size for the size of the page's font; smaller where the page is narrow."""
        factor = _LARGE
        self._set_type(factor)
        while self.sizeHint().width() > self.width() > 0 and factor > _LEAST:
            factor = max(factor - _STEP, _LEAST)
            self._set_type(factor)

    def minimumSizeHint(self) -> QSize:
        """The page may be narrower than its title: then that is set in smaller type."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _set_type(self, factor: float) -> None:
        font = look.scaled(self.font(), factor, bold=True)
        # The line in the year's box keeps the type of the style sheet's first look at it.
        for widget in (self.organ, self.year, self.year.lineEdit(), *self._words):
            widget.setFont(font)
        high = max(self.organ.sizeHint().height(), self.year.sizeHint().height())
        for box in (self.organ, self.year):
            box.setFixedHeight(high)

    def _arrange(self, pattern: str) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch()
        for words, name, _, _ in Formatter().parse(pattern):
            if words:
                self._words.append(plain.Label(words, self))
                layout.addWidget(self._words[-1])
            if name:
                layout.addWidget(self._boxes[name])
        layout.addStretch()

    def _show(self) -> None:
        report = self._workspace.report
        if self.organ.text() != report.organ:
            self.organ.setText(report.organ)
            if not self.organ.hasFocus():
                self.organ.setCursorPosition(0)
        if self.year.year != report.year:
            self.year.year = report.year

    def _on_organ(self, words: str) -> None:
        """A cell copied from a spreadsheet brings a line break, which no name has."""
        line = in_line(words)
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
        form = self._workspace.report.form
        return forms.edition_due(form, year) != form.edition

    def _on_changed(self, moved: frozenset[Address]) -> None:
        if moved & {("organ", ""), ("year", "")}:
            self._show()
