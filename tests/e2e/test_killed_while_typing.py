"""The real program, typed into without a pause and killed: what comes back at the next start."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TYPES = """
import sys, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.__main__ import main
EVERY, TEXT = 80, "problems"
def type_():
    box = QApplication.focusWidget()
    if box is None:
        return
    if sys.argv[1] == "text":
        QTest.keyClicks(box, str(time.monotonic_ns() // 10**6) + " ")
    else:
        QTest.keyClicks(box, "1" if not getattr(type_, "begun", False) else "0")
        type_.begun = True
def begin():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "main_window")
    window.activateWindow()
    window.at_start.leave()
    if sys.argv[1] == "text":
        window.page.go_to(("texts", TEXT))
    else:
        window.page.go_to(("cells", "requests/new_received/natural"))
    global timer
    timer = QTimer()
    timer.timeout.connect(type_)
    timer.start(EVERY if sys.argv[1] == "text" else 3_000)
    print("types", flush=True)
exec_ = QApplication.exec
def run(*_):
    QTimer.singleShot(1_000, begin)
    QTimer.singleShot(60_000, QApplication.exit)  # should nobody kill it
    return exec_()
QApplication.exec = run
main(sys.argv[2:])
"""
COMES_BACK = """
import sys
from app.files import recovery
found = recovery.found()
print(len(found))
for each in found:
    print(each.file or "-")
    print(each.report.text("problems")[-14:].strip())
    print(dict(each.report.cells))
"""


def run(program: str, home: Path, *more: str) -> subprocess.Popen:
    env = os.environ | {"XDG_CONFIG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", program, *more],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=env,
    )


def killed_after(seconds: float, home: Path, *more: str) -> int:
    """When it was killed, in milliseconds of this computer's clock."""
    process = run(TYPES, home, *more)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "types"
    time.sleep(seconds)
    process.kill()
    when = time.monotonic_ns() // 10**6
    process.communicate()
    return when


def back(home: Path) -> list[str]:
    said, _ = run(COMES_BACK, home).communicate(timeout=300)
    return said.splitlines()


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the clock and the home are POSIX's"),
]


@pytest.mark.parametrize("seconds", [6.0, 11.5])
def test_of_typing_without_a_pause_at_most_five_seconds_are_lost(tmp_path, seconds):
    when = killed_after(seconds, tmp_path, "text")
    number, _, typed, _ = back(tmp_path)
    assert number == "1"
    last = int(typed.split()[-1])
    assert when - last <= 5_000


def test_digits_that_stood_in_an_open_editor_come_back(tmp_path):
    killed_after(9.0, tmp_path, "cell")
    number, *_, cells = back(tmp_path)
    assert number == "1"
    assert cells.startswith("{'requests/new_received/natural': 1")


def test_while_it_stands_still_nothing_of_it_is_taken(tmp_path):
    process = run(TYPES, tmp_path, "text")
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "types"
    time.sleep(6)
    process.send_signal(19)
    try:
        assert back(tmp_path) == ["0"]
        assert list((tmp_path / "nianbao" / "recovery").glob("*.unsaved"))
    finally:
        process.kill()
        process.communicate()
    assert back(tmp_path)[0] == "1"
