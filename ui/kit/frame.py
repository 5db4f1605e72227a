"""A frame on whole pixels of the screen, whatever its scale."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen


def draw(
    painter: QPainter,
    rect: QRectF,
    width: int,
    colour: QColor,
    ground: QColor,
    radius: int = 4,
) -> None:
    """A frame, so many pixels wide at 100 %, and its ground, inside of what may be painted.

    At 150 % an edge of a widget may stand in the middle of a pixel: half of it would be lost.
    """
    to_screen = painter.deviceTransform()
    ratio = to_screen.m11()
    there = to_screen.mapRect(rect)
    left, top = math.ceil(there.left() - 0.01), math.ceil(there.top() - 0.01)
    right, bottom = math.floor(there.right() + 0.01), math.floor(there.bottom() + 0.01)
    thick = max(round(width * ratio), 1)
    inner = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(
        thick / 2, thick / 2, -thick / 2, -thick / 2
    )
    back, _possible = to_screen.inverted()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, thick / ratio))
    painter.setBrush(ground)
    painter.drawRoundedRect(back.mapRect(inner), radius, radius)
