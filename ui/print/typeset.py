"""Type on paper: how a paragraph of each kind, and what stands in a cell, becomes lines.

All lengths inside are dots, of which an inch has 1200 whatever the device, so that preview, printer
and file break lines at the same places.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QPen,
    QRawFont,
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
from ui.print.structure import Element

DOTS = 1200
"""To an inch."""
POINT = DOTS / 72
_LATIN = re.compile(r"[!-~]+")
_HYPHEN = re.compile(r"-(?=\d)")
_ADDRESS = re.compile(r"[!-~]{16,}")
END = "\u200b"
"""Where a line may end; nobody sees it."""
UNSEEN = frozenset((END, "\u2028"))
"""What is put between the letters of a text."""
_WIDE = re.compile(f"[^!-~{END}]+")
_HALF = re.compile("[\udc00-\udfff]")
"""The second half of a letter beyond U+FFFF."""
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_OF_RULES = re.compile("[\u0700-\u1fff\ua800-\uabff\U00010000-\U0001ffff]")
"""Letters of scripts with rules of their own, and some more."""
_FRAMED = 0.06
"""Of its size, how far the inside of a box stands from the next one."""
_TABBED = re.compile("\t|\u2028$")
_ROUNDING = 2
"""Dots that a filled line lacks: one too wide would lose its last letter to the next."""
_MOST_WIDER = 0.5
"""Of its size, a letter in a line that is filled."""
LINE_WIDTH = 0.5
_TINY = 1
_TAB = 36
"""Points from one stop to the next: the half inch of Word."""
Side = Qt.AlignmentFlag


def is_box(font: QRawFont) -> bool:
    """Whether Qt draws boxes with it, where no font here has the rules of a script.

    It says to have every letter, and asked for its name it ends the program.
    """
    return font.pixelSize() < 0


class Layout(QTextLayout):
    """A text in lines; each of them asks for all of it, which Qt makes anew each time."""

    def __init__(self, text: str, font: QFont) -> None:
        super().__init__(text, font)
        self._text = text
        self.is_of_one_plane = max(text, default="") <= "\uffff"
        self.may_be_boxes = bool(_OF_RULES.search(text))

    def text(self) -> str:
        return self._text


class Line(Struct, frozen=True):
    """One line of a laid out text, at its place on the page."""

    layout: Layout
    number: int
    place: QPointF
    element: Element | None = None
    """What it is read as; none: only looked at, as a page's number, or a header once more."""

    def text(self) -> str:
        """What stands in it."""
        line, whole = self.layout.lineAt(self.number), self.layout.text()
        start, end = line.textStart(), line.textStart() + line.textLength()
        if self.layout.is_of_one_plane:
            return whole[start:end]  # most
        return in_letters(in_units(whole)[start:end])

    def draw(self, painter: QPainter) -> None:
        line = self.layout.lineAt(self.number)
        line.draw(painter, self.place - line.position())
        self._open_boxes(painter)

    def _open_boxes(self, painter: QPainter) -> None:
        """Where a font of boxes was taken: Qt draws one black bar for all of them together."""
        if not self.layout.may_be_boxes:
            return
        line = self.layout.lineAt(self.number)
        for run in line.glyphRuns():
            if is_box(run.rawFont()):
                size = run.rawFont().unitsPerEm()
                for place in run.positions():
                    corner = place + self.place - line.position()
                    left, top = corner.x() + _FRAMED * size, corner.y() - (1 - _FRAMED) * size
                    side = (1 - 2 * _FRAMED) * size
                    painter.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.white)

    def raw_fonts(self) -> list[QRawFont]:
        """The fonts that it is drawn with, those that stand in for others too, and boxes."""
        return [run.rawFont() for run in self.layout.lineAt(self.number).glyphRuns()]

    def fonts(self) -> set[str]:
        """The families that it is drawn with."""
        return {font.familyName() for font in self.raw_fonts() if not is_box(font)}

    def missing(self) -> set[str]:
        """The letters that none of its fonts has: a box is drawn for each.

        Qt names the letters of a glyph wrongly where it took another font for one of them, so it
        is asked for each letter of a line with a box.
        """
        line, units = self.layout.lineAt(self.number), in_units(self.layout.text())
        if all(map(_is_drawn, line.glyphRuns())):
            return set()
        found = set()
        for at in range(line.textStart(), line.textStart() + line.textLength()):
            halves = units[at : at + 2] if _HALVES.match(units, at) else units[at]
            if _HALF.match(halves):
                continue
            letter = in_letters(halves)
            for run in line.glyphRuns(at, len(halves))[:1]:
                if not (_is_drawn(run) or _has(run.rawFont(), letter)):
                    found.add(letter)
        return found

    def trace(self, painter: QPainter) -> None:
        """Draw it as mere shapes, for a file in which its fonts may not be."""
        line = self.layout.lineAt(self.number)
        offset = self.place - line.position()
        for run in line.glyphRuns():
            font = run.rawFont()
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                shape = font.pathForGlyph(glyph).translated(place + offset)
                painter.fillPath(shape, Qt.GlobalColor.black)
        self._open_boxes(painter)


