"""How the keyboard walks through a table: arrows, Tab, Enter, and what Shift extends."""

from PySide6.QtCore import Qt

from app.forms.layout import GridCell
from ui.page.grid.table import GridTable


class Walk:
    """The keyboard's way through one table, as in a spreadsheet."""

    def __init__(self, table: GridTable) -> None:
        self.table = table
        self._column = 0
        """The grid column that Up and Down keep to, through cells that are wider than it."""
        self._run: int | None = None
        """The grid column in which a run of Tabs began: Enter goes back under it."""

    def begin(self, cell: GridCell) -> None:
        """The keyboard was put somewhere with the mouse."""
        self._column, self.table.reached, self._run = cell.column, None, None

    def move_to(self, cell: GridCell, *, extend: bool = False, keep_column: bool = False) -> None:
        """Move the keyboard to a cell; with `extend` it stays, and the selection reaches there."""
        if not (keep_column or extend):
            self._column = cell.column
        self._run = None
        if extend:
            start = self.table.current() or cell
            self.table.select(self.table.moves.block(start, cell), start)
            self.table.reached = cell
        else:
            self.table.select([cell], cell)
        self.table.moved.emit(self.table.place(cell))

    def step(self, down: int, right: int, *, extend: bool = False) -> None:
        """One cell in a direction: an arrow key."""
        here = self._from(extend=extend)
        below = self.table.moves.down(here, self._column_of(here), down)
        there = below if down else self.table.moves.right(here, right)
        self.move_to(there, extend=extend, keep_column=bool(down))

    def page(self, down: int, *, extend: bool = False) -> None:
        """As many rows as the window shows of the table: PageDown, PageUp."""
        here = there = self._from(extend=extend)
        seen = self.table.viewport().visibleRegion().boundingRect().height()
        column = self._column_of(here)
        while (further := self.table.moves.down(there, column, down)) is not there:
            if abs(self.table.place(further).top() - self.table.place(here).top()) > seen:
                break
            there = further
        self.move_to(there, extend=extend, keep_column=True)

    def enter(self, down: int) -> None:
        """To the next input below or above, taking what a refusal offered: Enter, Shift+Enter."""
        self.table.take_offer()
        chosen = self._chosen_inputs()
        if chosen:
            self._go_round(sorted(chosen, key=lambda c: (c.column, c.row)), down)
            return
        self._column = self._column if self._run is None else self._run
        here = self.table.current() or self.table.moves.cells[0]
        under = self.table.moves.at(here.row, self._column) or here
        self.move_to(self.table.moves.down_input(under, self._column, down), keep_column=True)

    def tab(self, by: int) -> None:
        """To the next input in reading order, from the last one into the next table."""
        if chosen := self._chosen_inputs():
            self._go_round(chosen, by)
            return
        here = self.table.current() or self.table.moves.cells[0]
        run = here.column if self._run is None else self._run
        there = self.table.moves.next_input(here, by)
        if there is None:
            self.table.left.emit(by)
        else:
            self.move_to(there)
            self._run = run

    def come_in(self, by: int) -> None:
        """Tab from another table: the first input, or the last where it came backwards."""
        self.move_to(self.table.moves.end_input(by))
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def to_edge(self, down: int, right: int, *, extend: bool = False) -> None:
        """To the last cell in a direction."""
        here = self._from(extend=extend)
        if down:
            there = self.table.moves.edge_down(here, self._column_of(here), down)
        else:
            there = self.table.moves.row(here)[-1 if right > 0 else 0]
        self.move_to(there, extend=extend, keep_column=bool(down))

    def to_end(self, by: int, *, extend: bool = False) -> None:
        """To the table's first cell (-1) or its last (1)."""
        self.move_to(self.table.moves.cells[0 if by < 0 else -1], extend=extend)

    def _from(self, *, extend: bool) -> GridCell:
        """Where a step begins: at the current cell, or at the end that Shift moves."""
        reached = self.table.reached if extend else None
        return reached or self.table.current() or self.table.moves.cells[0]

    def _column_of(self, cell: GridCell) -> int:
        """The grid column in which Up and Down go on from a cell."""
        return self._column if cell is self.table.current() else cell.column

    def _chosen_inputs(self) -> list[GridCell]:
        """The inputs of a selection of several cells: Enter and Tab go round in it."""
        chosen = self.table.selection()
        return self.table.moves.inputs(chosen) if len(chosen) > 1 else []

    def _go_round(self, cells: list[GridCell], by: int) -> None:
        here = self.table.current()
        at = cells.index(here) + by if here in cells else 0
        self.table.make_current(cells[at % len(cells)])
