"""How the program looks: its colours, its type, its one style sheet; put on here and nowhere else.

Fusion on every system, so that a picture of the window is the window everywhere. Colours have the
name of what they are for. Light and dark ones are our own; where the system asks for high contrast,
only its own colours are used, and what a colour says is said by a form too.
"""

from __future__ import annotations

import os
import re
import sys
from copy import copy
from typing import Literal, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.disk import places

Mode = Literal["light", "dark", "contrast"]
FORCED = "NIANBAO_LOOK"
"""The variable that says a `Mode` whatever the system says: for pictures of all three."""
_OPENING = "“‘（《〈【「『"
_DIM = 128
"""Of 255: a window that is darker is one of dark colours."""
_SMALLEST = 10.5
"""Points of the body's type at least; 14 pixels at 100 %."""
_FAMILIES = (
    ["Microsoft YaHei UI", "Microsoft YaHei"]
    if sys.platform == "win32"
    else ["Noto Sans CJK SC", "Source Han Sans SC"]
)
_BOX, _CIRCLE = 127, 140
"""Percent by which Fusion makes an edge darker than its window: of boxes to tick; of others."""
_OF_THE_SYSTEM = (
    "QMenuBar",
    "QMenu",
    "QStatusBar",
    "QMessageBox",
    "QTipLabel",
    "QAbstractItemView",
)
"""What Windows gives a smaller type of its own."""
_TYPE = {
    "last": (11, False),
    "note": (12, False),
    "small": (13, False),
    "body": (14, False),
    "text": (15, False),
    "h3": (15, True),
    "h4": (16, True),
    "h2": (18, True),
    "h1": (22, True),
    "start": (24, True),
}
"""Pixels at 100 %, and whether bold."""


class Tokens(NamedTuple):
    """Colours by what they are for. What is written on `..._soft`, `head`, `computed` is `ink`."""

    win: QColor
    """Window, command row, status bar, dialogs."""
    panel: QColor
    """Outline, findings, the foot of a dialog."""
    desk: QColor
    """What the paper lies on."""
    paper: QColor
    """The page, cards, lists."""
    field: QColor
    """What can be typed into or pressed."""
    ink: QColor
    ink2: QColor
    """Secondary words, icons."""
    ink3: QColor
    """Hints, placeholders, zeros, counts."""
    last: QColor
    """Last year's figure; on `sel` it is `ink2`."""
    line: QColor
    """Hairlines that only group."""
    edge: QColor
    """The border of what can be used."""
    grid: QColor
    """The lines of the official tables."""
    head: QColor
    """Under the labels of a table."""
    computed: QColor
    """Under computed cells."""
    hover: QColor
    accent: QColor
    """The main button, what is current, the focus, links."""
    accent_h: QColor
    """The main button under the pointer."""
    accent_soft: QColor
    """The current row or card; the labels of the current cell."""
    on_accent: QColor
    sel: QColor
    """Selected cells, selected words."""
    on_sel: QColor
    err: QColor
    err_soft: QColor
    warn: QColor
    warn_soft: QColor
    ok: QColor
    ok_soft: QColor
    link: QColor
    off: QColor
    """Words of what cannot be used now."""


def _of(words: str) -> Tokens:
    return Tokens(*map(QColor, words.split()))


LIGHT = _of(
    "#f4f6f9 #fbfcfe #e7ebf1 #ffffff #ffffff #1b2431 #465263 #5b6675 #5b687a #dce1e9 #7d899a"
    " #8792a2 #f0f3f8 #ebf2fb #e9eef5 #1a5dab #144c8e #e2edfa #ffffff #d3e4f8 #1b2431"
    " #b3261e #fce9e7 #875300 #fff3d9 #17693c #e3f3e8 #1a5dab #66717f"
)
DARK = _of(
    "#1d2127 #22262d #16191d #262b33 #1f2329 #e6e9ee #bac1cc #9ba5b3 #a3adbb #3a414c #7c8797"
    " #6e7887 #2d333d #27364a #2f3641 #86b8f5 #a3caf9 #263a54 #0c1b2d #30507a #e6e9ee"
    " #ff9d92 #4a2523 #f1c564 #40341a #82d3a0 #1f3a2a #86b8f5 #8792a0"
)


class System(NamedTuple):
    """The colours of a system that asks for high contrast."""

    window: QColor
    text: QColor
    highlight: QColor
    highlight_text: QColor
    link: QColor
    disabled: QColor


