"""The text inside a PDF, as it is found and copied.

A font may draw the radical ⼀ and the character 一 with one glyph. Qt then writes down the radical,
which comes first in Unicode, and nobody finds the word in the file.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pypdf import PdfWriter
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from ui.print import ofd_text, typeset
from ui.print.pdf_tags import Stretch
from ui.print.typeset import Line

_RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
_SHAPE = re.compile("<(?:isolated|initial|medial|final)>")
_letter_of = {
    shape: unicodedata.normalize("NFKC", shape)
    for shape in map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)))
    if _SHAPE.match(unicodedata.decomposition(shape))
    and len(unicodedata.normalize("NFKC", shape)) == 1
}
_DASH, _LONG_DASH = "\u2014", "\u2e3a"
_RANGE = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]{4})> [\[<]", re.MULTILINE)
_SINGLE = re.compile(rb"^<([0-9A-F]{4})> <[0-9A-F]+>$", re.MULTILINE)
_DRAWN = re.compile(rb"(/F\d+) [\d.]+ Tf|<((?:[0-9A-Fa-f]{4})+)> Tj")
_WIDTH = 4
"""Bytes of a glyph's number."""
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_MEANT = re.compile(rb"^<([0-9A-F]{4})> <[0-9A-F]{4}> (\[[^]]*\]|<[0-9A-F]{4}>)", re.MULTILINE)
"""A range of glyphs: the first of them, and what they mean."""
_TAB = 0x09
"""A tab is never drawn; Qt takes the glyph of the blank for its, which comes first in Unicode."""
_LACKING, _REPLACED = 0, "\ufffd"
"""The glyph that stands for what a font has not, and what is said of it."""
_PLANE = "\uffff"
_BLANKS = {_TAB, 0x20, 0xA0, 0x200B}


def radicals(fonts: Iterable[QFont], letters: str) -> dict[int, str]:
    """The radicals that share their glyph with one of the letters, and that letter."""
    written = "".join(letter for letter in letters if letter not in _RADICALS)
    found: dict[int, str] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
        radical_of = _radical_of(font)
        for letter, glyph in zip(written, raw.glyphIndexesForString(written), strict=True):
            if glyph in radical_of:
                found[radical_of[glyph]] = letter
    return found


@cache
def _radical_of(font: QFont) -> dict[int, int]:
    """The glyphs of a font that draw radicals, and these."""
    raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
    glyphs = raw.glyphIndexesForString(_RADICALS)
    return {glyph: ord(r) for glyph, r in zip(glyphs, _RADICALS, strict=True) if glyph}


def dashes(letters: str) -> dict[int, str]:
    """Two dashes are drawn as one glyph, which is that of another letter, and copied as it."""
    return {} if _LONG_DASH in letters else {ord(_LONG_DASH): _DASH * 2}


def shapes(letters: str) -> dict[int, str]:
    """The shapes that Arabic letters take in a word, and the letters: Qt writes down the shapes.

    Not of two letters in one: readers of words from the right would turn them round.
    """
    return {ord(s): meant for s, meant in _letter_of.items() if s not in letters}


def is_from_right(letter: str) -> bool:
    """Whether words of such letters go from the right."""
    return unicodedata.bidirectional(letter) in ("R", "AL")


def glyphs(drawn: Iterable[Stretch]) -> list[str]:
    """The letters of each glyph of a page, as they are drawn; none where all are up to U+FFFF.

    Of lines with words from the right nothing is said: they are not drawn in the order in which Qt
    tells their glyphs.
    """
    items = (item for each in drawn if not each.traced for item in each.items)
    lines = [(item, item.text()) for item in items if isinstance(item, Line)]
    if max((letter for _, text in lines for letter in text), default="") <= _PLANE:
        return []
    meant = {
        glyph: letters
        for line, text in lines
        if max(text, default="") > _PLANE
        for glyph, letters in ofd_text.alone(line)
    }
    return [
        "" if turned else meant.get((run.rawFont().familyName(), glyph), "")
        for line, text in lines
        for turned in [any(map(is_from_right, text))]
        for run in line.layout.lineAt(line.number).glyphRuns()
        if not typeset.is_box(run.rawFont())  # those are drawn as shapes
        for glyph in run.glyphIndexes()
    ]


