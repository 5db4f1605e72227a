"""How wide and high the grid's lines must be for labels to show whole, and type for figures."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from app.forms.layout import Grid, GridCell

PADDING, LABEL_PADDING = 6, 4
"""Pixels between a border and a figure, or a label, left and right."""
_BETWEEN_WORDS = Qt.TextFlag.TextWordWrap
_ANYWHERE = _BETWEEN_WORDS | Qt.TextFlag.TextWrapAnywhere
_ROW_AIR = 8
"""Pixels above and below the words of a row, together."""
TOO_WIDE = "###"
"""What stands for a figure that has no room, as in any spreadsheet."""

_LEGIBLE = 6.0
"""Points: no figure is made smaller than this."""
_STEP = 0.25
_MANY = 4_000
_NO_ROOM = QRect(0, 0, 1, 10_000)
_SHORT = 8
"""Letters of a label that is to keep to one line."""


class Line(NamedTuple):
    """Words as they fit on one line."""

    words: str
    font: QFont
    width: int
    above: int
    """How far its ink reaches above the line that letters stand on."""
    below: int

    @property
    def height(self) -> int:
        """Of the ink: a line's own height depends on which font lends a missing character."""
        return self.above + self.below


class OneLine:
    """Figures on one line: in smaller type where room is scarce, as ### where it is too scarce.

    A table asks at every paint, so answers are kept until the type is another one.
    """

    def __init__(self) -> None:
        self._font = QFont()
        self._kept: dict[tuple[str, int, float], Line] = {}

    def fit(self, words: str, font: QFont, room: int, scale: float = 1.0) -> Line:
        """`words` in `font`, or a smaller one, so that they take at most `room` pixels.

        `scale` is of the size to begin with.
        """
        if font != self._font or len(self._kept) > _MANY:
            self._font, self._kept = QFont(font), {}
        asked = (words, room, scale)
        if asked not in self._kept:
            # Of the copy: the font of a style option is gone after the paint.
            self._kept[asked] = _fitted(words, _scaled(self._font, scale), room)
        return self._kept[asked]


def _fitted(words: str, font: QFont, room: int) -> Line:
    line = _line(words, font)
    if line.width <= room:
        return line
    points = font.pointSizeF() * max(room, 1) / line.width
    while points >= _LEGIBLE:
        line = _line(words, _of_size(font, points))
        if line.width <= room:  # hinting can make it a little wider than in proportion
            return line
        points -= _STEP
    return _line(TOO_WIDE, _of_size(font, min(font.pointSizeF(), _LEGIBLE)))


def _line(words: str, font: QFont) -> Line:
    metrics = QFontMetrics(font)
    ink = metrics.tightBoundingRect(words)
    return Line(words, font, metrics.horizontalAdvance(words), -ink.top(), ink.bottom() + 1)


def _scaled(font: QFont, scale: float) -> QFont:
    """The font so many times its size, but not smaller than can be read."""
    points = font.pointSizeF()
    return _of_size(font, max(points * scale, min(points, _LEGIBLE)))


def _of_size(font: QFont, points: float) -> QFont:
    copy = QFont(font)
    copy.setPointSizeF(points)
    return copy


def breaking(words: str, width: int, metrics: QFontMetrics) -> Qt.TextFlag:
    """How a label breaks into lines: inside a bracket only where it would leave its cell."""
    room = QRect(0, 0, width, 10_000)
    stands_out = metrics.boundingRect(room, _BETWEEN_WORDS, words).width() > width
    return _ANYWHERE if stands_out else _BETWEEN_WORDS


def in_words(heading: str, width: int, metrics: QFontMetrics) -> str:
    """A short heading in lines of whole words, which mostly have two letters: 商业 over 企业."""
    most = width // metrics.horizontalAdvance("国")
    each = most - most % 2
    if not each or not most < len(heading) <= _SHORT or not heading.isalpha():
        return heading
    return "\n".join(heading[at : at + each] for at in range(0, len(heading), each))


class Breaks:
    """How labels break in the room that they have; kept until the type is another one."""

    def __init__(self) -> None:
        self._font = QFont()
        self._kept: dict[tuple[GridCell, int], tuple[str, Qt.TextFlag]] = {}

    def of(self, label: GridCell, width: int, font: QFont) -> tuple[str, Qt.TextFlag]:
        """Its words, and how they are drawn."""
        if font != self._font or len(self._kept) > _MANY:
            self._font, self._kept = QFont(font), {}
        asked = (label, width)
        if asked not in self._kept:
            self._kept[asked] = broken(label, width, QFontMetrics(self._font))
        return self._kept[asked]


def broken(label: GridCell, width: int, metrics: QFontMetrics) -> tuple[str, Qt.TextFlag]:
    """The words of a label with their breaks, and how they are drawn."""
    words = in_words(label.text, width, metrics) if label.kind == "header" else label.text
    return words, breaking(words, width, metrics)


_Measures = tuple[list[int], list[int]]
_measured: dict[tuple[Grid, int, str], _Measures] = {}
_KEPT = 64


def measured(grid: Grid, total: int, font: QFont) -> _Measures:
    """The widths of the columns and the heights of the rows where the whole has `total` pixels.

    Answers are kept: a page that is laid out comes back to the same widths again and again.
    """
    asked = (grid, total, font.key())
    if asked not in _measured:
        if len(_measured) >= _KEPT:
            _measured.clear()
        metrics = QFontMetrics(font)
        widths = column_widths(grid, total, metrics)
        _measured[asked] = widths, row_heights(grid, widths, metrics)
    return _measured[asked]


def column_widths(grid: Grid, total: int, metrics: QFontMetrics) -> list[int]:
    """`total` pixels shared out in the declared proportion, to the last pixel.

    A short label over many rows keeps to one line, and no label breaks inside a bracket, where the
    widest column can spare the room.
    """
    whole = sum(grid.widths)
    edges = [round(total * sum(grid.widths[:i]) / whole) for i in range(grid.columns + 1)]
    widths = [right - left for left, right in pairwise(edges)]
    widest = max(range(grid.columns), key=widths.__getitem__)
    for column in range(grid.columns):
        names = [c for c in grid.cells if (c.column, c.column_span) == (column, 1) and c.text]
        short = [c for c in names if c.row_span > 1 and len(c.text) <= _SHORT and c.kind == "label"]
        one_line = (metrics.horizontalAdvance(cell.text) for cell in short)
        unbroken = (metrics.boundingRect(_NO_ROOM, _BETWEEN_WORDS, c.text).width() for c in names)
        for needed, share in ((one_line, 4), (unbroken, 2)):
            lacking = max(needed, default=0) + 2 * LABEL_PADDING + 2 - widths[column]
            if 0 < lacking <= widths[widest] // share and column != widest:
                widths[column] += lacking
                widths[widest] -= lacking
    return widths


def row_heights(grid: Grid, widths: list[int], metrics: QFontMetrics) -> list[int]:
    """Each row as high as its highest label, and one over several rows has room in their sum."""
    heights = [metrics.height() + _ROW_AIR] * grid.rows
    labels = (cell for cell in grid.cells if cell.text)
    for cell in sorted(labels, key=lambda cell: cell.row_span):
        width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * LABEL_PADDING
        words, how = broken(cell, width, metrics)
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), how, words)
        last = cell.row + cell.row_span - 1
        missing = box.height() + _ROW_AIR - sum(heights[cell.row : last + 1])
        heights[last] += max(missing, 0)
    return heights
