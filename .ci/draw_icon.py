"""Draw the program's icon: a report's page with its red heading and its table.

python .ci/draw_icon.py     renews resources/icons/nianbao.ico and nianbao.png; needs PySide6
"""

import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QPen

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows asks for: lists, title bars and desktops at 100 to 200 %."""
GRID = 256
"""The drawing's own units."""
PAPER, EDGE, RED, BLUE, TINT = "#ffffff", "#54627a", "#c8302c", "#2f6db5", "#dce9f8"


def main() -> None:
    pictures = [png(picture(size)) for size in SIZES]
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "nianbao.ico").write_bytes(ico(zip(SIZES, pictures, strict=True)))
    (ICONS / "nianbao.png").write_bytes(pictures[-1])


def picture(size: int) -> QImage:
    """The icon; a small one has fewer and thicker lines, so that they stay apart."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / GRID, size / GRID)
        width = 16 if size < 48 else 8
        draw_page(painter, width)
        draw_table(painter, width, rows=2 if size < 32 else 3)
    return image


def draw_page(painter: QPainter, width: int) -> None:
    page = QPainterPath()
    page.addRoundedRect(QRectF(40, 8, 176, 240), 16, 16)
    painter.setPen(QPen(QColor(EDGE), width))
    painter.setBrush(QColor(PAPER))
    painter.drawPath(page)
    painter.fillRect(QRectF(64, 48, 128, 32), QColor(RED))


def draw_table(painter: QPainter, width: int, rows: int) -> None:
    table = QRectF(72, 104, 112, 96)  # lines of 16 lie on whole pixels at the smallest size
    row = table.height() / rows
    total = QRectF(table.left(), table.bottom() - row, table.width(), row)
    painter.fillRect(total, QColor(TINT))
    painter.setPen(QPen(QColor(BLUE), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(table)
    for number in range(1, rows):
        y = table.top() + number * row
        painter.drawLine(QPointF(table.left(), y), QPointF(table.right(), y))
    painter.drawLine(QPointF(120, table.top()), QPointF(120, table.bottom()))


def png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"PNG").write(image):
        sys.exit("Qt could not write a PNG.")
    return bytes(content.data())


def ico(pictures: Iterable[tuple[int, bytes]]) -> bytes:
    """Windows' container: a header, an entry a picture, the pictures (PNG, since Vista)."""
    listed = list(pictures)
    header = struct.pack("<HHH", 0, 1, len(listed))
    entries, place = b"", len(header) + 16 * len(listed)
    for size, content in listed:
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), place)
        place += len(content)
    return header + entries + b"".join(content for _, content in listed)


if __name__ == "__main__":
    main()
