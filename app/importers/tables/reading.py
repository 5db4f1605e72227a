"""One table of the form out of the lines of the printed ones: which cell holds what."""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.forms.model import Row, cell_id, leaves
from app.importers.tables import table_year
from app.importers.tables.columns import Assigned, assign, in_order, own_cells
from app.importers.tables.found import Extra, FoundCell, TableReading, one_line
from app.importers.tables.heads import Heads
from app.importers.tables.lines import (
    ENOUGH,
    TableLine,
    goes_on,
    is_label,
    is_whole,
    is_words,
    names,
    of_another,
    of_table,
)
from app.importers.tables.placing import Known, Unsure, is_sure, settle
from app.importers.tables.rows import guesses
from app.importers.tables.table_year import NO_YEARS, Years
from app.importers.tables.units import Money
from app.importers.terms import values
from app.importers.terms.labels import TOTALS, BlockLabels, TableLabels, key
from app.importers.terms.plain import PlainCell, PlainTable
from app.importers.terms.proposal import Doubt

_SHOWN = 60


def read_table(
    labels: TableLabels,
    tables: Sequence[tuple[int, PlainTable]],
    *,
    whole: bool,
    of: Years = NO_YEARS,
) -> TableReading:
    """Everything of one table of the form that the printed tables hold, however they are cut.

    Args:
        labels: of the table of the form.
        tables: the printed ones with their numbers, in reading order.
        whole: a printed table counts only where enough labels stand together, or where it goes on
            from the one before it.
        of: the year of the report, where it is known: of several rows of figures that name years,
            the one of this year is meant; and what is said over each table.
    """
    reading = TableReading(labels)
    header: list[tuple[PlainCell, ...]] = []
    follows = False
    for index, table in tables:
        lines = of_table(labels, table)
        named = names(labels, lines)
        enough = len(named) >= ENOUGH or ((follows or not whole) and goes_on(labels, lines))
        if enough:
            header = _Taker(reading, index, header, of, loose=table.loose).take(lines)
            reading.score += len(named)
        follows = enough
    _settle(reading)
    return reading


def _settle(reading: TableReading) -> None:
    """What can be said of the unsure rows once all others are read; what cannot is told."""
    rows = [row for row in reading.unsure.values() if not reading.has_figures(row.row)]
    if not rows:
        return
    table = reading.labels.table
    for settled in settle(reading.labels, rows, _known(reading)):
        unsure, place = settled.unsure, reading.place(settled.unsure.row)
        ids = tuple(cell_id(table, unsure.row, column) for column in unsure.block.leaves)
        printed = "、".join(unsure.texts)
        for column, text in settled.texts.items():
            found = FoundCell(unsure.row, column, text, unsure.header.unit)
            reading.cells[unsure.row.id, column.id] = found
        if settled.texts:
            under = "、".join(f"“{c.label}”" for c, text in settled.texts.items() if text)
            words = f"原文只有 {len(unsure.texts)} 个数（{printed}），按各列之和对应{under}，请核对"
            reading.doubts.append(Doubt("row", f"{place}{words}", ids))
        else:
            reading.doubts.append(Doubt("row", f"{place}{unsure.why}", ids))


def _known(reading: TableReading) -> Known:
    read = {place: values.read(each.text, each.column) for place, each in reading.cells.items()}
    return {
        place: printed.value if printed.value is not None or printed.note else 0
        for place, printed in read.items()
    }


