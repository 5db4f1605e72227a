"""Our own line icons, in the colours of the look; each is made when it is first asked for."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from app.disk import places
from ui import look

SIZE = 20
"""Pixels that an icon is drawn for, at 100 %."""
_BESIDE = QSize(18, 16)
"""Of an icon before the words of a button: the button leaves too little between them."""
_PROPERTY = "look_icon"
_made: dict[tuple[str, str, str, int], QIcon] = {}


def icon(name: str, role: str = "ink2", when_on: str = "", *, air: int = 0) -> QIcon:
    """An icon of resources/look/icons in a colour of the look.

    `when_on` is its colour where what it stands on is checked; "": the same. `air`: pixels that
    stay free at its right.
    """
    asked = (name, role, when_on, air)
    if asked not in _made:
        made, mode = QIcon(), QIcon.Mode
        usual = _drawn(name, role, air)
        # Where the selection is as strong as what is written elsewhere; Qt's own would be a mix.
        selected = _drawn(name, "on_sel", air) if look.is_contrast() else usual
        for pixmap in usual:
            made.addPixmap(pixmap, mode.Normal)
        for pixmap in _drawn(name, when_on, air) if when_on else []:
            made.addPixmap(pixmap, mode.Normal, QIcon.State.On)
        for pixmap in selected:
            made.addPixmap(pixmap, mode.Selected)
        # Lighter than words: what it stands for need not be read, only be missed.
        for pixmap in _drawn(name, "off" if look.is_contrast() else "edge", air):
            made.addPixmap(pixmap, mode.Disabled)
        _made[asked] = made
    return _made[asked]


def put(thing: QAction | QAbstractButton, name: str, role: str = "ink2", when_on: str = "") -> None:
    """Give an icon to something that keeps it: it gets another when other colours are worn."""
    air = 0
    if isinstance(thing, QPushButton) and thing.text():
        air = round(SIZE * _BESIDE.width() / _BESIDE.height()) - SIZE
        thing.setIconSize(_BESIDE)
    thing.setProperty(_PROPERTY, [name, role, when_on, air])
    thing.setIcon(icon(name, role, when_on, air=air))


def name_of(thing: QObject) -> str:
    """The icon that was put on something; "" where none was."""
    kept = thing.property(_PROPERTY)
    return str(kept[0]) if kept else ""


def _renew() -> None:
    _made.clear()
    for window in QApplication.topLevelWidgets():
        actions: Iterable[QAction] = window.findChildren(QAction)
        buttons: Iterable[QAbstractButton] = window.findChildren(QAbstractButton)
        things: list[QAction | QAbstractButton] = [*actions, *buttons]
        for thing in things:
            if kept := thing.property(_PROPERTY):
                *named, air = kept
                thing.setIcon(icon(*named, air=air))


look.changed.connect(_renew)


def _drawn(name: str, role: str, air: int) -> list[QPixmap]:
    """One pixmap for each scale that a screen has: a line between two pixels is a blur."""
    colour = getattr(look.tokens(), role).name()
    renderer = QSvgRenderer()
    renderer.load(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0}
    return [_pixmap(renderer, scale, air) for scale in sorted(scales)]


@cache
def _drawing(name: str) -> str:
    """As SVG; its colour is still to be said."""
    file = places.resources() / "look" / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8")


def _pixmap(renderer: QSvgRenderer, scale: float, air: int) -> QPixmap:
    side = round(SIZE * scale)
    pixmap = QPixmap(side + round(air * scale), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    pixmap.setDevicePixelRatio(scale)
    return pixmap
