"""Where a pasted block of words goes in a table, and what of it cannot go there. Pure.

Line by line from the chosen cell: the n-th line goes into the n-th row of cells, the n-th word into
the n-th cell of that row. Labels before the numbers are left out, unless they name other rows than
these: then they say where their lines go. A block that brings the labels of rows and columns is
placed by both: `app.importers`. Words are entered by the same rules as typed ones, whatever way
they came to their cell.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from app.forms import catalogue as forms
from app.forms.layout import GridCell
from app.forms.model import Cell, Column, Form, Row
from app.importers import convert
from app.importers.markup import from_clipboard
from app.importers.tables import match
from app.importers.terms import labels as official
from app.importers.terms import scope
from app.importers.terms.plain import PlainCell, PlainTable, is_too_much
from app.importers.terms.proposal import Difference, Doubt, TableProposal
from app.letters import characters
from app.letters.characters import shortened
from app.letters.numbers import Number, written
from app.report import calc, entry

_SHOWN = 100
_MOST_MARKS = 20_000
"""Of copied HTML, for which a table's keys wait: a whole report has fewer, a portal more."""

Lines = list[list[str | None]]
"""A word for every place, row by row; None where a merge covers it."""


class Misfit(Struct, frozen=True):
    """A word that is no value for the cell that it would come into."""

    cell: Cell
    """In the edition whose labels the block bears."""
    words: str
    refusal: entry.Refusal


class Stray(Struct, frozen=True):
    """A line whose label names another row than the one it would come into."""

    label: str
    row: Row
    """Where it would come."""


class Plan(Struct, frozen=True, kw_only=True):
    """What a paste would do."""

    figures: dict[str, Number | None]
    """New figures by cell id; None: the block is empty there. Of a misfit, what it offers."""
    block: tuple[str, ...]
    """The cells that the block comes to lie on."""
    computed: int
    """Numbers that fall on computed cells, which keep what they compute."""
    misfits: tuple[Misfit, ...] = ()
    outside: tuple[str, ...] = ()
    """Words that fall beside or below the table."""
    read: tuple[tuple[str, Number], ...] = ()
    """Words that do not look like the figure that they were read as, and this."""
    strays: tuple[Stray, ...] = ()
    by_labels: bool = False
    """Labels decide where the numbers go, not the chosen cell: to be shown first."""
    doubts: tuple[str, ...] = ()
    """Sentences about what is not certain."""
    differing: tuple[Difference, ...] = ()
    """Totals that stand in the block and are not what the table will compute."""


def labelled(
    form: Form, table: PlainTable, inputs: Mapping[str, Number], *, auditing: bool = False
) -> Plan | None:
    """The block by its labels; None where it has none that the form knows.

    Args:
        form: of the report.
        table: what was copied.
        inputs: of the report: its totals are computed of them and of the new figures.
        auditing: whether computed cells take the totals on paper.
    """
    if not any(_is_chinese(cell.text) for cell in table.cells):
        return None
    entered = _Entered(auditing=auditing)
    with scope.reading(form.form):
        found = match.match([table], form.edition, whole=False, own=True).tables
    parts = [convert.to_form(_by_our_rules(part, entered), form) for part in found]
    if not parts:
        return None
    figures: dict[str, Number | None] = {}
    printed: dict[str, Number | None] = {}
    for part in parts:
        figures |= dict.fromkeys(part.blank) | part.cells
        printed |= part.published
    new = figures | printed if auditing else figures
    return Plan(
        figures={id_: new[id_] for id_ in form.cells if id_ in new},
        block=tuple(id_ for id_ in form.cells if id_ in figures or id_ in printed),
        computed=entered.computed,
        misfits=tuple(entered.misfits),
        by_labels=True,
        doubts=tuple(doubt.message for part in parts for doubt in part.doubts),
        differing=_differing(form, inputs, figures, printed),
    )


def copied(text: str, html: str) -> PlainTable:
    """What was copied, as one table; it has no cells where there was no text, as of a picture.

    Excel's text is safer than its HTML, which is taken only where it tells more: merges, or the
    columns of a text that has a cell a line (LibreOffice Writer's).
    """
    flat = "\t" not in text
    html = html if html.count("<") <= _MOST_MARKS else ""
    better = [
        t for t in from_clipboard.read_html_tables(html) if _has_merges(t) or (flat and _wide(t))
    ]
    if better:
        return better[0]
    if is_too_much(text):  # no block of figures: words that do not fit are told by their beginning
        return PlainTable((PlainCell(shortened(" ".join(text[:_SHOWN].split())) + "……", 0, 0),))
    return from_clipboard.read_tsv(characters.in_text(text)) if text else PlainTable(())


