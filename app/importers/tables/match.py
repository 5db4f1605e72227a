"""Printed tables -> the tables of the form, by their labels alone: no file format is known here.

The edition is decided table by table: whose labels more of the print bears.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, structs

from app.forms import catalogue as forms
from app.forms.model import Cell, Form, Table, table_cells
from app.forms.names import called
from app.importers.tables import compared, subtotals, turned
from app.importers.tables.found import Extra, FoundCell, TableReading
from app.importers.tables.reading import read_table
from app.importers.tables.table_year import NO_YEARS, Years
from app.importers.terms import labels, values
from app.importers.terms.plain import PlainTable
from app.importers.terms.proposal import Doubt, Offer, TableProposal
from app.importers.terms.scope import FORM
from app.importers.terms.values import Printed
from app.letters.numbers import Number, written

_SHOWN = 60
_MOST_CELLS = 2000
"""Of a printed table that is tried in other ways; the largest of the form has 500."""
_TELLING = 0.5
"""Of the cells of a table in all editions the share that they have in common, for it to tell them.

Table one has changed wholly, and shares next to nothing; the others are the same, and share all.
"""


class Matched(Struct, frozen=True):
    """The tables of a source, each in its own edition."""

    tables: tuple[TableProposal, ...]
    used: dict[tuple[int, int], str]
    """(which printed table, which line of it) -> the table of the form that was read from it."""
    taken: dict[str, tuple[str, ...]] = {}
    """By table of the form: the text of each printed cell that a figure was read from."""
    doubts: tuple[Doubt, ...] = ()
    """Of printed tables that nothing was taken from."""
    empty: tuple[str, ...] = ()
    """Tables of the form that are there, though no figure of them could be taken."""
    year: int | None = None
    """That stands over the tables that were taken."""


class _Readings(Struct, frozen=True):
    best: dict[str, TableReading]
    """By table of the form."""
    empty: dict[str, TableReading]
    """What is a table by its labels, though no figure of it could be taken."""
    used: dict[tuple[int, int], str]


def match(
    tables: Sequence[PlainTable],
    likely: str = "",
    *,
    whole: bool = True,
    of: Years = NO_YEARS,
    own: bool = False,
) -> Matched:
    """All tables of the form that stand in `tables`.

    Args:
        tables: in reading order.
        likely: the edition that is taken where the labels fit several equally well.
        whole: whether whole tables are looked for; else a row with its label is enough, and what is
            not there is not missed.
        of: the years of report and tables. A table of another year is taken only where there is
            none of the report's own.
        own: whether money without a unit is in the form's: this program wrote it, or it is put
            into an open report by hand.
    """
    apart = of.apart()
    years = [compared.own(table, of.own(number)) for number, table in enumerate(tables)]
    numbered = [(number, each.table) for number, each in enumerate(years)]
    meant = [pair for pair in numbered if pair[0] not in apart]
    found = _read(meant, likely, whole, of)
    if whole:
        found = _with_turned(found, meant, likely, of)
    left = [pair for pair in numbered if pair[0] in apart]
    others = _read(left, likely, whole, structs.replace(of, report=None))
    best = others.best | found.best
    empty = {id_: reading for id_, reading in found.empty.items() if id_ not in best}
    doubts = [Doubt("header", words) for each in years for words in each.told]
    doubts += [*_of_empty(empty.values()), *_of_another_year(found, others, apart)]
    doubts += _of_copies(best.values(), of)
    proposed = (_proposed(reading, whole=whole, own=own) for reading in best.values())
    return Matched(
        tuple(proposed),
        others.used | found.used,
        {id_: _texts_of(reading) for id_, reading in best.items()},
        tuple(doubts),
        tuple(empty),
        of.of({number for r in best.values() for number in _taken(r)}),
    )


def _texts_of(reading: TableReading) -> tuple[str, ...]:
    return tuple(found.text for found in reading.cells.values() if found.text)


def _read(
    tables: Sequence[tuple[int, PlainTable]], likely: str, whole: bool, of: Years
) -> _Readings:
    readings: dict[str, list[TableReading]] = {}
    for known in labels.catalogue():
        reading = read_table(known, tables, whole=whole, of=of)
        if reading.cells or reading.rows:
            readings.setdefault(known.table.id, []).append(reading)
    found = [r for those in readings.values() for r in those]
    used = {place: r.labels.table.id for r in found for place in r.used}
    for id_, those in readings.items():
        for r in those:  # what another table has a row for stands with it on one sheet
            r.extra = [each for each in r.extra if used.get(each.place, id_) == id_]
    best = {
        id_: max(readings[id_], key=lambda r: _fitness(r, likely, of.report))
        for id_ in dict.fromkeys(known.table.id for known in labels.catalogue())
        if id_ in readings
    }
    empty = {id_: best.pop(id_) for id_ in [*best] if not best[id_].cells}
    used |= {each.place: id_ for id_, r in best.items() for each in r.extra}
    return _Readings(best, empty, used)


def _with_turned(
    own: _Readings, tables: Sequence[tuple[int, PlainTable]], likely: str, of: Years
) -> _Readings:
    """With the tables that stand otherwise than the official ones; they are whole, or not taken."""
    if own.best.keys() >= {known.table.id for known in labels.catalogue()}:
        return own
    best, used = {**own.best}, {**own.used}
    found = {number for reading in own.best.values() for number, _ in reading.used}
    left = [
        (number, table)
        for number, table in tables
        if number not in found and sum(bool(cell.text) for cell in table.cells) <= _MOST_CELLS
    ]
    for how, arrange in turned.WAYS.items():
        for number, table in left:
            other = arrange(table)
            again = _read([(number, other)], likely, True, of)
            for id_, reading in again.best.items():
                if id_ not in best and _is_whole(reading, number, other):
                    words = f"{reading.labels.table.name}的{how}，按标签对应，请核对"
                    reading.doubts.append(Doubt("header", words))
                    best[id_] = reading
                    used |= dict.fromkeys(_written(number, table), id_)
    return _Readings(best, own.empty, used)


def _is_whole(reading: TableReading, number: int, table: PlainTable) -> bool:
    """Whether every cell of the form's table is there, and every line of the printed one of it."""
    unclear = reading.doubts or reading.extra or reading.again
    whole = len(reading.cells) == len(list(table_cells(reading.labels.table)))
    return whole and not unclear and reading.used.issuperset(_written(number, table))


