"""A later start gives its file to the program that runs."""

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer

from app import __version__
from app.disk import places, settings
from tests.app.importers import pages
from ui.__main__ import _is_command
from ui.dialogs.proposal_dialog import Accepted
from ui.start import application, instance
from ui.start import program as running
from ui.start.program import Program
from ui.window.main_window import MainWindow

HAND_OVER = """
import sys
from PySide6.QtCore import QCoreApplication
from ui.start import instance
application = QCoreApplication([])
sys.exit(0 if instance.hand_over(sys.argv[1], sys.argv[2]) else 3)
"""


@pytest.fixture
def name() -> str:
    """Nobody else's server."""
    return f"nianbao-test-{uuid.uuid4().hex}"


def start_later(qtbot, file: str, name: str) -> int:
    """The exit code of a later start; meanwhile the running program's signals arrive."""
    later = subprocess.Popen([sys.executable, "-c", HAND_OVER, file, name])
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=20_000)
    return later.wait()


@pytest.mark.parametrize("file", ["/桌面/柳河镇 2025.json", ""])
def test_a_later_start_hands_its_file_over_and_ends(qtbot, name, file):
    running = instance.Instance(name)
    running.answer()
    with qtbot.waitSignal(running.asked) as asked:
        assert start_later(qtbot, file, name) == 0
    assert asked.args == [file]


@pytest.mark.slow
def test_a_later_start_that_gave_up_waiting_does_no_harm(qtbot, name):
    running = instance.Instance(name)
    running.answer()
    later = subprocess.run([sys.executable, "-c", HAND_OVER, "a.json", name], check=False)
    assert later.returncode == 3, "nobody answered: this program was busy waiting for it"
    with qtbot.waitSignal(running.asked, check_params_cb=lambda file: file == "b.json"):
        assert start_later(qtbot, "b.json", name) == 0


def test_what_was_asked_while_the_program_was_still_loading_is_answered_then(qtbot, name):
    running = instance.Instance(name)
    later = subprocess.Popen([sys.executable, "-c", HAND_OVER, "a.json", name])
    server = running.findChild(QLocalServer)
    qtbot.waitUntil(server.hasPendingConnections, timeout=20_000)
    with qtbot.waitSignal(running.asked) as asked:
        running.answer()
    assert asked.args == ["a.json"]
    assert later.wait() == 0


def test_where_nothing_runs_there_is_nobody_to_hand_over_to(qtbot, name):
    assert not instance.hand_over("a.json", name)


def test_what_a_crashed_program_left_behind_does_not_disturb(qtbot, name):
    crash = f"""
import os
from PySide6.QtCore import QCoreApplication
from ui.start import instance
application = QCoreApplication([])
running = instance.Instance({name!r})
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", crash], check=True)
    assert not instance.hand_over("a.json", name)
    running = instance.Instance(name)
    running.answer()
    with qtbot.waitSignal(running.asked):
        assert start_later(qtbot, "a.json", name) == 0


def test_another_version_and_another_settings_folder_have_names_of_their_own(monkeypatch, tmp_path):
    mine = instance.server_name()
    monkeypatch.setattr(instance, "__version__", __version__ + ".1")
    newer = instance.server_name()
    monkeypatch.setattr(places, "settings_folder", lambda: tmp_path)
    assert len({mine, newer, instance.server_name()}) == 3


@pytest.fixture
def program(qtbot, monkeypatch, answers):
    monkeypatch.setattr(running, "Questions", lambda: answers)
    application.application()
    first = MainWindow(settings.load())
    first.show()
    program = Program(first.settings, first)
    yield program
    for window in program.windows:
        window.workspace.stack.setClean()
        window.close()


REPORTS = places.resources().parent / "tests" / "data" / "reports"


def test_every_report_has_a_window_of_its_own(program):
    program.ask(str(REPORTS / "021.json"))
    program.ask(str(REPORTS / "005.json"))
    assert [shown.workspace.path.name for shown in program.windows] == ["021.json", "005.json"]


def test_a_report_that_is_open_comes_to_the_front_as_it_is(program):
    program.ask(str(REPORTS / "021.json"))
    [shown] = program.windows
    shown.workspace.change({("organ", ""): "改了"}, "改")
    program.ask(str(REPORTS / "021.json"))
    assert program.windows == [shown]
    assert shown.workspace.report.organ == "改了"


def test_an_untouched_empty_window_is_used_and_a_touched_one_is_not(program):
    program.ask("")
    program.ask(str(REPORTS / "021.json"))
    assert len(program.windows) == 1
    program.ask("")
    program.windows[1].workspace.change({("organ", ""): "柳河镇"}, "改")
    program.ask("")
    assert len(program.windows) == 3


def test_a_closed_window_is_forgotten(program):
    program.ask(str(REPORTS / "021.json"))
    program.windows[0].close()
    program.ask(str(REPORTS / "021.json"))
    [shown] = program.windows
    assert shown.isVisible()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A published report that is no file of this program."""
    file = tmp_path / "去年的年报.docx"
    file.write_bytes(pages.docx_file(pages.published("005")))
    return file


