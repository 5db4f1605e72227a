"""One file, one window: by whatever name it is opened or saved; and files that are gone."""

import os
import shutil

import pytest
from PySide6.QtWidgets import QApplication

from app.files import store
from tests.ui.conftest import CTRL, REPORTS, Qt, press, report, type_in

CELL = "requests/new_received/natural"
slow = pytest.mark.slow
Key = Qt.Key


@pytest.fixture
def file(tmp_path):
    return shutil.copy(REPORTS / "021.json", tmp_path / "年报.json")


def linked(file, name="link.json"):
    link = file.with_name(name)
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("this user may make no links")
    return link


def other_names(file):
    hard = file.with_name("hard.json")
    os.link(file, hard)
    return [file, file.parent / "x" / ".." / file.name, hard]


def two_windows(program, file):
    program.ask(str(file))
    program.ask(str(REPORTS / "005.json"))
    return program.windows


WAYS = {
    "ask": lambda program, window, path: program.ask(str(path)),
    "open": lambda program, window, path: press(Key.Key_O, CTRL),
    "recent": lambda program, window, path: window.documents.open_recent(str(path)),
    "drop": lambda program, window, path: window._take_dropped([path]),
}


@pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")
@pytest.mark.parametrize("way", WAYS)
@slow
def test_a_file_that_another_window_has_is_shown_there(program, answers, qtbot, file, way):
    first, second = two_windows(program, file)
    for name in (*other_names(file), linked(file)):
        second.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is second)
        if way == "open":
            answers.expect("open_path", name)
        WAYS[way](program, second, name)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is first)
        assert len(program.windows) == 2
        assert second.workspace.path == REPORTS / "005.json"


@slow
def test_a_file_that_was_saved_over_since_is_still_the_same(program, file):
    first, second = two_windows(program, file)
    type_in(first, CELL, "7")
    assert first.documents.save()
    second.documents.open_recent(str(file))
    assert second.workspace.path == REPORTS / "005.json"


@slow
def test_one_opens_its_own_file_anew(program, answers, file):
    program.ask(str(file))
    (window,) = program.windows
    shutil.copy(REPORTS / "005.json", file)
    answers.expect("open_path", file)
    press(Key.Key_O, CTRL)
    assert report(window).organ == "宿迁市"


@slow
def test_a_window_that_was_closed_has_no_file(program, file):
    first, second = two_windows(program, file)
    first.close()
    second.documents.open_recent(str(file))
    assert second.workspace.path == file


def test_nothing_is_saved_onto_a_file_that_another_window_has(program, answers, file):
    _first, second = two_windows(program, file)
    before = file.read_bytes()
    for name in other_names(file):
        answers.expect("save_path", name)
        answers.expect("tell")
        assert not second.documents.save_as()
        assert "另一个窗口" in answers.said[-1]
        assert file.read_bytes() == before
    assert second.workspace.path == REPORTS / "005.json"


@pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")
def test_saving_under_a_link_does_not_pass_by_what_another_wrote(start, answers, file):
    window = start(file)
    type_in(window, CELL, "7")
    theirs = (REPORTS / "005.json").read_bytes()
    link = linked(file)
    file.write_bytes(theirs)
    answers.expect("save_path", link)
    answers.expect("overwrite_changed", False)
    assert not window.documents.save_as()
    assert file.read_bytes() == theirs


# --- gone


def test_a_file_that_was_taken_away_is_asked_about(start, answers, file):
    window = start(file)
    type_in(window, CELL, "7")
    file.rename(file.with_name("改名.json"))
    answers.expect("one_of", None)
    press(Key.Key_S, CTRL)
    assert not file.exists()
    assert window.isWindowModified()
    assert "重新存到原处" in answers.said[-1]
    answers.expect("one_of", 0)
    press(Key.Key_S, CTRL)
    assert store.load(file).report.cells[CELL] == 7
    assert not window.isWindowModified()


@slow
def test_instead_it_may_be_saved_elsewhere(start, answers, file, tmp_path):
    window = start(file)
    file.unlink()
    answers.expect("one_of", 1)
    answers.expect("save_path", tmp_path / "新.json")
    assert window.documents.save()
    assert not file.exists()
    assert window.workspace.path == tmp_path / "新.json"


@slow
def test_saved_elsewhere_under_its_own_old_name_it_is_asked_once(start, answers, file):
    window = start(file)
    file.unlink()
    answers.expect("one_of", 1)
    answers.expect("save_path", file)
    assert window.documents.save()
    assert file.exists()


@slow
def test_a_folder_that_is_gone_is_no_place_to_save_again(start, answers, tmp_path):
    folder = tmp_path / "U盘"
    folder.mkdir()
    file = shutil.copy(REPORTS / "021.json", folder / "年报.json")
    window = start(file)
    shutil.rmtree(folder)
    answers.expect("one_of", 0)
    answers.expect("save_path", tmp_path / "新.json")
    assert window.documents.save()
    assert "U盘" in answers.said[-2]
    assert "重新存到原处" not in answers.said[-2]
    assert window.workspace.path == tmp_path / "新.json"


@slow
def test_closing_asks_about_a_file_that_is_gone_too(start, answers, file):
    window = start(file)
    type_in(window, CELL, "7")
    file.unlink()
    answers.expect("save_changes", True)
    answers.expect("one_of", None)
    assert not window.close()
    assert window.isVisible()


@slow
def test_what_another_saved_just_the_same_needs_no_question(start, answers, file):
    window = start(file)
    type_in(window, CELL, "7")
    file.write_bytes(store.encode(report(window)))
    assert window.documents.save()
