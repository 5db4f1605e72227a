"""What is left over is collected in the window's thread, whatever other threads do."""

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from tests.e2e.conftest import RunProgram
from ui.start import collector
from ui.window.main_window import MainWindow


class Cycle(QWidget):
    """A widget that only a collector can give back."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def left_over(given_back: list[str]) -> None:
    weakref.finalize(Cycle(), lambda: given_back.append(threading.current_thread().name))


def busy() -> list[list[int]]:
    """So many objects that Python's own rule collects all generations, more than once."""
    return [[number] for number in range(300_000)]


def test_a_busy_thread_takes_no_widget_apart(run_program: RunProgram):
    given_back: list[str] = []

    def story(window: MainWindow) -> None:
        left_over(given_back)
        beside = threading.Thread(target=busy)
        beside.start()
        beside.join()
        assert given_back == []
        left = busy()
        collector.collect_due()
        assert given_back == ["MainThread"]
        assert left

    run_program(story)


def test_the_window_looks_by_itself(qtbot, run_program: RunProgram):
    given_back: list[str] = []

    def story(window: MainWindow) -> None:
        left_over(given_back)
        # Older objects that go while it waits are taken off the count: one above the share may
        # fall below it again, and then nothing is due.
        kept = [[number] for number in range(10 * gc.get_threshold()[0])]
        qtbot.waitUntil(lambda: bool(given_back))
        assert kept

    run_program(story)
    assert given_back == ["MainThread"]


def test_little_is_left_alone():
    """Python's own rule would not collect yet, and so nothing holds up the window."""
    gc.disable()
    gc.collect()
    before = [each["collections"] for each in gc.get_stats()]
    collector.collect_due()
    assert [each["collections"] for each in gc.get_stats()] == before
