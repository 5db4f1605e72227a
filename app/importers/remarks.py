"""Comments of a source -> remarks of the report, at the cells and texts that they hang on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import structs

from app.forms.model import Form, Node, cell_id, leaves
from app.importers.terms import labels
from app.importers.terms.plain import Comment, Document
from app.letters.characters import in_text, shortened
from app.report.kept import Remark, has_cell, has_text

_WORDS = re.compile(r"[^\W\d_]")
"""What no figure has."""
_SHOWN = 20
"""Letters of a line that say where."""


def more(document: Document, form: Form, texts: Mapping[str, str]) -> dict[str, Any]:
    """What comes along with a proposal: nothing where nobody has written anything."""
    remarks = tuple(_remarks(document, form, texts))
    return {"remarks": remarks} if remarks else {}


def into(remarks: Iterable[Remark], form: Form) -> tuple[Remark, ...]:
    """The same of a report in another edition: at places that it has not, about the whole."""
    return tuple(
        structs.replace(
            remark,
            cells=tuple(cell for cell in remark.cells if has_cell(form, cell)),
            texts=tuple(text for text in remark.texts if has_text(form, text)),
        )
        for remark in remarks
    )


def _remarks(document: Document, form: Form, texts: Mapping[str, str]) -> Iterator[Remark]:
    lines = {text: {*map(_solid, words.split("\n"))} for text, words in texts.items()}
    for each in document.comments:
        cells = _cells(form, each)
        line = "" if cells else in_text(" ".join(each.row) or each.line).strip()
        found = tuple(text for text, own in lines.items() if line and _solid(line) in own)[:1]
        where = f"在“{shortened(line, _SHOWN)}”处：" if line and not found else ""
        yield Remark(
            cells=cells,
            texts=found,
            words=where + in_text(each.words),
            by=in_text(each.author),
            date=_day(each),
            done=each.done,
        )


def _cells(form: Form, comment: Comment) -> tuple[str, ...]:
    """The one cell that a line leaves, by the label before its figures and by their number."""
    first = len(comment.row)
    while first and not _WORDS.search(comment.row[first - 1]):
        first -= 1
    label = comment.row[first - 1] if first else ""
    column = comment.place - first
    if not comment.row or column < 0:
        return ()
    found = [
        cell_id(table, row, columns[column])
        for table in form.tables.values()
        for block in table.blocks
        if _fits(columns := list(leaves(block.columns)), comment.row[first:], column)
        for row in leaves(block.rows)
        if (labels.key(label) in {*labels.keys_of(row)} if table.row_labels else not label)
    ]
    return tuple(found) if len(found) == 1 else ()


def _fits(columns: Sequence[Node], figures: tuple[str, ...], column: int) -> bool:
    """A sheet may be wider than its table, with nothing there."""
    return column < len(columns) <= len(figures) and not any(figures[len(columns) :])


def _solid(line: str) -> str:
    return "".join(line.split())


def _day(comment: Comment) -> str:
    """When it was written; a document without private details has no days: when it is read."""
    try:
        return date.fromisoformat(comment.day).isoformat()
    except ValueError:
        return datetime.now().astimezone().date().isoformat()
