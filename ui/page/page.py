"""The report as one scrolling page: title, lead, sections with their tables and texts."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QWidget,
)

from app.checks import Finding
from app.report.report import Address
from ui import look
from ui.kit import viewport
from ui.page.boxes import Box, caret, keep_selection, next_to, showing, typing
from ui.page.bubble import Bubble
from ui.page.grid.frozen import FrozenHeaders
from ui.page.grid.view import GridView
from ui.page.marking import Mark, mark_of
from ui.page.paper import Paper
from ui.page.text_box import TextBox
from ui.page.where import Where
from ui.workspace import Workspace

_GAP = 14
"""Pixels that the paper keeps from the window's edge."""
ZOOMS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Page(QScrollArea):
    """The only scroller of the window; follows the current cell and the caret."""

    told = Signal(str)
    """A sentence for the status bar."""
    visited = Signal(object)
    """The grid whose selection or figures changed last."""
    zoomed = Signal(float)
    parting = Signal(int)
    """A year was entered that is written in other tables than the report's."""
    numbering = Signal()
    """A number of the tables is to be put into the text with the keyboard."""
    phrasing = Signal()
    """A ready sentence is."""
    drawn = Signal()
    """It was laid out: what stands on it is new."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._boxes: list[Box] = []
        self._desk: QWidget | None = None
        self._last: QWidget | None = None  # none had the keyboard while the page is blank as yet
        self._ground = viewport.of(self)
        self._frozen = FrozenHeaders(self._ground)
        self.where = Where(self)
        self.zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        workspace.opened.connect(self.draw)
        workspace.stack.indexChanged.connect(self._on_step)
        workspace.keeping.typed_in.append(lambda: typing(self._boxes))
        for key, by in (("Ctrl+F6", 1), ("Ctrl+Shift+F6", -1)):
            QShortcut(QKeySequence(key), self, partial(self.next_box, by))

    # --- what is on it

    @property
    def is_drawn(self) -> bool:
        return bool(self._boxes)  # a new one is blank

    def draw(self) -> None:
        """Lay the page out anew for the report that is open now."""
        self._frozen.forget()
        self.where.forget()
        desk = look.ground(QWidget(), look.DESK)
        self.setWidget(desk)
        self._paper = paper = Paper(self._workspace, desk)
        self._boxes, self._headings = paper.boxes, paper.headings
        paper.title.parting.connect(self.parting)
        paper.title.refused.connect(self._refuse)
        paper.foot.numbering.connect(self.numbering)
        paper.foot.phrasing.connect(self.phrasing)
        for box, section in paper.sections:
            self.where.add(box, section)
        for grid in self.grids:
            self._connect_grid(grid)
        for text in self.texts:
            self._connect(text)
        self._desk = desk
        _lay(paper, desk)
        self._last = paper.title
        paper.set_zoom(self.zoom)
        self._bubble = Bubble(desk)
        paper.show()
        self.take_keyboard()  # the box that had it is gone, and Qt gives it to any button
        self.verticalScrollBar().setValue(0)
        self.drawn.emit()

    @property
    def grids(self) -> list[GridView]:
        """The tables, top to bottom."""
        return [box for box in self._boxes if isinstance(box, GridView)]

    @property
    def texts(self) -> list[TextBox]:
        """The text boxes, top to bottom."""
        return [box for box in self._boxes if isinstance(box, TextBox)]

    def commit(self) -> bool:
        """Take over all that is still being typed; False where something was refused."""
        return False not in [box.commit() for box in self._boxes]

    def _connect_grid(self, view: GridView) -> None:
        self._connect(view)
        view.told.connect(lambda place, words: self._say(view, place, words))
        view.left.connect(lambda by: self._next_table(view, by))
        view.selected.connect(lambda: self._on_visited(view))

    def _connect(self, box: GridView | TextBox) -> None:
        box.moved.connect(lambda place: self._follow(box, place))
        box.refused.connect(lambda place, reason: self._say(box, place, reason))

    def mark(self, findings: tuple[Finding, ...]) -> None:
        """Underline the words that findings are about; those that only follow may well be right."""
        marked: dict[str, list[Mark]] = {}
        for finding in findings:
            if not finding.acknowledged and not finding.because:
                for text, start, end in finding.spans:
                    marked.setdefault(text, []).append(mark_of(finding, start, end))
        for box in self.texts:
            box.mark(marked.get(box.text.id, ()))

    # --- going somewhere

    def go_to_section(self, section: str) -> None:
        """Give the keyboard to a section's first box, with its heading at the top; "": title."""
        heading = self._headings[section]
        below = (box for box in self._boxes if self._top(box) >= self._top(heading))
        next(below).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_section(section)

    def next_box(self, by: int) -> None:
        """To the next text or table (1), or the one before (-1), round the page."""
        box = next_to(self._boxes, self.focusWidget(), by)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(box, GridView | TextBox):
            self._show_whole(box)
        else:
            self._show_section("")

    def _show_whole(self, box: GridView | TextBox) -> None:
        """With what stands under it, if that fits; the cell or caret in any case."""
        self.ensureVisible(0, self._top(box) + box.height(), 0, 2 * _GAP)
        self._follow(box, caret(box))

    def _show_section(self, section: str) -> None:
        self.verticalScrollBar().setValue(self._top(self._headings[section]) - _GAP)

    def go_to(self, address: Address) -> None:
        """Bring a cell, a text or the title line into sight and give it the keyboard."""
        key, id_ = address
        box = showing(self._boxes, key, id_)
        if box is not None and not _is_in_sight(box, self._ground):
            self._show_section(self.where.section_of(box))  # not the mere edge of what is meant
        if isinstance(box, TextBox):
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_whole(box)
        elif isinstance(box, GridView):
            box.go_to(id_)
        elif box is not None:
            box.go_to(address)

    def go_to_words(self, text: str, start: int, end: int) -> None:
        """Bring some words of a text into sight, marked."""
        box = showing(self._boxes, "texts", text)
        if isinstance(box, TextBox):
            self.go_to(("texts", text))
            box.select(start, end)

    def take_keyboard(self) -> None:
        if self._last is not None:  # the box on the page that had it last
            self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_table(self, view: GridView, by: int) -> None:
        """Tab at the end of a table: into the next one, from the last into the text after it."""
        place = self.grids.index(view) + by
        if 0 <= place < len(self.grids):
            self.grids[place].walk.come_in(by)
        else:
            view.leave(by)

    def _on_visited(self, view: GridView) -> None:
        if view.hasFocus():
            keep_selection(view, self.grids)
        self._frozen.tell(view, self.grids)
        self.visited.emit(view)

    def _follow(self, box: GridView | TextBox, place: QRect) -> None:
        """Scroll just so far that the cell or caret is in sight, and no header lies over it."""
        self._last = box
        foot = box.viewport().mapTo(self.widget(), QPoint(place.center().x(), place.bottom()))
        room = self.viewport().height()
        height = place.height() + box.covered_height(room)
        air = min(2 * _GAP, max(room - height, 0) // 8)  # a low window has less to give
        around = min(height // 2 + air, room // 2)
        self.ensureVisible(foot.x(), foot.y() - height // 2, 0, around)

    def _say(self, box: GridView | TextBox, place: QRect, words: str) -> None:
        self._follow(box, place)
        self._say_at(box.viewport(), place, words)

    def _refuse(self, box: QWidget, words: str) -> None:
        """The keyboard may go on elsewhere: then the status bar still says it."""
        self._say_at(box, box.rect(), words)
        self.told.emit(words)

    def _say_at(self, widget: QWidget, place: QRect, words: str) -> None:
        corner = widget.mapTo(self.widget(), place.topLeft())
        seen = QRect(self.widget().mapFrom(self.viewport(), QPoint(0, 0)), self.viewport().size())
        self._bubble.say(words, QRect(corner, place.size()), seen)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self.widget(), QPoint(0, 0)).y()

    def _on_step(self) -> None:
        if self.is_drawn:
            self._bubble.outdate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes away what was said at a place."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawn and self._bubble.isVisible():
            self._bubble.hide()
        else:
            super().keyPressEvent(event)

    def _on_scrolled(self) -> None:
        if self.widget() is self._desk:  # else the page is just being laid out anew
            self._frozen.place(self.grids)

    # --- size

    def set_zoom(self, zoom: float) -> None:
        """Everything on the page so many times its usual size."""
        self.zoom = zoom
        if not self.is_drawn:
            return
        middle = self.verticalScrollBar().value() / max(self.widget().height(), 1)
        self._paper.set_zoom(zoom)
        _settle()
        self.verticalScrollBar().setValue(round(middle * self.widget().height()))
        if isinstance(self._last, GridView | TextBox) and self._last.hasFocus():
            self._follow(self._last, caret(self._last))
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """To the next larger (1) or smaller (-1) size there is."""
        self.set_zoom(_zoom_beside(self.zoom, steps))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frozen.place(self.grids)
        self._keep_in_sight(event.oldSize().height())

    def _keep_in_sight(self, before: int) -> None:
        """Findings that come up take room from below: never that of the cell or caret."""
        if isinstance(box := self._last, GridView | TextBox) and box.hasFocus():
            foot = box.viewport().mapTo(self.viewport(), caret(box).bottomLeft()).y()
            if self.viewport().height() <= foot < before:
                self._follow(box, caret(box))


def _lay(paper: Paper, desk: QWidget) -> None:
    around = QHBoxLayout(desk)
    around.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
    around.addWidget(paper)


def _is_in_sight(box: Box, ground: QWidget) -> bool:
    """Any part of it; Qt's visible region leaves out what a box's own viewport covers: all."""
    return QRect(box.mapTo(ground, QPoint(0, 0)), box.size()).intersects(ground.rect())


def _settle() -> None:
    """The layout takes its new widths now, and then the heights that follow."""
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _zoom_beside(zoom: float, steps: int) -> float:
    nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - zoom))
    return ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)]
