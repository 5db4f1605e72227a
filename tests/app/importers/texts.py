"""Reports with made-up figures, written as plain text in every way that programs write tables.

What is written may have lost its blank cells, lines, header lines, or have fillers in their stead:
the figures are known, so whatever is read is right, or it is not.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from app.forms import layout
from app.forms.layout import GridCell
from app.forms.model import Block, Form, Table, leaves
from app.importers import take
from app.importers.guesses import text
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal
from tests.app.importers import pages

Rows = list[list[str]]
Figures = dict[str, int | None]


class Damage(NamedTuple):
    """What happened to the tables on their way into a text."""

    edition: str = "2021"
    blanks: str = "kept"
    """kept, dropped, or filled: dropped, and as many bars or so put at the end."""
    header: str = "whole"
    """whole: as many lines as the form has; one: the names of the columns alone; none."""
    moved: bool = False
    """Whether the columns stand in another order, the header's names as well."""
    lines: str = "all"
    """all; lost: some rows are gone; once: what stood before is gone."""
    noughts: bool = False
    """Whether nought is written where there is nothing."""
    totals: bool = True
    """Whether totals are printed."""


def figures(random: Random, form: Form, *, noughts: bool, totals: bool = True) -> Figures:
    """Balanced ones, most cells blank."""
    nothing = 0 if noughts else None
    found: Figures = {}
    for cell in form.cells.values():
        if not cell.computed:
            found[cell.id] = _figure(random) if random.random() < 0.25 else nothing
    _balance(form, found)
    for cell in form.order:
        addends = [found[id_] for id_ in cell.addends]
        some = [value for value in addends if value is not None]
        found[cell.id] = sum(some) if some and totals else None
    return {id_: found[id_] for id_ in form.cells}


def _figure(random: Random) -> int:
    return random.choice((0, 1, 1, 2, 3, 5, random.randrange(6, 3000)))


def _balance(form: Form, found: Figures) -> None:
    for column in leaves(form.tables["requests"].blocks[0].columns):
        if column.sum:
            continue
        ids = [c.id for c in form.cells.values() if c.column is column and not c.computed]
        answered = [i for i in ids if "/carried" not in i and "/new_received" not in i]
        sums = sum(found[i] or 0 for i in answered)
        new, before, after = (
            f"requests/{row}/{column.id}" for row in ("new_received", "carried_in", "carried_out")
        )
        due = sums + (found[after] or 0)
        carried = min(found[before] or 0, due)
        found[before] = carried if found[before] is not None else None
        left = due - (found[before] or 0)
        found[new] = left if left or found[new] is not None else None


def tables(form: Form, found: Figures, damage: Damage, random: Random) -> dict[str, Rows]:
    """Each table as rows of texts: labels, then figures."""
    made = {}
    for id_, table in form.tables.items():
        rows = list(_rows(table, found, damage, random))
        if damage.lines == "lost":  # but what tells that columns moved
            rows = [row for row in rows if row[:1] == [_KEPT] or random.random() < 0.9]
        made[id_] = [row[row[:1] == [_KEPT] :] for row in rows]
    return made


_KEPT = "\0"
"""Before a row that is not lost."""


def _rows(table: Table, found: Figures, damage: Damage, random: Random) -> Iterator[list[str]]:
    grid = [list(cells) for cells in layout.grid(table).by_row()]
    if damage.header == "whole" and not damage.moved:
        for cells in grid:
            yield [_text(cell, found) for cell in cells]
        return
    for block in table.blocks:
        columns = list(leaves(block.columns))
        order = (
            random.sample(range(len(columns)), len(columns))
            if damage.moved
            else [*range(len(columns))]
        )
        rows = {f"{table.id}/{row.id}" for row in leaves(block.rows)}
        if block.title:
            yield [block.title]
        if damage.header == "one" or damage.moved:
            names = [_names(block)[n] for n in order]
            yield [_KEPT] * damage.moved + [block.corner or "项目"] * table.row_labels + names
        for cells in grid:
            if cells[-1].id.rpartition("/")[0] in rows:
                texts = [_text(cell, found) for cell in cells]
                values = texts[-len(columns) :]
                yield [*texts[: -len(columns)], *(values[n] for n in order)]


def _text(cell: GridCell, found: Figures) -> str:
    value = found.get(cell.id)
    return cell.text if cell.kind != "value" else "" if value is None else str(value)


def _names(block: Block) -> list[str]:
    """The names of the columns on one line: of several alike each after that of its group."""
    columns = list(leaves(block.columns))
    labels = [leaf.label for leaf in columns]
    named = []
    for leaf in columns:
        *_, over = (path[-2:] for tree in block.columns if (path := tree.path_to(leaf)))
        named.append(
            f"{over[0].label}-{leaf.label}" if labels.count(leaf.label) > 1 else leaf.label
        )
    return named


