"""A later start gives its file to the program that runs."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QDialog

from app import __version__
from app.disk import places, settings
from tests.app.importers import pages
from tests.ui.conftest import give_up
from ui.__main__ import _is_command
from ui.dialogs.proposal_dialog import Accepted
from ui.start import application, instance
from ui.start import program as running
from ui.start.program import Program
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.slow

LATER = """
import json, pathlib, sys
from PySide6.QtCore import QCoreApplication
from app.disk import places
from ui.start import instance
application = QCoreApplication([])
places.settings_folder = lambda: pathlib.Path(sys.argv[1])  # Windows is asked by no variable
files = sys.argv[2:]
done = instance.Start().hand_over(files)
print(json.dumps([done, files]))
sys.stdout.flush()
sys.stdin.read()  # a start that found nobody stays
"""
SLOW = pytest.mark.slow
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows' profiles are their users' own")


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory, monkeypatch) -> Path:
    """A session of its own, as the system gives one to each user."""
    folder = tmp_path_factory.mktemp("r")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def first(qtbot):
    """The program that runs."""
    start = instance.Start()
    assert not start.hand_over([""])
    yield start
    start.end()


def later(*files: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LATER, str(places.settings_folder()), *files],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def outcome(qtbot, started: subprocess.Popen[str]) -> tuple[bool, list[str]]:
    """Whether the files were handed over, and which were not; meanwhile signals arrive."""
    started.stdin.close()
    qtbot.waitUntil(lambda: started.poll() is not None)
    return said(started)


def said(started: subprocess.Popen[str]) -> tuple[bool, list[str]]:
    with started.stdout:
        done, left = json.loads(started.stdout.read())
    started.wait()
    return done, left


@pytest.mark.parametrize("file", ["/桌面/柳河镇 2025.json", "", "/x/a\nb c.json"])
def test_a_later_start_hands_its_file_over_and_ends(qtbot, first, file):
    first.instance.answer()
    with qtbot.waitSignal(first.instance.asked) as asked:
        assert outcome(qtbot, later(file)) == (True, [])
    assert asked.args == [file]


def test_what_was_handed_over_and_nobody_was_asked_for_is_left(qtbot, first, monkeypatch):
    """The windows are gone before it is its turn."""
    first.instance.answer()
    never = type("Never", (), {"singleShot": lambda *_: None})  # a moment that does not come
    monkeypatch.setattr(instance, "QTimer", never)
    started = later("a.json")
    assert outcome(qtbot, started) == (True, [])
    assert first.instance.left() == ["a.json"]
    assert first.instance.left() == []


@pytest.mark.slow
def test_a_later_start_waits_for_one_that_is_still_loading(qtbot, first):
    asked = []
    first.instance.asked.connect(asked.append)
    started = later("a.json", "b.json")
    time.sleep(0.6)
    assert started.poll() is None
    first.instance.answer()
    assert outcome(qtbot, started) == (True, [])
    assert asked == ["a.json", "b.json"]


@SLOW
def test_two_starts_at_one_moment_are_one_program_and_lose_no_file(qtbot):
    starts = [later("a.json"), later("b.json"), later("c.json")]
    time.sleep(1)
    for start in starts:
        start.stdin.close()
    outcomes = [said(start) for start in starts]
    # None of them answers here: one is the program, the others wait for it, then open their own.
    assert sorted(left for _, [left] in outcomes) == ["a.json", "b.json", "c.json"]


@SLOW
def test_one_that_hangs_is_not_waited_for_long(qtbot, first):
    first.instance.answer()
    started = later("a.json")
    started.stdin.close()
    assert said(started) == (False, ["a.json"])  # meanwhile nothing is answered here
    asked = []
    first.instance.asked.connect(asked.append)
    qtbot.wait(100)
    assert asked == [], "it has opened the file itself by now"


def test_where_nothing_runs_nobody_is_told_anything(qtbot, runtime, monkeypatch):
    connected = []
    monkeypatch.setattr(instance, "hand_over", lambda *words: connected.append(words))
    start = instance.Start()
    assert not start.hand_over(["a.json"])
    assert connected == []
    start.end()


def test_what_a_crashed_program_left_behind_does_not_disturb(qtbot):
    crashed = later("a.json")
    crashed.stdout.readline()
    crashed.kill()
    crashed.communicate()
    start = instance.Start()
    assert not start.hand_over(["a.json"])
    start.instance.answer()
    with qtbot.waitSignal(start.instance.asked):
        assert outcome(qtbot, later("b.json")) == (True, [])
    start.end()


def test_another_version_and_another_settings_folder_have_names_of_their_own(
    monkeypatch, tmp_path, runtime
):
    mine = instance.server_name(runtime)
    monkeypatch.setattr(instance, "__version__", __version__ + ".1")
    newer = instance.server_name(runtime)
    monkeypatch.setattr(places, "settings_folder", lambda: tmp_path)
    assert len({mine, newer, instance.server_name(runtime)}) == 3


class Stranger:
    """Listens under the name of the program, says what it is told to, and writes down the rest."""

    def __init__(self, name: str, *says: bytes) -> None:
        self.heard = b""
        QLocalServer.removeServer(name)
        self.server = QLocalServer()
        self.says = list(says)
        assert self.server.listen(name)
        self.server.newConnection.connect(self._come)

    def _come(self) -> None:
        self.socket = self.server.nextPendingConnection()
        self.socket.readyRead.connect(self._hear)

    def _hear(self) -> None:
        self.heard += bytes(self.socket.readAll().data())
        if self.says:
            self.socket.write(self.says.pop(0))


WRONG = [b"", b"x" * 500_000, b"\xff\xfe \x00\n", b"00 00\n", b"\n\n\n"]


@pytest.mark.slow
@pytest.mark.parametrize("says", [b"ok\n", *(pytest.param(says, marks=SLOW) for says in WRONG)])
def test_a_listener_without_the_key_is_not_told_the_file(qtbot, first, runtime, says):
    stranger = Stranger(instance.server_name(instance.own_folder()), says)
    assert outcome(qtbot, later("/家/柳河镇.json")) == (False, ["/家/柳河镇.json"])
    assert stranger.heard.startswith(b"hello ")
    assert "/家/柳河镇.json".encode().hex().encode() not in stranger.heard
    assert b"file" not in stranger.heard
    stranger.server.close()


@SLOW
def test_who_says_nothing_too_much_or_the_wrong_thing_holds_nobody_up(qtbot, first, runtime):
    first.instance.answer()
    asked = []
    first.instance.asked.connect(asked.append)
    name = instance.server_name(instance.own_folder())
    silent = [QLocalSocket() for _ in range(12)]
    for socket in silent:
        socket.connectToServer(name)
        assert socket.waitForConnected(20_000)
    QApplication.processEvents()
    assert first.instance._guests, "none was waited for until it is given up"
    qtbot.waitUntil(lambda: len(first.instance._guests) == 0)
    for words in (
        b"file 00 00 00\n",
        b"hello\n",
        b"x" * 200_000,
        b"\x00\xff\n",
        b"file a x2f zz\n",
    ):
        socket = QLocalSocket()
        socket.connectToServer(name)
        socket.write(words)
        qtbot.waitUntil(lambda s=socket: s.state() == s.LocalSocketState.UnconnectedState)
    assert asked == []
    with qtbot.waitSignal(first.instance.asked):
        assert outcome(qtbot, later("a.json")) == (True, [])


@posix
def test_guests_who_are_still_there_when_it_ends_are_gone_with_it(qtbot, runtime):
    running = instance.Start()
    assert not running.hand_over([""])
    assert running.instance is not None
    running.instance.answer()
    name = instance.server_name(instance.own_folder())
    guests = [QLocalSocket() for _ in range(3)]
    for guest in guests:
        guest.connectToServer(name)
        assert guest.waitForConnected(20_000)
    qtbot.waitUntil(lambda: len(running.instance._guests) == 3)
    running.end()
    assert running.instance._guests == []
    for guest in guests:
        qtbot.waitUntil(
            lambda guest=guest: guest.state() == guest.LocalSocketState.UnconnectedState
        )


def test_only_a_folder_of_the_users_own_is_taken(
    qtbot, runtime, monkeypatch, home, tmp_path_factory
):
    settings_ = tmp_path_factory.mktemp("s")  # a path that is short enough
    monkeypatch.setattr(places, "settings_folder", lambda: settings_)
    assert instance.own_folder() == runtime / "nianbao"
    assert instance.own_folder().stat().st_mode & 0o777 == 0o700
    (runtime / "nianbao").chmod(0o755)
    assert instance.own_folder() == settings_ / "run"
    (runtime / "nianbao").rmdir()
    (runtime / "nianbao").symlink_to(home)
    assert instance.own_folder() == settings_ / "run"
    runtime.chmod(0o777)
    assert instance.own_folder() == settings_ / "run"


@posix
def test_a_socket_whose_path_is_too_long_for_the_system_lies_elsewhere(
    qtbot, runtime, monkeypatch, tmp_path
):
    long = tmp_path / ("长" * 40)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setattr(places, "settings_folder", lambda: long)
    folder = instance.own_folder()
    assert len(os.fsencode(instance.server_name(folder))) <= 90
    start = instance.Start()
    assert not start.hand_over([""])
    start.instance.answer()
    assert start.instance._server.isListening()
    start.end()


def test_where_nobody_can_meet_each_start_has_its_own_window(qtbot, monkeypatch):
    def none():
        raise OSError

    monkeypatch.setattr(instance, "own_folder", none)
    start = instance.Start()
    assert not start.hand_over(["a.json"])
    assert start.instance is None
    start.end()


NOBODY = """
import os, socket, sys
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
listener.listen()
print("listens", flush=True)
listener.settimeout(5)
other, _ = listener.accept()
other.settimeout(1)
try:
    print(other.recv(1000), flush=True)
