"""Words found in a report: in the labels and figures of its tables, and in its texts. Pure."""

from collections.abc import Iterator

from msgspec import Struct

from app import links
from app.calc import written
from app.forms.layout import GridCell, grid
from app.forms.model import Table
from app.report import Address, Changes, Report


class Hit(Struct, frozen=True):
    """One place where the words stand."""

    address: Address
    """The cell or text to go to; for a label, the first cell that it names."""
    start: int = 0
    end: int = 0
    """Which characters of a text, as it is read."""

    @property
    def in_text(self) -> bool:
        return self.address[0] == "texts"


def find(report: Report, words: str) -> tuple[Hit, ...]:
    """Every place, in the order of the page. Large and small letters are the same."""
    return tuple(_hits(report, words.casefold())) if words else ()


def replace(report: Report, hits: tuple[Hit, ...], words: str) -> Changes:
    """The changes that put `words` in the place of those hits that are in texts."""
    changes: dict[Address, str | None] = {}
    for text in dict.fromkeys(hit.address[1] for hit in hits if hit.in_text):
        stored = str(report.entries("texts")[text])
        shown = report.text(text)
        for hit in sorted((h for h in hits if h.address == ("texts", text)), key=_start)[::-1]:
            shown = shown[: hit.start] + words + shown[hit.end :]
            stored = links.edited(stored, report.values, shown)
        changes["texts", text] = stored or None
    return changes


def _start(hit: Hit) -> int:
    return hit.start


def _hits(report: Report, words: str) -> Iterator[Hit]:
    yield from _in_text(report, report.form.lead.id, words)
    for section in report.form.sections:
        if section.table:
            yield from _in_table(report, section.table, words)
        for text in section.texts:
            yield from _in_text(report, text.id, words)
    yield from _in_text(report, report.form.closing.id, words)


def _in_text(report: Report, text: str, words: str) -> Iterator[Hit]:
    shown = report.text(text).casefold()
    start = shown.find(words)
    while start >= 0:
        yield Hit(("texts", text), start, start + len(words))
        start = shown.find(words, start + len(words))


def _in_table(report: Report, table: Table, words: str) -> Iterator[Hit]:
    cells = grid(table).cells
    values = [cell for cell in cells if cell.kind == "value"]
    for cell in cells:
        if cell.kind == "value":
            if words in written(report.values[cell.id]):
                yield Hit(("cells", cell.id))
        elif words in cell.text.casefold():
            yield Hit(("cells", _named(values, cell).id))


def _named(values: list[GridCell], label: GridCell) -> GridCell:
    """The first cell that a label stands beside or above."""
    if label.kind == "label":
        return next(cell for cell in values if cell.row >= label.row)
    return next(
        cell
        for cell in values
        if cell.row >= label.row and cell.column + cell.column_span > label.column
    )
