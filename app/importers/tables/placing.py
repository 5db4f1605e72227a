"""Rows with fewer figures than columns, whose blank cells may be gone or mere fillers.

Their figures keep their order, and the last one is the total. Such a reading is taken only where
the row adds up and where it is the only one that the sums of the columns leave; else none is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms.model import Column, Form, Row, Table, by_id, leaves
from app.forms.rules import Balance
from app.importers.tables.columns import Assigned
from app.importers.tables.header import Header
from app.importers.terms import values
from app.importers.terms.labels import BlockLabels, TableLabels
from app.letters.numbers import Number

_Placing = tuple[int, ...]
"""The columns, counted from the left, in which the figures of a row stand."""
Known = Mapping[tuple[str, str], Number | None]
"""The figures by row and column; blank is 0, None: there is one, but not which."""


class Unsure(Struct, frozen=True):
    """A row of which it is not sure which figure stands in which column."""

    row: Row
    block: BlockLabels
    header: Header
    texts: tuple[str, ...]
    """Those of its cells, without the blank ones."""
    why: str
    placed: _Placing | None = None
    """How they stand as they are printed, where that is possible as well."""


class Settled(Struct, frozen=True):
    """A row that was unsure."""

    unsure: Unsure
    texts: dict[Column, str]
    """All of its columns; empty where no reading of it is the only one."""


def is_sure(assigned: Assigned, header: Header, *, loose: bool, kept: bool) -> bool:
    """Whether the cells of a row must stand in the columns that they were given.

    Args:
        assigned: the row, by its places or its order.
        header: of its columns.
        loose: whether the row is of a text, in which a blank cell may be gone.
        kept: whether a row of the same text has a blank cell between two figures.
    """
    blank = [not cell.text for _, cell in assigned.cells]
    if all(blank):
        return True
    if loose and (len(blank) < header.wanted or (any(blank) and not kept)):
        return False
    return not (any(blank) and _looks_shifted(assigned, loose=loose))


def _looks_shifted(assigned: Assigned, *, loose: bool) -> bool:
    """Whether a total is blank and the last figure before it is one: it has lost its place.

    In a table of cells noughts beside a blank total are no more than that.
    """
    read = {c: values.read(cell.text, c).value for c, cell in assigned.cells if cell.text}
    for total in (column for column, _ in assigned.cells if column.sum and column not in read):
        before = [read[c] for c, _ in assigned.cells if c in read and _adds(total, c, assigned)]
        figures = [value for value in before if value is not None]
        if len(figures) > 1 and figures[-1] == sum(figures[:-1]) and (loose or figures[-1]):
            return True
    return False


def _adds(total: Column, column: Column, assigned: Assigned) -> bool:
    """Whether a column stands before a total and after the one before it."""
    columns = [c for c, _ in assigned.cells]
    end = columns.index(total)
    start = max((n + 1 for n, c in enumerate(columns[:end]) if c.sum), default=0)
    return column in columns[start:end]


def settle(labels: TableLabels, rows: Sequence[Unsure], known: Known) -> list[Settled]:
    """What the sums of the columns say about each, the ones after the others.

    Args:
        labels: of the table.
        rows: those that are unsure.
        known: all others; a cell that is not in it is not known.
    """
    known, left, settled = dict(known), list(rows), []
    sums = list(_sums(forms.form(labels.edition), labels.table))
    while found := next(_settled(left, sums, known), None):
        row, texts = found.unsure.row, found.texts
        known |= {(row.id, c.id): values.read(text, c).value or 0 for c, text in texts.items()}
        left.remove(found.unsure)
        settled.append(found)
    return [*settled, *(Settled(unsure, {}) for unsure in left)]


def _settled(
    rows: Sequence[Unsure], sums: Sequence[Mapping[str, int]], known: Known
) -> Iterator[Settled]:
    for unsure in rows:
        placings = {*_placings(unsure)}
        checked = [own for own in placings if _fits(own, unsure, sums, known)]
        if len(checked) == 1 and _told(unsure, sums, known):
            columns = unsure.block.leaves
            texts = dict(zip(checked[0], unsure.texts, strict=True))
            yield Settled(unsure, {c: texts.get(n, "") for n, c in enumerate(columns)})


def _placings(unsure: Unsure) -> Iterator[_Placing]:
    """As it stands, and in every order-keeping way in which it adds up to the last figure."""
    columns, texts = unsure.block.leaves, unsure.texts
    figures = [values.read(text, columns[-1]).value for text in texts]
    sums = [n for n, column in enumerate(columns) if column.sum]
    official = unsure.header.columns == columns and sums == [len(columns) - 1]
    if not official or None in figures or not 1 < len(texts) < len(columns):
        return
    if unsure.placed:
        yield unsure.placed
    whole = [figure for figure in figures if figure is not None]
    if whole[-1] == sum(whole[:-1]):
        yield from ((*p, sums[0]) for p in combinations(range(sums[0]), len(texts) - 1))


def _told(unsure: Unsure, sums: Sequence[Mapping[str, int]], known: Known) -> bool:
    """Whether any sum says where its figures stand."""
    return any(
        _other_side(unsure, column, terms, known) is not None
        for terms in sums
        for column in unsure.block.leaves
    )


def _fits(
    placing: _Placing, unsure: Unsure, sums: Sequence[Mapping[str, int]], known: Known
) -> bool:
    """Whether every sum that is known but for this row comes out; a blank is 0."""
    texts = dict(zip(placing, unsure.texts, strict=True))
    for n, column in enumerate(unsure.block.leaves):
        own = values.read(texts.get(n, ""), column).value or 0
        for terms in sums:
            other = _other_side(unsure, column, terms, known)
            if other is not None and own * terms[unsure.row.id] + other:
                return False
    return True


def _other_side(
    unsure: Unsure, column: Column, terms: Mapping[str, int], known: Known
) -> Number | None:
    """What the other rows of a sum make in a column; None: one is not known, or it has not this."""
    others = [known.get((row, column.id)) for row in terms if row != unsure.row.id]
    if unsure.row.id not in terms or None in others:
        return None
    signs = [sign for row, sign in terms.items() if row != unsure.row.id]
    return sum(sign * (value or 0) for sign, value in zip(signs, others, strict=True))


def _sums(form: Form, table: Table) -> Iterator[dict[str, int]]:
    """What must come to 0 in each column: rows with their signs."""
    rows = by_id(table.rows)
    for row in rows.values():
        if row.sum:
            parts = leaves(rows[id_] for id_ in row.sum)
            yield {row.id: -1, **{part.id: 1 for part in parts}}
    for check in form.checks:
        if isinstance(check, Balance) and check.table == table.id:
            yield {**dict.fromkeys(check.left, 1), **dict.fromkeys(check.right, -1)}
