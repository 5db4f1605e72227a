"""Draw what docs/install.md shows of Windows itself: sketches, not copies of its pictures.

python .ci/draw_guide.py     renews docs/pictures/sketch-*.png; needs PySide6 and a Chinese font
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH, HEIGHT = 560, 300
INK, PALE, LINE, MARK = "#202020", "#f3f3f3", "#b0b0b0", "#c8302c"


def main() -> None:
    application = QGuiApplication(["draw", "-platform", "offscreen"])
    application.setFont(QFont("Noto Sans CJK SC", 11))
    for name, draw in SKETCHES.items():
        picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        picture.fill(QColor("#ffffff"))
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
        picture.save(str(PICTURES / f"sketch-{name}.png"))


def unpack(painter: QPainter) -> None:
    box(painter, QRect(20, 20, 230, 70), "nianbao-…-windows.zip")
    menu = ["打开", "全部解压缩(T)…", "发送到", "复制", "删除"]
    for row, words in enumerate(menu):
        box(painter, QRect(150, 80 + row * 38, 200, 38), words)
    ring(painter, QRect(144, 114, 212, 46))
    note(painter, 372, 140, "右键点压缩包，\n选“全部解压缩”")


def start(painter: QPainter) -> None:
    names = ["_internal", "nianbao-cli.exe", "nianbao.exe", "使用说明.html"]
    box(painter, QRect(20, 20, 330, 40), "年报-…-请先解压", "#e4ecf7")
    for row, words in enumerate(names):
        box(painter, QRect(20, 60 + row * 46, 330, 46), words)
    ring(painter, QRect(14, 148, 342, 54))
    note(painter, 372, 160, "双击这一个\n（图标是一张表）")


def smartscreen(painter: QPainter) -> None:
    blue, white = "#2b579a", "#ffffff"
    painter.fillRect(QRect(20, 20, 340, 260), QColor(blue))
    text(painter, 40, 44, "Windows 已保护你的电脑", white)
    text(painter, 40, 84, "Microsoft Defender SmartScreen\n阻止了无法识别的应用启动。", white)
    text(painter, 40, 144, "更多信息", white)
    ring(painter, QRect(32, 136, 84, 34))
    box(painter, QRect(110, 226, 110, 36), "仍要运行")
    ring(painter, QRect(104, 220, 122, 48))
    box(painter, QRect(234, 226, 110, 36), "不运行")
    note(painter, 372, 140, "① 先点“更多信息”")
    note(painter, 372, 230, "② 再点“仍要运行”")


def antivirus(painter: QPainter) -> None:
    box(painter, QRect(20, 20, 340, 50), "360 安全卫士：有程序正在试图运行", "#e5f3e1")
    text(painter, 40, 84, "nianbao.exe　发布者：未知", INK)
    for row, words in enumerate(["允许本次操作", "加入信任，以后不再提示", "阻止"]):
        box(painter, QRect(150, 130 + row * 48, 200, 40), words)
    ring(painter, QRect(144, 172, 212, 52))
    note(painter, 372, 180, "确认文件来自\n可靠的人，再选\n“允许”或“信任”")


def box(painter: QPainter, place: QRect, words: str, colour: str = PALE) -> None:
    painter.setPen(QPen(QColor(LINE), 1))
    painter.setBrush(QColor(colour))
    painter.drawRect(place)
    painter.setPen(QColor(INK))
    painter.drawText(place.adjusted(12, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, words)


def ring(painter: QPainter, place: QRect) -> None:
    painter.setPen(QPen(QColor(MARK), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 8, 8)


def note(painter: QPainter, x: int, y: int, words: str) -> None:
    text(painter, x, y, words, MARK)


def text(painter: QPainter, x: int, y: int, words: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    place = QRect(QPoint(x, y), QPoint(WIDTH, HEIGHT))
    painter.drawText(place, Qt.AlignmentFlag.AlignTop, words)


SKETCHES: dict[str, Callable[[QPainter], None]] = {
    "unpack": unpack,
    "start": start,
    "smartscreen": smartscreen,
    "antivirus": antivirus,
}


if __name__ == "__main__":
    main()
