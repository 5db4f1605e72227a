"""Totals of a workbook as formulas, with their values stored beside them.

openpyxl stores no value with a formula; a program that shows and does not calculate, such as a
preview of mail, would then show nothing.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree
from openpyxl.cell import Cell

from app.forms.model import Form
from app.letters.numbers import Number, written

Totals = dict[str, Number | None]
"""What each formula of a sheet comes to, by place."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = "xl/worksheets/sheet{}.xml"
"""As openpyxl names them, from 1, in the order of the workbook."""


def put(form: Form, places: Mapping[str, Cell], values: Mapping[str, Number | None]) -> Totals:
    """Put formulas for the totals among a sheet's cells."""
    totals: Totals = {}
    for id_, place in places.items():
        if form.cells[id_].computed:
            totals[place.coordinate] = values[id_]
            addends = ",".join(_ranges(places[addend] for addend in form.cells[id_].addends))
            place.value = f'=IF(COUNT({addends})=0,"",SUM({addends}))'
    return totals


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
    """A blank total is an empty text, as its formula says."""
    root = etree.fromstring(sheet)
    for cell in root.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            value = totals[cell.get("r", "")]
            _value_of(cell).text = written(value)
            if value is None:
                cell.set("t", "str")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _value_of(cell: Any) -> Any:
    found = cell.find(f"{_MAIN}v")
    return etree.SubElement(cell, f"{_MAIN}v") if found is None else found


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
