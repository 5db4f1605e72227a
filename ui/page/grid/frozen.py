"""A table's header rows, kept in sight while the table's own are scrolled away."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.page.grid.delegate import GridDelegate
from ui.page.grid.model import Index
from ui.page.grid.official import dress
from ui.page.grid.strip import HEIGHT, LEAST_ROOM, LEAST_ROWS, Strip
from ui.page.grid.view import GridView


def is_needed(grid: GridView, place: QRect, room: int, lead: int = 0) -> bool:
    """Whether a table, now at `place` in the viewport, has lost its header and still has rows.

    `room`: of the viewport, in pixels; `lead`: so many of them are the strip's.
    """
    height = grid.frozen_height(room - lead)
    return bool(height) and place.top() < lead and place.bottom() >= lead + height + LEAST_ROWS


class FrozenHeaders:
    """Those of a page; each is made when its table's own is first out of sight."""

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._headers: dict[GridView, FrozenHeader] = {}
        self._strip: Strip | None = None
        self._told_of: GridView | None = None

    def place(self, grids: Iterable[GridView]) -> None:
        """Show each where its table's own is scrolled away."""
        for grid in grids:
            place = QRect(grid.mapTo(self._viewport, QPoint(0, 0)), grid.size())
            covered = lead = self._place_strip(grid, place)
            room = self._viewport.height()
            if grid not in self._headers and is_needed(grid, place, room, lead):
                self._headers[grid] = FrozenHeader(grid, self._viewport)
            if grid in self._headers:
                covered += self._headers[grid].follow(place, room, lead)
            if place.bottom() >= 0 and place.top() <= self._viewport.height():
                grid.see((covered - place.top(), self._viewport.height() - place.top()))

    def tell(self, grid: GridView, grids: Iterable[GridView]) -> None:
        """The current cell of a table is another one: its strip tells of that."""
        had_words = grid.strip.told is not None
        grid.tell_of_current()
        if had_words != (grid.strip.told is not None):
            self.place(grids)
        if self._told_of is grid and self._strip is not None:
            self._strip.tell(grid.strip.told)

    def _place_strip(self, grid: GridView, place: QRect) -> int:
        """Keep a table's strip in sight while it has words; how many pixels it takes."""
        out_of_sight = place.top() < HEIGHT and place.bottom() >= 3 * HEIGHT
        has_room = self._viewport.height() >= LEAST_ROOM
        if grid.strip.told is None or not (out_of_sight and has_room):
            if self._told_of is grid and self._strip is not None:
                self._strip.hide()
                self._told_of = None
            return 0
        if self._strip is None:
            self._strip = Strip(self._viewport)
            self._strip.doing.connect(self._do)
        self._told_of = grid
        self._strip.tell(grid.strip.told)
        self._strip.setGeometry(place.left(), 0, place.width(), HEIGHT)
        self._strip.show()
        self._strip.raise_()
        return HEIGHT

    def _do(self) -> None:
        if self._told_of is not None:
            self._told_of.strip.do()

    def forget(self) -> None:
        """The tables are gone."""
        self._told_of = None
        if self._strip is not None:
            self._strip.hide()
        for header in self._headers.values():
            header.deleteLater()
        self._headers.clear()


class FrozenHeader(QTableView):
    """Read-only, over the page's viewport; shares model, widths and current cell of its grid."""

    def __init__(self, grid: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setAccessibleName("表头")
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(GridDelegate(lambda _: False, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(grid)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress(self, grid.grid_model.grid)
        self.hide()

    def follow(self, place: QRect, room: int, lead: int = 0) -> int:
        """Show over the top of the viewport where the grid, now at `place`, has lost its own.

        How many pixels of the viewport it takes.
        """
        if not is_needed(self._grid, place, room, lead):
            self.hide()
            return 0
        height = self._grid.header_height()
        if self.isHidden() or self.width() != place.width() or self.height() != height:
            self._fit(place.width(), height)
        self.move(place.left(), lead)
        self.show()
        self.raise_()
        return height

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is for nobody: the cell under the header cannot be seen."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The header stays at the header, wherever the current cell is."""

    def _fit(self, width: int, height: int) -> None:
        self.setFont(self._grid.font())
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, self._grid.columnWidth(column))
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, self._grid.rowHeight(row))
        self.resize(width, height)
