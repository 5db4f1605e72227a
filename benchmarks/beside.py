"""How late the window is while a worker reads, makes documents and checks; what the pipe costs.

python benchmarks/beside.py      prints; runs offscreen, in a folder of its own.

A timer of 10 ms runs in the window: what it is later than that is what a key would wait. Beside it
stands how late it is while nothing is done, in the same run.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORT = ROOT / "tests" / "data" / "reports" / "005.json"
SENTENCE = "全年收到申请{}件，比上年增长{}.5%，其中予以公开{}件，部分公开{}件。\n"
EVERY, LETTERS, ROUNDS = 10, 50_000, 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        measure(Path(folder))


def measure(folder: Path) -> None:
    from app.commands import wire
    from app.exporters.options import PLAIN
    from app.files import store
    from ui import background
    from ui.start.application import application
    from ui.start.program import window

    application()
    shown = window(REPORT)
    shown.show()
    report = shown.workspace.report
    words = store.encode(report).decode()
    kinds = (".docx", ".xlsx", ".pdf")
    parts = {"options": wire.of_options(PLAIN), "report": words}
    targets = {kind: str(folder / f"a{kind}") for kind in kinds}
    began = time.perf_counter()
    wait("ready")
    print(f"a worker answers {1e3 * (time.perf_counter() - began):.0f} ms after it is asked for")
    print(f"nothing is done: {late(lambda: rest(0.5))}")
    print(f"documents: {late(lambda: wait('export', targets=targets, **parts))}")
    for kind in kinds[:2]:
        path = targets[kind]
        told = late(lambda path=path: wire.proposal(wait("import", path=path)))
        print(f"import {kind}: {told}")
    lines = [SENTENCE.format(n, n % 70, n - 1, n - 2) for n in range(1, LETTERS // 30)]
    long = shown.workspace
    long.change({("texts", "problems"): "".join(lines)[:LETTERS]}, "改")

    def check() -> None:
        long.settle()
        while not long.is_settled:
            turn()

    print(f"checks of {LETTERS:,} letters: {late(check)}")
    warm = statistics.median(timed(lambda: wait("ready")) for _ in range(50))
    print(f"a job that does nothing: {1e3 * warm:.2f} ms")
    background.end()
    shown.workspace.stack.setClean()
    shown.close()


def late(work: Callable[[], object]) -> str:
    """How much later than it should a timer is while something is done, a few times over."""
    from PySide6.QtCore import Qt, QTimer

    ticks: list[float] = []
    timer = QTimer(interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    took = statistics.median(timed(work) for _ in range(ROUNDS))
    timer.stop()
    gaps = sorted(1e3 * (b - a) - EVERY for a, b in pairwise(ticks))
    p99 = gaps[int(0.99 * len(gaps))]
    return f"{1e3 * took:.0f} ms; late by {p99:.1f} ms at p99, {gaps[-1]:.1f} at most"


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def wait(work: str, **parts: object) -> object:
    from PySide6.QtCore import QEventLoop

    from ui import background

    job, loop = background.shared().run(work, **parts), QEventLoop()
    job.ended.connect(loop.quit)
    loop.exec()
    assert job.outcome is not None
    assert job.outcome.kind == "result", job.outcome
    return job.outcome.value


def rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        turn()


def turn() -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


if __name__ == "__main__":
    main()
