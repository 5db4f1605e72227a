"""Pictures of the sum: requests by unit, results by kind, what has changed since last year."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.collection.pictures import Bar, Picture
from app.letters.numbers import Number, grouped
from ui import look
from ui.kit import plain

_ROW, _TITLE, _GAP, _PAD, _NUMBER, _BAR = 28, 34, 20, 24, 110, 14
_NAME, _WIDEST = 260, 1_060
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ChartPage(QScrollArea):
    """All of them, one under another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("collection_charts")
        self.setAccessibleName("图")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)

    @property
    def shown(self) -> list[Picture]:
        return self._sheet.pictures

    def show_pictures(self, drawn: list[Picture]) -> None:
        self._sheet.pictures = drawn
        self._sheet.setMinimumHeight(self._sheet.height_of_all())
        told = (f"{p.title}：{'，'.join(_spoken(bar) for bar in p.bars)}" for p in drawn)
        self._sheet.setAccessibleDescription("。".join(told))
        self._sheet.update()


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        look.ground(self, look.PAPER)
        self.pictures: list[Picture] = []

    def height_of_all(self) -> int:
        return sum(_height(picture) + _GAP for picture in self.pictures) + 2 * _PAD

    def paintEvent(self, event: QPaintEvent) -> None:
        top = _PAD
        with QPainter(self) as painter:
            for picture in self.pictures:
                high = _height(picture)
                if top <= event.rect().bottom() and top + high >= event.rect().top():
                    self._draw(painter, picture, top, event.rect())
                top += high + _GAP

    def _draw(self, painter: QPainter, picture: Picture, top: int, seen: QRect) -> None:
        worn = look.tokens()
        painter.setFont(look.font("h4"))
        painter.setPen(worn.ink)
        painter.drawText(QRect(_PAD, top, self.width(), _TITLE), _LEFT, picture.title)
        for number, bar in enumerate(picture.bars):
            at = top + _TITLE + number * _ROW
            if at <= seen.bottom() and at + _ROW >= seen.top():
                self._draw_bar(painter, bar, at, picture.largest)
        painter.setFont(look.font("small"))
        painter.setPen(worn.ink2)
        foot = QRect(_PAD, top + _TITLE + len(picture.bars) * _ROW, self.width(), _ROW)
        painter.drawText(foot, _LEFT, picture.rest)

    def _draw_bar(self, painter: QPainter, bar: Bar, top: int, largest: Number) -> None:
        worn, small = look.tokens(), look.font("small")
        name = min(_NAME, self.width() // 3)
        left = _PAD + name + 8
        room = min(self.width(), _WIDEST) - left - _NUMBER - _PAD
        painter.setFont(small)
        painter.setPen(worn.ink)
        words = look.elided(small, plain.in_one_line(bar.name), name)
        painter.drawText(QRect(_PAD, top, name, _ROW), _LEFT, words)
        pairs = [(bar.now, worn.accent)]
        if bar.before is not None:
            pairs.insert(0, (bar.before, worn.edge))
        high = _BAR // len(pairs)
        wides = [_wide(number, largest, room) for number, _ in pairs]
        for line, ((_, colour), wide) in enumerate(zip(pairs, wides, strict=True)):
            y = top + (_ROW - _BAR) // 2 + line * (high + 1)
            painter.fillRect(QRect(left, y, wide, high), colour)
        place = QRect(left + max(wides) + 8, top, _NUMBER + _PAD + room, _ROW)
        painter.drawText(place, _LEFT, _told(bar))


def _wide(number: Number, largest: Number, room: int) -> int:
    share = float(number) / float(largest) if number > 0 else 0
    return max(round(room * share), 1 if share else 0)


def _told(bar: Bar) -> str:
    last = "" if bar.before is None else f"{grouped(bar.before)} → "
    return f"{last}{grouped(bar.now)}"


def _spoken(bar: Bar) -> str:
    last = "" if bar.before is None else f"，上年 {grouped(bar.before)}"
    return f"{bar.name} {grouped(bar.now)}{last}"


def _height(picture: Picture) -> int:
    return _TITLE + (len(picture.bars) + bool(picture.rest)) * _ROW
