"""The letters of a line where they are drawn, for a document that says the place of each."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from PySide6.QtGui import QFont, QRawFont, QTextLayout, QTextLine

from ui.print.ofd_fonts import Fonts, Shape, Subset
from ui.print.typeset import UNSEEN, Line, in_letters, in_units, is_box

PLANE = 0xFFFF
"""The last letter that Qt, and some readers, count as one."""
_LACKING = 0
"""The glyph that stands for what a font has not."""
_WHAT = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
)


class Letter(Struct, frozen=True):
    """Lengths are dots."""

    text: str
    font: Subset
    size: float
    x: float
    y: float
    """Where it stands on its line."""


class _Drawn(Struct, frozen=True):
    at: int
    """In the text, as Qt counts it."""
    font: QRawFont
    glyphs: tuple[int, ...]
    places: tuple[tuple[float, float], ...]

    def begins(self) -> tuple[object, ...]:
        """Letters that are drawn together begin with one glyph at one place."""
        return self.font.familyName(), self.glyphs[0], self.places[0]


def letters(line: Line, fonts: Fonts) -> Iterator[Letter]:
    """In the order in which they are read; what nobody sees is not among them.

    Qt names the letters of a glyph wrongly where it took another font for one of them, so it is
    asked for each letter; of letters that are drawn together the last one is told of all glyphs.
    """
    inside = line.layout.lineAt(line.number)
    units = in_units(line.layout.text())
    offset = line.place - inside.position()
    for drawn in _together(_drawn(inside, units, line.layout.font()), units):
        whole = max(drawn, key=lambda each: len(each.glyphs))
        face, size = fonts.face(whole.font), whole.font.pixelSize()
        (left, top), shape = whole.places[0], _shape(whole, face.units / size)
        at, end = drawn[0].at, drawn[-1].at + 1
        start = _across(inside, at)
        for number, letter in enumerate(in_letters(units[at:end])):
            moved = _across(inside, at) - start if number else 0
            subset = face.take(letter, () if number else shape)
            if _LACKING in whole.glyphs and not face.raw.supportsCharacter(ord(letter)):
                fonts.missing[letter] = None
            yield Letter(letter, subset, size, offset.x() + left + moved, offset.y() + top)
            at += 2 if ord(letter) > PLANE else 1


def alone(line: Line) -> Iterator[tuple[tuple[str, int], str]]:
    """The glyphs of a line that stand for whole letters, by font and number, and those letters."""
    inside = line.layout.lineAt(line.number)
    units = in_units(line.layout.text())
    for drawn in _together(_drawn(inside, units, line.layout.font()), units):
        glyphs = {(each.font.familyName(), glyph) for each in drawn for glyph in each.glyphs}
        if len(glyphs) == 1:
            yield glyphs.pop(), in_letters(units[drawn[0].at : drawn[-1].at + 1])


def _together(drawn: Iterable[_Drawn], units: str) -> Iterator[list[_Drawn]]:
    """Both halves of a letter, and letters that one drawing stands for."""
    group: list[_Drawn] = []
    for each in drawn:
        is_half = "\udc00" <= units[each.at] <= "\udfff"
        if group and not is_half and each.begins() != group[0].begins():
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _across(line: QTextLine, at: int) -> float:
    """Where the caret stands before a letter."""
    place: tuple[float, int] = line.cursorToX(at)  # type: ignore[assignment]
    return place[0]


def _drawn(line: QTextLine, units: str, font: QFont) -> Iterator[_Drawn]:
    """`font`: what it should be drawn with; where Qt takes mere boxes, its box stands for each."""
    for at in range(line.textStart(), line.textStart() + line.textLength()):
        if units[at] not in UNSEEN:
            for run in line.glyphRuns(at, 1, _WHAT)[:1]:
                places = tuple((place.x(), place.y()) for place in run.positions())
                if is_box(run.rawFont()):
                    yield _Drawn(at, QRawFont.fromFont(font), (_LACKING,) * len(places), places)
                else:
                    yield _Drawn(at, run.rawFont(), tuple(run.glyphIndexes()), places)


def _shape(drawn: _Drawn, units: float) -> Shape:
    """`units` to a dot."""
    (left, top), *_ = drawn.places
    return tuple(
        (glyph, round((x - left) * units), round((y - top) * units))
        for glyph, (x, y) in zip(drawn.glyphs, drawn.places, strict=True)
    )
