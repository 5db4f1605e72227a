"""Our own line icons, in the colours of the look; each is made when it is first asked for."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.disk import places
from ui import look

SIZE = 20
"""Pixels that an icon is drawn for, at 100 %."""
_PROPERTY = "look_icon"
_made: dict[tuple[str, str, str], QIcon] = {}


def icon(name: str, role: str = "ink2", when_on: str = "") -> QIcon:
    """An icon of resources/look/icons in a colour of the look.

    `when_on` is its colour where what it stands on is checked; "": the same.
    """
    asked = (name, role, when_on)
    if asked not in _made:
        made = QIcon()
        states = {QIcon.State.Off: role, QIcon.State.On: when_on or role}
        for state, colour in states.items():
            for pixmap in _drawn(name, colour):
                made.addPixmap(pixmap, QIcon.Mode.Normal, state)
        for pixmap in _drawn(name, "off"):
            made.addPixmap(pixmap, QIcon.Mode.Disabled)
        _made[asked] = made
    return _made[asked]


def put(thing: QAction | QAbstractButton, name: str, role: str = "ink2", when_on: str = "") -> None:
    """Give an icon to something that keeps it: it gets another when other colours are worn."""
    thing.setProperty(_PROPERTY, [name, role, when_on])
    thing.setIcon(icon(name, role, when_on))


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
                thing.setIcon(icon(*kept))


look.changed.connect(_renew)


def _drawn(name: str, role: str) -> list[QPixmap]:
    """One pixmap for each scale that a screen has: a line between two pixels is a blur."""
    file = places.resources() / "look" / "icons" / f"{name}.svg"
    colour = getattr(look.tokens(), role).name()
    drawing = file.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0}
    return [_pixmap(renderer, scale) for scale in sorted(scales)]


def _pixmap(renderer: QSvgRenderer, scale: float) -> QPixmap:
    side = round(SIZE * scale)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
