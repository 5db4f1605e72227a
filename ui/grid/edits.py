"""What changes many cells at once: clear, fill, zeros. Each is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemDelegate

from app import entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit

    from app.forms.layout import GridCell
    from app.numbers import Number
    from ui.grid.view import GridView


def clear(view: GridView) -> None:
    """Blank what was typed into the selected cells.

    The paper's totals only where nothing else is selected: a block of inputs has them beside it.
    """
    model = view.grid_model
    cells = [model.workspace.report.form.cells[cell.id] for cell in view.selection()]
    inputs = [cell for cell in cells if not cell.computed] or cells
    addresses = [address for cell in inputs if (address := model.address(cell))]
    model.workspace.change(dict.fromkeys(addresses, None), f"清除 {len(addresses)} 个单元格")


def fill_down(view: GridView) -> None:
    """Ctrl+D: the selection's top cells downwards; of one cell, the one above it."""
    _fill(view, lambda cell: cell.column, lambda cell: view.moves.down(cell, cell.column, -1))


def fill_right(view: GridView) -> None:
    """Ctrl+R: the selection's left cells to the right; of one cell, the one left of it."""
    _fill(view, lambda cell: cell.row, lambda cell: view.moves.right(cell, -1))


def fill_selected(view: GridView, editor: QLineEdit) -> None:
    """Ctrl+Enter: what is being typed into every selected input, or nowhere, with the reason."""
    cells = view.grid_model.workspace.report.form.cells
    inputs = [cells[cell.id] for cell in _inputs(view, view.selection())]
    figures = {cell.id: entry.parse(editor.text(), cell.column) for cell in inputs}
    taken = {i: figure for i, figure in figures.items() if not isinstance(figure, entry.Refusal)}
    if len(inputs) < 2 or len(taken) < len(inputs):
        view.commit()  # of one cell it is Enter that stays; a figure that is none is refused there
    else:
        view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        change(view, taken, f"填充 {len(taken)} 个单元格")
    view.setFocus()


def zeros(view: GridView) -> int:
    """0 into every blank input of the selection, or of the table; how many there were."""
    selected = view.selection()
    cells = _inputs(view, selected if len(selected) > 1 else view.moves.cells)
    values = view.grid_model.workspace.report.values
    blank = [cell.id for cell in cells if values[cell.id] is None]
    change(view, dict.fromkeys(blank, 0), f"{len(blank)} 个空白格填 0")
    return len(blank)


def change(view: GridView, figures: dict[str, Number | None], words: str) -> None:
    """New figures by cell id, as one step called `words`.

    While figures on paper are audited, that of a computed cell is the total that stands there.
    """
    model = view.grid_model
    cells = model.workspace.report.form.cells
    places = ((model.address(cells[id_]), figure) for id_, figure in figures.items())
    model.workspace.change({address: figure for address, figure in places if address}, words)


def _fill(
    view: GridView, line_of: Callable[[GridCell], int], before: Callable[[GridCell], GridCell]
) -> None:
    """Each line of the selection takes on its first cell's figure."""
    values = view.grid_model.workspace.report.values
    lines: dict[int, list[GridCell]] = {}
    for cell in view.selection():
        lines.setdefault(line_of(cell), []).append(cell)
    figures: dict[str, Number | None] = {}
    for first, *rest in lines.values():
        source, targets = (first, rest) if rest else (before(first), [first])
        figures |= {cell.id: values[source.id] for cell in _inputs(view, targets)}
    change(view, figures, f"填充 {len(figures)} 个单元格")


def _inputs(view: GridView, cells: list[GridCell]) -> list[GridCell]:
    form = view.grid_model.workspace.report.form
    return [cell for cell in cells if not form.cells[cell.id].computed]
