"""A program that ended without saving offers what was typed, once."""

import shutil
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

from app.disk import files
from app.files import drafts, recovery, store
from app.files.recovery import Found, Recovery
from tests.ui.conftest import action, go_to, press, report, text_box, type_in, type_words
from ui import keeping
from ui.dialogs.drafts_dialog import DraftsDialog
from ui.start import application

pytestmark = pytest.mark.slow

REPORTS = Path(__file__).parent.parent / "data" / "reports"
CELL = "requests/new_received/natural"


def kept() -> list[Found]:
    """What is on the disk now, whoever it belongs to."""
    return [recovery.read(place) for place in recovery.named(".unsaved")]


@pytest.fixture
def quick(monkeypatch):
    """The same moments, in a tenth of the time."""
    monkeypatch.setattr(keeping, "_REST", 200)
    monkeypatch.setattr(keeping, "_AT_MOST", 400)


def test_typing_is_kept_after_a_rest_and_dropped_by_saving(quick, start, qtbot, answers, tmp_path):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: bool(kept()))
    assert kept()[0].report.cells == {CELL: 75}
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    qtbot.waitUntil(lambda: not list(recovery.folder().iterdir()))


def test_who_never_rests_is_kept_too(quick, start, qtbot):
    window = start()
    window.workspace.change({("organ", ""): "0"}, "改")
    for number in range(1, 12):
        qtbot.wait(80)  # less than a rest
        window.workspace.change({("organ", ""): f"{number}"}, "改")
    qtbot.waitUntil(lambda: bool(kept()) and int(kept()[0].report.organ) >= 4)


def test_digits_in_an_open_editor_are_kept_and_the_editor_stays_as_it_is(quick, start, qtbot):
    window = start()
    view = go_to(window, CELL)
    type_words("12")
    qtbot.waitUntil(lambda: bool(kept()))
    assert kept()[0].report.cells == {CELL: 12}
    assert view.grid_delegate.editor.text() == "12"
    assert report(window).cells == {}
    press(Qt.Key.Key_Escape)
    window.workspace.keeping.keep()
    qtbot.waitUntil(lambda: not recovery.named(".unsaved"))


def test_what_an_input_method_composes_is_kept(quick, start, qtbot):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲")
    QApplication.sendEvent(box, QInputMethodEvent("nihao", []))
    qtbot.waitUntil(lambda: any(k.report.text("problems") == "甲nihao" for k in kept()))
    assert report(window).text("problems") == "甲"
    QApplication.sendEvent(box, QInputMethodEvent())


def test_what_is_undone_to_the_saved_state_is_kept_no_longer(quick, start, qtbot):
    window = start()
    window.workspace.change({("organ", ""): "甲"}, "改")
    qtbot.waitUntil(lambda: bool(kept()))
    window.workspace.undo()
    qtbot.waitUntil(lambda: not recovery.named(".unsaved"))


def test_the_window_says_when_the_draft_was_kept_and_no_longer_when_it_is_saved(
    quick, start, qtbot, answers, tmp_path
):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: window.kept.text().startswith("草稿已留底 "))
    answers.expect("save_path", tmp_path / "a.json")
    assert window.documents.save()
    assert window.kept.text().startswith("已保存 ")


def test_the_window_says_why_it_could_not_be_kept_and_tries_again(quick, start, qtbot, monkeypatch):
    window = start()
    full = OSError(28, "No space left on device")

    def fail(*_: object) -> None:
        raise full

    with monkeypatch.context() as broken:
        broken.setattr(files, "write", fail)
        type_in(window, CELL, "75")
        qtbot.waitUntil(lambda: "磁盘已满" in window.kept.text())
        qtbot.wait(300)
        assert "磁盘已满" in window.kept.text()
    type_in(window, CELL, "76")
    qtbot.waitUntil(lambda: window.kept.text().startswith("草稿已留底 "))


def test_where_the_folder_is_a_file_the_window_says_so(quick, start, qtbot):
    recovery.folder().parent.mkdir(parents=True, exist_ok=True)
    recovery.folder().write_bytes(b"")
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: window.kept.text().startswith("草稿没能留底："))


def test_a_save_that_failed_leaves_the_draft(quick, start, qtbot, answers, tmp_path):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: bool(kept()))
    answers.expect("save_path", tmp_path / "没有的文件夹" / "a.json")
    answers.expect("tell")
    assert not window.documents.save()
    window.workspace.keeping.wait(5)
    assert kept()[0].report.cells == {CELL: 75}


