"""The reading beside the window: only what is new, and whatever a file does to a worker."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess

from tests.ui.collection.county import laid, put
from ui.background import Outcome
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
    """Each worker is killed at its first file: that is read once more, and so are all others."""
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
    assert len(killed) == 2
    assert len(reading.files) == 9
    assert not any(file.fault for file in reading.files)


def test_what_takes_too_long_is_read_once_more_alone_and_again_when_that_is_asked(
    qtbot, reading, monkeypatch
):
    """A busy machine is slow with a report, too."""
    asked, slow, real = [], [1], reading._ask

    def ask(worker, then, work, **parts):
        path = Path(parts.get("path", ""))
        asked.append(path.stem)
        if path.stem == "乙局" and slow[0]:
            slow[0] -= 1
            work, then, parts = "collect_list", lambda _done, on=then: on(Outcome("slow")), {}
        real(worker, then, work, **parts)

    monkeypatch.setattr(reading, "_ask", ask)
    assert read(qtbot, reading) == ["丙局", "乙局", "甲镇人民政府"]
    assert [stem for stem in asked if stem][-1] == "乙局"
    assert not any(file.fault for file in reading.files)
    # What is too slow twice is told; whoever only comes back does not wait for it again.
    slow[0] = 2
    read(qtbot, reading, anew=True)
    [file] = [file for file in reading.files if file.fault]
    assert "没有读完" in file.fault
    assert read(qtbot, reading) == []
    assert read(qtbot, reading, again=True) == ["乙局"]
    assert not any(file.fault for file in reading.files)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_what_another_program_held_is_read_as_soon_as_it_can_be(qtbot, reading, tmp_path):
    """WPS holds it while it is open there; closed, the file is the same."""
    nobodys = tmp_path / "清河县" / "收到" / "管道.json"
    os.mkfifo(nobodys)
    read(qtbot, reading)
    assert [Path(file.file).stem for file in reading.files if file.is_held] == ["管道"]
    assert read(qtbot, reading) == ["管道"]
    nobodys.unlink()
    assert read(qtbot, reading) == []


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
