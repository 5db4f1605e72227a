"""A workbook's first visible sheet with far more rows than a report has: an office's list of units.

openpyxl makes objects of every cell; of thousands of rows only the words are wanted here.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from app.importers.markup import ooxml
from app.importers.markup.blocks import without_marks
from app.importers.markup.slim import DAMAGED
from app.importers.markup.xlsx import digits
from app.importers.markup.zips import opened, part
from app.importers.terms.plain import TOO_MUCH, PlainCell, PlainTable, Unreadable
from app.letters.escaped import out_of_workbook

_MAX_BYTES, _MAX_ELEMENTS = 48 << 20, 800_000
"""Of a part: 20,000 units with all that is said of them."""
_MAX_LETTERS = 8_000_000
_COLUMNS = 64
_WORKBOOK = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_HIDDEN, _OFF = ("1", "true"), ("0", "false")


def table(content: bytes) -> PlainTable:
    """What stands in the sheet; nothing of hidden rows and columns.

    Raises:
        Unreadable: it is damaged, or larger than any list.
    """
    try:
        with opened(content) as archive:
            words = [_words(each) for each in _root(archive, "xl/sharedStrings.xml").iterchildren()]
            sheet, struck = _root(archive, _first(archive)), _struck(archive)
        return PlainTable(tuple(_bounded(_cells(sheet, words, struck))))
    except (etree.XMLSyntaxError, ValueError, IndexError) as error:
        raise Unreadable(DAMAGED) from error


def _bounded(cells: Iterator[PlainCell]) -> Iterator[PlainCell]:
    """Any number of cells may share words."""
    room = _MAX_LETTERS
    for cell in cells:
        room -= len(cell.text)
        if room < 0:
            raise Unreadable(TOO_MUCH)
        yield cell


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element:
    content = part(archive, name, _MAX_BYTES)
    return ooxml.root(content, _MAX_ELEMENTS) if content else etree.Element("nothing")


def _first(archive: zipfile.ZipFile) -> str:
    """The part with the first sheet that is shown."""
    sheets = _root(archive, _WORKBOOK).iterfind("{*}sheets/{*}sheet")
    ids = [ooxml.attribute(each, "id") for each in sheets if each.get("state") in (None, "visible")]
    for each in _root(archive, "xl/_rels/workbook.xml.rels"):
        if ids and each.get("Id") == ids[0]:
            target = posixpath.join("/xl", str(each.get("Target")))
            return posixpath.normpath(target).lstrip("/")
    raise Unreadable(DAMAGED)


def _struck(archive: zipfile.ZipFile) -> set[str]:
    """The looks of cells in which all is struck out, by their numbers."""
    styles = _root(archive, "xl/styles.xml")
    fonts = [_is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
    looks = [_number(each, "fontId", 0) for each in styles.iterfind("{*}cellXfs/{*}xf")]
    return {str(n) for n, font in enumerate(looks) if font < len(fonts) and fonts[font]}


def _is_struck(font: etree._Element | None) -> bool:
    mark = ooxml.child(font, "strike")
    return mark is not None and ooxml.attribute(mark, "val") not in _OFF


def _cells(sheet: etree._Element, words: list[str], struck: set[str]) -> Iterator[PlainCell]:
    spans = {place: across for each in sheet.iterfind("{*}mergeCells/{*}mergeCell")
             for place, across in _spans(str(each.get("ref")))}  # fmt: skip
    hidden = {number for each in sheet.iterfind("{*}cols/{*}col") for number in _hidden(each)}
    row = -1
    for line in sheet.iterfind("{*}sheetData/{*}row"):
        row = _number(line, "r", row + 2) - 1
        if line.get("hidden") in _HIDDEN:
            continue
        column = -1
        for cell in line.iterfind("{*}c"):
            column = _place(str(cell.get("r")))[1] if cell.get("r") else column + 1
            if column >= _COLUMNS or column in hidden or cell.get("s") in struck:
                continue
            if text := _text(cell, words).strip():
                across = spans.get((row, column), 1)
                yield PlainCell(text, row, column, 1, across)


def _hidden(column: etree._Element) -> range:
    """The columns that it speaks of, where they are hidden."""
    if column.get("hidden") not in _HIDDEN:
        return range(0)
    return range(_number(column, "min") - 1, min(_number(column, "max"), _COLUMNS))


def _text(cell: etree._Element, words: list[str]) -> str:
    kind, value = cell.get("t"), cell.findtext("{*}v") or ""
    if kind == "s":
        return words[int(value)]
    if kind == "inlineStr":
        return "".join(map(_words, cell.iterfind("{*}is")))
    if kind in (None, "n") and value:
        return digits(float(value))
    if kind == "b":
        return "FALSE" if value in _OFF else "TRUE"
    return out_of_workbook(value)


def _words(element: etree._Element) -> str:
    """Without how they are spoken, what is struck out, and the marks of footnotes."""
    pieces = [(each.text or "", False) for each in element.iterfind("{*}t")]
    for run in element.iterfind("{*}r"):
        looks = ooxml.child(run, "rPr")
        raised = ooxml.value(looks, "vertAlign") == "superscript"
        if not _is_struck(looks):
            pieces += ((each.text or "", raised) for each in run.iterfind("{*}t"))
    return out_of_workbook("".join(without_marks(pieces))).strip()


def _spans(reference: str) -> Iterator[tuple[tuple[int, int], int]]:
    start, _, end = reference.partition(":")
    place = _place(start)
    yield place, _place(end or start)[1] - place[1] + 1


def _place(reference: str) -> tuple[int, int]:
    """The row and the column of a place such as AB12, from 0."""
    found = _PLACE.fullmatch(reference)
    if not found:
        raise Unreadable(DAMAGED)
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _number(element: etree._Element, name: str, default: int = 1) -> int:
    return ooxml.number(str(element.get(name) or ""), default, 7)