def _written(number: int, table: PlainTable) -> Iterator[tuple[int, int]]:
    """The lines of a table that hold more than one text: one alone may be a note."""
    for line, cells in enumerate(table.lines):
        if sum(cell.row == line and bool(cell.text) for cell in cells) > 1:
            yield number, line


def _of_empty(readings: Iterable[TableReading]) -> Iterator[Doubt]:
    for reading in readings:
        by_row = sorted(reading.doubts, key=lambda doubt: doubt.kind != "row")
        why = by_row[0].message if by_row else ""
        words = f"认出了{reading.labels.table.name}，但 {len(reading.rows)} 行里没有一格能取"
        cells = tuple(cell.id for cell in table_cells(reading.labels.table))
        yield Doubt("table", f"{words}；{why}" if why else words, cells)


def _taken(reading: TableReading) -> set[int]:
    """The printed tables that a reading was made of."""
    return {number for number, _ in reading.used} - reading.copies


def _of_copies(readings: Iterable[TableReading], of: Years) -> Iterator[Doubt]:
    """Tables that are printed again, with other figures: which one was taken, which ones not."""
    for reading in readings:
        if not reading.again:
            continue
        first = "、".join(f"“{c}”" for n in sorted(_taken(reading)) if (c := of.caption(n)))
        left = "、".join(f"“{c}”" for n in sorted(reading.copies) if (c := of.caption(n)))
        words = (
            f"{reading.labels.table.name}出现了不止一次，有 {reading.again} 格不同，取了第一次的"
        )
        words += f"{first}；后面的{left}没有取" if left else ""
        yield Doubt("table", words)


def _of_another_year(
    own: _Readings, others: _Readings, apart: Mapping[int, int]
) -> Iterator[Doubt]:
    """Tables under the heading of another year: those that were left, and those that were taken."""
    for id_, reading in others.best.items():
        years = sorted({apart[number] for number, _ in reading.used})
        named = "、".join(map(str, years))
        name = reading.labels.table.name
        if id_ in own.best:
            yield Doubt("table", f"原文里还有 {named} 年的{name}，没有取")
        else:
            yield Doubt("table", f"{name}上方写的是 {named} 年，请核对是不是本年的")


def edition_of(tables: Sequence[TableProposal], year: int | None) -> str:
    """The edition of a report: that of the table which differs most, else that of its year."""
    by_table = {table.table: table.edition for table in tables}
    for id_ in _telling_tables():
        if id_ in by_table:
            return by_table[id_]
    if year or not by_table:
        return forms.edition_of_year(year or None, FORM.get())
    return next(iter(by_table.values()))


def _telling_tables() -> list[str]:
    """The tables that tell editions apart, those that share the fewest cells first."""
    every = forms.usable(FORM.get())
    shares = []
    for id_ in every[0].tables:
        cells = [
            {c.id for c in table_cells(form.tables[id_])} for form in every if id_ in form.tables
        ]
        share = len(set.intersection(*cells)) / len(set.union(*cells))
        if share < _TELLING:
            shares.append((share, id_))
    return [id_ for _, id_ in sorted(shares)]