# --- ways of writing


def _shorter(row: Sequence[str], blanks: str) -> list[str]:
    return [c for c in row if c] if blanks != "kept" else list(row)


def _filled(rows: Rows, blanks: str) -> Rows:
    short = [_shorter(row, blanks) for row in rows]
    if blanks != "filled":
        return short
    most = max(map(len, short), default=0)
    return [[*row, *[""] * (most - len(row))] for row in short]


def tabs(rows: Rows, blanks: str) -> str:
    return "\n".join("\t".join(row) for row in _filled(rows, blanks))


def bars(rows: Rows, blanks: str) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in _filled(rows, blanks))


def bars_and_fillers(rows: Rows, blanks: str) -> str:
    short = [_shorter(row, blanks) for row in rows]
    most = max(map(len, short), default=0)
    return "\n".join(" | ".join(row) + " | " + "|" * (most - len(row)) for row in short)


def spaces(rows: Rows, blanks: str) -> str:
    return "\n".join("   ".join(row) for row in _filled(rows, blanks))


def one_a_line(rows: Rows, blanks: str) -> str:
    return "\n".join(cell for row in _filled(rows, blanks) for cell in row)


def apart_a_line(rows: Rows, blanks: str) -> str:
    return "\n\n".join(cell for row in _filled(rows, blanks) for cell in row)


def commas(rows: Rows, blanks: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_filled(rows, blanks))
    return out.getvalue()


def markdown(rows: Rows, blanks: str) -> str:
    most = max(map(len, rows), default=0)
    lines = [
        "| " + " | ".join([*row, *[""] * (most - len(row))]) + " |" for row in _filled(rows, blanks)
    ]
    return "\n".join([*lines[:1], "|" + " --- |" * most, *lines[1:]])


def pdf(rows: Rows, blanks: str) -> str:
    return "\n".join(" ".join(_shorter(row, "dropped")) for row in rows)


WAYS: dict[str, Callable[[Rows, str], str]] = {
    f.__name__: f
    for f in (tabs, bars, bars_and_fillers, spaces, one_a_line, apart_a_line, commas, markdown, pdf)
}


def document(form: Form, found: Figures, damage: Damage, way: str, random: Random) -> str:
    write = WAYS[way]
    made = tables(form, found, damage, random)
    lines = [f"柳河镇人民政府{2023 if form.edition == '2021' else 2019}年政府信息公开工作年度报告"]
    for section in form.sections:
        lines.append(section.heading)
        if section.table:
            lines += write(made[section.table.id], damage.blanks).split("\n")
        elif section.id == "overview":
            lines.append("我镇认真做好政府信息公开工作，今年没有别的情况。")
        else:
            lines.append("无。")
    if damage.lines == "once":
        lines = [*dict.fromkeys(lines)]
    return "\n".join(lines)


def read(words: str, way: str) -> Proposal | None:
    try:
        document = text.read_csv(words.encode()) if way == "commas" else text.read_text(words)
        return take.from_document(document, "x.txt")
    except Unreadable:
        return None


def faults(proposal: Proposal, found: Mapping[str, object]) -> Iterator[str]:
    """Figures that are wrong, and right ones that are missing untold.

    Told is what a doubt names by its place, or what stands in the list of what was left out.
    """
    left = {words for each in proposal.left for words in each.words.split("、")}
    told = {id_.rpartition("/")[0] for doubt in proposal.all_doubts for id_ in doubt.cells}
    words = "\n".join(doubt.message for doubt in proposal.all_doubts if not doubt.cells)
    read: dict[str, object] = {}
    for table in proposal.tables:
        read |= {**table.cells, **table.published}
    for id_, cell in proposal.form.cells.items():
        value, wanted = read.get(id_), found.get(id_)
        if value is not None and value != wanted:
            yield f"{id_}: {value} for {wanted}"
        elif value is None and wanted is not None:
            named = id_.rpartition("/")[0] in told or cell.table.name in words
            named |= str(wanted) in left
            if not named:
                yield f"{id_}: {wanted} is gone untold"


def damages(random: Random) -> Damage:
    return Damage(
        edition=random.choice(("2021", "2021", "2021", "2019")),
        blanks=random.choice(("kept", "dropped", "filled")),
        header=random.choice(("whole", "one", "none")),
        moved=random.random() < 0.2,
        lines=random.choice(("all", "all", "lost", "once")),
        noughts=random.random() < 0.3,
        totals=random.random() < 0.9,
    )


def case(seed: int) -> tuple[Damage, str, Figures, str]:
    """What happened, how it is written, the figures, and the text."""
    random = Random(seed)
    damage = damages(random)
    way = random.choice([*WAYS])
    form = pages.edition(damage.edition)
    found = figures(random, form, noughts=damage.noughts, totals=damage.totals)
    return damage, way, found, document(form, found, damage, way, random)
