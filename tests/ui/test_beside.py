"""Work beside the window: it stays alive, can be stopped, and a worker's end is no end of anything."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog

from app import checks
from app.files import store
from tests.ui.conftest import report, stopped_for, stopping, worker_id
from ui import background, checking
from ui.dialogs.export_dialog import ExportChoice
from ui.dialogs.proposal_dialog import Accepted
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests" / "data" / "golden" / "sample.html"
LINES = 60
SENTENCE = "全年收到申请{}件，比上年增长{}.5%，其中予以公开{}件，部分公开{}件。\n"


def cancel_soon() -> None:
    """Press the button of the bar, as soon as there is one."""

    def press() -> None:
        for bar in QApplication.topLevelWidgets():
            if isinstance(bar, QProgressDialog):
                bar.canceled.emit()
                return
        QTimer.singleShot(10, press)

    press()


def kill_soon(worker: int) -> None:
    QTimer.singleShot(100, lambda: os.kill(worker, signal.SIGKILL))


@stopping
def test_the_window_turns_while_a_file_is_read(start, answers):
    """The worker waits until it has: a window that stood still would wait for it."""
    window, turns = start(), []

    def turn() -> None:
        turns.append(window.isVisible())
        if len(turns) == 40:
            os.kill(worker, signal.SIGCONT)

    ticking = QTimer(interval=10)
    ticking.timeout.connect(turn)
    answers.expect("proposal", None)
    with stopped_for(30) as worker:
        ticking.start()
        window.imports.take(PAGE)
        ticking.stop()
    assert len(turns) >= 40


@stopping
def test_what_is_cancelled_changes_nothing_and_the_next_one_is_read(start, answers, impatient):
    window, said = start(), []
    window.imports.done.connect(said.append)
    with stopped_for(30):
        cancel_soon()
        began = time.monotonic()
        window.imports.take(PAGE)
        assert time.monotonic() - began < 25, "the worker was waited for"
    assert said == [f"没有读“{PAGE.name}”，已经取消。"]
    assert window.workspace.stack.count() == 0
    answers.expect("proposal", None)
    window.imports.take(PAGE)


@stopping
def test_while_a_window_waits_it_cannot_be_closed_and_takes_no_other_report(start, answers):
    """What a later start asks for comes in between: no key is needed for that."""
    window, others = start(), []

    def meanwhile() -> None:
        window.close()
        others.append(window.documents._others.another())
        os.kill(worker, signal.SIGCONT)

    answers.expect("proposal", None)
    with stopped_for(30) as worker:
        QTimer.singleShot(100, meanwhile)
        window.imports.take(PAGE)
    assert window.isVisible()
    assert others[0] is not window.workspace
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, MainWindow) and shown is not window:
            shown.close()


@stopping
def test_a_worker_that_is_killed_is_told_of_and_the_next_one_reads(start, answers):
    window = start()
    with stopped_for(30) as worker:
        kill_soon(worker)
        answers.expect("tell")
        window.imports.take(PAGE)
    assert "程序出了错，没有读成。当前打开的报告没有变化" in answers.said[-1]
    answers.expect("proposal", None)
    window.imports.take(PAGE)


@stopping
def test_what_takes_too_long_is_given_up_and_told(start, answers, monkeypatch):
    window, worker = start(), worker_id()
    monkeypatch.setattr(background, "_LIMIT", 300)
    take = background.Background._take

    def begin_and_stand_still(self: background.Background, said: dict[str, object]) -> None:
        """What it says after that it has begun is not heard: it may be done already."""
        if "begun" in said:
            os.kill(worker, signal.SIGSTOP)
            take(self, said)

    monkeypatch.setattr(background.Background, "_take", begin_and_stand_still)
    answers.expect("tell")
    window.imports.take(PAGE)
    assert "读了 5 秒还没有读完" in answers.said[-1]


@stopping
def test_a_worker_that_hangs_before_it_begins_is_ended_and_a_new_one_reads(
    start, answers, monkeypatch
):
    window = start()
    with stopped_for(60) as worker:
        monkeypatch.setattr(background, "_UNTIL_IT_BEGINS", (300, 60_000))
        answers.expect("proposal", None)
        window.imports.take(PAGE)
    assert worker_id() != worker


def test_a_job_that_began_while_the_window_stood_is_not_asked_of_another(qtbot):
    """Nobody heard of it: the clock runs out before what lies in the pipe is read."""
    own = background.Background()
    first = own.run("ready")
    qtbot.waitUntil(lambda: first.outcome is not None)
    worker = own._process
    assert worker is not None
    worker.blockSignals(True)
    job = own.run("ready")
    qtbot.waitUntil(lambda: worker.bytesAvailable() > 0)
    worker.blockSignals(False)
    own._be_tired()
    qtbot.waitUntil(lambda: job.outcome is not None)
    assert (job.outcome.kind, job.asked, own._process) == ("result", 1, worker)
    own.close()


def test_where_no_worker_ever_begins_that_is_told_and_not_of_the_file(start, answers, monkeypatch):
    window = start()
    background.end()
    monkeypatch.setattr(background, "_arguments", lambda: ["-c", "input(); input()"])
    monkeypatch.setattr(background, "_UNTIL_IT_BEGINS", (300, 300))
    answers.expect("tell")
    window.imports.take(PAGE)
    assert "要用的程序打不开" in answers.said[-1]
    background.end()


@stopping
def test_an_export_that_is_cancelled_leaves_no_file(start, answers, tmp_path, impatient):
    window, said = start(), []
    window.exports.done.connect(said.append)
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv", ".html")))
    with stopped_for(30):
        cancel_soon()
        window.exports.choose()
    assert said == ["已经取消；没有导出任何文件。"]
    assert not list(tmp_path.glob("a.*"))


@pytest.fixture
def soon_long(monkeypatch):
    """A text that is checked in no time counts as long."""
    monkeypatch.setattr(checking, "_LONG", 1_000)


def test_the_findings_of_a_long_report_come_from_beside_and_are_the_same(start, qtbot, soon_long):
    window = start()
    text = "".join(SENTENCE.format(n, n % 70, n - 1, n - 2) for n in range(LINES))
    window.workspace.change({("texts", "problems"): text}, "改")
    window.workspace.settle()
    assert not window.workspace.is_settled
    qtbot.waitUntil(lambda: window.workspace.is_settled)
    found = checks.other_findings(report(window))
    assert window.workspace.checking.found == found
    assert len(found) > 50


def test_of_thousands_of_findings_the_gravest_are_shown_and_the_rest_is_counted(start, qtbot):
    window = start()
    text = "".join(SENTENCE.format(n, n % 70, n - 1, n - 2) for n in range(600))
    window.workspace.change({("texts", "problems"): text}, "改")
    window.workspace.settle()
    qtbot.waitUntil(lambda: window.workspace.is_settled)
    found, shown = checks.other_findings(report(window)), window.workspace.checking.found
    assert len(shown) == 200
    assert window.workspace.checking.beyond == len(found) - 200 > 0
    assert {f.severity for f in shown} == {min(found, key=lambda f: f.gravity).severity}
    listed = window.findChild(QLabel, "findings_words")
    assert f"另有 {len(found) - 200} 处没有列出" in listed.accessibleName()


def test_findings_of_what_was_changed_meanwhile_are_looked_for_again(start, qtbot, soon_long):
    window = start()
    text = "".join(SENTENCE.format(n, n % 70, n - 1, n - 2) for n in range(LINES))
    window.workspace.change({("texts", "problems"): text}, "改")
    window.workspace.settle()
    window.workspace.change({("texts", "problems"): text[: len(text) - 40]}, "改")
    qtbot.waitUntil(lambda: window.workspace.is_settled)
    assert window.workspace.checking.found == checks.other_findings(report(window))


def test_a_report_is_not_handed_out_before_all_checks_have_seen_it(
    start, answers, tmp_path, soon_long
):
    window = start()
    text = "".join(SENTENCE.format(n, n % 70, n - 1, n - 2) for n in range(LINES))
    window.workspace.change({("texts", "problems"): text}, "改")
    settled = []
    answers.export_choice = lambda *_: settled.append(window.workspace.is_settled)
    window.exports.choose()
    assert settled == [True]


def test_an_import_goes_on_in_a_new_worker_where_the_forms_are_others(start, answers, meetings):
    """A form that lies there now was not there when the first worker read them."""
    window = start()
    answers.expect("proposal", Accepted("new", tuple(meetings.tables), texts=True))
    file = window.documents.folder() / "会议.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    from app.report.report import Report

    store.save(Report(meetings, {("organ", ""): "甲镇", ("year", ""): 2025}), file)
    window.imports.take(file)
    assert report(window).form.edition == meetings.edition


@pytest.mark.skipif(sys.platform == "win32", reason="processes are listed otherwise")
def test_a_worker_ends_with_its_window_however_that_ends():
    code = (
        "import sys; from tests.ui.conftest import worker_id; from ui.start import application;"
        "application.application(); print(worker_id(), flush=True); sys.stdin.read()"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as window:
        assert window.stdout is not None
        worker = int(window.stdout.readline())
        assert Path(f"/proc/{worker}").exists()
        window.kill()
    end = time.monotonic() + 60
    while Path(f"/proc/{worker}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


def test_a_job_that_waits_is_cancelled_without_a_word_to_the_one_that_runs(qtbot):
    """That one is sent once, and keeps its limit."""
    own = background.Background()
    first = own.run("ready", limited=True)
    waiting = own.run("ready")
    qtbot.waitUntil(lambda: first.number > 0)
    own._limit.stop()
    own._limit.start(40_000)
    number = first.number
    waiting.cancel()
    assert waiting.outcome.kind == "cancelled"
    assert own._limit.isActive()
    qtbot.waitUntil(lambda: first.outcome is not None)
    assert (first.outcome.kind, number) == ("result", own._number)
    own.close()


def test_no_worker_that_was_ended_outlives_what_ended_it(qtbot):
    own = background.Background()
    job = own.run("ready")
    qtbot.waitUntil(lambda: job.number > 0)
    job.cancel()
    own.close()
    states = [process.state() for process in own.findChildren(QProcess)]
    assert states == [QProcess.ProcessState.NotRunning]
    qtbot.waitUntil(lambda: not own.findChildren(QProcess))


def test_what_is_asked_at_the_end_starts_no_worker_that_would_outlive_its_window(qtbot):
    own = background.Background()
    before = own.run("ready")
    own.close()
    after = own.run("ready")
    qtbot.wait(100)
    assert (before.number, after.number, own.findChildren(QProcess)) == (0, 0, [])


def test_a_worker_that_cannot_start_is_said_to_be_that(start, answers, monkeypatch):
    background.end()
    monkeypatch.setattr(background, "_program", lambda: ROOT / "没有")
    window = start()
    answers.expect("tell")
    window.imports.take(PAGE)
    assert "要用的程序打不开" in answers.said[-1]
    background.end()


def test_nothing_is_called_in_no_time_for_an_object():
    """PySide says nothing of what goes wrong in such a call, to nobody."""
    for module in (ROOT / "ui").rglob("*.py"):
        words = module.read_text(encoding="utf-8")
        assert not re.search(r"singleShot\(\s*0, (?!lambda)", words), module
