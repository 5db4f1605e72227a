"""A workbook written anew, with nothing in it but what a report can hold.

openpyxl makes objects of all that a file asks for: of every place under a merged cell or a link, of
each drawing, filter and rule. So the parts are parsed first, whatever their encoding or their
prefixes are; what they ask for is counted; and what nobody reads later is left out.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct, field

from app.files import marks
from app.importers.markup import annotations, blank_sums, ooxml
from app.importers.markup.zips import opened, part
from app.importers.terms.plain import TOO_MUCH, Unreadable
from app.letters.characters import in_text, shortened
from app.letters.escaped import out_of_workbook

DAMAGED = "这个工作簿已损坏，请用 Excel 或 WPS 打开后另存一份再导入"
_MAX_BYTES = 4 << 20
"""Of all parts together, unpacked; openpyxl takes thirty times as much memory."""
_MAX_ELEMENTS = 150_000
"""Cells, styles, strings and all else: each takes openpyxl some 20 µs."""
_MAX_LOOKS = 30_000
"""Of those, of the part with the styles: openpyxl compares each with the ones before."""
_MAX_MERGED = 60_000
"""Places under merged cells."""
_MOST_SHEETS = 200
"""openpyxl holds the name of each against those of all before."""
_MAX_FORMULAS = 300_000
"""Letters of formulas without a result: one that many cells share is written out for each."""
_LONGEST_LOOK, _LONGEST_PLACE = 255, 300
"""Letters of a format of numbers, as many as Excel takes, and of where one of our names leads:
openpyxl looks for patterns in them, and some of these grow with the square of what they look at.
"""
_FEW_ROWS = 300
"""So many rows of a sheet are looked at in any case, blank ones too."""
_KEPT: dict[str, frozenset[str] | None] = {
    "Types": None,
    "Relationships": None,
    "coreProperties": None,
    "comments": None,
    "sst": None,
    "workbook": frozenset(["workbookPr", "bookViews", "sheets", "definedNames"]),
    "styleSheet": frozenset(
        ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"]
    ),
    **dict.fromkeys(
        ("worksheet", "macrosheet", "dialogsheet"), frozenset(["cols", "sheetData", "mergeCells"])
    ),
}
"""The element that a part begins with -> which of those in it are read; None: all of them."""
_LED_TO = (
    *("/officeDocument", "/worksheet", "/xlMacrosheet", "/xlIntlMacrosheet", "/dialogsheet"),
    *("/chartsheet", "/styles", "/sharedStrings", "/comments", "/core-properties"),
)
"""How the kinds of relationships end that lead to what is read, and to what is told of."""
_UNREAD = re.compile(r".*\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|bin|vml|svg)", re.IGNORECASE)
_DRAWING = re.compile(r"xl/drawings/drawing\d*\.xml")
_TAKEN_OUT = "x005F_"
_SHEET = "{*}sheets/{*}sheet"
_PLACE = re.compile(r"[A-Za-z]{1,3}[1-9]\d{0,6}", re.ASCII)


class Area(Struct, frozen=True):
    """Merged cells: the lines and columns of their corners, from 1, both included."""

    min_row: int
    min_col: int
    max_row: int
    max_col: int


class Slim(Struct):
    """What is left of a workbook."""

    content: bytes = b""
    areas: dict[str, list[Area]] = field(default_factory=dict)
    """The merged cells of each sheet that has some, by the code name that it was given here.

    They are not left in it: openpyxl makes cells of all places under them, and formats each.
    """
    unsaved: bool = False
    """Whether some formula has no result saved."""
    boxes: list[str] = field(default_factory=list)
    """What is told of text boxes over the sheets, which stand in no cell."""


class _Asked(Struct):
    """What the parts ask for, all together."""

    areas: dict[str, list[Area]] = field(default_factory=dict)
    merged: int = 0
    shared: dict[tuple[int, str], int] = field(default_factory=dict)
    """The letters of formulas that other cells share, by their sheet and number."""
    formulas: int = 0
    targets: set[str] = field(default_factory=set)


def read(content: bytes) -> Slim:
    """The workbook made slim.

    Raises:
        Unreadable: it is damaged, or asks for too much time or memory.
    """
    slim, asked = Slim(), _Asked()
    parts: dict[str, etree._Element] = {}
    damaged: set[str] = set()
    room, elements = _MAX_BYTES, _MAX_ELEMENTS
    with opened(content) as archive:
        for name in archive.NameToInfo:
            if not name.endswith((".xml", ".rels")):
                continue
            xml = part(archive, name, room)
            room -= len(xml)
            try:
                root = ooxml.root(xml, elements)
            except (etree.XMLSyntaxError, ValueError):
                damaged.add(name)
                continue
            elements -= sum(1 for _ in root.iter())
            if _DRAWING.fullmatch(name):
                slim.boxes += _boxes(root)
            elif etree.QName(root).localname in _KEPT:
                parts[name] = root
    for name, root in parts.items():
        slim.unsaved |= _reduced(name, root, asked)
    if not damaged.isdisjoint({*asked.targets, "xl/workbook.xml", "[Content_Types].xml"}):
        raise Unreadable(DAMAGED)
    slim.content, slim.areas = _written(parts), asked.areas
    return slim


def _written(parts: dict[str, etree._Element]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, root in parts.items():
            content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            # Of no time: a zip knows none before 1980, and a PC's clock may say 1970.
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _reduced(name: str, root: etree._Element, asked: _Asked) -> bool:
    """Take out of a part what is not read; whether it has a formula without a result.

    Raises:
        Unreadable: what is left asks for too much.
    """
    kind = etree.QName(root).localname
    kept = _KEPT[kind]
    _spell_out(root)
    for element in [*root.iterchildren("{*}*")] if kept is not None else ():
        if etree.QName(element).localname not in (kept or ()):
            root.remove(element)
    if kind == "Relationships":
        _lead_only_there(name, root, asked.targets)
    elif kind == "workbook":
        _must_be_few_sheets(ooxml.attribute(each, "id") for each in root.iterfind(_SHEET))
        _without_names(root)
    elif kind == "styleSheet":
        _must_be_few_looks(root)
    elif kind == "comments":
        _must_have_places(root)
    elif kind in {"worksheet", "macrosheet", "dialogsheet"}:
        asked.areas[name] = _areas_out(name, root, asked)
        return _sheet_reduced(root, asked)
    return False


def _spell_out(part: etree._Element) -> None:
    """Write letters in the place of their codes; openpyxl knows one, and takes it out anywhere."""
    is_of_cells = etree.QName(part).localname != "comments"
    for element in part.iter("{*}t", "{*}v"):
        if element.text and "_x" in element.text:
            words = in_text(out_of_workbook(element.text))
            if is_of_cells and etree.QName(element).localname == "t":
                words = words.replace(_TAKEN_OUT, _TAKEN_OUT[:3] + _TAKEN_OUT + _TAKEN_OUT[3:])
            element.text = words


def _lead_only_there(name: str, root: etree._Element, targets: set[str]) -> None:
    """A thousand sheets in one part are as many times what the part holds."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in [*root.iterchildren("{*}Relationship")]:
        if not str(element.get("Type")).endswith(_LED_TO):
            root.remove(element)
            continue
        target = str(element.get("Target"))
        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if place in targets:
            raise Unreadable(DAMAGED)
        targets.add(place)