def lines_of(table: PlainTable) -> Lines:
    """The words of a table, place by place."""
    if len(table.cells) == 1:
        return [[table.cells[0].text]]
    return [_words(line, row) for row, line in enumerate(table.lines)]


def plan(
    form: Form,
    cells: list[GridCell],
    at: GridCell,
    lines: Lines,
    *,
    over: Sequence[GridCell] = (),
    auditing: bool = False,
) -> Plan:
    """Lay `lines` on a table's `cells` (in reading order) with the first word at `at`.

    Args:
        form: of the report.
        cells: of the table.
        at: the chosen cell.
        lines: what was copied.
        over: the selected cells: a block goes several times into a whole multiple of itself.
        auditing: whether computed cells take the totals on paper.
    """
    labels, lines = _split(lines, form.cells[at.id].column)
    rows = _rows(cells, at.column)
    below = [row for row in rows if row[0].row >= at.row]
    named = [_row_named(form, rows, names) for names in labels]
    if not any(named):
        lines = _repeated(lines, below, over)
    below += [[]] * (len(lines) - len(below))
    strays = [n for n, row in enumerate(named) if row not in ([], below[n])]
    if strays and _tell_apart(named, labels):
        return structs.replace(_laid(form, named, lines, auditing=auditing), by_labels=True)
    asked = tuple(_stray(form, labels[n], below[n][0]) for n in strays if below[n])
    return structs.replace(_laid(form, below, lines, auditing=auditing), strays=asked)


def plan_everywhere(
    form: Form, cells: list[GridCell], words: str, *, auditing: bool = False
) -> Plan:
    """One word into every one of `cells`."""
    return _laid(form, [cells], [[words] * len(cells)], auditing=auditing)


class _Entered:
    """Words entered one after the other, by the rules for typing."""

    def __init__(self, *, auditing: bool) -> None:
        self._auditing = auditing
        self.figures: dict[str, Number | None] = {}
        self.computed = 0
        self.misfits: list[Misfit] = []
        self.read: list[tuple[str, Number]] = []

    def take(self, cell: Cell, words: str) -> None:
        if cell.computed and not self._auditing:
            self.computed += bool(words)
            return
        figure = entry.parse(words, cell.column)
        if isinstance(figure, entry.Refusal):
            self.misfits.append(Misfit(cell, words, figure))
            figure = figure.offer
        elif figure is not None and written(figure) != words:
            self.read.append((words, figure))
        self.figures[cell.id] = figure


def _laid(form: Form, rows: Sequence[list[GridCell]], lines: Lines, *, auditing: bool) -> Plan:
    """Each line into its row of cells, word by word."""
    entered = _Entered(auditing=auditing)
    block: list[str] = []
    outside: list[str] = []
    for row, line in zip(rows, lines, strict=False):
        for cell, words in zip(row, line, strict=False):
            block.append(cell.id)
            entered.take(form.cells[cell.id], words or "")
        outside += [words for words in line[len(row) :] if words and words.strip()]
    return Plan(
        figures=entered.figures,
        block=tuple(block),
        computed=entered.computed,
        misfits=tuple(entered.misfits),
        outside=tuple(outside),
        read=tuple(entered.read),
    )


# --- a block with the labels of rows and columns


def _by_our_rules(part: TableProposal, entered: _Entered) -> TableProposal:
    """The part with the figures that its words have as typed ones.

    An import takes what it can and keeps the words in notes; a paste has none to keep.
    """
    cells = forms.form(part.edition).cells
    printed = _printed(part)
    for id_ in cells:
        if id_ in printed:
            entered.take(cells[id_], printed[id_])
    figures = {id_: entered.figures[id_] for id_ in printed if id_ in entered.figures}
    inputs = {id_: figure for id_, figure in figures.items() if not cells[id_].computed}
    totals = {id_: figure for id_, figure in figures.items() if cells[id_].computed}
    told = {misfit.cell.id for misfit in entered.misfits}
    return structs.replace(
        part,
        cells={id_: figure for id_, figure in inputs.items() if figure is not None},
        published=part.published | totals,
        doubts=tuple(d for d in part.doubts if not (_of_words(d) and told.issuperset(d.cells))),
    )


