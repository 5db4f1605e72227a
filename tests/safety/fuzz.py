"""Throws made and broken files at every reader: nothing but its own refusal may come of one.

`python -m tests.safety.fuzz 10000` prints one line of JSON; each failure is named on stderr as
`kind seed`, which `python -m tests.safety.fuzz_inputs kind seed > file` makes again.
"""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field, to_builtins

from tests.safety.fuzz_readers import READERS

SECONDS = 5
"""Of the processor: a machine may do other things as well."""
MB = 300
_WORKERS = 2
_MANY = 200
"""Inputs that one process reads."""
_PATIENCE = 30
"""Seconds by the clock, after which a process is ended."""
SEEDS = Path(__file__).parent / "seeds" / "found.txt"
"""Every failure that was ever found: kind, seed and what it was, a line each."""

Case = tuple[str, int]


class Failure(Struct, frozen=True):
    kind: str
    seed: int
    why: str


class Counts(Struct):
    """What came of all inputs."""

    inputs: int = 0
    exceptions: int = 0
    over_seconds: int = 0
    over_memory: int = 0
    slowest: float = 0
    """Seconds of the processor."""
    largest: int = 0
    """MB that a process held at most."""
    failures: list[Failure] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return self.exceptions + self.over_seconds + self.over_memory


class _Worker:
    """One process, and the thread that hears what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.safety.fuzz_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def ask(self, case: Case) -> dict[str, object] | None:
        """The answer; None: it takes too long, or the process is gone."""
        assert self._process.stdin
        with contextlib.suppress(OSError, queue.Empty):
            self._process.stdin.write(f"{case[0]} {case[1]}\n")
            self._process.stdin.flush()
            line = self._lines.get(timeout=_PATIENCE)
            return dict(json.loads(line)) if line else None
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


def run(count: int, first_seed: int = 0) -> Counts:
    """Try the failures found before, then so many new inputs of all kinds in turn."""
    kinds = list(READERS)
    new = [(kinds[n % len(kinds)], first_seed + n // len(kinds)) for n in range(count)]
    return judged([*(case for case, _ in kept()), *new])


def judged(cases: list[Case]) -> Counts:
    """What comes of these inputs."""
    counts, coming = Counts(), iter([*dict.fromkeys(cases)])
    lock = threading.Lock()
    threads = [threading.Thread(target=_work, args=(coming, counts, lock)) for _ in range(_WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts


def _work(coming: Iterator[Case], counts: Counts, lock: threading.Lock) -> None:
    while True:
        worker = _Worker()
        try:
            for _ in range(_MANY):
                with lock:
                    case = next(coming, None)
                if case is None:
                    return
                answer = worker.ask(case)
                if answer is not None and int(str(answer["peak"])) > MB:
                    answer = _alone(case)  # what the others left behind is not its own
                with lock:
                    _count(counts, case, answer)
                if answer is None:
                    break
        finally:
            worker.end()


def _alone(case: Case) -> dict[str, object] | None:
    worker = _Worker()
    try:
        return worker.ask(case)
    finally:
        worker.end()


def _count(counts: Counts, case: Case, answer: dict[str, object] | None) -> None:
    counts.inputs += 1
    why = "" if answer else f"no answer after {_PATIENCE} s"
    counts.over_seconds += answer is None
    if answer:
        seconds, peak = float(str(answer["seconds"])), int(str(answer["peak"]))
        counts.slowest, counts.largest = max(counts.slowest, seconds), max(counts.largest, peak)
        counts.over_seconds += seconds > SECONDS
        counts.over_memory += peak > MB
        counts.exceptions += bool(answer["fault"])
        slow = f"{seconds:.1f} s" if seconds > SECONDS else ""
        large = f"{peak} MB" if peak > MB else ""
        why = "; ".join(filter(None, (str(answer["fault"]), slow, large)))
    if why:
        counts.failures.append(Failure(*case, why))
        sys.stderr.write(f"{case[0]} {case[1]} {why}\n")
        sys.stderr.flush()


def kept() -> list[tuple[Case, str]]:
    """The failures found before, each with what it was."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines()
    parts = (line.split(" ", 2) for line in lines if line and not line.startswith("#"))
    return [((kind, int(seed)), why) for kind, seed, why in parts]


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    counts = run(*map(int, arguments))
    told = to_builtins(counts) | {"took": round(time.monotonic() - began)}
    sys.stdout.write(json.dumps(told | {"failures": len(counts.failures)}) + "\n")
    return bool(counts.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
