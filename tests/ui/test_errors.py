"""An exception of our own: what is unsaved is kept first, one window says so, the work goes on."""

import io
import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import delete

from app.commands import cli
from app.disk import log, places
from app.files import recovery
from tests.ui.conftest import action, type_words
from ui.dialogs.error_dialog import ErrorDialog
from ui.start import first_start
from ui.start.errors import Errors

SECRET = "张三的举报信 4711"


@pytest.fixture
def errors(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)  # as in a frozen program without a console
    errors = Errors()
    errors.watch()
    yield errors
    errors.end()
    for dialog in dialogs():
        dialog.reject()


def dialogs() -> list[ErrorDialog]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()
    ]


def fail(words: str = SECRET) -> None:
    raise KeyError(words)


def the_log() -> str:
    file = log.folder() / "nianbao.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def told(qtbot) -> ErrorDialog:
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    return dialogs()[0]


def words_of(dialog: ErrorDialog) -> str:
    return "\n".join(
        label.text() for label in dialog.findChildren(type(dialog.again)) if not label.isHidden()
    )


def test_what_fails_in_a_slot_is_kept_first_then_told_in_one_window(start, qtbot, errors):
    window = start()
    window.workspace.change({("texts", "lead"): SECRET}, "改")
    assert recovery.named(".unsaved") == []
    QTimer.singleShot(0, fail)
    dialog = told(qtbot)
    [found] = map(recovery.read, recovery.named(".unsaved"))
    assert found.report.text("lead") == SECRET
    assert "留底" in words_of(dialog)
    assert "KeyError" in the_log()
    assert "test_errors" in the_log()
    assert SECRET not in the_log()
    window.page.go_to(("texts", "lead"))
    dialog.accept()
    window.workspace.change({("texts", "lead"): "接着填"}, "改")
    assert window.workspace.report.text("lead") == "接着填"


class Painting(QWidget):
    failed = 0

    def paintEvent(self, event):  # noqa: N802
        self.failed += 1
        self.update()
        fail(f"{SECRET} {self.failed}")


def test_a_picture_that_fails_each_time_is_one_window_and_few_lines(start, qtbot, errors):
    start()
    widget = Painting()
    qtbot.addWidget(widget)
    widget.show()
    dialog = told(qtbot)
    qtbot.waitUntil(lambda: widget.failed > 100)
    assert len(dialogs()) == 1
    assert len(the_log().splitlines()) < 30
    assert "次，不再另外弹出窗口" in words_of(dialog)
    dialog.accept()
    failed = widget.failed
    qtbot.waitUntil(lambda: widget.failed > failed + 5)
    assert dialogs() == []
    widget.hide()


class Filter(QObject):
    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.User:
            fail()
        return False


def test_an_event_filter_and_a_thread_are_heard_too(start, qtbot, errors):
    window = start()
    filter_ = Filter()
    window.installEventFilter(filter_)
    QApplication.postEvent(window, QEvent(QEvent.Type.User))
    told(qtbot).accept()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    told(qtbot).accept()
    assert "ZeroDivisionError" in the_log()


def test_what_cannot_be_kept_is_said(start, qtbot, errors, home):
    window = start()
    window.workspace.change({("texts", "lead"): "x"}, "改")
    recovery.folder().parent.mkdir(parents=True, exist_ok=True)
    recovery.folder().write_text("no folder", encoding="utf-8")
    QTimer.singleShot(0, fail)
    assert "草稿没有能留底" in words_of(told(qtbot))


def test_where_keeping_itself_fails_the_window_still_comes(start, qtbot, errors, monkeypatch):
    window = start()
    window.workspace.change({("texts", "lead"): "x"}, "改")
    monkeypatch.setattr(window.workspace.keeping, "keep_now", fail)
    QTimer.singleShot(0, fail)
    assert "草稿没有能留底" in words_of(told(qtbot))
    assert "snapshot: KeyError" in the_log()


def test_nothing_is_said_to_be_unsaved_where_nothing_is(start, qtbot, errors):
    start()
    QTimer.singleShot(0, fail)
    assert "没有未保存的改动" in words_of(told(qtbot))
    assert recovery.named(".unsaved") == []


def test_what_is_copied_holds_no_word_of_the_report_unless_agreed(start, qtbot, errors):
    window = start()
    window.workspace.change({("texts", "lead"): SECRET}, "改")
    QTimer.singleShot(0, fail)
    dialog = told(qtbot)
    dialog.copy()
    words = QApplication.clipboard().text()
    assert "KeyError" in words
    assert "Qt 6" in words
    assert SECRET not in words
    assert str(places.settings_folder()) not in words
    dialog.content.setChecked(True)
    dialog.copy()
    assert QApplication.clipboard().text().count(SECRET) == 2  # of the exception, of the report


