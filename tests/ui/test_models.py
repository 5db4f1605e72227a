"""Qt's own model checker on every model, before and while the report changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from tests.ui.conftest import CTRL, REPORTS, SHIFT, go_to, press, type_in

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("file", [None, REPORTS / "005.json"])
def test_a_table_passes_the_model_checker(start, qtmodeltester, place, file):
    window = start(file)
    view = window.page.grids[place]
    qtmodeltester.check(view.grid_model)
    first = view.moves.end_input(1).id
    type_in(window, first, "3")
    window.editing.audit(on=True)
    go_to(window, first)
    press(Qt.Key.Key_Z, CTRL)
    qtmodeltester.check(view.grid_model, force_py=True)


@pytest.mark.parametrize("name", ["findings", "outline"])
def test_a_list_passes_the_model_checker(start, qtmodeltester, name):
    window = start()
    shown = window.findChild(QListView, name)
    qtmodeltester.check(shown.model())
    type_in(window, "requests/new_received/natural", "3")
    window.documents.open_file(REPORTS / "021.json")
    window.workspace.stack.setClean()


@pytest.mark.parametrize("many", [False, True])
def test_every_figure_and_mark_that_differs_is_told_to_the_views(start, many):
    window = start(REPORTS / "005.json")
    view = go_to(window, "requests/granted/natural")
    model, told = view.grid_model, set()
    model.dataChanged.connect(
        lambda first, last: told.update(
            (row, column)
            for row in range(first.row(), last.row() + 1)
            for column in range(first.column(), last.column() + 1)
        )
    )
    before = seen(view, window)
    if many:
        press(Qt.Key.Key_End, CTRL | SHIFT)
        press(Qt.Key.Key_Delete)
    else:
        type_in(window, "requests/granted/natural", "1")
    after = seen(view, window)
    differs = {place for place in before if before[place] != after[place]}
    assert len(differs) > 3
    assert differs <= told


def seen(view, window) -> dict[tuple[int, int], tuple[str, bool]]:
    """What stands in each cell, and whether it has a mark."""
    model, marks = view.grid_model, window.workspace.marks
    return {(c.row, c.column): (model.words(c), c.id in marks) for c in view.moves.cells}