def test_what_is_closed_without_saving_is_offered_to_nobody_but_stays_in_the_list(start, answers):
    window = start()
    type_in(window, CELL, "75")  # nothing of it was kept before
    answers.expect("save_changes", False)
    assert window.close()
    assert recovery.found() == []
    [line] = drafts.listed()
    assert line.given_up
    assert line.found.report.cells == {CELL: 75}


def left_behind(file: Path, number: int = 4321) -> recovery.Found:
    """As after a power cut: the file as saved, and newer figures beside it."""
    file.write_bytes((REPORTS / "021.json").read_bytes())
    opened = store.load(file)
    opened.report.apply({("cells", CELL): number})
    Recovery().keep(opened.report, file, opened.digest)
    return recovery.found()[0]


def test_recovered_figures_are_one_unsaved_step_on_their_file(start, qtbot, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    window = start()
    answers.expect("recover", True)
    window.documents.recover(found)
    assert "a.json" in answers.said[-1]
    assert "1 格" in answers.said[-1]
    assert window.workspace.value(CELL) == 4321
    assert window.isWindowModified()
    assert "a.json" in window.windowTitle()
    qtbot.waitUntil(lambda: not found.place.exists())
    assert [each.report.cells[CELL] for each in kept()] == [4321], "it has a draft again"
    window.editing.undo()
    assert window.workspace.value(CELL) == 0


def test_what_is_found_in_a_report_that_was_never_saved_is_seen_when_it_is_back(start, answers):
    """Under it lies an empty one, in which there was nothing to find."""
    lost = store.decode((REPORTS / "021.json").read_bytes())
    lost.apply({("cells", CELL): 4321})
    Recovery().keep(lost, None, "")
    window = start()
    assert window.findings.folded
    answers.expect("recover", True)
    window.documents.recover(recovery.found()[0])
    assert window.workspace.remaining.errors
    assert not window.findings.folded


def test_if_the_file_has_changed_they_are_on_it_still_and_saving_asks(start, answers, tmp_path):
    file = tmp_path / "a.json"
    found = left_behind(file)
    recovery.set_aside(found.place, found.lock)
    other = (REPORTS / "005.json").read_bytes()
    file.write_bytes(other)
    found = drafts.listed()[0].found
    window = start()
    answers.expect("recover", True)
    window.documents.recover(found)
    assert "后来又改过" in answers.said[-1]
    assert report(window).organ == "柳河镇人民政府"
    assert window.workspace.path == file
    answers.expect("overwrite_changed", False)
    assert not window.documents.save()
    assert file.read_bytes() == other


def test_if_the_file_is_gone_they_come_back_under_its_name(start, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    (tmp_path / "a.json").unlink()
    recovery.set_aside(found.place, found.lock)
    window = start()
    answers.expect("recover", True)
    window.documents.recover(drafts.listed()[0].found)
    assert "找不到" in answers.said[-1]
    assert window.workspace.path == tmp_path / "a.json"
    assert window.workspace.value(CELL) == 4321
    assert window.isWindowModified()


def test_what_is_declined_is_in_the_list(start, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    answers.expect("recover", False)
    start().documents.recover(found)
    assert recovery.found() == []
    assert [place.suffix for place in recovery.folder().iterdir()] == [".aside"]
    assert [line.whose for line in drafts.listed()] == ["a.json"]


# --- the list


def test_a_draft_of_the_list_is_opened_unsaved_and_then_is_there_no_more(
    start, qtbot, answers, tmp_path
):
    found = left_behind(tmp_path / "a.json")
    recovery.set_aside(found.place, found.lock)
    window = start()
    answers.expect("drafts", drafts.listed()[0].found)
    action(window, "没保存的草稿").trigger()
    assert window.workspace.value(CELL) == 4321
    assert window.isWindowModified()
    qtbot.waitUntil(lambda: not recovery.named(".aside"))


def test_an_empty_list_is_one_sentence(start, answers):
    window = start()
    action(window, "没保存的草稿").trigger()
    assert window.statusBar().currentMessage() == "没有留下的草稿。"


@pytest.fixture
def dialog(qtbot, answers, tmp_path):
    found = left_behind(tmp_path / "a.json")
    recovery.set_aside(found.place, found.lock)
    (recovery.folder() / "坏.aside").write_bytes(b"{")
    application.application()
    dialog = DraftsDialog(None, drafts.listed(), answers.agree, answers.tell)
    qtbot.addWidget(dialog)
    return dialog


def words(dialog: DraftsDialog, row: int) -> list[str]:
    return [dialog.table.item(row, column).text() for column in range(4)]


def test_the_list_says_whose_and_what_and_offers_to_open_what_can_be_read(dialog):
    lines = {words(dialog, row)[1]: words(dialog, row) for row in range(2)}
    assert "1 格" in lines["a.json"][3]
    assert lines[""][3].startswith("读不出来：")
    for row in range(2):
        dialog.table.selectRow(row)
        assert dialog._open.isEnabled() == (words(dialog, row)[1] == "a.json")


def test_a_draft_is_deleted_only_when_that_is_agreed_to(dialog, answers):
    answers.expect("agree", False)
    dialog._delete.click()
    assert len(drafts.listed()) == 2
    answers.expect("agree", True)
    dialog._delete.click()
    assert len(drafts.listed()) == dialog.table.rowCount() == 1


# --- at the start


def leave(file: Path, number: int) -> None:
    found = left_behind(file, number)
    found.lock.let_go()


def test_each_of_two_drafts_is_offered_in_a_window_of_its_own(program, answers, qtbot, tmp_path):
    leave(tmp_path / "a.json", 11)
    leave(tmp_path / "b.json", 12)
    answers.expect("recover", True)
    answers.expect("recover", True)
    program.recover()
    assert not answers.said, "the window stands first"
    qtbot.waitUntil(lambda: not answers.prepared)
    assert [each.workspace.path.name for each in program.windows] == ["a.json", "b.json"]


def test_a_draft_of_the_file_that_was_asked_for_comes_into_its_window(
    program, answers, qtbot, tmp_path
):
    leave(tmp_path / "a.json", 11)
    program.recover()
    program.ask(str(tmp_path / "a.json"))
    answers.expect("recover", True)
    qtbot.waitUntil(lambda: not answers.prepared)
    [shown] = program.windows
    assert shown.workspace.value(CELL) == 11


def test_many_drafts_are_one_list_once(program, answers, qtbot, tmp_path):
    for number in range(4):
        leave(tmp_path / f"{number}.json", number + 1)
    answers.expect("drafts", None)
    program.recover()
    qtbot.waitUntil(lambda: not answers.prepared)
    assert len(program.windows) == 1
    assert recovery.found() == []
    assert len(drafts.listed()) == 4


@pytest.mark.slow
def test_nothing_is_offered_over_another_question(program, answers, qtbot, tmp_path):
    leave(tmp_path / "a.json", 11)
    other = QDialog()
    qtbot.addWidget(other)
    other.open()
    program.recover()
    qtbot.wait(500)
    assert not answers.said
    answers.expect("recover", False)
    other.reject()
    qtbot.waitUntil(lambda: not answers.prepared)


def test_a_program_that_has_ended_takes_no_draft(program, qtbot, tmp_path):
    """Whoever starts next is offered it; one that is closed at once has not come to that."""
    leave(tmp_path / "a.json", 11)
    program.recover()
    program.end()
    qtbot.wait(500)
    assert len(recovery.found()) == 1


@pytest.mark.slow
def test_a_disk_that_does_not_answer_is_told_and_so_is_its_answer(quick, start, qtbot, monkeypatch):
    window, go_on, write = start(), threading.Event(), files.write

    def slow(path: Path, data: bytes) -> None:
        assert go_on.wait(10)
        write(path, data)

    monkeypatch.setattr(files, "write", slow)
    type_in(window, CELL, "75")
    qtbot.wait(500)
    type_in(window, CELL, "76")
    qtbot.waitUntil(lambda: "没有回应" in window.kept.text())
    go_on.set()
    qtbot.waitUntil(lambda: window.kept.text().startswith("草稿已留底 "))
    assert window.workspace.keeping.wait(5)
    assert kept()[0].report.cells == {CELL: 76}


def test_with_a_draft_that_cannot_be_read_the_program_starts_without_a_question(
    program, qtbot, tmp_path
):
    leave(tmp_path / "a.json", 11)
    [place] = recovery.named(".unsaved")
    place.write_bytes(place.read_bytes().replace("柳".encode(), b"\xe6\x1f\xb3"))
    program.recover()
    qtbot.waitUntil(lambda: not recovery.named(".unsaved"))
    assert len(drafts.listed()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_the_folder_may_go_while_the_program_runs(quick, start, qtbot):
    window = start()
    type_in(window, CELL, "75")
    qtbot.waitUntil(lambda: bool(kept()))
    shutil.rmtree(recovery.folder())
    type_in(window, CELL, "76")
    qtbot.waitUntil(lambda: bool(kept()))
    assert kept()[0].report.cells == {CELL: 76}
