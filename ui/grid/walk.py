"""How the keyboard walks through a table: arrows, Tab, Enter, and what Shift extends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from app.forms.layout import GridCell
    from ui.grid.view import GridView


class Walk:
    """The keyboard's way through one table, as in a spreadsheet."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._column = 0
        """The grid column that Up and Down keep to, through cells that are wider than it."""
        self.end: GridCell | None = None
        """How far the selection reaches; it began in the current cell, and Shift moves its end."""
        self._run: int | None = None
        """The grid column in which a run of Tabs began: Enter goes back under it."""

    def begin(self, cell: GridCell) -> None:
        """The keyboard was put somewhere with the mouse."""
        self._column, self.end, self._run = cell.column, None, None

    def move_to(self, cell: GridCell, *, extend: bool = False, keep_column: bool = False) -> None:
        """Move the keyboard to a cell; with `extend` it stays, and the selection reaches there."""
        if not (keep_column or extend):
            self._column = cell.column
        self._run = None
        if extend:
            start = self._view.current() or cell
            self._view.select(self._view.moves.block(start, cell), start)
            self.end = cell
        else:
            self._view.select([cell], cell)
        self._view.moved.emit(self._view.place(cell))

    def step(self, down: int, right: int, *, extend: bool = False) -> None:
        """One cell in a direction: an arrow key."""
        here = self._from(extend=extend)
        below = self._view.moves.down(here, self._column_of(here), down)
        there = below if down else self._view.moves.right(here, right)
        self.move_to(there, extend=extend, keep_column=bool(down))

    def page(self, down: int, *, extend: bool = False) -> None:
        """As many rows as the window shows of the table: PageDown, PageUp."""
        here = there = self._from(extend=extend)
        seen = self._view.viewport().visibleRegion().boundingRect().height()
        column = self._column_of(here)
        while (further := self._view.moves.down(there, column, down)) is not there:
            if abs(self._view.place(further).top() - self._view.place(here).top()) > seen:
                break
            there = further
        self.move_to(there, extend=extend, keep_column=True)

    def enter(self, down: int) -> None:
        """To the next input below or above, taking what a refusal offered: Enter, Shift+Enter."""
        self._view.take_offer()
        chosen = self._chosen_inputs()
        if chosen:
            self._go_round(sorted(chosen, key=lambda c: (c.column, c.row)), down)
            return
        self._column = self._column if self._run is None else self._run
        here = self._view.current() or self._view.moves.cells[0]
        under = self._view.moves.at(here.row, self._column) or here
        self.move_to(self._view.moves.down_input(under, self._column, down), keep_column=True)

    def tab(self, by: int) -> None:
        """To the next input in reading order, from the last one into the next table."""
        if chosen := self._chosen_inputs():
            self._go_round(chosen, by)
            return
        here = self._view.current() or self._view.moves.cells[0]
        run = here.column if self._run is None else self._run
        there = self._view.moves.next_input(here, by)
        if there is None:
            self._view.left.emit(by)
        else:
            self.move_to(there)
            self._run = run

    def come_in(self, by: int) -> None:
        """Tab from another table: the first input, or the last where it came backwards."""
        self.move_to(self._view.moves.end_input(by))
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def to_edge(self, down: int, right: int, *, extend: bool = False) -> None:
        """To the last cell in a direction."""
        here = self._from(extend=extend)
        if down:
            there = self._view.moves.edge_down(here, self._column_of(here), down)
        else:
            there = self._view.moves.row(here)[-1 if right > 0 else 0]
        self.move_to(there, extend=extend, keep_column=bool(down))

    def to_end(self, by: int, *, extend: bool = False) -> None:
        """To the table's first cell (-1) or its last (1)."""
        self.move_to(self._view.moves.cells[0 if by < 0 else -1], extend=extend)

    def _from(self, *, extend: bool) -> GridCell:
        """Where a step begins: at the current cell, or at the end that Shift moves."""
        return (self.end if extend else None) or self._view.current() or self._view.moves.cells[0]

    def _column_of(self, cell: GridCell) -> int:
        """The grid column in which Up and Down go on from a cell."""
        return self._column if cell is self._view.current() else cell.column

    def _chosen_inputs(self) -> list[GridCell]:
        """The inputs of a selection of several cells: Enter and Tab go round in it."""
        chosen = self._view.selection()
        return self._view.moves.inputs(chosen) if len(chosen) > 1 else []

    def _go_round(self, cells: list[GridCell], by: int) -> None:
        here = self._view.current()
        at = cells.index(here) + by if here in cells else 0
        self._view.make_current(cells[at % len(cells)])
