"""A line of a list: a sign, words as far as there is room, a frame where the keyboard is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPen

from ui import look
from ui.kit import icons


def draw(
    painter: QPainter,
    room: QRect,
    sign: tuple[QRect, str, str],
    words: str,
    font: QFont,
    ends: tuple[int, int],
    *,
    focused: bool,
    selected: bool = False,
) -> None:
    """Paint what stands on the ground of a line.

    Args:
        painter: of the list; keeps the font and the pen that are set here.
        room: the whole line.
        sign: where it stands, its name, and the role of its colour.
        words: one line; what has no room ends in dots.
        font: of the words.
        ends: where the words begin and end, in pixels from the left of the list.
        focused: whether the keyboard is here.
        selected: whether the ground is that of what is selected.
    """
    worn, (left, right), (at, *icon) = look.tokens(), ends, sign
    mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
    icons.icon(*icon).paint(painter, at, mode=mode)
    painter.setFont(font)
    painter.setPen(worn.on_sel if selected else worn.ink)
    left -= look.hang(font, words)
    place = QRect(left, room.top(), right - left, room.height())
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
    if focused:
        painter.setPen(QPen(worn.on_sel if selected else worn.accent, 2))
        painter.drawRect(room.adjusted(1, 1, -1, -1))
