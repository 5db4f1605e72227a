"""Rows of plain text that the copying program broke over lines, made whole again."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from app.importers.terms import values
from app.importers.terms.labels import catalogue, is_row, key
from app.importers.terms.plain import WHITE
from app.importers.terms.scope import FORM

_LONE = 8
"""So many tabs alone on their lines stand between cells whose words were paragraphs."""
_LONE_TAB = re.compile(r"^ *\t *$", re.MULTILINE)
_BLANK = " \n"
_PIECES = 9
"""Lines that a label in a narrow cell is broken into, at most."""
_REACH = 3 * _PIECES
_LONGEST = 80
"""Characters of a label."""
_ALTERNATE = 0.9
_FEWEST = 20


def with_tabs(text: str) -> str:
    """Cells on one line that a browser copied with their paragraphs: a label, a tab alone, 3."""
    if len(_LONE_TAB.findall(text)) < _LONE:
        return text
    lines = "\t".join(cell.strip(_BLANK) for cell in text.split("\t")).split("\n")
    rows = (row for line in lines for row in _apart(line.split("\t")))
    return "\n".join(row for row in rows if row.strip(WHITE))


def _apart(cells: Sequence[str]) -> Iterator[str]:
    """A blank cell at the end of a row let the next row begin on the same line."""
    start, counted = 0, False
    for place, cell in enumerate(cells):
        if not values.is_figure(cell):
            if counted:
                yield "\t".join(cells[start:place]) + "\t"
                start, counted = place, False
        elif values.has_number(cell) or (place and is_row(cells[place - 1])):
            counted = True
    yield "\t".join(cells[start:])


def whole(lines: Sequence[str], *, in_rows: bool = True) -> list[str]:
    """With the labels whole that a narrow cell broke: one line ends with 商业, 企业 is on the next.

    Blank lines between the pieces go; nothing else does.

    Args:
        lines: rows with tabs, and others.
        in_rows: whether only labels of such rows are meant.
    """
    made: list[str] = []
    place = 0
    while place < len(lines):
        line, place = lines[place], place + 1
        while joined := _joined(line, lines[place : place + _REACH], in_rows=in_rows):
            line, taken = joined
            place += taken
        made.append(line)
    return made


def _joined(line: str, following: Sequence[str], *, in_rows: bool) -> tuple[str, int] | None:
    """A line with the pieces of its last cell, and how many of the following lines these took."""
    before, tab, last = line.rpartition("\t")
    label, pieces = last.strip(WHITE), 0
    most = 1 if is_whole_label(label) else _PIECES
    if values.is_figure(label) or not _begins_label(label):
        return None
    for taken, other in enumerate(following, 1):
        first, more, rest = other.partition("\t")
        piece = first.strip(WHITE)
        if not piece and not more:
            continue
        label, pieces = label + piece, pieces + 1
        if values.is_figure(piece) or is_whole_label(piece) or not _begins_label(label):
            return None
        if (tab or more or not in_rows) and is_whole_label(label):
            return f"{before}{tab}{label}{more}{rest}", taken
        if more or pieces == most:
            return None
    return None


def is_whole_label(text: str) -> bool:
    """Whether a text is the whole of a label; what stands in brackets at its end counts too."""
    return len(text) <= _LONGEST and key(text) in _labels(FORM.get())


def _begins_label(text: str) -> bool:
    return len(text) <= _LONGEST and key(text) in _beginnings(FORM.get())


@cache
def _labels(_form: str) -> frozenset[str]:
    """The keys of all labels, of any edition of the form that is read, which is `_form`."""
    every = (names for t in catalogue() for names in (t.rows, t.groups, t.header_keys))
    return frozenset(name for names in every for name in names)


@cache
def _beginnings(form: str) -> frozenset[str]:
    return frozenset(label[:end] for label in _labels(form) for end in range(len(label) + 1))


def without_every_other(lines: Sequence[str]) -> list[str]:
    """Without the blank line that stands after each other one, in a text that has them all over.

    A blank cell is a blank line there, and has one after it as well.
    """
    written = [n for n, line in enumerate(lines[:-1]) if line.strip(WHITE)]
    followed = sum(not lines[n + 1].strip(WHITE) for n in written)
    if len(written) < _FEWEST or followed < _ALTERNATE * len(written):
        return list(lines)
    kept: list[str] = []
    for blank, run in groupby(lines, key=lambda line: not line.strip(WHITE)):
        same = list(run)
        kept += same[: len(same) // 2] if blank and len(same) % 2 else same[bool(blank) :]
    return kept
