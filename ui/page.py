"""The report as one scrolling page: title, lead, sections with their tables and texts."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.forms.model import Form, Section, Text
from app.report import Address
from ui import look
from ui.bubble import Bubble
from ui.grid.model import GridModel
from ui.grid.view import GridView
from ui.texts import TextBox
from ui.title import TitleLine
from ui.workspace import Workspace

_WIDEST, _MARGIN, _GAP = 1_060, 40, 14
"""Pixels: the paper's width at most, its margins, what it keeps from the window's edge."""

Box = TitleLine | GridView | TextBox


class Page(QScrollArea):
    """The only scroller of the window; follows the current cell and the caret."""

    scrolled = Signal(str)
    """The section that is now at the top: its id, or "" for the title."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._boxes: list[Box] = []
        self._headings: dict[str, QWidget] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        workspace.opened.connect(self.draw)
        self._bubble = Bubble(self.viewport())
        self.draw()

    def draw(self) -> None:
        """Lay the page out anew for the report that is open now."""
        self._boxes, self._headings = [], {}
        paper = _sheet(look.paper(self.palette()))
        paper.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(paper)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        for widget in self._widgets(self._workspace.report.form):
            layout.addWidget(widget)
        layout.addStretch()
        desk = _sheet(look.desk(self.palette()))
        around = QHBoxLayout(desk)
        around.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        around.addWidget(paper)
        self.setWidget(desk)
        self._bubble.hide()
        self.verticalScrollBar().setValue(0)

    def commit(self) -> bool:
        """Take over all that is still being typed; False where something was refused."""
        return all([box.commit() for box in self._boxes])

    def go_to_section(self, section: str) -> None:
        """Bring a section's heading to the top; "" is the title."""
        self.verticalScrollBar().setValue(self._top(self._headings[section]) - _GAP)
        self.scrolled.emit(section)  # the last sections cannot come up to the top

    def go_to(self, address: Address) -> None:
        """Bring a cell, a text or the title line into sight and give it the keyboard."""
        key, id_ = address
        box = self._box(key, id_)
        if isinstance(box, GridView):
            box.go_to(id_)
        elif isinstance(box, TitleLine):
            box.go_to(address)
            self.go_to_section("")
        elif box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._follow(box, box.cursorRect())

    def _box(self, key: str, id_: str) -> Box | None:
        names = {"cells": f"table:{id_.partition('/')[0]}", "texts": f"text:{id_}"}
        name = names.get(key, "title")
        return next((box for box in self._boxes if box.objectName() == name), None)

    def _widgets(self, form: Form) -> Iterator[QWidget]:
        title = TitleLine(self._workspace)
        title.setObjectName("title")
        self._boxes.append(title)
        self._headings[""] = title
        yield title
        yield self._text_box(form.lead, lines=3)
        for section in form.sections:
            yield from self._section(section)
        yield self._text_box(form.closing, lines=2)

    def _section(self, section: Section) -> Iterator[QWidget]:
        heading = _heading(section.heading, 1.25, tip=section.note)
        self._headings[section.id] = heading
        yield heading
        if section.table:
            yield self._grid(GridModel(self._workspace, section.table))
        alone = len(section.texts) == 1 and not section.table
        for text in section.texts:
            if text.heading:
                yield _heading(text.heading, 1.08, tip=text.note)
            yield self._text_box(text, lines=4 if alone else 3 if text.heading else 1)

    def _grid(self, model: GridModel) -> GridView:
        view = GridView(model)
        model.setParent(view)
        self._connect(view)
        return view

    def _text_box(self, text: Text, *, lines: int) -> TextBox:
        box = TextBox(self._workspace, text, lines)
        self._connect(box)
        return box

    def _connect(self, box: GridView | TextBox) -> None:
        self._boxes.append(box)
        box.moved.connect(lambda place: self._follow(box, place))
        box.refused.connect(lambda place, reason: self._explain(box, place, reason))

    def _follow(self, box: GridView | TextBox, place: QRect) -> None:
        """Scroll just so far that the cell or caret is in sight with a line around it."""
        corner = box.viewport().mapTo(self.widget(), place.topLeft())
        middle = corner + QPoint(place.width() // 2, place.height() // 2)
        self.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + 2 * _GAP)

    def _explain(self, box: GridView | TextBox, place: QRect, reason: str) -> None:
        self._follow(box, place)
        corner = box.viewport().mapTo(self.viewport(), place.topLeft())
        self._bubble.say(reason, QRect(corner, place.size()))

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self.widget(), QPoint(0, 0)).y()

    def _on_scrolled(self, value: int) -> None:
        self._bubble.hide()
        near = value + 3 * _GAP
        above = [id_ for id_, heading in self._headings.items() if self._top(heading) <= near]
        self.scrolled.emit(above[-1] if above else "")


def _sheet(colour: QColor) -> QWidget:
    sheet = QWidget()
    palette = sheet.palette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    sheet.setPalette(palette)
    sheet.setAutoFillBackground(True)
    return sheet


def _heading(words: str, size: float, *, tip: str) -> QLabel:
    label = QLabel(words)
    label.setFont(look.scaled(label.font(), size, bold=True))
    label.setToolTip(tip)
    label.setContentsMargins(0, 10, 0, 0)
    return label
