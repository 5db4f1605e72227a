"""Size and start of the frozen program beside a bare window that the same tool froze.

python benchmarks/packaging.py FROZEN      writes a table to benchmarks/packaging.md

The bare window is PySide6-Essentials alone, by PyInstaller's defaults. Launches take turns, so that
what else the machine does falls on both; the first of each is not counted. With LAB=.ci/windows/lab
both are Windows programs under Wine. Needs Xvfb, openbox and xdotool.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["FROZEN"] = str(Path(sys.argv[1]).resolve())
sys.path.insert(0, str(ROOT))
from tests.package import clerk  # noqa: E402

ROUNDS = 15
LIMITS = {"zip, MB": "1.0", "unpacked, MB": "0.8", "launch, s": "1.4" if clerk.LAB else "1.5"}
READY = "launch to the report, s"
FILLED = "未命名"
"""In the title once the window has its report and takes keys."""
WHERE = "Windows program under Wine" if clerk.LAB else "Linux"
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("bare")
window.resize(1320, 1000)
window.show()
sys.exit(application.exec())
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = {"bare": freeze_bare(folder), "年报": clerk.FROZEN / executable("nianbao")}
        sizes = {title: size(program.parent) for title, program in programs.items()}
        launches = measure(programs)
    rows = {
        "zip, MB": [sizes[title][0] / 1e6 for title in programs],
        "unpacked, MB": [sizes[title][1] / 1e6 for title in programs],
        "launch, s": [statistics.median(launches[title]) for title in programs],
        READY: [statistics.median(launches["bare"]), statistics.median(launches[FILLED])],
    }
    write(table(rows))


def freeze_bare(folder: Path) -> Path:
    """A window and nothing else, by the tool's defaults."""
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    python = clerk.lab_folder() / "winpy" / "python.exe" if clerk.LAB else Path(sys.executable)
    command = [str(python), "-m", "PyInstaller", "--windowed", "--log-level", "ERROR", "bare.py"]
    screen = ["xvfb-run", "-a", *clerk.wine("wine")] if clerk.LAB else []
    subprocess.run([*screen, *command], cwd=folder, check=True, capture_output=True)
    clerk.end_wine()
    return folder / "dist" / "bare" / executable("bare")


def executable(name: str) -> str:
    return f"{name}.exe" if clerk.WINDOWS else name


def size(folder: Path) -> tuple[int, int]:
    """Bytes as a zip, and on the disk."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for file in files:
                archive.write(file, file.relative_to(folder))
        return out.tell(), sum(file.stat().st_size for file in files)


def measure(programs: dict[str, Path]) -> dict[str, list[float]]:
    """Seconds from the start to the visible window, and to the one that is filled."""
    seconds: dict[str, list[float]] = {title: [] for title in (*programs, FILLED)}
    with clerk.open_screen() as screen:
        for number in range(ROUNDS + 1):
            for title, program in programs.items():
                awaited = [title] if title == "bare" else [title, FILLED]
                for shown, taken in launch(screen, awaited, program).items():
                    if number:
                        seconds[shown].append(taken)
    return seconds


def launch(screen: clerk.Screen, titles: list[str], program: Path) -> dict[str, float]:
    """Seconds until a window's title holds these words, one after the other."""
    begin, taken = time.perf_counter(), {}
    started = screen.start([*clerk.wine("wine"), str(program)])
    for title in titles:
        while not any(title in shown for shown in screen.titles()):
            time.sleep(0.01)
        taken[title] = time.perf_counter() - begin
    started.kill()
    started.wait()
    while any(titles[0] in shown for shown in screen.titles()):
        time.sleep(0.05)
    return taken


def table(rows: dict[str, list[float]]) -> str:
    lines = [
        f"### {WHERE}",
        "",
        "| | bare window | 年报 | times | at most |",
        "|---|---|---|---|---|",
    ]
    for name, (bare, own) in rows.items():
        limit = LIMITS.get(name, "")
        lines.append(f"| {name} | {bare:.2f} | {own:.2f} | {own / bare:.2f} | {limit} |")
    return "\n".join(lines) + "\n"


def write(section: str) -> None:
    """Replace this system's part of the file, keep the other's."""
    target = ROOT / "benchmarks" / "packaging.md"
    old = target.read_text(encoding="utf-8").split("### ") if target.exists() else [HEAD]
    others = [f"### {part}" for part in old[1:] if not part.startswith(WHERE)]
    target.write_text("\n".join([old[0].rstrip() + "\n", *others, section]), encoding="utf-8")
    print(section)


HEAD = """# Packaging

`python benchmarks/packaging.py dist/nianbao` (Linux) and
`LAB=.ci/windows/lab python benchmarks/packaging.py dist/windows/nianbao` (Wine) write
this file: size, and start to visible window (median), beside a bare PySide6-Essentials window that
the same PyInstaller froze with its defaults, in one run, by turns. The window shows empty while the
report is loaded; when it is there and takes keys is the last line.
"""


if __name__ == "__main__":
    main()