_NIGHT = System(*map(QColor, ("#000000", "#ffffff", "#8ee3f0", "#000000", "#ffff00", "#a6a6a6")))
"""A theme of Windows, for where high contrast is forced and the system has none."""


def contrast(system: System) -> Tokens:
    """Of the system's colours alone: two grounds, what is written on each, links."""
    ground, ink, mark = system.window, system.text, system.highlight
    by_name = dict.fromkeys(Tokens._fields, ground)
    inks = "ink ink2 ink3 last line edge grid err warn ok"
    by_name |= dict.fromkeys(inks.split(), ink)
    by_name |= {"accent": mark, "accent_h": mark, "on_accent": system.highlight_text}
    by_name |= {"sel": mark, "on_sel": system.highlight_text}
    by_name |= {"link": system.link, "off": system.disabled}
    return Tokens(**by_name)


class _Worn(QObject):
    """What is worn now, and who hears when it is something else."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.contrast = False
        self.wanted = ""
        self.listening = False
        self.night = False
        """The system has dark colours."""


_worn = _Worn()
changed = _worn.changed
"""The colours are others now. Widgets repaint by themselves; what keeps a colour asks again."""


def tokens() -> Tokens:
    """The colours that are worn."""
    return _worn.tokens


def is_contrast() -> bool:
    """Whether only the system's colours are used, so that a form must say what a colour says."""
    return _worn.contrast


def of_severity(severity: str) -> QColor:
    """What an error, a warning, a hint is marked with."""
    worn = tokens()
    return {"error": worn.err, "warning": worn.warn}.get(severity, worn.accent)


def font(name: str) -> QFont:
    """A size of type by its name, with digits of one width where the font has them."""
    pixels, bold = _TYPE[name]
    return scaled(base(), pixels / 14, bold=bold)


def base() -> QFont:
    """The body's type."""
    made = QApplication.font()
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font, larger or smaller, as a copy."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    made.setBold(bold)
    return made


def width(font: QFont, words: str) -> int:
    return QFontMetrics(font).horizontalAdvance(words)


def elided(font: QFont, words: str, room: int) -> str:
    """As much of the words as there is room for."""
    return QFontMetrics(font).elidedText(words, QtCore.Qt.TextElideMode.ElideRight, room)


def hang(font: QFont, words: str) -> int:
    """Pixels of the blank before an opening mark: so much further left words line up with others.

    In most Chinese fonts “ and （ are as wide as any letter, and stand in its right half.
    """
    if not words or words[0] not in _OPENING:
        return 0
    return max(QFontMetrics(font).tightBoundingRect(words[0]).left(), 0)  # its bearing tells less


def ticked(palette: QPalette, darker: int = _BOX) -> QPalette:
    """For what is ticked or chosen from: with an edge that can be seen on its window."""
    edged = copy(palette)
    edged.setColor(QPalette.ColorRole.Window, tokens().edge.lighter(darker))
    return edged


DESK, PAPER = QPalette.ColorRole.Midlight, QPalette.ColorRole.Base
PANEL = QPalette.ColorRole.AlternateBase


def ground(widget: QWidget, role: QPalette.ColorRole) -> QWidget:
    """Fill a widget with a colour of the palette, which follows when others are worn."""
    widget.setBackgroundRole(role)
    widget.setAutoFillBackground(True)
    return widget


# --- putting it on


def dress(app: QApplication, wanted: str = "") -> None:
    """Type and colours of the whole program.

    `wanted` is the `Mode` that a person chose; "": as the system has it.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    type_ = QFont(system)
    type_.setFamilies([*_FAMILIES, *system.families()])
    type_.setPointSizeF(max(system.pointSizeF() * 7 / 6, _SMALLEST))
    if type_ != app.font():
        app.setFont(type_)
    if not app.styleSheet():
        # As yet its colours are the system's. To ask for the scheme would make all of PySide's
        # enumerations `Qt`, for which the first painting would wait 14 ms.
        _worn.night = app.palette().window().color().lightness() < _DIM
    wear(wanted)


def follow(app: QApplication) -> None:
    """From now on the colours follow the system's."""
    if not _worn.listening:
        _worn.listening = True
        app.styleHints().colorSchemeChanged.connect(_heed)
        _heed(app.styleHints().colorScheme())


