"""A program that ended without saving offers what was typed, once."""

from pathlib import Path

from app.files import recovery, store
from tests.ui.conftest import report, type_in

REPORTS = Path(__file__).parent.parent / "data" / "reports"
CELL = "requests/new_received/natural"


def test_typing_is_kept_after_a_rest_and_dropped_by_saving(start, qtbot, answers, tmp_path):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: bool(recovery.found()), timeout=5_000)
    assert recovery.found()[0].report.cells == {CELL: 75}
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    assert recovery.found() == []


def test_giving_up_the_changes_leaves_nothing_to_recover(start, qtbot, answers):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: bool(recovery.found()), timeout=5_000)
    answers.expect("save_changes", False)
    assert window.close()
    assert recovery.found() == []


def left_behind(file: Path) -> recovery.Found:
    """As after a power cut: the file as saved, and newer figures beside it."""
    file.write_bytes((REPORTS / "021.json").read_bytes())
    opened = store.load(file)
    opened.report.apply({("cells", CELL): 4321})
    recovery.Recovery().keep(opened.report, file, opened.digest)
    return recovery.found()[0]


def test_recovered_figures_are_one_unsaved_step_on_their_file(start, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    window = start()
    answers.expect("recover", True)
    window.documents.recover(found)
    assert window.workspace.value(CELL) == 4321
    assert window.isWindowModified()
    assert "a.json" in window.windowTitle()
    window.editing.undo()
    assert window.workspace.value(CELL) == 0


def test_if_the_file_has_changed_the_figures_come_back_beside_it(start, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    (tmp_path / "a.json").write_bytes((REPORTS / "005.json").read_bytes())
    window = start()
    answers.expect("recover", True)
    window.documents.recover(found)
    assert report(window).organ == "柳河镇人民政府"
    assert window.workspace.path is None
    assert window.isWindowModified()


def test_what_is_declined_is_set_aside(start, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    answers.expect("recover", False)
    start().documents.recover(found)
    assert recovery.found() == []
    assert [place.suffix for place in recovery.folder().iterdir()] == [".aside"]
