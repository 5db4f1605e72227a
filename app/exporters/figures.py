"""The figures of a report as lines for statistics: one cell a line."""

import csv as writing
import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from app.exporters.flow import clean, figures
from app.exporters.options import PLAIN, Options
from app.files import marks, store
from app.forms.model import AnyNode, Form, Node, cell_id
from app.report.report import Report

COLUMNS = ("organ", "year", "edition", "cell", "table", "row", "column", "unit", "value")
_HEADER = (*marks.LIST_HEADER, "表", "行", "列", "计量单位", "数值")


def csv(report: Report, options: Options = PLAIN) -> bytes:
    """With the mark at its beginning by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    writer = writing.writer(file)
    writer.writerow(_HEADER)
    writer.writerows(_lines(report, options, _harmless(clean(report.organ))))
    return file.getvalue().encode("utf-8-sig")


def jsonl(report: Report, options: Options = PLAIN) -> bytes:
    """An object a line; decimals are strings, a blank is null."""
    lines = _lines(report, options, clean(report.organ))
    objects = (dict(zip(COLUMNS, line, strict=True)) for line in lines)
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects).encode()


def _lines(report: Report, options: Options, organ: str) -> Iterator[tuple[str | int | None, ...]]:
    values = figures(report, options.profile)
    head = (organ, report.year, report.form.edition)
    for place in _places(report.form):
        yield (*head, *place, store.stored(values[place[0]]))


@cache
def _places(form: Form) -> tuple[tuple[str, ...], ...]:
    """Of every cell: id, table, row, column, unit."""
    return tuple(
        (
            cell_id(table, row[-1], across[-1]),
            table.name,
            _words(row),
            _words(across),
            across[-1].unit,
        )
        for table in form.tables.values()
        for block in table.blocks
        for row, across in product(_paths(block.rows), _paths(block.columns))
    )


def _paths(nodes: Iterable[AnyNode]) -> Iterator[tuple[AnyNode, ...]]:
    """Each leaf after the headings over it."""
    return (tree.path_to(leaf) for tree in nodes for leaf in tree.leaves())


def _words(path: Iterable[Node]) -> str:
    return " / ".join(node.label for node in path)


def _harmless(organ: str) -> str:
    """A name that a spreadsheet would take for a formula begins with its sign for text."""
    return f"{marks.AS_TEXT}{organ}" if marks.is_risky(organ) else organ
