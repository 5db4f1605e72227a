"""How a window with many reports keeps up: read beside it, listed, narrowed, scrolled, summed.

QT_QPA_PLATFORM=offscreen python benchmarks/county.py [HOW_MANY ...]    300 documents; 3,000 reports

Of documents a third each is Word, Excel, web page; from 1,000 on all are report files, which are
read fastest. Late is what a timer of ten milliseconds is while all is read; the window's own pieces
of work are told by the time of its thread, which others on the machine do not add to.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORTS = ROOT / "tests" / "data" / "reports"
SOURCES = ("003", "020", "021")
MANY = (300, 3_000)
_ALL_REPORTS = 1_000


def main(*words: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for many in map(int, words or MANY):
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home}
            place = laid(Path(home) / "县", many)
            for line in measured(place):
                print(f"{many:,} | {line}", flush=True)


def laid(place: Path, many: int) -> Path:
    from app.exporters import EXPORTS
    from app.exporters.options import Options
    from app.files import store

    (place / "收到").mkdir(parents=True)
    suffixes = (".docx", ".xlsx", ".html") if many < _ALL_REPORTS else (".json",)
    for number in range(many):
        plain = json.loads((REPORTS / f"{SOURCES[number % 3]}.json").read_text("utf-8"))
        plain |= {"organ": f"县第{number}局", "year": 2023}
        content = json.dumps(plain, ensure_ascii=False).encode()
        suffix = suffixes[number % len(suffixes)]
        if suffix != ".json":
            content = EXPORTS[suffix].render(store.decode(content), Options())
        (place / "收到" / f"{number}{suffix}").write_bytes(content)
    units = [{"name": f"县第{number}局"} for number in range(many)]
    facts = {"format": 1, "year": 2023, "units": units}
    (place / "汇总.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return place


def measured(place: Path) -> list[str]:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.disk import settings
    from ui import background
    from ui.start import application, program
    from ui.window.main_window import MainWindow

    application.application()
    first = MainWindow("")
    running = program.Program(settings.load(), first)
    first.show()
    QTest.qWait(300)
    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(1e3 * (now - last) - 10)
        last = now

    timer = QTimer(interval=10, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start()
    began = time.perf_counter()
    running.collect(place)
    window = running.collecting[0]
    window.resize(1600, 900)
    QApplication.processEvents()
    lines = [f"window there | {1e3 * (time.perf_counter() - began):.0f} ms"]
    late.clear()
    while window.desk.reading.is_busy or window.desk.is_judging:
        QTest.qWait(10)
    lines.append(f"all read, held together, summed | {time.perf_counter() - began:.1f} s")
    late.sort()
    lines.append(f"late at p99, at most | {late[len(late) * 99 // 100]:.0f}, {late[-1]:.0f} ms")
    timer.stop()

    def piece(name: str, do: Callable[[int], object], times: int) -> None:
        took = []
        for number in range(times):
            start = time.thread_time()
            do(number)
            QApplication.processEvents()
            took.append(1e3 * (time.thread_time() - start))
        took.sort()
        lines.append(f"{name} | median {took[times // 2]:.1f} ms, most {took[-1]:.1f} ms")

    bar = window.units.verticalScrollBar()
    piece("a frame of scrolling", lambda n: bar.setValue(n * 340), 40)
    bar.setValue(0)
    chips = window.filters.shown
    piece("narrowed by a chip", lambda n: chips[1 - n % 2].click(), 12)
    piece("narrowed by a letter", lambda n: window.left.words.setText("x1"[: n % 3]), 12)
    window.left.words.clear()
    piece("the next unit", lambda _n: QTest.keyClick(window.units, Qt.Key.Key_Down), 20)
    piece("judged and summed again", lambda _n: window.desk.stand(), 6)
    shutil.rmtree(place / "读出", ignore_errors=True)
    window.desk.read(anew=True)
    QTest.qWait(1500)
    start = time.perf_counter()
    window.stop()
    lines.append(f"stopped in the middle | {1e3 * (time.perf_counter() - start):.0f} ms")
    window.close()
    first.close()
    background.end()
    return lines


if __name__ == "__main__":
    main(*sys.argv[1:])
