"""Lines, frames and marks of a cell, in whole pixels of the screen at every scale.

At 150 % a line one pixel wide would come out as one and as two pixels of the screen by turns.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.forms.layout import GridCell

CORNER = 7
"""Pixels along the sides of the mark at the cell that a finding points at."""
_EDGE, FRAME = 3, 2
"""Pixels: the bar at a cell that a finding only involves; the frame of the current one."""


class Strokes:
    """Draws at the edges of one rectangle."""

    def __init__(self, painter: QPainter, rect: QRect) -> None:
        self._painter = painter
        self._rect = rect
        to_screen = painter.deviceTransform()
        self._scale = to_screen.m11()
        self._is_whole = self._scale == int(self._scale)
        self._dx, self._dy = to_screen.dx(), to_screen.dy()

    def borders(self, shown: GridCell, colour: QColor) -> None:
        """Right and below; the first row and column also above and left."""
        if self._is_whole and shown.column and shown.row:  # nearly every cell, at every key
            at, fill = self._rect, self._painter.fillRect
            fill(at.right(), at.top(), 1, at.height(), colour)
            fill(at.left(), at.bottom(), at.width(), 1, colour)
            return
        sides = "right bottom"
        if shown.column == 0:
            sides += " left"
        if shown.row == 0:
            sides += " top"
        self._draw(sides, 1, colour)

    def frame(self, colour: QColor) -> None:
        """Where the keyboard is."""
        self._draw("left top right bottom", FRAME, colour)

    def edge(self, colour: QColor) -> None:
        """A bar at the left: those of neighbours join to one bracket."""
        self._draw("left", _EDGE, colour)

    def corner(self, colour: QColor) -> None:
        """So that a finding is seen without colour too."""
        at = QPointF(self._rect.topLeft())
        size = min(CORNER, self._rect.height() // 2)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawPolygon(QPolygonF([at, at + QPointF(size, 0), at + QPointF(0, size)]))

    def _draw(self, sides: str, width: int, colour: QColor) -> None:
        for bar in self._bars(sides, width):
            self._painter.fillRect(bar, colour)

    def _bars(self, sides: str, width: int) -> Iterator[QRectF]:
        rect = self._rect
        left, top = self._snapped(rect.left(), self._dx), self._snapped(rect.top(), self._dy)
        right = self._snapped(rect.left() + rect.width(), self._dx)
        bottom = self._snapped(rect.top() + rect.height(), self._dy)
        thick = width if self._is_whole else max(round(width * self._scale), 1) / self._scale
        for side in sides.split():
            if side in ("left", "right"):
                yield QRectF(left if side == "left" else right - thick, top, thick, bottom - top)
            else:
                yield QRectF(left, top if side == "top" else bottom - thick, right - left, thick)

    def _snapped(self, at: int, begin: float) -> float:
        """Where the nearest whole pixel of the screen is, in those of the painter."""
        if self._is_whole:
            return at
        return (round(at * self._scale + begin) - begin) / self._scale
