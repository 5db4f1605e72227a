"""What stands on the page, top to bottom: made for a report, set out, made larger and smaller."""

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.forms.model import Section, Text
from ui import look
from ui.kit import plain
from ui.page.boxes import Box
from ui.page.grid.model import GridModel
from ui.page.grid.view import GridView
from ui.page.text_box import TextBox
from ui.page.text_place import Foot, TextPlace
from ui.page.title_line import TitleLine
from ui.page.writing import ASIDE
from ui.workspace import Workspace

_WIDEST, _MARGIN, _BETWEEN = 1_060, 40, 8
"""Pixels: the paper's width at most, its margins, what is left between what stands on it."""
_NARROW, _LITTLE = 640, 16
"""Below this width the paper has these margins."""


class Heading(plain.Label):
    """A line of the report that is not filled in, so much larger than its text."""

    def __init__(self, words: str, size: float, tip: str, parent: QWidget) -> None:
        super().__init__(words, parent, wrap=True)
        self._size = size
        plain.set_tip(self, tip)
        self.setContentsMargins(0, 10, 0, 0)

    def set_zoom(self, zoom: float) -> None:
        self.setFont(look.scaled(look.base(), zoom * self._size, bold=True))


class Paper(QWidget):
    """Title, lead, sections with their tables and texts, closing.

    All that stands on it is made on it: what is moved onto it is styled anew.
    """

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        look.ground(self, look.PAPER)
        self._workspace = workspace
        self.boxes: list[Box] = []
        """What is filled in."""
        self.sections: list[tuple[Box, str]] = []
        """And in which section each stands: that of the heading above it."""
        self.places: list[TextPlace] = []
        self.headings: dict[str, Heading | TitleLine] = {}
        """Where a section begins, by its id; "": the title."""
        self._lines: list[Heading] = []
        self.title = TitleLine(workspace, self)
        self.foot = Foot(workspace, self)
        self._set_out(self._widgets())
        for place in self.places:
            self.foot.watch(place)

    def set_zoom(self, zoom: float) -> None:
        self.setMaximumWidth(round(_WIDEST * zoom))
        for line in self._lines:
            line.set_zoom(zoom)
        for place in self.places:
            place.set_zoom(zoom)
        self.foot.set_zoom(zoom)
        for box in self.boxes:
            type_ = look.font("text") if isinstance(box, TextBox) else look.base()
            box.setFont(look.scaled(type_, zoom))
            if self.isVisible() or not isinstance(box, GridView):  # whose width is not known yet
                box.fit()

    def _set_out(self, widgets: Iterator[QWidget]) -> None:
        """One under the other; the words of a text, not its frame, in line with all else."""
        layout = self._layout = QGridLayout(self)
        self._leave(_MARGIN)
        layout.setHorizontalSpacing(0)
        layout.setVerticalSpacing(_BETWEEN)
        for column in (0, 2):
            layout.setColumnMinimumWidth(column, ASIDE)
        layout.setColumnStretch(1, 1)
        for row, widget in enumerate(widgets):
            first, columns = (0, 3) if isinstance(widget, TextPlace) else (1, 1)
            if isinstance(widget, GridView):
                layout.addLayout(_under_its_strip(widget), row, first)
            else:
                layout.addWidget(widget, row, first, 1, columns)
        layout.setRowStretch(layout.rowCount(), 1)

    def _leave(self, margin: int) -> None:
        """So many pixels at each side."""
        aside = margin - ASIDE
        self._layout.setContentsMargins(aside, margin, aside, margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = _LITTLE if self.width() < _NARROW else _MARGIN
        if margin != self._layout.contentsMargins().top():
            self._leave(margin)
            self._layout.activate()  # the headers that stay are placed right after

    def _widgets(self) -> Iterator[QWidget]:
        form = self._workspace.report.form
        self.title.setObjectName("title")
        self.headings[""] = self.title
        self._add(self.title)
        yield self.title
        yield self._text_place(form.lead)
        for section in form.sections:
            yield from self._section(section)
        yield self._text_place(form.closing, indented=False)

    def _section(self, section: Section) -> Iterator[QWidget]:
        self.headings[section.id] = heading = self._heading(section.heading, 1.25, section.note)
        yield heading
        if section.table:
            yield self._grid(GridModel(self._workspace, section.table))
        alone = len(section.texts) == 1 and not section.table
        for text in section.texts:
            if text.heading:
                yield self._heading(text.heading, 1.08, text.note)
            told = _told_of(section, text) if alone else text
            yield self._text_place(told, lines=2 if alone else 1)

    def _heading(self, words: str, size: float, tip: str) -> Heading:
        self._lines.append(Heading(words, size, tip, self))
        return self._lines[-1]

    def _grid(self, model: GridModel) -> GridView:
        view = GridView(model, self)
        model.setParent(view)
        self._add(view)
        return view

    def _text_place(self, text: Text, *, lines: int = 1, indented: bool = True) -> TextPlace:
        place = TextPlace(self, self._workspace, text, lines, indented=indented)
        self._add(place.box)
        self.places.append(place)
        return place

    def _add(self, box: Box) -> None:
        self.boxes.append(box)
        self.sections.append((box, [*self.headings][-1]))


def _told_of(section: Section, text: Text) -> Text:
    """What is said of a section is said of its one text, where that has no note of its own."""
    if text.note:
        return text
    return replace(text, note=section.note, source=section.source)


def _under_its_strip(table: GridView) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(table.strip)
    column.addWidget(table)
    return column