except OSError:
    print("silence", flush=True)
"""
is_root = hasattr(os, "getuid") and os.getuid() == 0


@pytest.mark.skipif(not is_root, reason="needs another user")
def test_another_user_who_listens_first_hears_nothing(qtbot):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        name = f"{folder}/s"
        command = [sys.executable, "-c", NOBODY, name]
        python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
        command[0] = python or command[0]
        other = subprocess.Popen(
            command, user="nobody", cwd="/", stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert other.stdout.readline() == "listens\n"
        assert instance.hand_over("a.json", name, b"k" * 32) is False
        assert other.communicate()[0] in ("silence\n", "b''\n")


@pytest.fixture
def program(qtbot, monkeypatch, answers):
    monkeypatch.setattr(running, "Questions", lambda: answers)
    application.application()
    first = MainWindow("")
    first.show()
    program = Program(settings.load(), first)
    yield program
    for window in [*program.windows]:
        give_up(window)
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

    def proposal(parent, proposal, usual, before):
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
    assert not _is_command([names[0], str(tmp_path / "没有.json")])
    assert not _is_command(["a" * 300])
    assert _is_command(["exprot", names[0]])


def test_a_figure_that_is_being_typed_is_work_and_its_window_is_taken_by_nobody(program):
    program.ask("")
    [first] = program.windows
    first.at_start.leave()
    QApplication.processEvents()  # the page has the keyboard now
    view = first.page.grids[1]
    view.go_to("requests/new_received/natural")
    view.edit(view.currentIndex())
    QApplication.processEvents()
    view.grid_delegate.editor.setText("1234")
    program.ask(str(REPORTS / "021.json"))
    assert len(program.windows) == 2
    editor = view.grid_delegate.editor  # None where the system took the keyboard away from it
    typed = first.workspace.value("requests/new_received/natural")
    assert editor.text() == "1234" if editor else typed == 1234


def test_a_window_with_a_question_is_taken_by_nobody(program):
    """Its answer is about the report that is in it."""
    program.ask("")
    [first] = program.windows
    question = QDialog(first, modal=True)
    question.show()
    program.ask(str(REPORTS / "021.json"))
    assert first.workspace.path is None
    question.close()


def test_an_import_that_fails_by_our_mistake_stops_no_later_one(program, page, monkeypatch):
    [first] = program.windows
    taken = []

    def take(path):
        taken.append(path)
        raise ZeroDivisionError

    monkeypatch.setattr(first.imports, "take", take)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            program.ask(str(page))
    assert len(taken) == 2
