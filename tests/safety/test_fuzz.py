"""A thousand made and broken files, and every one that was ever too much, come to nothing bad."""

import json
import subprocess
import sys

import pytest

from tests.safety import fuzz, fuzz_inputs
from tests.safety.fuzz_readers import READERS


@pytest.mark.slow
def test_no_input_does_more_than_be_refused():
    """In a process of its own: its threads would take apart what windows of other tests left."""
    command = [sys.executable, "-m", "tests.safety.fuzz", "1000"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    counts = json.loads(done.stdout.splitlines()[-1])
    assert (counts["failures"], counts["inputs"] >= 1000) == (0, True)


def test_what_was_found_before_is_of_a_kind_that_is_still_read():
    kept = fuzz.kept()
    assert kept
    assert {kind for (kind, _), _ in kept} <= READERS.keys()
    assert all(why for _, why in kept)


@pytest.mark.parametrize("kind", READERS)
def test_an_input_is_the_same_each_time_it_is_made(kind: str):
    assert [fuzz_inputs.made(kind, n) for n in range(4)] == [
        fuzz_inputs.made(kind, n) for n in range(4)
    ]


@pytest.mark.slow
def test_the_judge_sees_a_fault(monkeypatch: pytest.MonkeyPatch):
    """One that no reader has, and so each input is one."""
    counts = fuzz.judged([("no such kind", 0), ("report", 0)])
    assert (counts.inputs, counts.faults) == (2, 1)
    assert [each.kind for each in counts.failures] == ["no such kind"]


@pytest.mark.slow
def test_what_is_late_by_the_clock_alone_is_tried_once_more_and_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(fuzz, "_PATIENCE", 0.0)  # as a machine that does other things makes it
    counts = fuzz.judged([("report", 0), ("csv", 2)])
    assert (counts.inputs, counts.faults) == (2, 0)
    assert counts.largest > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "still", "why"),
    [
        ("while True: pass", 10_000, "s of the processor"),
        ("import time; time.sleep(1000)", 20, "does nothing"),
        ("pass", 10_000, "its process ended"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only there it can be told what one has used")
def test_what_never_answers_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, does: str, still: int, why: str
):
    for name, value in {"_PATIENCE": 0.0, "_AT_MOST": 0.5, "_LOOK": 0.1, "_STILL": still}.items():
        monkeypatch.setattr(fuzz, name, value)
    monkeypatch.setattr(fuzz, "_COMMAND", [sys.executable, "-c", does])
    counts = fuzz.judged([("report", 0)])
    assert (counts.inputs, counts.faults) == (1, 1)
    assert why in counts.failures[0].why


@pytest.mark.slow
def test_the_counts_are_one_line_of_json():
    command = [sys.executable, "-m", "tests.safety.fuzz", "16"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert '"inputs": ' in done.stdout