def _heed(scheme: QtCore.Qt.ColorScheme) -> None:
    if scheme != QtCore.Qt.ColorScheme.Unknown:
        _worn.night = scheme == QtCore.Qt.ColorScheme.Dark
        refresh()


def wear(wanted: str) -> None:
    """The `Mode` that a person chose; "", or none of them: as the system has it."""
    _worn.wanted = wanted
    refresh()


def refresh() -> None:
    """Put on what is due now; nothing happens where it is worn already."""
    app = QApplication.instance()
    mode = _due()
    worn = {"light": lambda: LIGHT, "dark": lambda: DARK, "contrast": _of_system}[mode]()
    sheet = _sheet(worn)
    if not isinstance(app, QApplication) or sheet == app.styleSheet():
        return
    _worn.tokens, _worn.contrast = worn, mode == "contrast"
    palette = _palette(worn)
    app.setPalette(palette)
    edged = {"QCheckBox": _BOX, "QRadioButton": _CIRCLE, "QComboBox": _CIRCLE}
    for kind, darker in edged.items():
        # The stubs want bytes here, which PySide itself refuses.
        app.setPalette(ticked(palette, darker), kind)  # type: ignore[arg-type]
    app.setStyleSheet(sheet)
    for part in _OF_THE_SYSTEM:  # which it has got back with the sheet
        app.setFont(app.font(), part)  # type: ignore[arg-type]
    changed.emit()


def _due() -> Mode:
    modes: tuple[Mode, ...] = ("light", "dark", "contrast")
    forced = os.environ.get(FORCED) or _worn.wanted
    if forced in modes:
        return modes[modes.index(forced)]
    if _asks_for_contrast():
        return "contrast"
    return "dark" if _worn.night else "light"


def _sheet(worn: Tokens) -> str:
    folder = places.resources() / "look"
    words = (folder / "window.qss").read_text(encoding="utf-8")
    tick = "tick-white" if worn.on_accent.lightnessF() > 0.5 else "tick-black"
    said = {name: colour.name() for name, colour in worn._asdict().items()}
    said["tick"] = f'"{(folder / tick).as_posix()}.png"'
    return re.sub("@([a-z_0-9]+)", lambda found: said[found[1]], words)


def _palette(worn: Tokens) -> QPalette:
    role, groups = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: worn.win, role.WindowText: worn.ink,
        PAPER: worn.paper, PANEL: worn.panel, DESK: worn.desk, role.Text: worn.ink,
        role.Button: worn.field, role.ButtonText: worn.ink, role.BrightText: worn.on_accent,
        role.Highlight: worn.accent, role.HighlightedText: worn.on_accent, role.Accent: worn.accent,
        role.Link: worn.link, role.LinkVisited: worn.link, role.PlaceholderText: worn.ink3,
        role.ToolTipBase: worn.panel, role.ToolTipText: worn.ink,
        role.Light: worn.panel, role.Mid: worn.line, role.Dark: worn.edge,
    }  # fmt: skip
    made = QPalette(worn.field, worn.win)
    for name, colour in colours.items():
        made.setColor(name, colour)
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(groups.Disabled, name, worn.off)
    return made


if sys.platform == "win32":
    import ctypes

    class _HighContrast(ctypes.Structure):
        """HIGHCONTRASTW."""

        _fields_ = (
            ("size", ctypes.c_uint),
            ("flags", ctypes.c_uint),
            ("scheme", ctypes.c_wchar_p),
        )

    _GET_HIGH_CONTRAST, _IS_ON = 0x42, 1
    _COLOURS = (5, 8, 13, 14, 26, 17)
    """Of GetSysColor: window, its text, highlight, its text, links, what is disabled."""

    def _asks_for_contrast() -> bool:
        asked = _HighContrast(ctypes.sizeof(_HighContrast), 0, None)
        told = ctypes.windll.user32.SystemParametersInfoW(
            _GET_HIGH_CONTRAST, asked.size, ctypes.byref(asked), 0
        )
        return bool(told and asked.flags & _IS_ON)

    def _of_system() -> Tokens:
        if not _asks_for_contrast():
            return contrast(_NIGHT)
        numbers = map(ctypes.windll.user32.GetSysColor, _COLOURS)
        return contrast(System(*(QColor(n & 255, n >> 8 & 255, n >> 16 & 255) for n in numbers)))

else:

    def _asks_for_contrast() -> bool:
        return False

    def _of_system() -> Tokens:
        return contrast(_NIGHT)
