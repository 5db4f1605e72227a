"""Colours and fonts of the page. Colours come from the palette: dark themes and high contrast hold."""

from PySide6.QtGui import QColor, QFont, QPalette

ERROR = QColor("#c62828")
_COMPUTED_TINT = QColor("#1f6fb2")


def blend(base: QColor, over: QColor, share: float) -> QColor:
    """`over` laid on `base` with a share from 0 to 1."""
    mixed = (
        round(b * (1 - share) + o * share)
        for b, o in zip(base.getRgb()[:3], over.getRgb()[:3], strict=True)
    )
    return QColor(*mixed)


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


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font, larger or smaller, as a copy."""
    copy = QFont(font)
    copy.setPointSizeF(font.pointSizeF() * factor)
    copy.setBold(bold)
    return copy