class _Taker:
    """Takes the lines of one printed table into a reading, one after the other."""

    def __init__(
        self,
        reading: TableReading,
        index: int,
        header: list[tuple[PlainCell, ...]],
        of: Years,
        *,
        loose: bool,
    ) -> None:
        self._reading = reading
        self._loose = loose
        self._kept = False
        """Whether a blank cell stands between two figures of a row."""
        self._labels = reading.labels
        self._index = index
        self._year = of.report
        self._money = Money(of.units[index] if index < len(of.units) else "")
        self._again = any(found.text for found in reading.cells.values())
        self._heads = Heads(reading, header)
        self._copy: int | None = None
        """This table, where rows that are found already are here again with other figures."""
        self._usual: set[int] = set()
        """Grid columns in which several rows have a text."""

    def take(self, lines: Sequence[TableLine]) -> list[tuple[PlainCell, ...]]:
        """Returns the header that a following piece of the table goes by."""
        rows = [(line.row, self._beside(line)) for line in lines if line.row]
        self._heads.rows = rows
        texts = Counter(cell.column for _, cells in rows for cell in cells if cell.text)
        self._usual = {column for column, count in texts.items() if count > 1}
        if not all(self._reading.is_same(row, cells) for row, cells in rows):
            self._copy = self._index
        self._kept = any(_has_blank_between(line.figures) for line in lines)
        guessed = self._guesses(lines)
        lines = self._of_the_year(lines)
        for line in lines:
            self._money = self._money.after(line.cells)
            self._take(line, guessed)
        return self._heads.latest

    def _take(self, line: TableLine, guessed: Mapping[int, Row]) -> None:
        if line.kind == "header":
            self._heads.add(line.cells)
            self._use(line)
        elif line.kind == "row" and line.row:
            self._take_row(line, line.row)
        elif line.kind == "figures":
            self._take_figures(line)
        elif of_another(self._labels, line.cells):
            self._heads.end()
        elif is_label(self._labels, line):
            self._heads.after_rows = True
        elif line.kind == "other":
            self._take_other(line, guessed)

    def _guesses(self, lines: Sequence[TableLine]) -> dict[int, Row]:
        known = {line.number: line.row for line in lines if line.row}
        labels = {line.number: label for line in lines if (label := self._unknown(line))}
        return guesses(self._labels, known, labels, self._reading.rows)

    def _use(self, line: TableLine) -> None:
        self._reading.used.add((self._index, line.number))

    def _take_row(self, line: TableLine, row: Row) -> None:
        self._reading.rows.add(row.id)
        self._take_cells(line, row, self._beside(line))

    def _beside(self, line: TableLine) -> tuple[PlainCell, ...]:
        """What stands right of a row's label; a group does, where the one above is too tall."""
        right = line.cells[line.label + 1 :]
        return tuple(cell for cell in right if key(cell.text) not in self._labels.groups)

    def _take_figures(self, line: TableLine) -> None:
        """The one row of a table without row labels; a blank line may come before its figures."""
        if not self._heads.lines and not is_whole(self._labels, line):
            return
        block = self._labels.blocks[0]
        (row,) = leaves(block.block.rows)
        cells = self._without_label(line)
        refused = row.id in self._reading.rows and not self._reading.has_figures(row)
        if refused and not is_whole(self._labels, line):
            return  # what is left of another table, rather than this row once more
        if any(cell.text for cell in cells):
            self._reading.rows.add(row.id)
            self._take_cells(line, row, cells)
        elif not self._heads.after_rows:
            for column, _ in assign(cells, self._heads.of(block)).cells:
                self._reading.keep(FoundCell(row, column, "", ""), settled=True)

    def _without_label(self, line: TableLine) -> tuple[PlainCell, ...]:
        """The figures of a row; a year before them is one figure too many, and its label."""
        cells = line.figures
        wanted = len(self._labels.blocks[0].leaves)
        labelled = len(cells) == wanted + 1 and table_year.of_label(cells[0].text, self._year)
        return cells[1:] if labelled else cells

    def _of_the_year(self, lines: Sequence[TableLine]) -> Sequence[TableLine]:
        """Of several rows of figures, each with its year, that of the report."""
        named = {
            line.number: year
            for line in lines
            if line.kind == "figures"
            and (year := table_year.of_label(self._label(line), self._year))
        }
        others = {number for number, year in named.items() if self._year and year != self._year}
        if not others:
            return lines
        left = others if len(others) < len(named) else set()
        name = self._labels.table.name
        for line in lines:
            if line.number in others:
                what = "，没有取" if left else "，请核对是不是本年的"
                words = f"{name}里有一行写的是“{one_line(self._label(line))}”{what}"
                self._reading.tell("row", words)
        return [line for line in lines if line.number not in left]

    def _label(self, line: TableLine) -> str:
        at = len(line.cells) - len(self._without_label(line)) - 1
        return line.cells[at].text if at >= 0 else ""

    def _take_cells(self, line: TableLine, row: Row, cells: Sequence[PlainCell]) -> None:
        self._heads.after_rows = True
        self._use(line)
        block = self._labels.block_of(row)
        header = self._heads.of(block)
        assigned = self._assigned(line, row, cells, block)
        sure = is_sure(assigned, header, loose=self._loose, kept=self._kept)
        if assigned.refused or not sure:
            self._put_off(row, cells, assigned, block)
            return
        if assigned.doubt:
            self._reading.tell("row", f"{self._reading.place(row)}{assigned.doubt}", row)
        for name in assigned.strange:
            words = f"{self._labels.table.name}里没有“{name}”这一列，它下面的内容没有取"
            self._reading.tell("header", words)
        money = any(values.is_money(column) for column in header.columns)
        unit = self._money.of_row(line.cells, header.unit, self._heads.lines) if money else ""
        settled = self._again or self._reading.has_figures(row)  # then its blanks are meant
        for column, cell in assigned.cells:
            below = cell.row < line.number
            text = "" if below else cell.text
            found = FoundCell(row, column, text, unit)
            self._reading.keep(found, settled=settled, copy=self._copy)
            if below and cell.text:
                words = f"“{column.label}”与上一行合并成了一格，没有取"
                self._reading.tell("row", f"{self._reading.place(row)}{words}", row, column)

    def _put_off(
        self, row: Row, cells: Sequence[PlainCell], assigned: Assigned, block: BlockLabels
    ) -> None:
        """A row that could be read in more ways than one: the others may tell which is meant."""
        texts = tuple(one_line(cell.text) for cell in cells if cell.text)
        if self._copy is not None or self._reading.has_figures(row):
            again = 0 if self._reading.is_same(row, cells) else len(texts)
            self._reading.differ(again, self._index)
            return
        shown = "、".join(texts)[:_SHOWN]
        words = f"原文只有 {len(texts)} 个数（{shown}），分不出各在哪一列，没有取，请对照原文填写"
        placed = None
        if not (assigned.refused or (self._loose and not self._kept)):
            places = [n for n, (_, cell) in enumerate(assigned.cells) if cell.text]
            placed = tuple(places) if len(places) == len(texts) else None
        self._reading.unsure.setdefault(
            row.id,
            Unsure(row, block, self._heads.of(block), texts, assigned.doubt or words, placed),
        )

    def _assigned(
        self, line: TableLine, row: Row, cells: Sequence[PlainCell], block: BlockLabels
    ) -> Assigned:
        """The cells of a row by column, and told where that is not by the header as it should."""
        header = self._heads.of(block)
        assigned = assign(cells, header, self._usual)
        if not assigned.doubt:
            return assigned
        if pushed := own_cells(cells, header, block, line.number):
            words = "上一行有一格多占了一行，各格按顺序读取"
            self._reading.tell("row", f"{self._reading.place(row)}{words}", row)
            return pushed
        if ordered := in_order(cells, header, block, loose=self._loose):
            name = self._labels.table.name
            self._reading.tell("header", f"{name}的表头认不全，各格按官方的顺序读取")
            return ordered
        return assigned

    def _take_other(self, line: TableLine, guessed: Mapping[int, Row]) -> None:
        """A row whose label is misspelt, or that the form does not have."""
        if line.number not in guessed and is_words(self._labels, line):
            self._heads.add(line.cells, unnamed=True)
            return
        label = self._unknown(line)
        if not label or not self._heads.latest:
            return
        cells = line.figures
        row = guessed.get(line.number)
        if row:
            if key(label) != key(row.label):
                self._reading.tell("label", f"行“{one_line(label)}”按“{row.label}”读取")
            self._take_cells(line, row, cells)
        elif any(values.has_number(cell.text) for cell in cells):
            self._reading.extra.append(self._extra(line, label, cells))

    def _extra(self, line: TableLine, label: str, cells: tuple[PlainCell, ...]) -> Extra:
        place = self._index, line.number
        groups = self._labels.groups
        left = [key(cell.text) for cell in line.cells[: -len(cells)]]
        group = groups.get(left[-1])
        if left[-1] in TOTALS:
            group = next((groups[k] for k in reversed(left) if k in groups), None)
        if not group:
            return Extra(one_line(label), cells, place)
        block = self._labels.block_of(next(group.leaves()))
        printed = assign(cells, self._heads.of(block), self._usual).cells
        return Extra(one_line(label), cells, place, group, printed)

    def _unknown(self, line: TableLine) -> str:
        """What stands before the figures of a line that is no row under its own name."""
        figures = len(line.figures)
        at = len(line.cells) - figures - 1
        if line.kind != "other" or at < 0 or not figures or not self._labels.table.row_labels:
            return ""
        own = line.cells[at].row == line.number and not of_another(self._labels, line.cells)
        return line.cells[at].text if own else ""


def _has_blank_between(cells: Sequence[PlainCell]) -> bool:
    texts = [n for n, cell in enumerate(cells) if cell.text]
    return bool(texts) and texts[-1] - texts[0] >= len(texts)
