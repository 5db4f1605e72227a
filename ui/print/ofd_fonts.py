"""The fonts that an OFD takes along: of each as many glyphs as are drawn, where its licence allows.

What is drawn for a letter is its outline in the font of the document: so a reader that uses the
fonts of the file shows it whatever those of its computer, and needs to know nothing of ligatures.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import sqrt
from struct import iter_unpack

from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath, QRawFont

from ui.print import quoted, truetype
from ui.print.truetype import Glyph, Point

Shape = tuple[tuple[int, int, int], ...]
"""What is drawn for a letter: glyphs, and how far each stands from its place, right and down."""
_UNITS = 1000
"""To the size of a font that has none but pictures of its letters."""
_MOVE, _CURVE = 0, 2
_OFF = 0.0005
"""Of a font's size, to which its curves are kept."""
_LEAVES = 36 / sqrt(3)
_made: dict[tuple[str, str, int], dict[Shape, Glyph]] = defaultdict(dict)
"""The glyphs of each font that were made before: in a hundred reports most are the same."""


class Subset:
    """One font of the document: a letter is drawn in one way in it."""

    def __init__(self, face: "Face", number: int) -> None:
        self.face, self.shapes = face, dict[str, Shape]()
        self.name = face.name + (f"_{number}" if number > 1 else "")

    def file(self) -> bytes:
        """The font file."""
        letters = sorted(self.shapes)
        nothing = truetype.glyph(self.face.units, ())
        glyphs = [nothing, *(self.face.glyph(self.shapes[letter]) for letter in letters)]
        raw = self.face.raw
        return truetype.written(
            truetype.Font(
                self.name, self.face.units, round(raw.ascent()), round(raw.descent()),
                self.face.rights, glyphs, {ord(c): n for n, c in enumerate(letters, 1)},
            )
        )  # fmt: skip


class Face:
    """A font of this computer."""

    def __init__(self, raw: QRawFont, key: tuple[str, str, int], names: Counter[str]) -> None:
        """`names`: how many fonts of the document have each."""
        self.family = raw.familyName()
        self.name, self._names = re.sub(r"[\W_]", "", self.family), names
        self.units = round(raw.unitsPerEm()) or _UNITS
        self.raw = QRawFont(raw)
        self.raw.setPixelSize(self.units)
        self.rights = truetype.rights(raw.fontTable("OS/2").data())
        self._glyphs = _made[key]
        self.subsets = [self._subset()]

    @property
    def goes_along(self) -> bool:
        """Whether it is in the file: it has outlines, and its maker allows it."""
        return self.raw.unitsPerEm() > 0 and truetype.may_be_embedded(self.rights)

    def take(self, letter: str, shape: Shape) -> Subset:
        """The font of the document in which a letter is drawn so."""
        for subset in self.subsets:
            if subset.shapes.setdefault(letter, shape) == shape or not self.goes_along:
                return subset
        self.subsets.append(self._subset())
        return self.take(letter, shape)

    def _subset(self) -> Subset:
        self._names[self.name] += 1
        return Subset(self, self._names[self.name])

    def glyph(self, shape: Shape) -> Glyph:
        if shape not in self._glyphs:
            advances = self.raw.advancesForGlyphIndexes([glyph for glyph, _, _ in shape])
            contours = [
                [(x + right, y - down, on) for x, y, on in contour]
                for glyph, right, down in shape
                for contour in _contours(self.raw.pathForGlyph(glyph), _OFF * self.units)
            ]
            advance = max(round(sum(each.x() for each in advances)), 0)
            self._glyphs[shape] = truetype.glyph(advance, contours)
        return self._glyphs[shape]


class Fonts:
    """Every font that is drawn with."""

    def __init__(self) -> None:
        self.faces: dict[tuple[str, str, int], Face] = {}
        self._names = Counter[str]()
        self.missing: dict[str, None] = {}
        """The letters that none of them has, in the order in which they came."""

    def remarks(self) -> Iterator[str]:
        """What is to be told of the file."""
        if self.missing:
            yield quoted.missing([*self.missing], "OFD 里是空框")
        named = sorted({face.family for face in self.faces.values() if not face.goes_along})
        if named:
            yield quoted.forbidden(named, "OFD 里只写了名字，没有它的电脑会换成别的字体")

    def face(self, raw: QRawFont) -> Face:
        key = (raw.familyName(), raw.styleName(), raw.weight())
        if key not in self.faces:
            self.faces[key] = Face(raw, key, self._names)
        return self.faces[key]


def _contours(path: QPainterPath, off: float) -> list[list[Point]]:
    """The outline in parabolas. Qt hands out its points one by one, or written down all at once."""
    written = QByteArray()
    _ = QDataStream(written, QIODevice.OpenModeFlag.WriteOnly) << path
    contours: list[list[Point]] = []
    bends: list[complex] = []
    at = 0j
    for kind, x, down in iter_unpack(">idd", bytes(written.data())[4:-8]):
        place = complex(x, -down)
        if kind == _MOVE:
            contours.append([_rounded(place)])
        elif kind == _CURVE or len(bends) == 1:
            bends.append(place)
            continue
        elif bends:
            contours[-1] += (*_parabolas(at, bends[0], bends[1], place, off), _rounded(place))
            bends = []
        else:
            contours[-1].append(_rounded(place))
        at = place
    return [_open(contour) for contour in contours if len(contour) > 2]


def _parabolas(
    start: complex, first: complex, second: complex, end: complex, off: float
) -> list[Point]:
    """A cubic curve as parabolas, its ends left out, cut in two until none leaves it further.

    A parabola leaves it by |end - 3 second + 3 first - start| * √3 / 36.
    """
    if abs(end - start + 3 * (first - second)) <= off * _LEAVES:
        return [_rounded((3 * (first + second) - start - end) / 4, on=False)]
    left, between, right = (start + first) / 2, (first + second) / 2, (second + end) / 2
    before, after = (left + between) / 2, (between + right) / 2
    middle = (before + after) / 2
    return [
        *_parabolas(start, left, before, middle, off),
        _rounded(middle),
        *_parabolas(middle, after, right, end, off),
    ]


def _rounded(place: complex, *, on: bool = True) -> Point:
    return round(place.real), round(place.imag), on


def _open(contour: list[Point]) -> list[Point]:
    """A contour leads back to its first point by itself."""
    return contour[:-1] if contour[0] == contour[-1] else contour
