"""Formulas of a sheet that add up nothing but blanks: their 0 is nobody's figure.

A spreadsheet knows no blank sum. In a workbook with nothing filled in, each total would speak for
itself, and against the first figure that somebody enters.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

_SUM = re.compile(r"\s*SUM\(([A-Z$0-9:,]+)\)\s*", re.IGNORECASE)
_ZERO = re.compile(r"0(\.0*)?")
_MOST_SUMS = 2000
"""Of a sheet; a report has some two hundred."""
_MOST_ADDENDS = 60
_ROUNDS = 4
"""Totals of totals: so deep."""


def clear(sheet: etree._Element) -> None:
    """Make them blank, as what they add up is."""
    sums, filled = {}, set()
    for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        place = str(cell.get("r"))
        formula = _SUM.fullmatch(cell.findtext("{*}f") or "")
        if formula and _ZERO.fullmatch(cell.findtext("{*}v") or ""):
            sums[place] = cell, formula[1]
        elif len(cell):
            filled.add(place)
    if len(sums) <= _MOST_SUMS:
        addends = {place: _places(ranges) for place, (_, ranges) in sums.items()}
        for place in _blank(addends, filled):
            cell, _ = sums[place]
            cell[:] = []


def _blank(sums: Mapping[str, frozenset[str] | None], filled: set[str]) -> Iterator[str]:
    """The sums under which, at the end, nothing is filled in."""
    left = set(sums)
    for _ in range(_ROUNDS):
        full = filled | left
        found = [place for place in left if (of := sums[place]) and full.isdisjoint(of)]
        left.difference_update(found)
        yield from found


def _places(ranges: str) -> frozenset[str] | None:
    """What is added up; None where that is more than a total of a report ever is, or nothing."""
    from openpyxl.utils.cell import get_column_letter, range_boundaries

    places: set[str] = set()
    for each in ranges.upper().split(","):
        try:
            left, top, right, bottom = (edge or 0 for edge in range_boundaries(each))
        except ValueError:
            return None
        if not (left and top and (right - left + 1) * (bottom - top + 1) <= _MOST_ADDENDS):
            return None
        places |= {
            f"{get_column_letter(column)}{row}"
            for column in range(left, right + 1)
            for row in range(top, bottom + 1)
        }
    return frozenset(places)
