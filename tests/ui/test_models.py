"""Qt's own model checker on every model, before and while the report changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from tests.ui.conftest import CTRL, REPORTS, go_to, press, type_in


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("file", [None, REPORTS / "005.json"])
def test_a_table_passes_the_model_checker(start, qtmodeltester, place, file):
    window = start(file)
    view = window.page.grids[place]
    qtmodeltester.check(view.grid_model)
    first = view.moves.end_input(1).id
    type_in(window, first, "3")
    window.audit(on=True)
    go_to(window, first)
    press(Qt.Key.Key_Z, CTRL)
    qtmodeltester.check(view.grid_model, force_py=True)


@pytest.mark.parametrize("name", ["findings", "outline"])
def test_a_list_passes_the_model_checker(start, qtmodeltester, name):
    window = start()
    shown = window.findChild(QListWidget, name)
    qtmodeltester.check(shown.model())
    type_in(window, "requests/new_received/natural", "3")
    window.documents.open_file(REPORTS / "021.json")
    window.workspace.stack.setClean()
