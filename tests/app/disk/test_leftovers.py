"""What a killed process was writing is swept by the next that writes there; nobody else's."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.disk import files, leftovers, locks

ROOT = Path(__file__).parents[3]
WRITES = """
import os, sys
from pathlib import Path
from app.disk import files
os.fsync = lambda _: (print("writing", flush=True), sys.stdin.read())
files.write(Path(sys.argv[1]), b"new")
"""


@pytest.fixture
def writer(tmp_path):
    """Another process in the middle of writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(tmp_path / "a.json")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"writing"
    yield process
    process.kill()
    process.communicate()


def temporaries(folder: Path) -> list[Path]:
    return list(folder.glob(".nianbao-*"))


def test_what_a_killed_process_was_writing_is_swept_and_a_living_ones_is_not(tmp_path, writer):
    leftovers.sweep(tmp_path)
    assert len(temporaries(tmp_path)) == 1
    writer.kill()
    writer.wait()
    files.write(tmp_path / "b.json", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["b.json"]


def test_its_name_says_who_writes(tmp_path, writer):
    [path] = temporaries(tmp_path)
    assert f"-{writer.pid}-" in path.name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks a byte, not the file")
def test_it_is_locked_while_it_is_written(tmp_path, writer):
    [path] = temporaries(tmp_path)
    with path.open("r+b") as file:
        assert locks.locked(file.fileno()) is False


def test_another_computers_is_swept_after_a_day_alone(tmp_path):
    other = tmp_path / ".nianbao-0123abcd-1-abcdefabcdef.tmp"
    other.write_bytes(b"x")
    leftovers.sweep(tmp_path)
    assert other.exists()
    os.utime(other, (time.time() - 2 * locks.LONG,) * 2)
    leftovers.sweep(tmp_path)
    assert not other.exists()


def test_a_clock_that_is_wrong_sweeps_nothing_of_another_computer(tmp_path, monkeypatch):
    other = tmp_path / ".nianbao-0123abcd-1-abcdefabcdef.tmp"
    other.write_bytes(b"x")
    ahead = time.time() + 400 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: ahead)
    leftovers.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


def test_an_earlier_versions_is_swept_after_a_day(tmp_path):
    old = tmp_path / ".nianbao-a1b2c3d4.tmp"
    old.write_bytes(b"x")
    leftovers.sweep(tmp_path)
    assert old.exists()
    os.utime(old, (0, 0))
    leftovers.sweep(tmp_path)
    assert not old.exists()


def test_one_of_this_processes_number_that_it_does_not_write_is_a_dead_ones(tmp_path):
    path, descriptor = leftovers.begin(tmp_path)
    leftovers.sweep(tmp_path)
    assert path.exists()
    os.close(descriptor)
    leftovers.end(path)
    leftovers.sweep(tmp_path)
    assert not path.exists()


@pytest.mark.parametrize("name", [".nianbao-notes.txt", "nianbao-a1b2c3d4.tmp", ".nianbao-.tmp"])
def test_what_only_looks_like_it_stays(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    os.utime(tmp_path / name, (0, 0))
    (tmp_path / ".nianbao-a1b2c3d5.tmp").mkdir()
    leftovers.sweep(tmp_path)
    assert (tmp_path / name).exists()
    assert (tmp_path / ".nianbao-a1b2c3d5.tmp").exists()


def test_a_folder_that_is_none_is_no_error(tmp_path):
    leftovers.sweep(tmp_path / "gone")
