"""The lines over the rows of a printed table, and what they make of the columns of a block."""

from collections.abc import Sequence

from msgspec import structs

from app.forms.model import Row, leaves
from app.importers.tables.found import TableReading, one_line
from app.importers.tables.header import BY_ORDER, Header, read_header, tested
from app.importers.terms.labels import BlockLabels
from app.importers.terms.plain import PlainCell

Cells = tuple[PlainCell, ...]

_SHOWN = 60
"""Characters of a header that a person is told of."""


class Heads:
    """Those of one printed table, as they come."""

    def __init__(self, reading: TableReading, carried: Sequence[Cells]) -> None:
        self._reading = reading
        self._carried = [*carried]
        """The header of the table before: of use while this one has shown none of its own."""
        self.lines: list[Cells] = []
        self._unnamed: list[Cells] = []
        """Lines of words that name no column of the form, where a header would stand."""
        self.after_rows = False
        self.rows: Sequence[tuple[Row, Cells]] = ()
        """All rows under their own names, with what stands right of these."""
        self._read: dict[int, Header] = {}
        self._moved = False
        """Whether columns above stood in another order than the form's."""

    @property
    def latest(self) -> list[Cells]:
        """What a following piece of the table goes by."""
        return self.lines or self._carried

    def add(self, line: Cells, *, unnamed: bool = False) -> None:
        """One more line; after rows it begins another header."""
        if self.after_rows:
            self.lines, self._unnamed, self.after_rows = [], [], False
        self._read.clear()
        (self._unnamed if unnamed else self.lines).append(line)

    def end(self) -> None:
        """Rows of another table come: its header was none of this one."""
        self.after_rows = True
        self._unnamed = []

    def of(self, block: BlockLabels) -> Header:
        """The columns of a block; what is doubtful about them is told once."""
        place = self._reading.labels.blocks.index(block)
        if place not in self._read:
            self._read[place] = self._of(block)
        return self._read[place]

    def _of(self, block: BlockLabels) -> Header:
        if self.lines or (self._unnamed and not self._carried):
            header = read_header(self.lines, block, self._unnamed)
        else:
            carried = read_header(self._carried, block)
            header = structs.replace(carried, places=(), strange=())
        own = [*leaves(block.block.rows)]
        header = tested(header, [cells for row, cells in self.rows if row in own])
        if header.nameless and self._moved:
            words = "没有表头，别处各列的顺序又与官方的不同，没有取"
            header = structs.replace(header, doubts=(words,), lost=True)
        self._moved = self._moved or header.moved
        self._reading.lost += header.lost
        for words in header.doubts:
            seen = self._seen() if words.endswith(BY_ORDER) else ""
            self._reading.tell_of_header(f"{words}{seen}", block, lost=header.lost)
        return header

    def _seen(self) -> str:
        """What stands in the header."""
        cells = [cell for line in self.latest for cell in line]
        texts = [one_line(text) for text in dict.fromkeys(cell.text for cell in cells) if text]
        return f"（读到的是：{'、'.join(texts)[:_SHOWN]}）" if texts else "（没有读到表头）"
