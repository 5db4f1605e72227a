"""How quick the window is: a committed key, paste, undo, scrolling, zoom; start and memory.

python benchmarks/window.py      prints the table of benchmarks/README.md; runs offscreen.

Start and memory are given as a ratio to a bare PySide6 window that is measured in the same run.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORT = ROOT / "tests" / "data" / "reports" / "005.json"
STARTS = 9

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QPlainTextEdit())
"""
OURS = """
from ui.application import application, window as make
app = application()
window = make()
"""
SHOWN = """
window.show()
app.processEvents()
import resource, time
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    rows = [*starting(), *working()]
    print("| what | median | p99 | target |", "|---|---|---|---|", sep="\n")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def starting() -> list[tuple[str, ...]]:
    bare, ours = [], []
    for _ in range(STARTS):
        bare.append(start(BARE))
        ours.append(start(OURS))
    seconds = [statistics.median(each[0] for each in side) for side in (bare, ours)]
    memory = [statistics.median(each[1] for each in side) / 1024 for side in (bare, ours)]
    time_, space = seconds[1] / seconds[0], memory[1] / memory[0]
    return [
        (
            f"start to window: {seconds[1] * 1000:.0f} ms beside {seconds[0] * 1000:.0f} ms",
            f"{time_:.2f}x",
            "",
            "1.6x",
        ),
        (
            f"peak memory: {memory[1]:.0f} MB beside {memory[0]:.0f} MB",
            f"{space:.2f}x",
            "",
            "1.5x",
        ),
    ]


def start(program: str) -> tuple[float, int]:
    """(seconds from the first line to the shown window, peak memory in KiB)."""
    code = "import time; begin = time.perf_counter()\n" + program + SHOWN
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout.split()  # fmt: skip
    return float(out[0]), int(out[1])


def working() -> list[tuple[str, ...]]:
    from PySide6.QtWidgets import QApplication

    from ui.application import application, window

    app = application()
    shown = window(REPORT)
    shown.resize(1366, 740)
    shown.show()
    app.processEvents()
    view = next(grid for grid in shown.page.grids if grid.objectName() == "table:requests")
    view.go_to("requests/granted/natural")
    app.processEvents()
    model, bar = view.grid_model, shown.page.verticalScrollBar()
    index = model.index_of("requests/granted/natural")

    def key(turn: int) -> None:
        model.setData(index, str(turn % 9))
        app.processEvents()

    cells = shown.workspace.report.form.cells
    whole = [cell.id for cell in view.moves.cells if not cells[cell.id].computed]

    def paste(turn: int) -> None:
        from ui.grid import edits

        edits.change(view, dict.fromkeys(whole, turn % 7), "粘贴")
        app.processEvents()

    def undo(_: int) -> None:
        shown.workspace.undo()
        app.processEvents()

    def scroll(turn: int) -> None:
        bar.setValue(turn * 37 % bar.maximum())
        app.processEvents()

    def zoom(turn: int) -> None:
        shown.page.set_zoom((1.0, 1.1)[turn % 2])
        app.processEvents()

    assert QApplication.instance() is app
    return [
        row("one committed key, totals repainted", key, 500, "1 ms, p99 5 ms"),
        row("144 cells of table 三 pasted, repainted", paste, 60, "30 ms"),
        row("undo of such a paste", undo, 50, "10 ms"),
        row("a frame of scrolling", scroll, 300, "16 ms"),
        row("a frame of zooming", zoom, 40, "16 ms"),
        *exports(shown.workspace.report),
    ]


def exports(report: object) -> list[tuple[str, ...]]:
    from app.exporters import EXPORTS
    from app.exporters.options import PLAIN

    made = []
    for suffix, export in EXPORTS.items():
        export.render(report, PLAIN)  # type: ignore[arg-type]
        made.append(
            row(f"export {suffix}", lambda _, e=export: e.render(report, PLAIN), 10, "300 ms")
        )
    return made


def row(name: str, act: Callable[[int], object], times: int, target: str) -> tuple[str, ...]:
    taken = []
    for turn in range(times):
        begin = time.perf_counter()
        act(turn)
        taken.append((time.perf_counter() - begin) * 1000)
    taken.sort()
    return (
        name,
        f"{statistics.median(taken):.2f} ms",
        f"{taken[int(len(taken) * 0.99) - 1]:.2f} ms",
        target,
    )


if __name__ == "__main__":
    main()
