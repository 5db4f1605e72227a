"""Text with one cell a line, as some programs save a document's tables -> rows with tabs."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct, field

from app.importers.terms.labels import (
    BlockLabels,
    catalogue,
    is_column,
    is_label,
    is_name,
    is_row,
    key,
    likeness,
    ordinal,
    short_key,
)
from app.importers.terms.plain import WHITE

_FIGURE = re.compile(
    r"""[-+−－]?[.．]?\d[\d,，.．]* \s* (?: 件 | [亿万]?元 )? \s* (?: [（(].*[)）] )?
    | [/／—－-]{1,2}""",
    re.VERBOSE,
)
"""A figure and its words, such as 22（其中修订 16 件）; or a stroke."""
SECTION_NUMBER = re.compile("[一二三四五六][、.．]")
_ROWS = 3
"""So many rows of the form, each with figures below, are no chance."""
_LONGEST = 40
"""Characters of a cell of a header."""
_LONGEST_NAME = 12
_STOP = re.compile("[。；，：！？]")
_AKIN = 0.4
"""How like the name of a column a piece of a broken one is."""


class _Row(Struct):
    label: str
    figures: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    """How many blank lines stand before each figure."""


def rows(lines: Sequence[str]) -> list[str]:
    """Each label and the figures below it as a row; empty where the lines are no such tables.

    A blank line among the figures of a row is a blank cell, unless one stands before every figure;
    one behind them need not be.
    """
    read = list(_with_figures(line.strip(WHITE) for line in lines))
    _fill_gaps(read)
    known = {key(row.label) for row in read if row.figures and is_row(row.label)}
    return list(_written(read)) if len(known) >= _ROWS else []


def _with_figures(lines: Iterator[str]) -> Iterator[_Row]:
    row, blank = _Row(""), 0
    for line in lines:
        if row.label and _FIGURE.fullmatch(line):
            row.figures.append(line)
            row.gaps.append(blank)
        elif line:
            yield row
            row = _Row(line)
        blank = 0 if line else blank + 1
    yield row


def _fill_gaps(rows: Sequence[_Row]) -> None:
    """Blank cells for blank lines, but for those that only set every figure apart."""
    known = [row for row in rows if row.figures and is_row(row.label)]
    apart = all(gap % 2 for row in known for gap in row.gaps)
    least = min((row.gaps[0] for row in known), default=0)
    for row in rows:
        cells: list[str] = []
        for n, (gap, figure) in enumerate(zip(row.gaps, row.figures, strict=True)):
            blank = gap // 2 if apart else gap if n else max(gap - least, 0)
            cells += [*[""] * blank, figure]
        row.figures = cells


def _written(read: Sequence[_Row]) -> Iterator[str]:
    """The labels right above a row are its groups, or the header of its table."""
    above: list[str] = []
    for row in read:
        if not row.figures:
            above.append(row.label)
            continue
        groups = [*takewhile(is_group, reversed(above))][::-1]
        over = above[: len(above) - len(groups)]
        after = _after_rows(over)
        yield from _before_rows(over[:after])
        kept = after + _above_header(over[after:])
        whole = _is_whole(over[kept:])
        header = [cell for cell in over[kept:] if is_name(cell) or not (whole or _is_said(cell))]
        yield from over[after:kept]
        yield from (cell for cell in over[kept:] if cell not in header)  # a sentence, a caption
        yield from _lines(row, groups, header)
        above = []
    yield from above


def _is_whole(labels: Sequence[str]) -> bool:
    """Whether every column of some block is named: then nothing else is one."""
    keys = {key(label) for label in labels}
    return any({*block.leaf_keys} <= keys for known in catalogue() for block in known.blocks)


def _is_said(words: str) -> bool:
    """Whether it is a sentence rather than what some other table calls a column."""
    return len(words) > _LONGEST_NAME or bool(_STOP.search(words))


def _before_rows(labels: Sequence[str]) -> Iterator[str]:
    """Rows whose figures are gone, each with the header over it, which is of the next ones too."""
    part: list[str] = []
    for label in labels:
        part.append(label)
        if _is_row_alone(label):
            kept = _above_header(part[:-1])
            over = part[kept:-1]
            yield from part[:kept]
            yield from _header(over, of_rows=True) if sum(map(is_column, over)) > 1 else over
            yield label
            part = []


def _lines(row: _Row, groups: Sequence[str], over: Sequence[str]) -> Iterator[str]:
    """A row under its groups, and the header over it; figures alone have only the latter."""
    if not is_row(row.label) or row.label in over:  # a column has the name of a row as well
        yield from _header([*over, *groups, row.label], of_rows=False)
        yield "\t".join(row.figures)
    else:
        yield from _header(over, of_rows=True)
        yield "\t".join([*groups, row.label, *row.figures])


def is_group(text: str) -> bool:
    """Whether it is the name of a group of rows, of any edition."""
    return any(key(text) in known.groups for known in catalogue())


def _header(labels: Sequence[str], *, of_rows: bool) -> Iterator[str]:
    """Names of columns, one below the other, side by side where that is their order.

    Those that stand as in the form say nothing of their places, and are written one a line, or not
    at all where some are names of rows too; of others it has to be seen which is which.
    """
    names = [label for label in labels if label]
    if len(names) < 2 or any(
        _are_official(names, b) for known in catalogue() for b in known.blocks
    ):
        whole = of_rows and all(map(is_label, names)) and any(map(is_row, names))
        yield from (f"{label}\t" for label in labels if not (whole or is_row(label)))
    else:
        yield "\t".join(names)


def _are_official(names: Sequence[str], block: BlockLabels) -> bool:
    """Whether lines are the header of a block as it stands in the form; a piece may be misspelt."""
    leaves = [k for name in names if (k := _leaf(name, block))]
    others = [name for name in names if not _leaf(name, block)]
    missing = [k for k in block.leaf_keys if k not in leaves]
    akin = all(
        key(name) in block.header_keys or any(_is_akin(name, k) for k in missing) for name in others
    )
    return (
        bool(leaves)
        and akin
        and any(_is_part(leaves, order) for order in (block.leaf_keys, block.keys_by_row))
    )


def _leaf(name: str, block: BlockLabels) -> str:
    return next((k for k in (key(name), short_key(name)) if k in block.leaf_keys), "")


def _is_akin(name: str, leaf: str) -> bool:
    return key(name) in leaf or likeness(key(name), leaf) >= _AKIN


def _is_part(some: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether `some` are of `whole`, one after the other."""
    rest = iter(whole)
    return all(k in rest for k in some)


def _after_rows(labels: Sequence[str]) -> int:
    """How many of the lines above a row end with a row whose figures are gone."""
    return max((n for n, label in enumerate(labels, 1) if _is_row_alone(label)), default=0)


def _is_row_alone(label: str) -> bool:
    """Whether a label is that of a row alone: without its number it may be a column's."""
    return is_row(label) and not (is_column(label) and not ordinal(label))


def _above_header(labels: Sequence[str]) -> int:
    """How many of the lines above a row are no header: up to the section's heading."""
    kept = len(labels)
    while kept and len(labels[kept - 1]) <= _LONGEST and not SECTION_NUMBER.match(labels[kept - 1]):
        kept -= 1
    return kept
