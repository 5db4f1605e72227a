"""What a key costs while a draft is written, beside what it costs without; what a draft costs.

python benchmarks/keeping.py      prints; runs offscreen, in a folder of its own.

Keys with and without are typed by turns in one run: the ratio holds on a busy machine too.
"""

import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]
REPORT = ROOT / "tests" / "data" / "reports" / "005.json"
ROUNDS, KEYS, STARTS, OLD = 12, 60, 11, 50
LONG = 5_000
"""Letters in every text of the largest report that is tried."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        keys(folder)
    starts()


def keys(folder: str) -> None:
    from app.files import recovery
    from ui.start.application import application
    from ui.start.program import window

    app = application()
    shown = window(Path(shutil.copy(REPORT, folder)))
    shown.show()
    app.processEvents()
    view = next(grid for grid in shown.page.grids if grid.objectName() == "table:requests")
    model, keeping = view.grid_model, shown.workspace.keeping
    index = model.index_of("requests/granted/natural")
    gc.freeze()
    turn, times = 0, {True: [], False: []}
    for number in range(2 * ROUNDS):
        writes = number % 2 == 1
        for _ in range(KEYS):
            turn += 1
            keeping.keep()
            if not writes:  # else it would be compared with keys that find all at hand
                keeping.wait(5)
                app.processEvents()
            begin = time.perf_counter()
            model.setData(index, str(turn % 9))
            app.processEvents()
            times[writes].append((time.perf_counter() - begin) * 1e3)
            keeping.wait(5)
    for writes, words in ((False, "after a draft was written"), (True, "while a draft is written")):
        late = sorted(times[writes])[int(len(times[writes]) * 0.99)]
        print(f"a key {words}: {statistics.median(times[writes]):.2f} ms, p99 {late:.2f} ms")
    both = [statistics.median(times[writes]) for writes in (True, False)]
    print(f"ratio of the medians: {both[0] / both[1]:.2f}x")
    report = shown.workspace.report
    print(f"a draft put together: {put_together(recovery, report):.2f} ms")
    report.apply({("texts", text): "字" * LONG for text in report.form.texts})
    print(f"with {LONG} letters in every text: {put_together(recovery, report):.2f} ms")
    kept, content = recovery.Recovery(), recovery.encode(report, REPORT, "")
    begin = time.perf_counter()
    kept.write(content)
    print(f"such a one written, with fsync: {(time.perf_counter() - begin) * 1e3:.1f} ms")
    kept.drop()
    shown.workspace.undo()
    shown.workspace.save(Path(folder) / "005.json")
    print(f"saved with a version and its draft gone: {saved(shown.workspace, model, index):.1f} ms")
    shown.workspace.stack.setClean()


def saved(workspace: object, model: object, index: object) -> float:
    times = []
    for turn in range(30):
        model.setData(index, str(turn % 9 + 10))
        workspace.keeping.keep()
        workspace.keeping.wait(5)
        begin = time.perf_counter()
        workspace.save(workspace.path)
        workspace.keeping.wait(5)
        times.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(times)


def put_together(recovery: object, report: object) -> float:
    times = []
    for _ in range(30):
        begin = time.perf_counter()
        recovery.encode(report, REPORT, "")
        times.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(times)


def starts() -> None:
    """A start with old drafts in the folder, beside one without, by turns."""
    from window import OURS, start

    from app.files import recovery, store
    from app.files.recovery import Recovery

    seconds = {True: [], False: []}
    with tempfile.TemporaryDirectory() as with_old, tempfile.TemporaryDirectory() as without:
        os.environ["XDG_CONFIG_HOME"] = with_old
        report = store.load(REPORT).report
        for _ in range(OLD):
            Recovery().keep(report, REPORT.with_name("gone.json"), "")
        for place in recovery.named(".unsaved")[: OLD // 2]:
            recovery.set_aside(place)
        for number in range(2 * STARTS + 2):
            old = number % 2 == 1
            wall, cpu, _ = start(OURS, with_old if old else without)[-1]
            if number > 1:
                seconds[old].append((wall, cpu))
    wall, cpu = (
        [statistics.median(each[i] for each in seconds[old]) for old in (True, False)]
        for i in (0, 1)
    )
    print(f"start with {OLD} old drafts, half of them set aside: {wall[0] * 1e3:.0f} ms")
    print(f"without: {wall[1] * 1e3:.0f} ms")
    print(f"ratio: {wall[0] / wall[1]:.2f}x, processor {cpu[0] / cpu[1]:.2f}x")


if __name__ == "__main__":
    main()