def test_many_new_faults_are_few_windows(start, qtbot, errors):
    start()
    for number in range(20):
        namespace = {}
        exec(compile(f"\n\ndef fail_{number}():\n    raise ValueError(1)", "x", "exec"), namespace)
        QTimer.singleShot(0, namespace[f"fail_{number}"])
        qtbot.wait(5)
        for dialog in dialogs():
            dialog.accept()
    assert len(errors._told) == 5
    assert the_log().count("ValueError") >= 20


def test_what_qt_says_is_in_the_log_without_names(start, qtbot, errors):
    start()
    errors._write_soon.setInterval(30)
    qWarning("Could not open '/home/zhang/x.png'")
    assert the_log() == ""  # not while a window is coming up
    qtbot.waitUntil(lambda: "Could not open" in the_log())
    assert "zhang" not in the_log()


CRASH = """
import faulthandler, sys
from PySide6.QtWidgets import QApplication
from ui.start.errors import Errors
application = QApplication([])
errors = Errors()
errors.watch()
if sys.argv[1] == "fall":
    faulthandler._sigabrt()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks whether to debug")
def test_where_qt_itself_falls_the_next_start_writes_it_down(tmp_path, home, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    fallen = subprocess.run([sys.executable, "-c", CRASH, "fall"], capture_output=True, check=False)
    assert fallen.returncode != 0
    subprocess.run([sys.executable, "-c", CRASH, "again"], capture_output=True, check=True)
    files = list(home.rglob("nianbao.log"))
    assert len(files) == 1
    assert "Aborted" in files[0].read_text(encoding="utf-8")


START = """
import pathlib, sys
from app.disk import places
places.settings_folder = lambda: pathlib.Path({folder!r})  # Windows is asked by no variable
from ui.start import application
def run(files):
    raise KeyError({secret!r})
application.run = run
from ui.__main__ import main
sys.exit(main([]))
"""


def test_an_exception_before_the_window_stands_is_told(home):
    code = START.format(secret=SECRET, folder=str(home))
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 2
    said = ended.stderr.decode(errors="replace")
    assert "年报出了一个错（KeyError）" in said
    assert "Traceback" not in said
    assert SECRET not in said
    [file] = home.rglob("nianbao.log")
    assert "start: KeyError" in file.read_text(encoding="utf-8")


def test_without_a_console_nothing_fails(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    first_start.tell(first_start.ended(KeyError(SECRET), log.folder()))


def test_a_mistake_of_ours_in_a_command_is_one_sentence(monkeypatch, tmp_path):
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(cli.store, "load", lambda _path: fail())
    assert cli.main(["show", str(tmp_path / "a.json")]) == 2
    assert said.getvalue().count("\n") == 1
    assert "程序自己出了错（KeyError）" in said.getvalue()
    assert SECRET not in said.getvalue()
    assert "command: KeyError" in the_log()
    assert SECRET not in the_log()


def test_the_help_menu_opens_the_folder_of_the_log(start, answers, monkeypatch):
    window = start()
    asked = []
    monkeypatch.setattr(
        "PySide6.QtGui.QDesktopServices.openUrl", lambda url: asked.append(url) or False
    )
    answers.expect("tell")
    action(window, "打开日志文件夹").trigger()
    assert asked[0].toLocalFile().rstrip("/").endswith("log")
    assert log.folder().is_dir()
    assert str(log.folder()) in answers.said[-1]


def test_typing_goes_on_after_the_window_is_closed(start, qtbot, errors):
    window = start()
    window.page.go_to(("texts", "lead"))
    QTimer.singleShot(0, fail)
    told(qtbot).accept()
    qtbot.waitUntil(lambda: dialogs() == [])
    window.activateWindow()
    type_words("又")
    assert "又" in window.workspace.report.text("lead")


def test_a_dialog_that_takes_the_window_along_is_no_end_of_telling(start, qtbot, errors):
    window = start()
    other = QDialog(window)
    other.open()
    QTimer.singleShot(0, fail)
    assert told(qtbot).parent() is other
    delete(other)
    QTimer.singleShot(0, fail)  # counted, in no window that is gone
    QTimer.singleShot(0, lambda: 1 / 0)
    told(qtbot)
    assert the_log().count("ZeroDivisionError") == 2


def test_whoever_listened_before_the_program_listens_again_after_it(qtbot):
    """Else, of all that runs after it in one process, a thread that fails is heard by nobody."""
    before, heard = (sys.excepthook, threading.excepthook, sys.unraisablehook), []
    installed = qInstallMessageHandler(lambda _kind, _where, words: heard.append(words))
    errors = Errors()
    errors.watch()
    errors.end()
    qWarning("after its end")
    qInstallMessageHandler(installed)
    assert heard == ["after its end"]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
