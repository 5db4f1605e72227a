"""The reading beside the window: only what is new, and whatever a file does to a worker."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess

from tests.ui.collection.county import laid, put
from ui.collection.reading import Reading
from ui.start import application


@pytest.fixture
def reading(qtbot, tmp_path: Path):
    application.application()
    owner = QObject()
    made = Reading(laid(tmp_path), owner)
    yield made
    made.close()


def names(files) -> list[str]:
    return sorted(Path(file.file).stem for file in files)


def read(qtbot, reading: Reading, **how) -> list[str]:
    """Read until the end; what was read, by name."""
    heard = []
    keep = reading.read.connect(lambda file, _before: heard.append(file))
    with qtbot.waitSignal(reading.ended) as ended:
        reading.start(**how)
    reading.read.disconnect(keep)
    assert ended.args == [""]
    return names(heard)


def test_only_what_was_written_since_is_read_again(qtbot, reading, tmp_path):
    assert read(qtbot, reading) == ["丙局", "乙局", "甲镇人民政府"]
    assert read(qtbot, reading) == []
    put(tmp_path / "清河县", "乙局", "020", requests__granted__natural=7)
    assert read(qtbot, reading) == ["乙局"]
    assert len(reading.files) == 3
    assert read(qtbot, reading, anew=True) == ["丙局", "乙局", "甲镇人民政府"]


def test_what_has_gone_when_all_is_read_anew_is_gone(qtbot, reading, tmp_path):
    """Also where that was stopped half way: nothing is known then of when files were written."""
    read(qtbot, reading)
    [place] = tmp_path.rglob("*乙局*.json")
    place.unlink()
    assert read(qtbot, reading, anew=True) == ["丙局", "甲镇人民政府"]
    assert names(reading.files) == ["丙局", "甲镇人民政府"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_a_file_that_fells_a_worker_is_one_file(qtbot, reading, tmp_path):
    """Each worker is killed at its first file: the others are read all the same."""
    for number in range(6):
        put(tmp_path / "清河县", f"第{number}局", "021")
    killed: set[int] = set()

    def kill() -> None:
        for worker in reading._workers:
            process = worker._process
            if process is not None and len(killed) < 2 and process.processId() not in killed:
                killed.add(process.processId())
                os.kill(process.processId(), signal.SIGKILL)

    reading.read.connect(lambda *_: kill())
    with qtbot.waitSignal(reading.ended) as ended:
        reading.start()
    assert ended.args == [""]
    faults = [file for file in reading.files if file.fault]
    assert len(killed) == 2
    assert len(faults) <= 2
    assert len(reading.files) == 9
    assert all("出了错" in file.fault for file in faults)


def test_whoever_has_had_enough_is_obeyed_at_once(qtbot, reading):
    with qtbot.waitSignal(reading.read):
        reading.start()
    reading.stop()
    assert not reading.is_busy
    assert not any(worker._jobs for worker in reading._workers)
    before = len(reading.files)
    qtbot.wait(300)
    assert len(reading.files) == before
    assert len(read(qtbot, reading)) == 3 - before


def test_whoever_asks_after_the_end_starts_no_worker(qtbot, tmp_path):
    """A window that is closed may still hear of something, and ask for more."""
    reading = Reading(tmp_path, application.application())
    reading.close()
    reading.run("collect_recall", digests=[])
    qtbot.wait(100)
    assert not reading.findChildren(QProcess)
