"""Throws made and broken files at every reader: nothing but its own refusal may come of one.

`python -m tests.safety.fuzz 10000` prints one line of JSON; each failure is named on stderr as
`kind seed`, which `python -m tests.safety.fuzz_inputs kind seed > file` makes again.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field, to_builtins

from tests.safety import fuzz_inputs
from tests.safety.fuzz_readers import READERS

SECONDS = 5
"""Of the processor: a machine may do other things as well."""
MB = 300
_WORKERS = 2
_MANY = 200
"""Inputs that one process reads."""
_PATIENCE = 30.0
"""Seconds by the clock, after which an input is tried once more, in a process of its own."""
_AT_MOST = 4.0 * SECONDS
"""Seconds of the processor that this process may use: it starts, and makes the input, as well."""
_LOOK, _STILL = 0.5, 240
"""Seconds by the clock between two looks at it, and how many may find that it has done nothing."""
_COMMAND = [sys.executable, "-m", "tests.safety.fuzz_worker"]
Case = tuple[str, int]
Answer = dict[str, object]


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


class _NoAnswer(Exception):
    """Why an input has none, in words."""


class _Ended(_NoAnswer):
    """The process is gone."""


class _Worker:
    """One process, and the thread that hears what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _COMMAND,
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

    def ask(self, case: Case) -> Answer:
        """The answer, where it comes soon by the clock.

        Raises:
            _NoAnswer: it does not; a machine with much to do may be why.
        """
        self._tell(case)
        with contextlib.suppress(queue.Empty):
            return self._heard(_PATIENCE)
        raise _NoAnswer(f"no answer after {_PATIENCE} s")

    def ask_patiently(self, case: Case) -> Answer:
        """The answer, however long the clock says that it took.

        Raises:
            _NoAnswer: it has had enough of the processor, or waits for something that never comes.
        """
        self._tell(case)
        before, still = 0.0, 0
        while still < _STILL:
            with contextlib.suppress(queue.Empty):
                return self._heard(_LOOK)
            used = _used(self._process.pid)
            if used > _AT_MOST:
                raise _NoAnswer(f"no answer after {used:.0f} s of the processor")
            still, before = (still + 1 if used <= before else 0), used
        raise _NoAnswer("no answer, and it does nothing")

    def _tell(self, case: Case) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.write(f"{case[0]} {case[1]}\n")
            self._process.stdin.flush()

    def _heard(self, seconds: float) -> Answer:
        line = self._lines.get(timeout=seconds)
        if not line:
            raise _Ended("its process ended")
        return dict(json.loads(line))

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


def _used(pid: int) -> float:
    """Seconds of the processor that a process has used; 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError):
        told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


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
                answer, is_alive = _asked(worker, case)
                with lock:
                    _count(counts, case, answer)
                if not is_alive:
                    break
        finally:
            worker.end()


def _asked(worker: _Worker, case: Case) -> tuple[Answer | _NoAnswer, bool]:
    """What came of an input, and whether its process can be asked for another.

    One that had no answer, or was too large, is tried once more alone: what others left behind is
    not its own, and a machine that does other things as well makes nothing of it slow.
    """
    try:
        answer = worker.ask(case)
    except _NoAnswer:
        return _alone(case), False
    return (_alone(case) if int(str(answer["peak"])) > MB else answer), True


def _alone(case: Case) -> Answer | _NoAnswer:
    worker = _Worker()
    try:
        return worker.ask_patiently(case)
    except _NoAnswer as none:
        return none
    finally:
        worker.end()


def _count(counts: Counts, case: Case, answer: Answer | _NoAnswer) -> None:
    counts.inputs += 1
    if isinstance(answer, _NoAnswer):
        counts.exceptions += isinstance(answer, _Ended)
        counts.over_seconds += not isinstance(answer, _Ended)
        why = str(answer)
    else:
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
    return [
        ((kind, -1 - number), file.name)
        for kind in READERS
        for number, file in enumerate(fuzz_inputs.kept(kind))
    ]


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    counts = run(*map(int, arguments))
    told = to_builtins(counts) | {"took": round(time.monotonic() - began)}
    sys.stdout.write(json.dumps(told | {"failures": len(counts.failures)}) + "\n")
    return bool(counts.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
