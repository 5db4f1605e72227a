"""Totals of a workbook as formulas, with their values stored beside them.

openpyxl stores no value with a formula; a program that shows and does not calculate, such as a
preview of mail, would then show nothing.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.forms.model import Form
from app.letters.numbers import Number, written

Totals = dict[str, Number | None]
"""What each formula of a sheet comes to, by place."""

_COUNTED_BY = 191029
"""As Excel itself says, since 2019."""
_OWN_FORMAT = 164
"""The first number that a format of one's own may have."""
_NOTHING = ";;;"
"""The format that shows no number."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = "xl/worksheets/sheet{}.xml"
"""As openpyxl names them, from 1, in the order of the workbook."""


def put(form: Form, places: Mapping[str, Cell], values: Mapping[str, Number | None]) -> Totals:
    """Put formulas for the totals among a sheet's cells.

    A formula always comes to a number, so that whoever adds to it gets one; while nothing is filled
    in of what it adds up, none is shown.
    """
    totals: Totals = {}
    for id_, place in places.items():
        if form.cells[id_].computed:
            totals[place.coordinate] = values[id_]
            addends = _ranges(places[addend] for addend in form.cells[id_].addends)
            place.value = f"=SUM({','.join(addends)})"
            inputs = _ranges(places[each] for each in _inputs(form, id_))
            _hide_where_blank(place, inputs)
    return totals


def calculated() -> CalcProperties:
    """What a workbook says of its own results: they need not be worked out once more.

    Excel does so where it is told to, and where an earlier Excel than itself counted; closing the
    file it then asks whether to save it.
    """
    return CalcProperties(calcId=_COUNTED_BY, fullCalcOnLoad=False)


def with_values(workbook: bytes, totals: Sequence[Totals]) -> bytes:
    """The workbook with a value beside each formula.

    Args:
        workbook: as saved.
        totals: of its first sheets.
    """
    sheets = {_SHEET.format(number): values for number, values in enumerate(totals, start=1)}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename in sheets:
                content = _filled(content, sheets[part.filename])
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _filled(sheet: bytes, totals: Totals) -> bytes:
    """A blank total is 0, as its formula says."""
    root = etree.fromstring(sheet)
    for cell in root.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            _value_of(cell).text = written(totals[cell.get("r", "")] or 0)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _value_of(cell: Any) -> Any:
    found = cell.find(f"{_MAIN}v")
    return etree.SubElement(cell, f"{_MAIN}v") if found is None else found


def _inputs(form: Form, id_: str) -> Iterator[str]:
    """What a person fills in of all that a total comes to."""
    for addend in form.cells[id_].addends:
        if form.cells[addend].computed:
            yield from _inputs(form, addend)
        else:
            yield addend


def _hide_where_blank(place: Cell, inputs: Iterable[str]) -> None:
    shown = DifferentialStyle(numFmt=NumberFormat(numFmtId=_OWN_FORMAT, formatCode=_NOTHING))
    rule = Rule(type="expression", dxf=shown, formula=[f"COUNT({','.join(inputs)})=0"])
    sheet = place.parent
    assert isinstance(sheet, Worksheet)
    sheet.conditional_formatting.add(place.coordinate, rule)


def _ranges(cells: Iterable[Cell]) -> list[str]:
    """Neighbours along a row or down a column together: D4:I4."""
    runs: list[list[Cell]] = []
    for cell in cells:
        if runs and _goes_on(runs[-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [":".join(dict.fromkeys((run[0].coordinate, run[-1].coordinate))) for run in runs]


def _goes_on(run: Sequence[Cell], cell: Cell) -> bool:
    step = _step(run[-1], cell)
    return step == _step(run[0], run[1]) if run[1:] else step in ((0, 1), (1, 0))


def _step(one: Cell, other: Cell) -> tuple[int, int]:
    return other.row - one.row, other.column - one.column
