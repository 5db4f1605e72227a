"""Colours and fonts of the page. Colours come from the palette, so that dark themes hold."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

ERROR = QColor("#c62828")
MARKS = {"error": ERROR, "warning": QColor("#e69500"), "hint": QColor("#6d8fb3")}
BAR_MORE, BAR_LESS = QColor("#4a90c2"), QColor("#c98b4a")
SAME = "rgba(240, 200, 60, 90)"
"""What two texts share."""
_COMPUTED_TINT = QColor("#1f6fb2")
_MIXED: "dict[int, Colours]" = {}
"""Of the palette used last, by its key."""


def blend(under: QColor, over: QColor, share: float) -> QColor:
    """`over` laid on `under` with a share from 0 to 1."""
    return QColor(
        round(under.red() * (1 - share) + over.red() * share),
        round(under.green() * (1 - share) + over.green() * share),
        round(under.blue() * (1 - share) + over.blue() * share),
    )


def paper(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Base)


def ink(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)


def desk(palette: QPalette) -> QColor:
    """What the paper lies on."""
    return blend(paper(palette), ink(palette), 0.10)


def line(palette: QPalette) -> QColor:
    return blend(paper(palette), ink(palette), 0.55)


def header(palette: QPalette) -> QColor:
    return blend(paper(palette), ink(palette), 0.05)


def computed(palette: QPalette) -> QColor:
    return blend(paper(palette), _COMPUTED_TINT, 0.12)


def error(palette: QPalette) -> QColor:
    return blend(paper(palette), ERROR, 0.16)


def faint(palette: QPalette) -> QColor:
    return blend(paper(palette), ink(palette), 0.60)


def highlight(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)


class Colours(NamedTuple):
    """What a table is painted with."""

    paper: QColor
    computed: QColor
    error: QColor
    header: QColor
    line: QColor
    ink: QColor
    faint: QColor
    highlight: QColor


def colours(palette: QPalette) -> Colours:
    """Mixed once for a palette: a table asks for them at every cell."""
    key = palette.cacheKey()
    if key not in _MIXED:
        mixers = (paper, computed, error, header, line, ink, faint, highlight)
        _MIXED.clear()
        _MIXED[key] = Colours(*(mixer(palette) for mixer in mixers))
    return _MIXED[key]


def base() -> QFont:
    """The font of the page at its usual size, with digits of one width where the font has them."""
    font = QApplication.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font, larger or smaller, as a copy."""
    copy = QFont(font)
    copy.setPointSizeF(font.pointSizeF() * factor)
    copy.setBold(bold)
    return copy


def sheet(colour: QColor) -> QWidget:
    """A widget of one colour."""
    made = QWidget()
    palette = made.palette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    made.setPalette(palette)
    made.setAutoFillBackground(True)
    return made
