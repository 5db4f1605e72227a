"""Break the core in one place at a time and see whether a test of its room tells: mutmut, bounded.

python .ci/mutants.py [MODULE...]     such as app/report/calc.py; a folder means all that is in it

In a copy of the tree, one process at a time, a sample that is the same every time, for a quarter of
an hour at most. What survives is printed as the difference that no test has seen.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

assert sys.platform != "win32", "mutmut forks, which Windows cannot"

ROOT = Path(__file__).resolve().parent.parent
CORE = ("app/report/calc.py", "app/report/report.py", "app/files/store.py", "app/disk/files.py")
"""Not what is made once and kept, as the checks of an edition are: mutmut tries a function with the
tests in which it is called, which is then the first of all tests that rest on it."""
SAMPLE = 150
SECONDS = 900
SETTINGS = """
[tool.mutmut]
source_paths = ["app"]
only_mutate = {modules}
also_copy = {others}
pytest_add_cli_args = ["-m", "not slow", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}
"""
PLAIN_NAMES = """
from _pytest import python

def plain(name):  # of a case, the same however often it is made of itself
    text = name.decode("latin-1") if isinstance(name, bytes) else name
    return "".join(c if c.isascii() and c.isprintable() else f"u{ord(c):x}" for c in text)

python.ascii_escaped = plain
"""
"""pytest, called twice in one process, escapes given names twice, and then knows none of them."""
KILLED = {1, 3, 24, 36, 152, 255, -24}
"""mutmut's codes: a test failed or could not even begin, or it took too long."""
SURVIVED = {0, 33}
"""Every test passed, or none ran through the place."""


def main(*named: str) -> None:
    modules = [module for name in named or CORE for module in within(name)]
    tests = sorted({test for module in modules for test in of_room(module)})
    end = time.monotonic() + SECONDS
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_tree(copy)
        others = sorted({path.name for path in copy.iterdir()} - {"pyproject.toml"})
        lists = {"modules": modules, "others": others, "tests": tests}
        append(
            copy / "pyproject.toml",
            SETTINGS.format_map({k: json.dumps(v) for k, v in lists.items()}),
        )
        append(copy / "tests" / "conftest.py", PLAIN_NAMES)
        mutmut(copy, end, "none is called so: makes them all, and sees which test runs what")
        made = sorted(results(copy))
        sample = random.Random(0).sample(made, min(SAMPLE, len(made)))  # noqa: S311
        mutmut(copy, end, *sample)
        tell(copy, sample, len(made))


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(text)


def within(name: str) -> list[str]:
    path = ROOT / name
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file.relative_to(ROOT).as_posix() for file in files]


def of_room(module: str) -> Iterator[str]:
    """The tests in the folder that mirrors the module's, without those that start programs.

    What a started program does is not seen; and tests of other rooms run through the core too,
    but are not where one looks for what it promises.
    """
    room = ROOT / "tests" / Path(module).parent
    while not room.is_dir():
        room = room.parent
    for path in sorted(room.glob("test_*.py")):
        if "import subprocess" not in path.read_text(encoding="utf-8"):
            yield path.relative_to(ROOT).as_posix()


def copy_tree(target: Path) -> None:
    listed = [
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    names = subprocess.run(listed, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())


def mutmut(copy: Path, end: float, *mutants: str) -> None:
    """Its own words go to a file; ended with all that it started when the time is over."""
    with (copy / "mutmut.log").open("a", encoding="utf-8") as log:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *mutants]
        started = subprocess.Popen(
            command, cwd=copy, stdout=log, stderr=log, env=environment(copy), start_new_session=True
        )
        try:
            started.wait(max(end - time.monotonic(), 1))
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def environment(copy: Path) -> dict[str, str]:
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8:backslashreplace"}
    paths = [str(copy), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **own, "PYTHONPATH": os.pathsep.join(paths)}


def results(copy: Path) -> dict[str, int | None]:
    """What became of each mutant; None: it was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted((copy / "mutants").rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def tell(copy: Path, sample: list[str], made: int) -> None:
    became = results(copy)
    tried = [name for name in sample if became.get(name) is not None]
    if not tried:
        print((copy / "mutmut.log").read_text(encoding="utf-8")[-3000:])
        sys.exit("No mutant was tried; above is what mutmut said.")
    survived = sorted(name for name in tried if became[name] in SURVIVED)
    killed = sum(became[name] in KILLED for name in tried)
    for name in survived:
        command = [sys.executable, "-m", "mutmut", "show", name]
        shown = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        print(shown.stdout, "no test runs through it\n" if became[name] == 33 else "")
    other = len(tried) - killed - len(survived)
    print(
        f"{made} mutants, {len(tried)} tried: {killed} killed, {len(survived)} survived,", end=" "
    )
    print(f"{other} came to nothing. Score: {killed / max(killed + len(survived), 1):.0%}")


if __name__ == "__main__":
    main(*sys.argv[1:])