def spell(
    writer: PdfWriter,
    letters: Mapping[int, str],
    drawn: Sequence[Sequence[str]],
    blanks: Sequence[str],
) -> None:
    """Mend what the fonts of a file say that their glyphs mean.

    Args:
        writer: with a file that Qt wrote.
        letters: what is meant in place of a letter.
        drawn: the letters of each glyph of each page; a page may have none, where Qt knows all.
        blanks: those on each page, as they are drawn, with the places where a line may end: they
            are drawn as blanks.
    """
    letters = {_LACKING: _REPLACED, _TAB: " ", **letters}
    mended: set[int] = set()
    for page, drawn_, blanks_ in zip(writer.pages, drawn, blanks, strict=True):
        meanings = _meanings(page)
        for meaning in meanings.values():
            if meaning.indirect_reference.idnum not in mended:
                map_ = _MEANT.sub(lambda found: _spelt(found, letters), meaning.get_data())
                meaning.set_data(map_)
                mended.add(meaning.indirect_reference.idnum)
        if drawn_:
            _say(page, meanings, drawn_)
        if typeset.END in blanks_:
            contents: Any = page["/Contents"]
            contents.set_data(_without_ends(contents.get_data(), _data(meanings), blanks_))


def _meanings(page: Any) -> dict[str, Any]:
    """What the fonts of a page say that their glyphs mean, by the names of the fonts."""
    fonts = page["/Resources"].get("/Font", {})
    return {name: font.get_object()["/ToUnicode"] for name, font in fonts.items()}


def _say(page: Any, meanings: Mapping[str, Any], letters: Sequence[str]) -> None:
    """What the glyphs of a page mean of which nothing is said."""
    drawn = list(_drawn(page.get_contents().get_data()))
    if len(drawn) != len(letters):
        return
    known = {name: _known(map_) for name, map_ in _data(meanings).items()}
    said: dict[str, dict[bytes, str]] = {}
    for (name, glyph, _), meant in zip(drawn, letters, strict=True):
        if meant and name in known and int(glyph, 16) not in known[name]:
            said.setdefault(name, {})[glyph] = meant
    for name, found in said.items():
        lines = [b"<%s> <%s>" % (glyph, _written(meant)) for glyph, meant in found.items()]
        added = b"%d beginbfchar\n%s\nendbfchar\n" % (len(lines), b"\n".join(lines))
        meaning = meanings[name]
        meaning.set_data(meaning.get_data().replace(b"endcmap", added + b"endcmap", 1))


def _data(meanings: Mapping[str, Any]) -> dict[str, bytes]:
    return {name: meaning.get_data() for name, meaning in meanings.items()}


def _known(map_: bytes) -> set[int]:
    """The glyphs of a font that have a meaning."""
    return {
        code
        for found in (*_RANGE.finditer(map_), *_SINGLE.finditer(map_))
        for code in range(int(found[1], 16), int(found[found.lastindex or 1], 16) + 1)
    }


def _without_ends(content: bytes, meanings: Mapping[str, bytes], blanks: str) -> bytes:
    """Without the places where a line may end: whoever copies an address wants no blanks in it."""
    glyphs = {name: set(_blanks(map_)) for name, map_ in meanings.items()}
    drawn = [at for name, glyph, at in _drawn(content) if int(glyph, 16) in glyphs.get(name, ())]
    if len(drawn) != len(blanks):
        return content
    kept, end = [], 0
    for start, blank in zip(drawn, blanks, strict=True):
        if blank == typeset.END:
            kept.append(content[end:start])
            end = start + _WIDTH
    return b"".join((*kept, content[end:]))


def _drawn(content: bytes) -> Iterator[tuple[str, bytes, int]]:
    """Every glyph: the name of its font, its number as it stands in the stream, and where."""
    name = ""
    for drawn in _DRAWN.finditer(content):
        if drawn[1]:
            name = drawn[1].decode()
            continue
        for at in range(*drawn.span(2), _WIDTH):
            yield name, content[at : at + _WIDTH].upper(), at


def _blanks(map_: bytes) -> Iterator[int]:
    """The glyphs of a font that mean a blank."""
    for found in _MEANT.finditer(map_):
        for glyph, code in enumerate(_CODE.findall(found[2]), int(found[1], 16)):
            if int(code, 16) in _BLANKS:
                yield glyph


def _spelt(found: re.Match[bytes], letters: Mapping[int, str]) -> bytes:
    """A range of glyphs with what is meant in place of the letters that Qt took for them."""
    start = found.start(2) - found.start()
    return found[0][:start] + _CODE.sub(lambda code: _meant(code, letters), found[2])


def _meant(code: re.Match[bytes], letters: Mapping[int, str]) -> bytes:
    value = int(code[1], 16)
    return b"<%s>" % _written(letters[value]) if value in letters else code[0]


def _written(letters: str) -> bytes:
    return letters.encode("utf-16-be", "surrogatepass").hex().upper().encode()
