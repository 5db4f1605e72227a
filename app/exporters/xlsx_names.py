"""Names for the cells of a workbook, so that a formula may say which figure it adds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

_BETWEEN = "__"
_TAKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,254}")
"""What Excel and LibreOffice both take: LibreOffice no dot, neither a digit first."""


def put(workbook: Workbook, places: Mapping[str, Cell]) -> None:
    """Name the cells that have a name. They stand in the list of names, unlike our own marks."""
    for id_, name in named(places):
        cell = places[id_]
        sheet = quote_sheetname(cell.parent.title)
        where = f"{sheet}!${cell.column_letter}${cell.row}"
        workbook.defined_names[name] = DefinedName(name, attr_text=where)


def named(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ids of cells, each with its name: a/b/c is a__b__c.

    Two lines between its parts make it no address, as A1 and R1C1 are. Excel tells no capital from
    a small letter and repairs a workbook with one name twice, so of two alike neither is a name.
    """
    names = {id_: id_.replace("/", _BETWEEN) for id_ in ids}
    used = Counter(map(str.lower, names.values()))
    for id_, name in names.items():
        if used[name.lower()] == 1 and _TAKEN.fullmatch(name):
            yield id_, name
