"""Where the keys of a spreadsheet lead in a table with merges. Knows the grid, not Qt.

A move never ends on a label: it goes to the nearest cell in its direction, or stays.
"""

from collections.abc import Container

from app.forms.layout import Grid, GridCell


class Moves:
    """The ways through one table."""

    def __init__(self, grid: Grid, computed: Container[str]) -> None:
        """`computed`: ids of the cells that Enter and Tab pass over."""
        self._grid = grid
        self.cells = [cell for cell in grid.cells if cell.kind == "value"]
        self._at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        self._inputs = {cell.id for cell in self.cells if cell.id not in computed}

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place; None on a label."""
        return self._at.get((row, column))

    def down(self, cell: GridCell, column: int, by: int) -> GridCell:
        """The next cell below (by = 1) or above (-1) in a grid column."""
        return self._along(self._column(column), cell, by)

    def right(self, cell: GridCell, by: int) -> GridCell:
        """The next cell to the right (by = 1) or left (-1) in the row."""
        return self._along(self.row(cell), cell, by)

    def down_input(self, cell: GridCell, column: int, by: int) -> GridCell:
        """As `down`, passing over computed cells: where Enter leads."""
        way = [c for c in self._column(column) if c.id in self._inputs or c is cell]
        return self._along(way, cell, by)

    def next_input(self, cell: GridCell, by: int) -> GridCell | None:
        """The next input in reading order, where Tab leads; None: the table ends there."""
        way = [c for c in self.cells if c.id in self._inputs or c is cell]
        place = way.index(cell) + by
        return way[place] if 0 <= place < len(way) else None

    def inputs(self, cells: list[GridCell]) -> list[GridCell]:
        """Those of some cells that can be filled in."""
        return [cell for cell in cells if cell.id in self._inputs]

    def end_input(self, by: int) -> GridCell:
        """The first input (by = 1), or the last (-1): where Tab comes in from another table."""
        way = [cell for cell in self.cells if cell.id in self._inputs]
        return way[0 if by > 0 else -1]

    def edge_down(self, cell: GridCell, column: int, by: int) -> GridCell:
        """The last cell below or above in a grid column."""
        return (self._column(column) or [cell])[-1 if by > 0 else 0]

    def row(self, cell: GridCell) -> list[GridCell]:
        """The cells of a row, left to right."""
        return [c for c in self.cells if c.row == cell.row]

    def block(self, a: GridCell, b: GridCell) -> list[GridCell]:
        """The cells of the rectangle between two cells, these included."""
        rows = range(min(a.row, b.row), max(a.row, b.row) + 1)
        left = min(a.column, b.column)
        right = max(a.column + a.column_span, b.column + b.column_span)
        return [
            c
            for c in self.cells
            if c.row in rows and c.column < right and c.column + c.column_span > left
        ]

    def _column(self, column: int) -> list[GridCell]:
        places = ((row, column) for row in range(self._grid.rows))
        return [self._at[place] for place in places if place in self._at]

    @staticmethod
    def _along(way: list[GridCell], cell: GridCell, by: int) -> GridCell:
        if cell not in way:
            return cell
        return way[min(max(way.index(cell) + by, 0), len(way) - 1)]
