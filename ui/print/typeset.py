"""Type on paper: how a paragraph of each kind, and what stands in a cell, becomes lines.

All lengths inside are dots, of which an inch has 1200 whatever the device, so that preview, printer
and file break lines at the same places.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from app.exporters import paper
from app.exporters.flow import Kind
from app.files import profiles
from app.files.profiles import Profile
from app.forms.layout import GridCell
from app.letters.numbers import Number, written

DOTS = 1200
"""To an inch."""
POINT = DOTS / 72
_LATIN = re.compile(r"[!-~]+")
_HYPHEN = re.compile(r"-(?=\d)")
_LINE_WIDTH = 0.5
_TINY = 1
_TAB = 36
"""Points from one stop to the next: the half inch of Word."""
Side = Qt.AlignmentFlag


class Line(Struct, frozen=True):
    """One line of a laid out text, at its place on the page."""

    layout: QTextLayout
    number: int
    place: QPointF

    def draw(self, painter: QPainter) -> None:
        line = self.layout.lineAt(self.number)
        line.draw(painter, self.place - line.position())


class Frame(Struct, frozen=True):
    """The border of a cell."""

    rectangle: QRectF

    def draw(self, painter: QPainter) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE_WIDTH * POINT))
        painter.drawRect(self.rectangle)


class Style(Struct, frozen=True):
    """How paragraphs of a kind are set; points."""

    font: str
    latin: str
    """For digits and Latin letters."""
    size: float
    pitch: float
    side: Side = Side.AlignJustify
    indent: float = 0
    """Of the first line."""
    spacing: float = 0
    """Between letters."""
    whole: bool = False
    """Whether it is never broken."""


def styles(profile: Profile) -> dict[Kind, Style]:
    latin, spacing = profile.latin_font, profile.letter_spacing
    size, pitch, indent = profile.body_size, profile.line_pitch, 2 * (profile.body_size + spacing)
    title, title_pitch = profile.title_size, round(profile.title_size * paper.TITLE_LEADING)
    left, just, middle = Side.AlignLeft, Side.AlignJustify, Side.AlignHCenter
    return {
        "title": Style(profile.title_font, latin, title, title_pitch, middle),
        "section": Style(profile.section_font, latin, size, pitch, left, indent, spacing),
        "part": Style(profile.part_font, latin, size, pitch, left, indent, spacing),
        "body": Style(profile.body_font, latin, size, pitch, just, indent, spacing),
        "note": Style(profile.table_font, latin, paper.NOTE_SIZE, paper.NOTE_PITCH, just),
        "closing": Style(profile.body_font, latin, size, pitch, Side.AlignRight),
    }


def number_style(*, right: bool) -> Style:
    """Of a page's number, digits too."""
    size, side = paper.NUMBER_SIZE, Side.AlignRight if right else Side.AlignLeft
    return Style(paper.NUMBER_FONT, paper.NUMBER_FONT, size, paper.line_height(size), side)


def content(
    fitted: paper.FittedGrid, cell: GridCell, values: Mapping[str, Number | None]
) -> tuple[str, Style]:
    """What stands in a cell, and how it is set."""
    pitch, profile = paper.line_height(fitted.size), fitted.profile
    fonts = profile.table_font, profile.latin_font
    if cell.kind == "value":
        figure = written(values[cell.id])
        size = fitted.figure_size(cell, figure)
        style = Style(*fonts, size, pitch, Side.AlignHCenter, whole=True)
        return figure, _narrowed(figure, style, fitted.width(cell) - 2 * paper.PADDING)
    side = Side.AlignLeft if cell.kind == "label" else Side.AlignHCenter
    return "\n".join(fitted.label_lines(cell)), Style(*fonts, fitted.size, pitch, side)


def _narrowed(figure: str, style: Style, room: float) -> Style:
    """Smaller, half a point at a time, where the fonts of this computer are wide."""
    while style.size > _TINY:
        metrics = QFontMetricsF(font_of(style, latin=True))
        if metrics.horizontalAdvance(figure) <= room * POINT:
            break
        style = replace(style, size=style.size - 0.5)
    return style


def laid_out(text: str, style: Style, width: float) -> QTextLayout:
    """The text in lines of `width` points; a hyphen in a number lets it break in a sentence."""
    text = text if style.whole else _HYPHEN.sub("-\u200b", text.replace("\n", "\u2028"))
    layout = QTextLayout(text, font_of(style))
    option = QTextOption(style.side)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.NoWrap if style.whole else wrap.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(_TAB * POINT)
    layout.setTextOption(option)
    layout.setFormats(list(_latin_formats(text, style)))
    layout.beginLayout()
    indent = style.indent * POINT
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * POINT - indent)
        line.setPosition(QPointF(indent, 0))
        indent = 0
    layout.endLayout()
    return layout


def _latin_formats(text: str, style: Style) -> Iterator[QTextLayout.FormatRange]:
    """Digits and Latin letters in their own type; Chinese quotation marks stay Chinese."""
    format_ = _latin_format(style)
    for found in _LATIN.finditer(text):
        stretch = QTextLayout.FormatRange()
        stretch.start = found.start()  # type: ignore[attr-defined]
        stretch.length = len(found[0])  # type: ignore[attr-defined]
        stretch.format = format_  # type: ignore[attr-defined]
        yield stretch


@cache
def _latin_format(style: Style) -> QTextCharFormat:
    format_ = QTextCharFormat()
    format_.setFont(font_of(style, latin=True))
    return format_


@cache
def font_of(style: Style, *, latin: bool = False) -> QFont:
    """For Chinese, or for digits and Latin letters; with what stands in for it."""
    names = (style.latin, style.font) if latin else (style.font,)
    font = QFont()
    font.setFamilies(list(dict.fromkeys(f for name in names for f in profiles.families(name))))
    sans = profiles.is_sans(names[-1])
    font.setStyleHint(QFont.StyleHint.SansSerif if sans else QFont.StyleHint.Serif)
    font.setPixelSize(round(style.size * POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if style.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing * POINT)
    return font


def line_at(layout: QTextLayout, number: int, left: float, top: float, pitch: float) -> Line:
    """A line of `pitch` points at (left, top), its letters in the middle."""
    line = layout.lineAt(number)
    above = (pitch * POINT - line.height()) / 2
    return Line(layout, number, QPointF(left + line.x(), top + above))
