"""A table of one edition -> the form of another.

Cells that mean the same bear the same id in every edition; what has no cell is named, kept in
words, and never turned into a figure by itself.
"""

from collections.abc import Mapping, Sequence

from msgspec import structs

from app.forms import catalogue as forms
from app.forms.model import Cell, Form, Row, Table, by_id, leaves, table_cells
from app.forms.names import called, with_blank
from app.importers.terms.labels import key
from app.importers.terms.proposal import Doubt, TableProposal
from app.letters.numbers import Number, add, written


def to_form(table: TableProposal, form: Form) -> TableProposal:
    """The table with the ids of `form`; as it is where it is of that edition already."""
    if table.edition == form.edition:
        return table
    own = {cell.id: cell for cell in table_cells(forms.form(table.edition).tables[table.table])}
    new = {cell.id: cell for cell in table_cells(form.tables[table.table])}
    if own.keys() == new.keys():
        return structs.replace(table, edition=form.edition)
    moved = structs.replace(
        table,
        cells={id_: v for id_, v in table.cells.items() if id_ in new},
        published={id_: v for id_, v in table.published.items() if id_ in new},
        notes={id_: words for id_, words in table.notes.items() if id_ in new},
        blank=tuple(id_ for id_ in table.blank if id_ in new),
        missing=tuple(id_ for id_ in table.missing if id_ in new),
        doubts=(*(_still(doubt, new) for doubt in table.doubts), _of_another_edition(table, form)),
    )
    strange = [cell for id_, cell in own.items() if id_ not in new]
    return _fill(_place_rows(table, moved, strange, form), new)


def _still(doubt: Doubt, new: Mapping[str, Cell]) -> Doubt:
    """What a doubt says of the cells that there are; the others are only in its words."""
    offers = tuple(offer for offer in doubt.offers if offer.cell in new)
    return structs.replace(doubt, cells=tuple(c for c in doubt.cells if c in new), offers=offers)


def _of_another_edition(table: TableProposal, form: Form) -> Doubt:
    name, other = form.tables[table.table].name, forms.form(table.edition).name
    return Doubt("edition", f"{name}用的是 {other}的表样，已按 {form.name}对应")


def _place_rows(
    table: TableProposal, moved: TableProposal, strange: Sequence[Cell], form: Form
) -> TableProposal:
    """Cells without a counterpart, row by row."""
    rows: dict[str, list[Cell]] = {}
    for cell in strange:
        rows.setdefault(cell.row.id, []).append(cell)
    for row_id, cells in rows.items():
        parts = _parts(form.tables[table.table], cells[0].row)
        if parts:
            moved = _spread(table, moved, cells, parts, form)
        elif not _gathered(table, form, row_id):
            moved = _name(table, moved, cells)
    return _gather(table, moved, form)


def _parts(table: Table, row: Row) -> tuple[Row, ...]:
    """The rows into which the other edition divides this one: those under the same name."""
    for group in by_id(table.rows).values():
        if group.children and key(group.label) == key(row.label):
            return tuple(group.leaves())
    return ()


def _spread(
    table: TableProposal,
    moved: TableProposal,
    cells: Sequence[Cell],
    parts: tuple[Row, ...],
    form: Form,
) -> TableProposal:
    """One row that became several: how its figures divide, only a person knows.

    Noughts and blanks leave the new rows blank; else the figures stay in the notes of the last one.
    """
    figures = {c: _value(table, c.id) for c in cells if _value(table, c.id)}
    if not figures:
        return moved
    notes = dict(moved.notes)
    for cell, value in figures.items():
        place = f"{table.table}/{parts[-1].id}/{cell.column.id}"
        notes[place] = f"{cell.row.label} {table.notes.get(cell.id) or written(value)}"
    total = "、".join(f"{c.column.label} {written(v)}" for c, v in figures.items())
    words = (
        f"“{cells[0].row.label}”一行（{total}）在 {form.name}里分为 {len(parts)} 行，"
        f"没有填写，请核实后填入；数字留在批注里"
    )
    asked = tuple(f"{table.table}/{part.id}/{c.column.id}" for part in parts for c in figures)
    return structs.replace(
        moved,
        notes=notes,
        unplaced={**moved.unplaced, **{with_blank(c): written(v) for c, v in figures.items()}},
        doubts=(*moved.doubts, Doubt("edition", words, asked)),
    )


def _gathered(table: TableProposal, form: Form, row_id: str) -> bool:
    """Whether the row is one of several that the other edition has as one."""
    return any(row_id in {part.id for part in parts} for _, parts in _gatherings(table, form))


def _gatherings(table: TableProposal, form: Form) -> list[tuple[Row, tuple[Row, ...]]]:
    own = forms.form(table.edition).tables[table.table]
    new = {row.id: row for row in leaves(form.tables[table.table].rows)}
    pairs = ((row, _parts(own, row)) for row in new.values())
    return [(row, parts) for row, parts in pairs if parts]


def _gather(table: TableProposal, moved: TableProposal, form: Form) -> TableProposal:
    """Several rows that are one in the other edition: their sum is certain, and told."""
    for row, parts in _gatherings(table, form):
        cells, published = dict(moved.cells), dict(moved.published)
        for cell in table_cells(form.tables[table.table]):
            if cell.row is not row:
                continue
            ids = [f"{table.table}/{part.id}/{cell.column.id}" for part in parts]
            value = add(_value(table, id_) for id_ in ids)
            if cell.computed and any(id_ in table.published for id_ in ids):
                published[cell.id] = value
            elif value is not None:
                cells[cell.id] = value
        names = "、".join(called(part) for part in parts)
        words = f"“{row.label}”是原文 {len(parts)} 行（{names}）之和"
        moved = structs.replace(
            moved,
            cells=cells,
            published=published,
            doubts=(*moved.doubts, Doubt("edition", words)),
        )
    return moved


def _name(table: TableProposal, moved: TableProposal, cells: Sequence[Cell]) -> TableProposal:
    """Figures that have no place at all."""
    figures = {with_blank(c): _printed(table, c.id) for c in cells if _printed(table, c.id)}
    if not figures:
        return moved
    listed = "、".join(f"{name} {text}" for name, text in figures.items())
    words = f"这些数字在所选的表格版本里没有位置，没有取：{listed}"
    return structs.replace(
        moved,
        unplaced={**moved.unplaced, **figures},
        doubts=(*moved.doubts, Doubt("edition", words)),
    )


def _fill(moved: TableProposal, new: dict[str, Cell]) -> TableProposal:
    """Inputs that the other edition does not know are blank here."""
    known = {*moved.cells, *moved.blank, *moved.missing}
    strange = tuple(id_ for id_, cell in new.items() if not cell.computed and id_ not in known)
    return structs.replace(moved, missing=(*moved.missing, *strange))


def _value(table: TableProposal, id_: str) -> Number | None:
    value = table.cells.get(id_)
    return table.published.get(id_) if value is None else value


def _printed(table: TableProposal, id_: str) -> str:
    value = _value(table, id_)
    return table.notes.get(id_) or (written(value) if value else "")
