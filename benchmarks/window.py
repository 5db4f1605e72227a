"""How quick the window is: a committed key, paste, undo, scrolling, zoom, exports; start, memory.

python benchmarks/window.py      writes the table into benchmarks/README.md; runs offscreen.

Start and memory are a ratio to a bare PySide6 window; the two are started in turn in this run. The
processor's own time stands beside each: on a busy machine it alone tells something.
"""

import gc
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
REPORT = ROOT / "tests" / "data" / "reports" / "005.json"
CLIPBOARD = ROOT / "tests" / "data" / "clipboard" / "calc-table-3-numbers.txt"
NEXT_YEAR = REPORT.with_name("006.json")
STARTS = 9
# Numbers in every sentence, some of them the tables' own; 5,000 characters.
LONG_TEXT = "".join(
    f"{n}月，通过网站发布信息{n * 53}条，政策解读{n * 3}次，组织培训{n % 5}场，参加{n * 11}人；"
    f"全年新收政府信息公开申请3646件，上年结转121件，其中自然人申请{3500 + n}件。"
    for n in range(1, 80)
)[:4960]
LONG_TEXT += "行政复议170件，今年发布信息1000条。"
Row = tuple[str, str, str, str, str]

SHOWN = """
def shown(*_):
    import resource, time
    QApplication.processEvents()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(time.monotonic(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return 0
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
{SHOWN}
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QPlainTextEdit())
window.show()
shown()
"""
OURS = f"""
import sys
from PySide6.QtWidgets import QApplication
{SHOWN}
from ui.start import application
let_be_seen = application._let_be_seen
def painted(window):
    let_be_seen(window)
    shown()
application._let_be_seen = painted
QApplication.exec = shown
from ui.__main__ import main
main(sys.argv[1:])
"""


def main() -> None:
    rows = [*starting(), *working()]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = ["| what | median | p99 | processor | at most |", "|---|---|---|---|---|"]
    table = "\n".join([*head, *lines])
    print(table)
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    new = f"<!-- window -->\n{where}, load {os.getloadavg()[0]:.1f}\n\n{table}\n<!-- /window -->"
    text = re.sub(r"<!-- window -->.*<!-- /window -->", lambda _: new, text, flags=re.DOTALL)
    readme.write_text(text, encoding="utf-8")


def starting() -> Iterator[Row]:
    """From the start of the process to the first paint, and until a city's report takes keys.

    Each side with its byte code at hand, and what an earlier start has kept.
    """
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        report = str(shutil.copy(REPORT, folder))
        for program in (BARE, OURS):
            start(program, folder, report)
        for _ in range(STARTS):
            bare.append(start(BARE, folder))
            ours.append(start(OURS, folder, report))
    beside = [statistics.median(side[0][i] for side in bare) for i in range(3)]
    for at, what, most in ((0, "first paint", "1.3x"), (1, "ready for keys, 005", "1.8x")):
        wall, cpu, space = (statistics.median(side[at][i] for side in ours) for i in range(3))
        yield (
            f"{what}: {wall * 1e3:.0f} ms beside {beside[0] * 1e3:.0f} ms",
            f"{wall / beside[0]:.2f}x", "", f"{cpu / beside[1]:.2f}x", most,
        )  # fmt: skip
    yield (
        f"peak memory: {space:.0f} MB beside {beside[2]:.0f} MB",
        f"{space / beside[2]:.2f}x", "", "", "1.6x",
    )  # fmt: skip


def start(program: str, folder: str, *arguments: str) -> list[tuple[float, ...]]:
    """(seconds since the start, processor seconds, peak MB) at each moment a process tells of."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": folder, "XDG_CONFIG_HOME": folder}
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, encoding="utf-8", check=True, cwd=ROOT, env=kept | own,
    )  # fmt: skip
    told = [[*map(float, line.split())] for line in done.stdout.splitlines()]
    return [(end - begin, cpu, space) for end, cpu, space in told]


def working() -> Iterator[Row]:
    from PySide6.QtWidgets import QApplication

    from app import checks
    from app.files import store
    from app.report import previous
    from ui.dialogs.comparison import CompareDialog
    from ui.flows import two_years
    from ui.page.grid import clipboard
    from ui.start.application import application
    from ui.start.program import window

    app = application()
    shown = window(Path(shutil.copy(REPORT, tempfile.mkdtemp())))
    shown.resize(1366, 740)
    shown.show()
    app.processEvents()
    view = next(grid for grid in shown.page.grids if grid.objectName() == "table:requests")
    view.go_to("requests/granted/natural")
    app.processEvents()
    model, bar = view.grid_model, shown.page.verticalScrollBar()
    index = model.index_of("requests/granted/natural")
    gc.freeze()  # as the program does once its window stands

    def key(turn: int) -> None:
        model.setData(index, str(turn % 9))
        app.processEvents()

    blocks = [CLIPBOARD.read_text(encoding="utf-8")]
    blocks.append(blocks[0].replace("0", "1"))

    def paste(turn: int) -> None:
        QApplication.clipboard().setText(blocks[turn % 2])
        view.go_to("requests/new_received/natural")
        clipboard.paste(view, shown.questions)
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

    report, last_year = store.load(NEXT_YEAR).report, store.load(REPORT).report

    def rest(turn: int) -> None:
        text = LONG_TEXT.replace("1000", str(1000 + turn))
        report.apply({("texts", "overview/on_request"): text})
        checks.other_findings(report, last_year)

    def compared(_: int) -> None:
        comparison, sides = two_years.compared(report, previous.of(last_year))
        dialog = CompareDialog(shown, report.form, comparison, sides)
        dialog.show()
        app.processEvents()
        dialog.close()

    yield row("one committed key, totals and marks repainted", key, 500, "1 ms, p99 5 ms")
    yield row("表三 pasted whole, repainted", paste, 60, "30 ms")
    yield row("undo of such a paste, repainted", undo, 50, "10 ms")
    yield row("a frame of scrolling", scroll, 300, "16 ms")
    yield row("a frame of zooming", zoom, 40, "16 ms")
    yield row("checks of 5,000 characters and of last year, one figure new", rest, 60, "5 ms")
    yield row("two years beside each other, opened", compared, 20, "50 ms")
    yield from exports(shown.workspace.report)
    shown.workspace.stack.setClean()


def exports(report: object) -> Iterator[Row]:
    from app.exporters import EXPORTS
    from app.exporters.options import PLAIN

    for suffix, export in EXPORTS.items():
        export.render(report, PLAIN)
        yield row(f"export {suffix}", lambda _, e=export: e.render(report, PLAIN), 10, "300 ms")


def row(name: str, act: Callable[[int], object], times: int, target: str) -> Row:
    wall, cpu = [], []
    for turn in range(times):
        begin, used = time.perf_counter(), time.process_time()
        act(turn)
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - begin) * 1000)
    late = int(times * 0.99) - 1
    median, p99 = statistics.median(wall), sorted(wall)[late]
    used = f"{statistics.median(cpu):.2f} ms, p99 {sorted(cpu)[late]:.2f} ms"
    return name, f"{median:.2f} ms", f"{p99:.2f} ms", used, target


if __name__ == "__main__":
    main()
