"""Whether files are there is told beside whoever asks."""

import os
import threading
from pathlib import Path
from queue import Queue

import pytest

from app.disk import presence


def told_of(*files: Path) -> dict[str, float | None]:
    answers: Queue[tuple[str, float | None]] = Queue()
    presence.ask(map(str, files), lambda name, written: answers.put((name, written)))
    return dict(answers.get(timeout=60) for _ in files)


def test_a_file_is_there_with_its_time_or_gone(tmp_path):
    file = tmp_path / "a.json"
    file.touch()
    os.utime(file, (0, 1_700_000_000))
    gone = tmp_path / "b.json"
    assert told_of(file, gone, file / "c") == {
        str(file): 1_700_000_000.0,
        str(gone): None,
        str(file / "c"): None,
    }


def test_nobody_waits_for_a_disk_that_does_not_answer(tmp_path, monkeypatch):
    held, asked = threading.Event(), threading.Event()

    class Dead(type(Path())):
        def stat(self, **_: object) -> os.stat_result:
            asked.set()
            held.wait(60)
            raise OSError

    monkeypatch.setattr(presence, "Path", Dead)
    told: list[object] = []
    presence.ask([str(tmp_path)], lambda *said: told.append(said))
    assert asked.wait(60)
    assert not told
    held.set()


def test_a_name_that_no_disk_takes_is_passed_over():
    presence.ask(["a\0b"], lambda *_: pytest.fail("something was told"))
