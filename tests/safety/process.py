"""The program with its clerk in a process of its own: begun, ended, and what they leave behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tests.safety.clerk import Spec

ROOT = Path(__file__).parents[2]
PATIENCE = 180
"""Seconds after which a process is ended and counted as one that hung."""
_HARMLESS = ("This plugin does not support", "propagateSizeHints")
Note = dict[str, Any]


class Process:
    """A clerk with the program, below a home of their own; what it begins is in its group."""

    def __init__(self, home: Path, spec: Spec, clerk: str = "clerk") -> None:
        file = home / "spec.json"
        file.write_bytes(msgspec.json.encode(spec))
        command = [sys.executable, "-m", f"tests.safety.{clerk}", str(file)]
        own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(home)}
        own |= {"TMPDIR": str(home / "tmp"), "XDG_RUNTIME_DIR": str(home / "tmp")}
        self._errors = (home / "stderr.txt").open("ab")
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            start_new_session=True,
        )

    def end(self, *, group: bool = False) -> None:
        """At once; with the group, its workers too."""
        if group and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def wait_or_end(self, seconds: float = PATIENCE) -> int | None:
        """Its exit code; None: it was ended here."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        finally:
            self._errors.close()


def notes_of(home: Path) -> list[Note]:
    with contextlib.suppress(OSError):
        lines = (home / "log.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]
    return []


def errors_of(home: Path) -> Iterator[str]:
    for place in [home / "stderr.txt", *(home / "设置").rglob("*.log*")]:
        text = place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""
        for line in text.splitlines():
            ours = place.name == "stderr.txt" and line and not any(w in line for w in _HARMLESS)
            if ours or "Traceback" in line:
                last = text.splitlines()[-1] if "Traceback" in line else ""
                yield f"{place.name}: {line} {last}"
                break
