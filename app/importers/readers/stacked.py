"""Text with one cell a line, as some programs save a document's tables -> rows with tabs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from app.importers.labels import is_name
from app.importers.plain import WHITE

_FIGURE = re.compile(
    r"(?:[-+−－]?[.．]?\d[\d,，.．]*\s*(?:件|[亿万]?元)?\s*(?:[（(].*[)）])?|[/／—－-]{1,2})"
)
"""A figure and its words, such as 22（其中修订 16 件）; or a stroke."""
SECTION_NUMBER = re.compile("[一二三四五六][、.．]")
_ROWS = 10
"""So many labels, one after another, with equally many figures below: none is cut in pieces."""
_MANY = 5
"""Figures of a row that its header cannot be set over any more: it goes by the official order."""
_GROUPS = 3
"""So many lines between two rows may be their groups; more are the header of a new page."""
_LONGEST = 40
"""Characters of a cell of a header."""


class _Row(Struct):
    label: str
    figures: list[str] = field(default_factory=list)


def rows(lines: Sequence[str]) -> list[str]:
    """Each label and the figures below it as a row; empty where the lines are no such tables.

    A blank line among the figures of a row is a blank cell; one behind them need not be.
    """
    read = list(_with_figures(line.strip(WHITE) for line in lines))
    lengths = ((len(row.figures), len(following.figures)) for row, following in pairwise(read))
    alike = Counter(one for one, other in lengths if one == other >= _MANY)
    usual, times = alike.most_common(1)[0] if alike else (0, 0)
    return list(_written(read, usual)) if times >= _ROWS else []


def _with_figures(lines: Iterator[str]) -> Iterator[_Row]:
    row, blank = _Row(""), 0
    for line in lines:
        if row.label and _FIGURE.fullmatch(line):
            row.figures += [*[""] * blank, line]
            blank = 0
        elif line:
            yield row
            row, blank = _Row(line), 0
        else:
            blank += bool(row.figures)
    yield row


def _written(read: Sequence[_Row], usual: int) -> Iterator[str]:
    """The labels right above a row are its groups, where it is one of many alike, or a header."""
    above: list[str] = []
    after = 0
    for row in read:
        if not row.figures:
            above.append(row.label)
            continue
        alike = after == len(row.figures) == usual and len(above) <= _GROUPS
        kept = 0 if alike else _above_header(above)
        header = [cell for cell in above[kept:] if alike or is_name(cell)]
        yield from above[:kept]
        yield from (cell for cell in above[kept:] if cell not in header)  # a sentence, a caption
        yield from _lines(row, header, usual, alike=alike)
        above, after = [], len(row.figures)
    yield from above


def _lines(row: _Row, above: Sequence[str], usual: int, *, alike: bool) -> Iterator[str]:
    """A row, and what of the lines above it belongs to its table."""
    label = [*above, row.label]
    if len(row.figures) < _MANY:
        yield from (f"{cell}\t" for cell in above)
        label = label[-1:]
    elif len(row.figures) > usual:
        repeated = [cell for cell in label if label.count(cell) > 1]
        if len(repeated) == len(row.figures):
            yield "\t".join(repeated)
        label = []
    elif not alike:
        label = label[-1:]
    yield "\t".join([*label, *row.figures])


def _above_header(labels: Sequence[str]) -> int:
    """How many of the lines above a row are no header: up to the section's heading."""
    kept = len(labels)
    while kept and len(labels[kept - 1]) <= _LONGEST and not SECTION_NUMBER.match(labels[kept - 1]):
        kept -= 1
    return kept
