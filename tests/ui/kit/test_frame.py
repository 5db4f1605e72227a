"""A frame stands on whole pixels, at any scale and wherever its widget begins."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.kit import frame

RED, WHITE = QColor("#ff0000"), QColor("#ffffff")


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("offset", [0, 5])
def test_all_four_edges_are_of_one_width_and_full_colour(qtbot, scale, offset):
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(offset, offset)
        frame.draw(painter, QRectF(0, 0, 51, 31), 1, RED, WHITE)
    left, top = round(offset * scale + 0.49), round(offset * scale + 0.49)
    right, bottom = int((offset + 51) * scale), int((offset + 31) * scale)
    middle, across = (left + right) // 2, (top + bottom) // 2
    rows = [y for y in range(400) if image.pixelColor(middle, y) != WHITE]
    columns = [x for x in range(400) if image.pixelColor(x, across) != WHITE]
    wide = round(scale)
    assert len(rows) == len(columns) == 2 * wide
    assert (rows[0], columns[0], rows[-1], columns[-1]) == (top, left, bottom - 1, right - 1)
    assert {image.pixelColor(middle, y).name() for y in rows} == {"#ff0000"}
    assert {image.pixelColor(x, across).name() for x in columns} == {"#ff0000"}
