"""A lock tells whether its process lives."""

import errno
import json
import os
import subprocess
import sys
import threading
import time

import pytest

from app.disk import locks
from app.disk.writer import Writer


def test_a_held_lock_is_claimed_by_nobody_and_a_free_one_once(tmp_path):
    path = tmp_path / "a.lock"
    held = locks.hold(path)
    assert locks.claim(path, 0, time.time()) is None
    held.let_go()
    claimed = locks.claim(path, 0, time.time())
    assert claimed is not None
    assert claimed.noted()["pid"] == str(os.getpid())
    assert locks.claim(path, 0, time.time()) is None
    claimed.remove()
    assert not path.exists()


def test_a_lock_that_could_not_be_written_is_not_left_and_can_be_held_later(tmp_path, monkeypatch):
    """A full disk makes a file, and takes nothing into it."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            locks.hold(tmp_path / "a.lock")
    assert list(tmp_path.iterdir()) == []
    assert locks.hold(tmp_path / "a.lock").noted()["pid"] == str(os.getpid())


def test_what_is_noted_is_read_and_a_shorter_note_leaves_no_rest(tmp_path):
    lock = locks.hold(tmp_path / "a.lock")
    lock.note({"saved": "长" * 50})
    lock.note({"saved": "短"})
    assert lock.noted()["saved"] == "短"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"[" * 50_000, b'{"pid": 5}'])
def test_a_lock_with_anything_in_it_is_claimed(tmp_path, content):
    path = tmp_path / "a.lock"
    path.write_bytes(content)
    claimed = locks.claim(path, 0, time.time())
    assert claimed is not None


@pytest.mark.parametrize("number", ["9" * 5000, "²", "", "-1"])
def test_where_nothing_can_be_locked_a_number_that_is_none_stops_nobody(
    tmp_path, monkeypatch, number
):
    monkeypatch.setattr(locks, "locked", lambda _: None)
    path = tmp_path / "a.lock"
    path.write_text(json.dumps({"pid": number}), encoding="utf-8")
    assert locks.claim(path, 0, time.time()) is not None
    path.write_text(json.dumps({"pid": str(os.getpid())}), encoding="utf-8")
    assert locks.claim(path, 0, time.time()) is None


def test_a_clock_that_is_wrong_takes_nothing_from_another_computer(tmp_path, monkeypatch):
    """On a share: its lock is seen on its own computer alone, so that only time tells."""
    path = tmp_path / "a.lock"
    path.write_text(json.dumps({"host": "另一台", "pid": "1"}), encoding="utf-8")
    written = path.stat().st_mtime
    for wrong in (400 * 24 * 3600.0, -400 * 24 * 3600.0):
        monkeypatch.setattr(time, "time", lambda wrong=wrong: written + wrong)
        assert locks.claim(path, 1, written) is None
    monkeypatch.undo()
    assert locks.claim(path, 1, written - 2 * locks.LONG) is not None


def test_a_folder_in_the_place_of_a_lock_is_left_alone(tmp_path):
    (tmp_path / "a.lock").mkdir()
    assert locks.claim(tmp_path / "a.lock", 0, 0.0) is None


def test_this_process_runs_and_no_process_has_no_number():
    assert locks.is_running(os.getpid())
    assert not locks.is_running(0)
    assert not locks.is_running(1 << 40)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone keeps the number of an ended one")
def test_a_process_that_ended_runs_no_more_though_nobody_asked_how():
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        assert not locks.is_running(ended.pid)


def test_a_writer_does_the_first_and_the_last_of_what_it_is_asked():
    done, writer = [], Writer()
    begun, go = threading.Event(), threading.Event()
    writer.ask(lambda: (begun.set(), go.wait(), done.append(0)))
    begun.wait()
    for number in range(1, 5):
        writer.ask(lambda number=number: done.append(number))
    assert not writer.wait(0)
    go.set()
    assert writer.wait(60)
    assert done == [0, 4]
    writer.ask(lambda: done.append(5))
    assert writer.wait(60)
    assert done[-1] == 5
