"""One table of the form, as far as it was found in a source; nothing here reads a line."""

from collections.abc import Sequence

from msgspec import Struct, field

from app.forms.model import Column, Row, cell_id, leaves
from app.forms.names import called, crossing
from app.importers.tables.placing import Unsure
from app.importers.terms.labels import BlockLabels, TableLabels
from app.importers.terms.plain import PlainCell
from app.importers.terms.proposal import Doubt, Kind


class FoundCell(Struct, frozen=True):
    """What is printed in one cell of the form."""

    row: Row
    column: Column
    text: str
    unit: str

    @property
    def name(self) -> str:
        return crossing(self.row, self.column)


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


class TableReading(Struct):
    """One table of one edition, as found in a source."""

    labels: TableLabels
    cells: dict[tuple[str, str], FoundCell] = field(default_factory=dict)
    """By ids of row and column."""
    score: float = 0
    rows: set[str] = field(default_factory=set)
    """Ids of the rows found under their own names."""
    doubts: list[Doubt] = field(default_factory=list)
    unsure: dict[str, Unsure] = field(default_factory=dict)
    """Rows whose figures have no certain columns, by id."""
    extra: list[Extra] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    """(which table, which line); without the extra ones."""
    again: int = 0
    """How many cells were printed a second time, otherwise."""
    copies: set[int] = field(default_factory=set)
    """The printed tables in which they were."""
    lost: int = 0
    """How many headers tell nothing of the columns: they are of another edition, say."""

    def has_figures(self, row: Row) -> bool:
        """Whether a row has any."""
        return any(found.text for (id_, _), found in self.cells.items() if id_ == row.id)

    def is_same(self, row: Row, cells: Sequence[PlainCell]) -> bool:
        """Whether a row is printed as it was before, if it was and has figures here."""
        first = [
            text
            for (id_, _), f in self.cells.items()
            if id_ == row.id and (text := one_line(f.text))
        ]
        again = [text for cell in cells if (text := one_line(cell.text))]
        return not first or not again or first == again

    def keep(self, found: FoundCell, *, settled: bool, copy: int | None = None) -> None:
        """The first print counts, blanks only where they are settled; what differs is told.

        Args:
            found: what is printed.
            settled: whether a blank that was found before is meant.
            copy: the printed table, where it is another one of the same: nothing is taken of it.
        """
        place = found.row.id, found.column.id
        first = self.cells.get(place)
        taken = bool(first and (first.text or settled))
        if not taken and copy is None:
            self.cells[place] = found
        elif found.text not in ("", first.text if first else ""):
            self.differ(1, copy)

    def differ(self, count: int, copy: int | None) -> None:
        """So many cells are printed a second time, otherwise, in a printed table."""
        self.again += count
        if count and copy is not None:
            self.copies.add(copy)

    def tell(
        self, kind: Kind, words: str, row: Row | None = None, column: Column | None = None
    ) -> None:
        """A doubt; of a row, or of one cell of it."""
        of_row = self.labels.block_of(row).leaves if row else ()
        columns = [c for c in of_row if column in (None, c)]
        ids = tuple(cell_id(self.labels.table, row, c) for c in columns if row)
        self.doubts.append(Doubt(kind, words, ids))

    def tell_of_header(self, words: str, block: BlockLabels, *, lost: bool) -> None:
        """A doubt of all cells of a block where nothing of it is taken."""
        rows = [*leaves(block.block.rows)] if lost else []
        ids = tuple(cell_id(self.labels.table, row, c) for row in rows for c in block.leaves)
        title = f"“{block.block.title}”" if block.block.title else ""
        self.doubts.append(Doubt("header", f"{self.labels.table.name}{title}：{words}", ids))

    def place(self, row: Row) -> str:
        """Where a row stands, in words that a sentence begins with."""
        table = self.labels.table
        of_row = f"的“{called(row)}”" if table.row_labels else ""
        return f"{table.name}{of_row}："


def one_line(text: str) -> str:
    return " ".join(text.split())