class Frame(Struct, frozen=True):
    """The border of a cell."""

    rectangle: QRectF
    fill: str = ""
    """Its colour, RRGGBB; empty: none."""

    def draw(self, painter: QPainter) -> None:
        if self.fill:
            painter.fillRect(self.rectangle, QColor(f"#{self.fill}"))
        painter.setPen(QPen(Qt.GlobalColor.black, LINE_WIDTH * POINT))
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
    side = Side.AlignLeft if fitted.side(cell) == "left" else Side.AlignHCenter
    return "\n".join(fitted.label_lines(cell)), Style(*fonts, fitted.size, pitch, side)


def _narrowed(figure: str, style: Style, room: float) -> Style:
    """Smaller, half a point at a time, where the fonts of this computer are wide."""
    while style.size > _TINY:
        metrics = QFontMetricsF(font_of(style, latin=True))
        if metrics.horizontalAdvance(figure) <= room * POINT:
            break
        style = replace(style, size=style.size - 0.5)
    return style


def laid_out(text: str, style: Style, width: float) -> Layout:
    """The text in lines of `width` points; a hyphen in a number lets it break in a sentence."""
    justified = style.side == Side.AlignJustify
    text = text if style.whole else _breakable(text, anywhere=justified)
    layout = Layout(text, font_of(style))
    option = QTextOption(Side.AlignLeft if justified else style.side)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.NoWrap if style.whole else wrap.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(_TAB * POINT)
    layout.setTextOption(option)
    units = in_units(text)
    latin = [_stretch(found, _latin_format(style)) for found in _LATIN.finditer(units)]
    layout.setFormats(latin)
    _in_lines(layout, width, style.indent)
    if justified and (wider := list(_widened(layout, units, style))):
        layout.setFormats([*latin, *wider])
        _in_lines(layout, width, style.indent)
    return layout


def _is_drawn(run: QGlyphRun) -> bool:
    """Whether it has no boxes."""
    return all(run.glyphIndexes()) and not is_box(run.rawFont())


def _has(font: QRawFont, letter: str) -> bool:
    return letter.isspace() or (not is_box(font) and font.supportsCharacter(ord(letter)))


@lru_cache(maxsize=1)
def in_units(text: str) -> str:
    """A text as Qt counts it: a letter beyond U+FFFF is two. All its lines ask for it."""
    return "".join(map(chr, memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")))


def in_letters(units: str) -> str:
    """And back; a half without its other stands for what cannot be read."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _breakable(text: str, *, anywhere: bool) -> str:
    """Where a line may also end.

    Where lines are filled, within what is longer than any word too, such as an address: whole on
    the next line, it would leave a gap in this.
    """
    text = _HYPHEN.sub(f"-{END}", text.replace("\n", "\u2028"))
    return _ADDRESS.sub(lambda found: END.join(found[0]), text) if anywhere else text


def _in_lines(layout: QTextLayout, width: float, indent: float) -> None:
    layout.beginLayout()
    left = indent * POINT
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * POINT - left)
        line.setPosition(QPointF(left, 0))
        left = 0
    layout.endLayout()


def _widened(layout: QTextLayout, units: str, style: Style) -> Iterator[QTextLayout.FormatRange]:
    """Formats that fill all lines but the last: Chinese letters and blanks set wider, all alike.

    Left to itself Qt gives the blanks all that is missing, and where there are none spreads the
    letters of words and addresses too. With a tab in it, or hardly a letter, a line stays short.
    """
    for number in range(layout.lineCount() - 1):
        line = layout.lineAt(number)
        start = line.textStart()
        words = units[start : start + line.textLength()].rstrip(f" {END}")
        but_last = words[: -2 if _HALF.match(words[-1:]) else -1]
        wide = list(_WIDE.finditer(but_last))
        letters = sum(len(_HALF.sub("", found[0])) for found in wide)
        missing = line.width() - line.naturalTextWidth() - _ROUNDING
        if _TABBED.search(words) or not 0 < missing <= letters * style.size * POINT * _MOST_WIDER:
            continue
        format_ = QTextCharFormat()
        font = QFont(font_of(style))
        spacing = style.spacing * POINT + missing / letters
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        format_.setFont(font)
        yield from (_stretch(found, format_, start) for found in wide)


def _stretch(
    found: re.Match[str], format_: QTextCharFormat, after: int = 0
) -> QTextLayout.FormatRange:
    """What was found `after` so much of a text, in this format."""
    stretch = QTextLayout.FormatRange()
    stretch.start = after + found.start()  # type: ignore[attr-defined]
    stretch.length = len(found[0])  # type: ignore[attr-defined]
    stretch.format = format_  # type: ignore[attr-defined]
    return stretch


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
    # Other digits beside Latin letters: a PDF would not say which they are.
    font.setFeature(QFont.Tag("locl"), 0)
    if style.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing * POINT)
    return font


def line_at(
    layout: Layout,
    number: int,
    left: float,
    top: float,
    pitch: float,
    element: Element | None = None,
) -> Line:
    """A line of `pitch` points at (left, top), its letters in the middle."""
    line = layout.lineAt(number)
    above = (pitch * POINT - line.height()) / 2
    return Line(layout, number, QPointF(left + line.x(), top + above), element)