def _fitness(reading: TableReading, likely: str, year: int | None) -> tuple[float, ...]:
    """How well a table fits an edition; where it mixes two, that of its year goes first."""
    edition = reading.labels.edition
    due = bool(year) and edition == forms.edition_of_year(year or 0, FORM.get())
    mixed = bool(reading.lost and reading.cells) and due
    fit = reading.score - len(reading.extra)
    return mixed, fit, due, bool(reading.cells), edition == likely


def _proposed(reading: TableReading, *, whole: bool, own: bool) -> TableProposal:
    known = reading.labels
    form = forms.form(known.edition)
    found = {f"{known.table.id}/{r}/{c}": each for (r, c), each in reading.cells.items()}
    cells: dict[str, Number] = {}
    published: dict[str, Number | None] = {}
    read = {
        id_: values.read(each.text, each.column, each.unit or each.column.unit * own)
        for id_, each in found.items()
    }
    for id_, printed in read.items():
        if form.cells[id_].computed:
            if printed.value is not None or not (printed.note or printed.doubt):
                published[id_] = printed.value
        elif printed.value is not None:
            cells[id_] = printed.value
    notes = {id_: printed.note for id_, printed in read.items() if printed.note}
    sums = subtotals.check(reading, cells | {k: v for k, v in published.items() if v is not None})
    doubts = [*_doubts(reading, sums.extra), *sums.doubts, *_of_values(found, read)]
    inputs = [cell.id for cell in form.cells.values() if _is_input(cell, known.table.id)]
    missing = tuple(id_ for id_ in inputs if id_ not in found)
    told = {id_ for doubt in doubts if doubt.kind in ("row", "header") for id_ in doubt.cells}
    untold = [id_ for id_ in form.cells if id_ not in {*found, *told}]
    return TableProposal(
        table=known.table.id,
        edition=known.edition,
        cells=cells,
        published=published,
        notes=notes,
        blank=tuple(id_ for id_ in inputs if id_ in found and id_ not in cells),
        missing=missing,
        unplaced=_unplaced((*sums.extra, *sums.wrong)),
        doubts=(
            *doubts,
            *(_missing_rows(form, form.tables[known.table.id], untold) if whole else ()),
        ),
    )


def _unplaced(extra: Iterable[Extra]) -> dict[str, str]:
    """The figures of the lines that the form has no row for, by their labels."""
    rows: dict[str, list[str]] = {}
    for each in extra:
        rows.setdefault(each.label, []).append(_texts(each.cells))
    return {label: "；".join(texts) for label, texts in rows.items()}


def _is_input(cell: Cell, table: str) -> bool:
    return cell.table.id == table and not cell.computed


def _doubts(reading: TableReading, extra: Iterable[Extra]) -> list[Doubt]:
    doubts = [*dict.fromkeys(reading.doubts)]
    name = reading.labels.table.name
    for each in extra:
        words = f"{name}多出一行“{each.label}”（{_texts(each.cells)}），表格里没有它的位置，没有取"
        doubts.append(Doubt("row", words))
    return doubts


def _of_values(found: Mapping[str, FoundCell], read: Mapping[str, Printed]) -> Iterator[Doubt]:
    """What is doubtful about the figures; of strokes there may be a whole table."""
    for id_, printed in read.items():
        if printed.doubt:
            words = f"{found[id_].name}：{printed.doubt}"
            yield Doubt("value", words, (id_,), offers=tuple(_offers(id_, printed)))
    strokes = tuple(id_ for id_, printed in read.items() if printed.stroke)
    if strokes:
        first = f"{found[strokes[0]].name}是“{read[strokes[0]].note}”"
        words = f"有 {len(strokes)} 格填的是符号而不是数字（{first}），按没有发生记为 0，请核对"
        yield Doubt("stroke", words, strokes)


def _offers(id_: str, printed: Printed) -> Iterator[Offer]:
    for unit, value in printed.offers:
        yield Offer(id_, value, f"按{unit}填 {written(value)}")


def _missing_rows(form: Form, table: Table, untold: Sequence[str]) -> Iterator[Doubt]:
    """One doubt for each row of which a cell is missing, or for the whole; totals count alone."""
    cells = [form.cells[id_] for id_ in untold if form.cells[id_].table is table]
    for row, own in groupby(cells, key=lambda cell: cell.row):
        missing = [*own]
        inputs = tuple(cell.id for cell in missing if not cell.computed)
        ids = inputs or tuple(cell.id for cell in missing if row.sum)
        if ids:
            yield Doubt("row", f"原文的{table.name}里没有找到“{called(row)}”的 {len(ids)} 格", ids)


def _texts(row: Sequence[object]) -> str:
    texts = (getattr(cell, "text", "") or "空" for cell in row)
    return "、".join(texts)[:_SHOWN]
