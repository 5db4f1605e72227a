"""Which row of the form a printed line is that does not bear the row's name.

A row is taken for another only where nothing else comes near, and every such row is told.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from app.forms.model import Row, leaves
from app.importers.terms.labels import TOTALS, TableLabels, key, last_part, likeness, ordinal

_MISSPELT = 0.75
"""How like a row's name a label must be that has nothing else to go by.

One wrong character of four, 重复申情, is 0.75; lost ones, 其他法律行政止公开, 0.86. Words of an
office's own, 结转下一年度办理数量, are 0.74 and less, and need their place; labels of other lists
come to 0.67. At 0.3 an extra row 信访投诉 and a subtotal are taken for rows of the form.
"""
_CLEARLY = 0.08
"""By how much the best guess must be better than the next.

申请人逾期、行政机关不再处理其政府信息公开申请 is like two rows, one by 0.06 more: at 0.05 it is
taken for that one. Rows that are clearly meant are 0.3 apart from the next and more.
"""
_IN_ITS_PLACE = 0.4
"""How like its name a row must be that stands between its neighbours under its own number.

Own words for the same, 1.信访投诉 or 上年度结转申请数, are 0.6 and more: above that pages of such
offices lose these rows. Another row that has taken the number has under 0.2 in common.
"""


def guesses(
    labels: TableLabels,
    known: Mapping[int, Row],
    unknown: Mapping[int, str],
    taken: Collection[str],
) -> dict[int, Row]:
    """The rows that lines under other names must be.

    Args:
        labels: of the table.
        known: the rows under their own names, by line.
        unknown: the other lines with figures, by line: their labels.
        taken: ids of the rows that are found already, in tables before this one.
    """
    found = dict(known)
    for guess in (_renamed_total, _misspelt, _between):
        for line, row in guess(labels, found, unknown):
            if line not in found and row.id not in {r.id for r in found.values()} | {*taken}:
                found[line] = row
    return {line: row for line, row in found.items() if line not in known}


def _renamed_total(
    labels: TableLabels, known: Mapping[int, Row], unknown: Mapping[int, str]
) -> Iterator[tuple[int, Row]]:
    """The one line that is called a total, where the form has one: a subtotal stands elsewhere."""
    lines = [line for line, label in unknown.items() if key(label) in TOTALS]
    places = _places(labels)
    for row in (row for row in leaves(labels.table.rows) if row.sum):
        fitting = [line for line in lines if _in_order(places, known, line, row)]
        if len(fitting) == 1:
            yield fitting[0], row


def _in_order(places: Mapping[str, int], known: Mapping[int, Row], line: int, row: Row) -> bool:
    """Whether all rows above a line come before `row` in the form, and all below it after."""
    at = places[row.id]
    return all((places[other.id] < at) == (n < line) for n, other in known.items())


def _misspelt(
    labels: TableLabels, known: Mapping[int, Row], unknown: Mapping[int, str]
) -> Iterator[tuple[int, Row]]:
    """The row that a misspelt label must mean, if only one comes near."""
    for line, label in unknown.items():
        if line in known or key(label) in labels.groups:
            continue
        ranked = sorted(_likenesses(labels, label, _MISSPELT - _CLEARLY), key=lambda pair: -pair[0])
        clear = len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= _CLEARLY
        if ranked and ranked[0][0] >= _MISSPELT and clear:
            yield line, ranked[0][1]


def _likenesses(labels: TableLabels, label: str, at_least: float) -> list[tuple[float, Row]]:
    """How like a label is to the rows; likenesses of less than that may be left out."""
    best: dict[str, tuple[float, Row]] = {}
    for own in {key(label), key(last_part(label))}:
        for k, row in labels.rows.items():
            like = likeness(own, k, at_least)
            if like > best.get(row.id, (0.0, row))[0]:
                best[row.id] = like, row
    return list(best.values())


def _between(
    labels: TableLabels, known: Mapping[int, Row], unknown: Mapping[int, str]
) -> Iterator[tuple[int, Row]]:
    """Rows in words of their own: between their neighbours, as many, each under its own number."""
    every = list(leaves(labels.table.rows))
    places = _places(labels)
    at = {line: places[row.id] for line, row in known.items()}
    ends = [(-1, -1), *sorted(at.items()), (max([*unknown, *known], default=0) + 1, len(every))]
    for (above, first), (below, last) in pairwise(ends):
        lines = sorted(line for line in unknown if above < line < below)
        rows = every[first + 1 : last] if first < last else []
        if len(lines) == len(rows):
            pairs = list(zip(lines, rows, strict=True))
            yield from pairs if all(_fits(labels, unknown[n], row) for n, row in pairs) else ()


def _fits(labels: TableLabels, label: str, row: Row) -> bool:
    likes = {other.id: like for like, other in _likenesses(labels, label, _IN_ITS_PLACE)}
    same = ordinal(label) == ordinal(row.label)
    return same and likes.get(row.id, 0.0) >= _IN_ITS_PLACE


def _places(labels: TableLabels) -> dict[str, int]:
    return {row.id: n for n, row in enumerate(leaves(labels.table.rows))}
