"""Where a pasted block of words goes in a table, and what of it cannot go there. Pure.

Line by line from the chosen cell: the n-th line goes into the n-th row of cells, the n-th word into
the n-th cell of that row. Labels before the numbers are recognised and left out. A block that
brings the official labels with it is placed by these instead: `app.importers`.
"""

from collections.abc import Sequence

from msgspec import Struct

from app import entry
from app.calc import Number
from app.forms.layout import GridCell
from app.forms.model import Column, Form
from app.importers import clipboard, match
from app.importers.plain import PlainCell, PlainTable

Lines = list[list[str | None]]
"""A word for every place, row by row; None where a merge covers it."""


class Misfit(Struct, frozen=True):
    """A word that is no value for the cell that it would come into."""

    cell: str
    words: str
    refusal: entry.Refusal


class Plan(Struct, frozen=True):
    """What a paste would do."""

    figures: dict[str, Number | None]
    """New figures by cell id; None: the block is empty there."""
    computed: int
    """Numbers that fall on computed cells, which keep what they compute."""
    outside: tuple[str, ...]
    """Words that fall beside or below the table."""
    misfits: tuple[Misfit, ...]


class Labelled(Struct, frozen=True):
    """A block that brings the official labels: they say where its numbers go."""

    figures: dict[str, Number | None]
    doubts: tuple[str, ...]
    """Sentences about what is not certain."""


def labelled(form: Form, table: PlainTable) -> Labelled | None:
    """The block by its labels; None where it has none that the form knows."""
    if not any(any("\u4e00" <= c <= "\u9fff" for c in cell.text) for cell in table.cells):
        return None
    proposal = match.match_pasted(table, form)
    if not proposal.tables:
        return None
    figures: dict[str, Number | None] = {}
    for part in proposal.tables:
        figures |= dict.fromkeys(part.blank, None) | part.cells
    return Labelled(figures, tuple(doubt.message for doubt in proposal.all_doubts))


def copied(text: str, html: str) -> PlainTable:
    """What was copied, as one table.

    Excel's text is safer than its HTML, which is taken only where it tells more: merges, or the
    columns of a text that has a cell a line (LibreOffice Writer's).
    """
    flat = "\t" not in text
    better = [t for t in clipboard.read_html_tables(html) if _has_merges(t) or (flat and _wide(t))]
    return better[0] if better else clipboard.read_tsv(text)


def lines_of(table: PlainTable) -> Lines:
    """The words of a table, place by place."""
    if len(table.cells) == 1:
        return [[table.cells[0].text]]
    return [_words(line, row) for row, line in enumerate(table.lines)]


def plan(form: Form, cells: list[GridCell], at: GridCell, lines: Lines) -> Plan:
    """Lay `lines` on a table's `cells` (in reading order) with the first word at `at`."""
    lines = _without_labels(lines, form.cells[at.id].column)
    rows = _rows_from(cells, at)
    placed: list[tuple[GridCell, str | None]] = []
    outside: list[str] = []
    for number, line in enumerate(lines):
        row = rows[number] if number < len(rows) else []
        placed += zip(row, line, strict=False)
        outside += [words for words in line[len(row) :] if words and words.strip()]
    return _sorted_out(form, placed, outside)


def plan_everywhere(form: Form, cells: list[GridCell], words: str) -> Plan:
    """One word into every one of `cells`."""
    return _sorted_out(form, [(cell, words) for cell in cells], [])


def _without_labels(lines: Lines, column: Column) -> Lines:
    """The lines without their leading labels, where every line has one before its numbers."""
    cut = [next((i for i, w in enumerate(line) if not _is_label(w, column)), 0) for line in lines]
    if any(not at for at, line in zip(cut, lines, strict=True) if any(line)):
        return lines
    return [line[at:] for at, line in zip(cut, lines, strict=True)]


def _is_label(words: str | None, column: Column) -> bool:
    """Words with Chinese in them that cannot even be offered as a figure; or covered by a merge."""
    if words is None:
        return True
    figure = entry.parse(words, column)
    refused = isinstance(figure, entry.Refusal) and figure.offer is None
    return refused and any("\u4e00" <= c <= "\u9fff" for c in words)


def _has_merges(table: PlainTable) -> bool:
    return any(cell.row_span > 1 or cell.column_span > 1 for cell in table.cells)


def _wide(table: PlainTable) -> bool:
    return any(cell.column for cell in table.cells)


def _words(line: list[PlainCell], row: int) -> list[str | None]:
    words: list[str | None] = []
    for cell in line:
        words += [""] * (cell.column - len(words))
        words += [cell.text if cell.row == row else None, *[None] * (cell.column_span - 1)]
    return words


def _rows_from(cells: list[GridCell], at: GridCell) -> list[list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.row >= at.row and cell.column + cell.column_span > at.column:
            rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


def _sorted_out(
    form: Form, placed: Sequence[tuple[GridCell, str | None]], outside: list[str]
) -> Plan:
    figures: dict[str, Number | None] = {}
    misfits: list[Misfit] = []
    computed = 0
    for cell, place in placed:
        words = place or ""
        declared = form.cells[cell.id]
        if declared.computed:
            computed += bool(words.strip())
            continue
        figure = entry.parse(words, declared.column)
        if isinstance(figure, entry.Refusal):
            misfits.append(Misfit(cell.id, words, figure))
        else:
            figures[cell.id] = figure
    return Plan(figures, computed, tuple(outside), tuple(misfits))
