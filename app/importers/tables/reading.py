"""One table of the form out of the lines of the printed ones: which cell holds what."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from app.forms.model import Column, Row, row_leaves
from app.importers import values
from app.importers.labels import TOTALS, BlockLabels, TableLabels, key
from app.importers.plain import PlainCell, PlainTable
from app.importers.tables import years
from app.importers.tables.columns import Assigned, assign, in_order, own_cells
from app.importers.tables.header import BY_ORDER, Header, read_header, tested
from app.importers.tables.lines import ENOUGH, Line, goes_on, is_whole, names, of_another, of_table
from app.importers.tables.rows import guesses

_SHOWN = 60
"""Characters of a header that a person is told of."""


class Found(Struct, frozen=True):
    """What is printed in one cell of the form."""

    row: Row
    column: Column
    text: str
    unit: str


class Extra(Struct, frozen=True):
    """A line with numbers that the form has no row for."""

    label: str
    cells: tuple[PlainCell, ...]
    place: tuple[int, int]
    """(which table, which line)"""
    group: Row | None = None
    """Whose subtotal it is by its label."""
    printed: tuple[tuple[Column, PlainCell], ...] = ()
    """The cells of a subtotal by their columns, where these are sure."""


class Reading(Struct):
    """One table of one edition, as found in a source."""

    labels: TableLabels
    cells: dict[tuple[str, str], Found] = field(default_factory=dict)
    """By ids of row and column."""
    score: float = 0
    rows: set[str] = field(default_factory=set)
    """Ids of the rows found under their own names."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """(kind, sentence)"""
    extra: list[Extra] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    """(which table, which line); without the extra ones."""
    again: int = 0
    """How many cells were printed a second time, otherwise."""
    lost: int = 0
    """How many headers tell nothing of the columns: they are of another edition, say."""


def read_table(
    labels: TableLabels,
    tables: Sequence[tuple[int, PlainTable]],
    *,
    whole: bool,
    year: int | None = None,
) -> Reading:
    """Everything of one table of the form that the printed tables hold, however they are cut.

    Args:
        labels: of the table of the form.
        tables: the printed ones with their numbers, in reading order.
        whole: a printed table counts only where enough labels stand together, or where it goes on
            from the one before it.
        year: of the report, where it is known: of several rows of figures that name years, the one
            of this year is meant.
    """
    reading = Reading(labels)
    header: list[tuple[PlainCell, ...]] = []
    follows = False
    for index, table in tables:
        lines = of_table(labels, table)
        named = names(labels, lines)
        enough = len(named) >= ENOUGH or ((follows or not whole) and goes_on(labels, lines))
        if enough:
            header = _Taker(reading, index, header, year).take(lines)
            reading.score += len(named)
        follows = enough
    return reading


class _Taker:
    """Takes the lines of one printed table into a reading, one after the other."""

    def __init__(
        self,
        reading: Reading,
        index: int,
        header: list[tuple[PlainCell, ...]],
        year: int | None,
    ) -> None:
        self._reading = reading
        self._labels = reading.labels
        self._index = index
        self._year = year
        self._again = any(found.text for found in reading.cells.values())
        self._carried = [*header]
        """The header of the table before: of use while this one has shown none of its own."""
        self._header: list[tuple[PlainCell, ...]] = []
        self._after_rows = False
        self._read: dict[int, Header] = {}
        self._rows: list[tuple[Row, tuple[PlainCell, ...]]] = []
        """The rows under their own names, with what stands right of these."""
        self._usual: set[int] = set()
        """Grid columns in which several rows have a text."""

    def take(self, lines: Sequence[Line]) -> list[tuple[PlainCell, ...]]:
        """Returns the header that a following piece of the table goes by."""
        self._rows = [(line.row, self._beside(line)) for line in lines if line.row]
        texts = Counter(cell.column for _, cells in self._rows for cell in cells if cell.text)
        self._usual = {column for column, count in texts.items() if count > 1}
        guessed = self._guesses(lines)
        lines = self._of_the_year(lines)
        for line in lines:
            if line.kind == "header":
                self._take_header(line)
            elif line.kind == "row" and line.row:
                self._take_row(line, line.row)
            elif line.kind == "figures":
                self._take_figures(line)
            elif of_another(self._labels, line.cells):
                self._after_rows = True
            elif line.kind == "other" and (self._header or self._carried):
                self._take_other(line, guessed)
        return self._header or self._carried

    def _guesses(self, lines: Sequence[Line]) -> dict[int, Row]:
        known = {line.number: line.row for line in lines if line.row}
        labels = {line.number: label for line in lines if (label := self._unknown(line))}
        return guesses(self._labels, known, labels, self._reading.rows)

    def _use(self, line: Line) -> None:
        self._reading.used.add((self._index, line.number))

    def _take_header(self, line: Line) -> None:
        if self._after_rows:
            self._header, self._after_rows = [], False
        self._header.append(line.cells)
        self._read.clear()
        self._use(line)

    def _take_row(self, line: Line, row: Row) -> None:
        self._reading.rows.add(row.id)
        self._take_cells(line, row, self._beside(line))

    def _beside(self, line: Line) -> tuple[PlainCell, ...]:
        """What stands right of a row's label; a group does, where the one above is too tall."""
        right = line.cells[line.label + 1 :]
        return tuple(cell for cell in right if key(cell.text) not in self._labels.groups)

    def _take_figures(self, line: Line) -> None:
        """The one row of a table without row labels; a blank line may come before its figures."""
        if not self._header and not is_whole(self._labels, line):
            return
        block = self._labels.blocks[0]
        (row,) = row_leaves(block.block.rows)
        cells = self._without_label(line)
        refused = row.id in self._reading.rows and not self._has_figures(row)
        if refused and not is_whole(self._labels, line):
            return  # what is left of another table, rather than this row once more
        if any(cell.text for cell in cells):
            self._reading.rows.add(row.id)
            self._take_cells(line, row, cells)
        elif not self._after_rows:
            for column, _ in assign(cells, self._header_of(block)).cells:
                self._keep(Found(row, column, "", ""), settled=True)

    def _without_label(self, line: Line) -> tuple[PlainCell, ...]:
        """The figures of a row; a year before them is one figure too many, and its label."""
        cells = line.figures
        wanted = len(self._labels.blocks[0].leaves)
        labelled = len(cells) == wanted + 1 and years.of_label(cells[0].text, self._year)
        return cells[1:] if labelled else cells

    def _of_the_year(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Of several rows of figures, each with its year, that of the report."""
        named = {
            line.number: year
            for line in lines
            if line.kind == "figures" and (year := years.of_label(self._label(line), self._year))
        }
        others = {number for number, year in named.items() if self._year and year != self._year}
        if not others:
            return lines
        left = others if len(others) < len(named) else set()
        name = self._labels.table.name
        for line in lines:
            if line.number in others:
                what = "，没有取" if left else "，请核对是不是本年的"
                words = f"{name}里有一行写的是“{_one_line(self._label(line))}”{what}"
                self._tell("row", words)
        return [line for line in lines if line.number not in left]

    def _label(self, line: Line) -> str:
        at = len(line.cells) - len(self._without_label(line)) - 1
        return line.cells[at].text if at >= 0 else ""

    def _take_cells(self, line: Line, row: Row, cells: Sequence[PlainCell]) -> None:
        self._after_rows = True
        self._use(line)
        block = self._labels.block_of(row)
        header = self._header_of(block)
        assigned = self._assigned(line, row, cells, block)
        for name in assigned.strange:
            words = f"{self._labels.table.name}里没有“{name}”这一列，它下面的内容没有取"
            self._tell("header", words)
        settled = self._again or self._has_figures(row)  # then its blanks are meant
        for column, cell in assigned.cells:
            below = cell.row < line.number
            text = "" if below else cell.text
            self._keep(Found(row, column, text, header.unit), settled=settled)
            if below and cell.text:
                self._tell("row", f"“{_name(row)}”的“{column.label}”与上一行合并成了一格，没有取")

    def _assigned(
        self, line: Line, row: Row, cells: Sequence[PlainCell], block: BlockLabels
    ) -> Assigned:
        """The cells of a row by column, and told where that is not by the header as it should."""
        header = self._header_of(block)
        assigned = assign(cells, header, self._usual)
        if not assigned.doubt:
            return assigned
        if pushed := own_cells(cells, header, block, line.number):
            self._tell("row", f"“{_name(row)}”：上一行有一格多占了一行，各格按顺序读取")
            return pushed
        if ordered := in_order(cells, header, block):
            name = self._labels.table.name
            self._tell("header", f"{name}的表头认不全，各格按官方的顺序读取")
            return ordered
        self._tell("row", f"“{_name(row)}”：{assigned.doubt}")
        return assigned

    def _tell(self, kind: str, words: str) -> None:
        self._reading.doubts.append((kind, words))

    def _header_of(self, block: BlockLabels) -> Header:
        place = self._labels.blocks.index(block)
        if place not in self._read:
            own = read_header(self._header, block) if self._header else None
            header = own or _without_places(read_header(self._carried, block))
            leaves = [*row_leaves(block.block.rows)]
            header = tested(header, [cells for row, cells in self._rows if row in leaves])
            self._read[place] = header
            self._reading.lost += header.lost
            for words in header.doubts:
                seen = self._seen() if words.endswith(BY_ORDER) else ""
                self._tell("header", f"{self._place_of(block)}：{words}{seen}")
        return self._read[place]

    def _place_of(self, block: BlockLabels) -> str:
        title = f"“{block.block.title}”" if block.block.title else ""
        return f"{self._labels.table.name}{title}"

    def _seen(self) -> str:
        """What stands in the header."""
        cells = [cell for line in self._header or self._carried for cell in line]
        texts = [_one_line(text) for text in dict.fromkeys(cell.text for cell in cells) if text]
        return f"（读到的是：{'、'.join(texts)[:_SHOWN]}）" if texts else "（没有读到表头）"

    def _has_figures(self, row: Row) -> bool:
        cells = self._reading.cells
        return any(found.text for (id_, _), found in cells.items() if id_ == row.id)

    def _keep(self, found: Found, *, settled: bool) -> None:
        """The first print counts, blanks only where they are settled; what differs is told."""
        place = found.row.id, found.column.id
        first = self._reading.cells.get(place)
        if not first or not (first.text or settled):
            self._reading.cells[place] = found
        elif found.text not in ("", first.text):
            self._reading.again += 1

    def _take_other(self, line: Line, guessed: Mapping[int, Row]) -> None:
        """A row whose label is misspelt, or that the form does not have."""
        label = self._unknown(line)
        if not label:
            return
        cells = line.figures
        row = guessed.get(line.number)
        if row:
            if key(label) != key(row.label):
                self._tell("label", f"行“{_one_line(label)}”按“{row.label}”读取")
            self._take_cells(line, row, cells)
        elif any(values.has_number(cell.text) for cell in cells):
            self._reading.extra.append(self._extra(line, label, cells))

    def _extra(self, line: Line, label: str, cells: tuple[PlainCell, ...]) -> Extra:
        place = self._index, line.number
        groups = self._labels.groups
        left = [key(cell.text) for cell in line.cells[: -len(cells)]]
        group = groups.get(left[-1])
        if left[-1] in TOTALS:
            group = next((groups[k] for k in reversed(left) if k in groups), None)
        if not group:
            return Extra(_one_line(label), cells, place)
        block = self._labels.block_of(next(row_leaves(group.rows)))
        printed = assign(cells, self._header_of(block), self._usual).cells
        return Extra(_one_line(label), cells, place, group, printed)

    def _unknown(self, line: Line) -> str:
        """What stands before the figures of a line that is no row under its own name."""
        figures = len(line.figures)
        at = len(line.cells) - figures - 1
        if line.kind != "other" or at < 0 or not figures or not self._labels.table.row_labels:
            return ""
        own = line.cells[at].row == line.number and not of_another(self._labels, line.cells)
        return line.cells[at].text if own else ""


def _without_places(header: Header) -> Header:
    return Header(header.columns, unit=header.unit, doubts=header.doubts, lost=header.lost)


def _name(row: Row) -> str:
    return row.short or row.label


def _one_line(text: str) -> str:
    return " ".join(text.split())
