"""A later start gives its file to the program that runs."""

import subprocess
import sys
import uuid

import pytest
from PySide6.QtNetwork import QLocalServer

from app import __version__, places, settings
from ui import application, instance
from ui.main_window import MainWindow
from ui.program import Program

HAND_OVER = """
import sys
from PySide6.QtCore import QCoreApplication
from ui import instance
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
from ui import instance
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
def program(qtbot):
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
