"""What changes many cells at once: clear, fill, zeros. Each is one step of undo."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit

from app.forms.layout import GridCell
from app.letters.numbers import Number
from app.report import entry
from ui.page.grid.table import GridTable


def clear(table: GridTable) -> None:
    """Blank what was typed into the selected cells.

    The paper's totals only where nothing else is selected: a block of inputs has them beside it.
    """
    model = table.grid_model
    cells = [model.workspace.report.form.cells[cell.id] for cell in table.selection()]
    inputs = [cell for cell in cells if not cell.computed] or cells
    addresses = [address for cell in inputs if (address := model.address(cell))]
    model.workspace.change(dict.fromkeys(addresses, None), f"清除 {len(addresses)} 个单元格")


def fill_down(table: GridTable) -> None:
    """Ctrl+D: the selection's top cells downwards; of one cell, the one above it."""
    _fill(table, lambda cell: cell.column, lambda cell: table.moves.down(cell, cell.column, -1))


def fill_right(table: GridTable) -> None:
    """Ctrl+R: the selection's left cells to the right; of one cell, the one left of it."""
    _fill(table, lambda cell: cell.row, lambda cell: table.moves.right(cell, -1))


def fill_selected(table: GridTable, editor: QLineEdit) -> None:
    """Ctrl+Enter: what is being typed into every selected input, or nowhere, with the reason."""
    cells = table.grid_model.workspace.report.form.cells
    inputs = [cells[cell.id] for cell in _inputs(table, table.selection())]
    figures = {cell.id: entry.parse(editor.text(), cell.column) for cell in inputs}
    taken = {i: figure for i, figure in figures.items() if not isinstance(figure, entry.Refusal)}
    if len(inputs) < 2 or len(taken) < len(inputs):
        table.commit()  # of one cell it is Enter that stays; a figure that is none is refused there
    else:
        table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        change(table, taken, f"填充 {len(taken)} 个单元格")
    table.setFocus()


def zeros(table: GridTable) -> int:
    """0 into every blank input of the selection, or of the table; how many there were."""
    selected = table.selection()
    cells = _inputs(table, selected if len(selected) > 1 else table.moves.cells)
    values = table.grid_model.workspace.report.values
    blank = [cell.id for cell in cells if values[cell.id] is None]
    change(table, dict.fromkeys(blank, 0), f"{len(blank)} 个空白格填 0")
    return len(blank)


def change(table: GridTable, figures: dict[str, Number | None], words: str) -> None:
    """New figures by cell id, as one step called `words`.

    While figures on paper are audited, that of a computed cell is the total that stands there.
    """
    model = table.grid_model
    cells = model.workspace.report.form.cells
    places = ((model.address(cells[id_]), figure) for id_, figure in figures.items())
    model.workspace.change({address: figure for address, figure in places if address}, words)


def _fill(
    table: GridTable, line_of: Callable[[GridCell], int], before: Callable[[GridCell], GridCell]
) -> None:
    """Each line of the selection takes on its first cell's figure."""
    values = table.grid_model.workspace.report.values
    lines: dict[int, list[GridCell]] = {}
    for cell in table.selection():
        lines.setdefault(line_of(cell), []).append(cell)
    figures: dict[str, Number | None] = {}
    for first, *rest in lines.values():
        source, targets = (first, rest) if rest else (before(first), [first])
        figures |= {cell.id: values[source.id] for cell in _inputs(table, targets)}
    change(table, figures, f"填充 {len(figures)} 个单元格")


def _inputs(table: GridTable, cells: list[GridCell]) -> list[GridCell]:
    form = table.grid_model.workspace.report.form
    return [cell for cell in cells if not form.cells[cell.id].computed]
