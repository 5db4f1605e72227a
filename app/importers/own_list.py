"""Figures as a list, a cell a line under its id, as this program itself writes .csv and .jsonl."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.files import marks
from app.forms import catalogue as forms
from app.forms.model import Form
from app.importers.markup.encoding import decode
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal, TableProposal
from app.importers.terms.values import read as read_value
from app.letters.characters import in_line

_WANTED = ("organ", "year", "edition", "cell")
_LARGEST = 1 << 20
"""Bytes of such a list: fifty times what the figures of a report take."""
_MIXED = "里面有不止一份报告的数字，请一份一份地导入"


def read(content: bytes, name: str) -> Proposal | None:
    """The proposal of a list of figures; None: it is no such list, or holds far more.

    Raises:
        Unreadable: it holds the figures of several reports.
    """
    lines = list(_lines(decode(content))) if len(content) <= _LARGEST else []
    if not lines:
        return None
    heads = {(line["organ"], line["year"], line["edition"]) for line in lines}
    if len(heads) > 1:
        raise Unreadable(_MIXED)
    organ, year, edition = heads.pop()
    form = forms.form(edition)
    figures = {line["cell"]: line["value"] for line in lines}
    return Proposal(
        source=name,
        form=form,
        organ=in_line(organ),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        tables=tuple(_table(form, id_, figures) for id_ in form.tables),
    )


def _lines(text: str) -> Iterator[dict[str, str]]:
    rows = _objects(text) if text.lstrip().startswith("{") else _rows(text)
    known = forms.editions()
    for row in rows:
        line = {key: "" if value is None else str(value) for key, value in row.items()}
        if line.get("edition") in known and line.get("cell") in forms.form(line["edition"]).cells:
            yield line


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    for line in text.splitlines():
        try:
            row = json.loads(line, parse_float=str)
        except (ValueError, RecursionError):
            return
        if isinstance(row, dict) and {*_WANTED, "value"} <= row.keys():
            yield row


def _rows(text: str) -> Iterator[Mapping[str, Any]]:
    """The first columns and the last: those between are words for people."""
    try:
        for row in csv.reader(io.StringIO(text)):
            if len(row) > len(_WANTED):
                organ, *others = row[: len(_WANTED)]
                values = (marks.unsigned(organ), *others, row[-1])
                yield dict(zip((*_WANTED, "value"), values, strict=True))
    except csv.Error:
        return


def _table(form: Form, id_: str, figures: Mapping[str, str]) -> TableProposal:
    cells = [cell for cell in form.cells.values() if cell.table.id == id_]
    printed = {
        c.id: read_value(figures[c.id], c.column, c.column.unit).value
        for c in cells
        if c.id in figures
    }
    inputs: Sequence[str] = [cell.id for cell in cells if not cell.computed]
    return TableProposal(
        table=id_,
        edition=form.edition,
        cells={k: v for k in inputs if (v := printed.get(k)) is not None},
        published={c.id: printed[c.id] for c in cells if c.computed and c.id in printed},
        notes={},
        blank=tuple(k for k in inputs if k in printed and printed[k] is None),
        missing=tuple(k for k in inputs if k not in printed),
    )