def _must_be_few_sheets(ids: Iterable[str]) -> None:
    every = list(ids)
    if len(set(every)) < len(every):
        raise Unreadable(DAMAGED)
    if len(every) > _MOST_SHEETS:
        raise Unreadable(TOO_MUCH)


def _without_names(workbook: etree._Element) -> None:
    """Without what is none of our own: what a sheet prints, and names for formulas."""
    for names in workbook.iterchildren("{*}definedNames"):
        for each in names.findall("{*}definedName"):
            is_own = marks.of_name(str(each.get("name"))) and each.get("localSheetId") is None
            if not is_own or len(each.text or "") > _LONGEST_PLACE:
                names.remove(each)


def _must_be_few_looks(styles: etree._Element) -> None:
    if sum(1 for _ in styles.iter()) > _MAX_LOOKS:
        raise Unreadable(TOO_MUCH)
    for each in styles.iter("{*}numFmt"):
        if len(str(each.get("formatCode"))) > _LONGEST_LOOK:
            raise Unreadable(DAMAGED)


def _must_have_places(comments: etree._Element) -> None:
    """A comment hangs on one cell; one on a whole sheet would make all of its cells."""
    for comment in comments.iter("{*}comment"):
        if not _PLACE.fullmatch(str(comment.get("ref"))):
            raise Unreadable(DAMAGED)


def _areas_out(name: str, sheet: etree._Element, asked: _Asked) -> list[Area]:
    """The merged cells of a sheet, taken out of it; its code name leads to them from now on."""
    areas: list[Area] = []
    for element in [*sheet.iterchildren("{*}mergeCells")]:
        areas += (_area(str(each.get("ref"))) for each in element.iterchildren("{*}mergeCell"))
        sheet.remove(element)
    asked.merged += sum(map(_size, areas))
    properties = etree.QName(etree.QName(sheet).namespace, "sheetPr")
    sheet.insert(0, etree.Element(properties, codeName=name))
    return areas


def _sheet_reduced(sheet: etree._Element, asked: _Asked) -> bool:
    blank_sums.clear(sheet)
    unsaved = [cell for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c") if _is_unsaved(cell)]
    asked.formulas += sum(_letters(id(sheet), cell, asked.shared) for cell in unsaved)
    if asked.merged > _MAX_MERGED or asked.formulas > _MAX_FORMULAS:
        raise Unreadable(TOO_MUCH)
    for data in sheet.iterchildren("{*}sheetData"):
        _without_end(data)
    return bool(unsaved)


def _area(reference: str) -> Area:
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference.upper())
    except (TypeError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if not (left and top and right and bottom and left <= right and top <= bottom):
        raise Unreadable(DAMAGED)
    return Area(top, left, bottom, right)


def _size(area: Area) -> int:
    return (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1)


def _is_unsaved(cell: etree._Element) -> bool:
    """Whether a cell has a formula, and nothing that came of it."""
    return cell.find("{*}f") is not None and not cell.findtext("{*}v")


def _letters(sheet: int, cell: etree._Element, shared: dict[tuple[int, str], int]) -> int:
    """How long the formula of a cell is, once it is written out."""
    formula = cell.find("{*}f")
    assert formula is not None
    own, number = len(formula.text or ""), (sheet, str(formula.get("si")))
    if own:
        shared[number] = own
    return own or shared.get(number, 0)


def _without_end(data: etree._Element) -> None:
    """Without the many rows at the end that only have a look: some programs write a thousand."""
    for row in reversed([*data][_FEW_ROWS:]):
        if any(len(cell) for cell in row):
            return
        data.remove(row)


def _boxes(drawing: etree._Element) -> Iterator[str]:
    for body in drawing.iter("{*}txBody"):
        words = " ".join("".join(text.text or "" for text in body.iter("{*}t")).split())
        if words:
            yield f"工作簿里有文本框“{shortened(words, annotations.LONGEST)}”，没有取"