def _of_words(doubt: Doubt) -> bool:
    """Whether it is about words in number cells, which a paste asks about itself."""
    return doubt.kind in ("value", "stroke")


def _printed(part: TableProposal) -> dict[str, str]:
    """The words of each cell that the part has; money in the unit of the form."""
    figures = dict.fromkeys(part.blank) | part.cells | part.published
    doubted = {id_ for doubt in part.doubts if doubt.kind == "value" for id_ in doubt.cells}
    # What is doubtful about a cell and still has a figure was converted: 3 under 万元.
    converted = {id_ for id_ in doubted if figures.get(id_) is not None}
    words = {id_: written(figure) for id_, figure in figures.items()}
    return words | {id_: note for id_, note in part.notes.items() if id_ not in converted}


def _differing(
    form: Form,
    inputs: Mapping[str, Number],
    figures: Mapping[str, Number | None],
    printed: Mapping[str, Number | None],
) -> tuple[Difference, ...]:
    """The printed totals that will not be computed, in the order of the page."""
    after = {id_: figure for id_, figure in {**inputs, **figures}.items() if figure is not None}
    computed = calc.evaluate(form, after)
    return tuple(
        Difference(id_, printed[id_], computed[id_])
        for id_ in form.cells
        if printed.get(id_) is not None and printed[id_] != (computed[id_] or 0)
    )


# --- labels before the numbers


def _split(lines: Lines, column: Column) -> tuple[Lines, Lines]:
    """The leading labels of each line, and the rest; no labels unless every line has some."""
    cut = [_label_end(line, column) for line in lines]
    if any(not at for at, line in zip(cut, lines, strict=True) if any(line)):
        cut = [0] * len(lines)
    pairs = list(zip(cut, lines, strict=True))
    return [line[:at] for at, line in pairs], [line[at:] for at, line in pairs]


def _label_end(line: list[str | None], column: Column) -> int:
    """Where the labels before the numbers end; 0 where a line has none, or nothing else."""
    end = 0
    for place, words in enumerate(line):
        if _is_label(words, column):
            end = place + 1
        elif words:
            break
    return end if end < len(line) else 0


def _is_label(words: str | None, column: Column) -> bool:
    """Words with Chinese in them that cannot even be offered as a figure; or covered by a merge."""
    if words is None:
        return True
    figure = entry.parse(words, column)
    refused = isinstance(figure, entry.Refusal) and figure.offer is None
    return refused and _is_chinese(words)


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in words)


def _row_named(
    form: Form, rows: Sequence[list[GridCell]], names: Sequence[str | None]
) -> list[GridCell]:
    """The row of cells that the last of these labels names; empty where none does."""
    by_id = {form.cells[row[0].id].row.id: row for row in rows}
    known = official.table_labels(form.edition, form.cells[rows[0][0].id].table.id).rows
    for name in filter(None, reversed(names)):
        row = known.get(official.key(name)) or known.get(official.short_key(name))
        if row:
            return by_id.get(row.id, [])
    return []


def _tell_apart(named: Sequence[list[GridCell]], labels: Lines) -> bool:
    """Whether each line with a label has a row of its own."""
    rows = [row for row, names in zip(named, labels, strict=True) if names]
    return all(rows) and len({row[0].id for row in rows}) == len(rows)


def _stray(form: Form, names: Sequence[str | None], there: GridCell) -> Stray:
    return Stray(next(filter(None, reversed(names))), form.cells[there.id].row)


# --- words and places


def _repeated(lines: Lines, rows: Sequence[list[GridCell]], over: Sequence[GridCell]) -> Lines:
    """The lines as often as they fit into the selected cells, if these are a whole multiple."""
    tall, wide = len({cell.row for cell in over}), len(lines[0])
    if not tall or not wide or any(len(line) != wide for line in lines):
        return lines
    across = len(over) // tall
    block = [cell.id for row in rows[:tall] for cell in row[:across]]
    if block != [cell.id for cell in over] or tall % len(lines) or across % wide:
        return lines
    return [line * (across // wide) for line in lines] * (tall // len(lines))


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


def _rows(cells: list[GridCell], left: int) -> list[list[GridCell]]:
    """The cells that are not left of a grid column, row by row."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.column + cell.column_span > left:
            rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())