def test_a_file_that_is_no_report_is_imported_into_the_window_that_is_there(program, answers, page):
    program.ask(str(REPORTS / "021.json"))
    [shown] = program.windows
    answers.expect("proposal", Accepted("new", ("requests",), texts=False))
    program.ask(str(page))
    assert program.windows == [shown]
    assert shown.workspace.path is None
    assert shown.workspace.report.organ == pages.published("005").organ


def test_an_import_that_is_given_up_leaves_the_report_and_no_window_more(program, answers, page):
    program.ask(str(REPORTS / "021.json"))
    answers.expect("proposal", None)
    program.ask(str(page))
    [shown] = program.windows
    assert shown.workspace.path == REPORTS / "021.json"
    assert shown.workspace.stack.isClean()


def test_several_files_come_one_after_the_other(program, answers, page, monkeypatch):
    other = page.with_name("又一份.docx")
    other.write_bytes(page.read_bytes())
    seen = []

    def proposal(parent, proposal, before):
        seen.append(proposal.source)
        if proposal.source == page.name:
            program.ask(str(other))  # a file arrives while the first is being looked at
            program.ask(str(REPORTS / "021.json"))
            assert seen == [page.name]

    monkeypatch.setattr(answers, "proposal", proposal)
    program.ask(str(page))
    assert seen == [page.name, other.name]
    assert [shown.workspace.path for shown in program.windows][-1] == REPORTS / "021.json"


BROKEN = {
    "坏了.docx": b"PK\x03\x04 broken",
    "坏了.xlsx": b"PK\x03\x04",
    "图片.png": b"\x89PNG\r\n",
    "坏了.json": b'{"format": 1, "edi',
    "零.json": b"\0" * 500,
    "空的.json": b"",
    "空的.docx": b"",
    "单.jsonl": b'{"organ": "x"}',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_neither_gives_one_sentence_and_no_window_more(
    program, answers, tmp_path, name
):
    program.ask(str(REPORTS / "021.json"))
    [shown] = program.windows
    shown.workspace.change({("organ", ""): "改了"}, "改")
    file = tmp_path / name
    file.write_bytes(BROKEN[name])
    answers.expect("tell")
    program.ask(str(file))
    assert program.windows == [shown]
    assert shown.workspace.path == REPORTS / "021.json"
    assert shown.workspace.report.organ == "改了"
    assert name in answers.said[-1]


def test_a_file_that_is_gone_gives_one_sentence_and_no_window_more(program, answers, tmp_path):
    program.ask(str(REPORTS / "021.json"))
    answers.expect("tell")
    program.ask(str(tmp_path / "没有.json"))
    assert len(program.windows) == 1


@pytest.mark.parametrize("start", ["open", "open_recent", "drop"])
def test_every_way_to_open_a_file_imports_what_is_no_report(program, answers, page, start):
    [shown] = program.windows
    answers.expect("proposal", None)
    if start == "open":
        answers.prepared.insert(0, ("open_path", page))
        shown.documents.open()
    elif start == "open_recent":
        shown.documents.open_recent(str(page))
    else:
        shown._take_dropped([page])


def test_a_report_under_any_name_is_opened_and_a_page_called_json_is_imported(
    program, answers, tmp_path
):
    report = tmp_path / "年报.txt"
    report.write_bytes((REPORTS / "021.json").read_bytes())
    page = tmp_path / "年报.json"
    page.write_bytes(pages.html(pages.published("005"), "word"))
    program.ask(str(report))
    assert [shown.workspace.path for shown in program.windows] == [report]
    answers.expect("proposal", None)
    program.ask(str(page))


def test_several_files_dropped_on_the_program_are_no_command(tmp_path):
    names = [str(REPORTS / "021.json"), str(REPORTS / "005.json")]
    assert not _is_command(names)
    assert _is_command(["check", names[0]])
    assert _is_command([names[0], "--as", "docx"])
