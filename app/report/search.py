"""Words found in a report: in its title and headings, its tables and its texts. Pure."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.forms import links
from app.forms.layout import GridCell, grid
from app.forms.model import Section, Table
from app.letters import characters
from app.letters.numbers import written
from app.report.report import Address, Changes, Report

_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟", '"') | dict.fromkeys("‘’‚‛", "'"))
"""Every quote as the keyboard makes it: which of them a text has, few have looked."""
_SEPARATOR = re.compile(r"(?<=\d)[, ](?=\d{3})")


class Hit(Struct, frozen=True):
    """One place where the words stand."""

    address: Address
    """Where to go; for a label or a heading, the first cell or text that it names."""
    start: int = 0
    end: int = 0
    """Which characters of a text, as it is read."""
    heading: str = ""
    """The section whose heading it is."""

    @property
    def in_text(self) -> bool:
        """Whether the words stand in a text, where they can be replaced."""
        return self.address[0] == "texts" and self.end > self.start


START = Hit(("title", ""))
"""The place before all others."""


def find(report: Report, words: str) -> tuple[Hit, ...]:
    """Every place, in the order of the page.

    Large and small letters are the same, full and half width too, straight quotes and bent ones,
    and what nobody sees is not there. A figure is found with and without thousands separators.
    """
    needle = _words(words)
    return tuple(_hits(report, needle)) if needle else ()


def beside(report: Report, hits: tuple[Hit, ...], here: Hit, by: int) -> int:
    """Which of `hits`, as found and at least one, comes after `here` (1) or before it (-1).

    Round and round. The keyboard's place is a `Hit` too: some characters, or a cell from 0 to 1.
    """
    order = _order(report)
    rank = order[here.address]
    if by > 0:
        later = (i for i, h in enumerate(hits) if (order[h.address], h.start) >= (rank, here.end))
        return next(later, 0)
    earlier = [i for i, h in enumerate(hits) if (order[h.address], h.start) < (rank, here.start)]
    return earlier[-1] if earlier else len(hits) - 1


def replace(report: Report, hits: tuple[Hit, ...], words: str) -> Changes:
    """The changes that put `words` in the place of those hits that are in texts."""
    changes: dict[Address, str | None] = {}
    for text in dict.fromkeys(hit.address[1] for hit in hits if hit.in_text):
        stored = str(report.entries("texts")[text])
        shown = report.text(text)
        here = [hit for hit in hits if hit.address == ("texts", text)]
        for hit in sorted(here, key=lambda hit: hit.start, reverse=True):
            shown = shown[: hit.start] + words + shown[hit.end :]
            stored = links.edited(stored, report.values, shown)
        changes["texts", text] = stored or None
    return changes


def _words(text: str) -> str:
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """What is compared, and where each of its characters stands in `text`."""
    seen, places = characters.seen(text)
    half = characters.digits(seen.translate(characters.HALF_WIDTH).translate(_STRAIGHT))
    folded = half.casefold()
    if len(folded) == len(half):
        return folded, places
    return "".join(c.casefold() if len(c.casefold()) == 1 else c for c in half), places


def _order(report: Report) -> dict[Address, int]:
    """How far down the page each place is."""
    places: list[Address] = [START.address, ("organ", ""), ("year", "")]
    places.append(("texts", report.form.lead.id))
    for section in report.form.sections:
        places += _places(section)
    places.append(("texts", report.form.closing.id))
    return {place: rank for rank, place in enumerate(places)}


def _places(section: Section) -> list[Address]:
    cells = grid(section.table).cells if section.table else ()
    inputs: list[Address] = [("cells", cell.id) for cell in cells if cell.kind == "value"]
    return inputs + [("texts", text.id) for text in section.texts]


def _hits(report: Report, words: str) -> Iterator[Hit]:
    yield from _in_title(report, words)
    yield from _in_text(report, report.form.lead.id, words)
    for section in report.form.sections:
        if words in _words(section.heading):
            yield from (Hit(place, heading=section.id) for place in _places(section)[:1])
        if section.table:
            yield from _in_table(report, section.table, words)
        for text in section.texts:
            if words in _words(text.heading):
                yield Hit(("texts", text.id))
            yield from _in_text(report, text.id, words)
    yield from _in_text(report, report.form.closing.id, words)


def _in_title(report: Report, words: str) -> Iterator[Hit]:
    """The organ and the year have boxes of their own; what reaches over them is the title's."""
    parts: dict[Address, str] = {("organ", ""): report.organ, ("year", ""): str(report.year or "")}
    found = [Hit(address) for address, part in parts.items() if words in _words(part)]
    if not found and words in _words(report.title):
        found.append(START)
    yield from found


def _in_text(report: Report, text: str, words: str) -> Iterator[Hit]:
    shown, places = _folded(report.text(text))
    start = shown.find(words)
    while start >= 0:
        end = start + len(words)
        yield Hit(("texts", text), places[start], places[end - 1] + 1)
        start = shown.find(words, end)


def _in_table(report: Report, table: Table, words: str) -> Iterator[Hit]:
    cells = grid(table).cells
    values = [cell for cell in cells if cell.kind == "value"]
    figure = _SEPARATOR.sub("", words)
    for cell in cells:
        if cell.kind == "value":
            if figure in written(report.values[cell.id]):
                yield Hit(("cells", cell.id))
        elif words in _words(cell.text):
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
