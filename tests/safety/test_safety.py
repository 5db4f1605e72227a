"""A part of what `dev.py harden` does, and what the page says of it."""

import ast
import errno
import os
from pathlib import Path

import pytest

from tests.safety import promises
from tests.safety.double import Call, Double, Plan


@pytest.mark.slow
def test_the_program_is_killed_and_nothing_is_lost():
    from tests.safety import kills

    counts = kills.run(20)
    assert counts.kills == 20
    assert counts.wrong == []


@pytest.mark.slow
def test_the_window_of_a_collection_is_killed_and_nothing_is_lost():
    from tests.safety import collecting

    counts = collecting.run(7)
    assert counts.kills == 7
    assert counts.wrong == []


@pytest.mark.slow
def test_the_disk_fails_and_nothing_is_lost():
    from tests.safety import faults

    counts = faults.run(20)
    assert counts.faults == 20
    assert counts.wrong == []


@pytest.mark.slow
def test_readers_refuse_in_words_and_within_bounds():
    from tests.safety import fuzz

    counts = fuzz.run(1_000)
    assert counts.inputs >= 1_000
    assert counts.failures == []


def test_the_page_says_what_is_declared_with_the_counts_of_the_last_run():
    assert promises.PAGE.read_text(encoding="utf-8") == promises.page(promises.kept())


@pytest.mark.parametrize("promise", promises.PROMISES, ids=lambda promise: promise.words[:12])
def test_every_promise_is_held_by_tests_that_there_are(promise: promises.Promise):
    assert promise.tests
    for test in promise.tests:
        file, _, name = test.partition("::")
        tree = ast.parse((promises.ROOT / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


def test_a_fault_comes_at_its_call_and_at_no_other(tmp_path: Path):
    plan = Plan(Call("", "write", 2), "ENOSPC", "half")
    file = tmp_path / "a"
    with Double(tmp_path, plan).installed():
        file.write_bytes(b"one")
        out = file.open("wb", buffering=0)
        with pytest.raises(OSError, match="a") as caught:
            out.write(b"1234")
        out.close()
    assert caught.value.errno == errno.ENOSPC
    assert file.read_bytes() == b"12"
    file.write_bytes(b"again")
    assert file.read_bytes() == b"again"


def test_all_that_is_asked_of_a_disk_is_counted(tmp_path: Path):
    with Double(tmp_path).installed() as double:
        folder = tmp_path / "f"
        folder.mkdir()
        descriptor = os.open(folder / "a", os.O_WRONLY | os.O_CREAT)
        with os.fdopen(descriptor, "wb") as out:
            out.write(b"x")
            out.flush()
            os.fsync(out.fileno())
        (folder / "a").replace(folder / "b")
        (folder / "b").unlink()
    told = [(call.folder, call.kind) for call in double.calls]
    kinds = ["open", "write", "fsync", "rename", "unlink"]
    assert told == [("", "mkdir"), *(("f", kind) for kind in kinds)]
