"""The window of a county's reports, as a person meets it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.disk import settings
from tests.ui.conftest import Answers, becomes_active
from ui.collection.window import CollectionWindow
from ui.start import application
from ui.start.program import Program
from ui.window.main_window import MainWindow

Collect = Callable[..., CollectionWindow]


@pytest.fixture
def running(qtbot, answers: Answers) -> Iterator[Program]:
    """The program with its first window."""
    application.application()
    first = MainWindow("")
    qtbot.addWidget(first)
    started = Program(settings.load(), first, answers)
    first.show()
    yield started
    for window in [*started.windows]:
        window.workspace.stack.setClean()
        window.close()


@pytest.fixture
def collect(qtbot, running: Program) -> Iterator[Collect]:
    """Shows a folder, and waits until all of it is read."""
    shown: list[CollectionWindow] = []

    def opened(folder: Path, size: tuple[int, int] = (1600, 900)) -> CollectionWindow:
        running.collect(folder)
        window = running.collecting[-1]
        window.resize(*size)
        qtbot.waitUntil(lambda: becomes_active(window))
        settle(qtbot, window)
        shown.append(window)
        return window

    yield opened
    for window in running.collecting:
        window.close()


def settle(qtbot, window: CollectionWindow) -> None:
    """All is read, and judged."""
    qtbot.waitUntil(lambda: not window.desk.reading.is_busy)
    qtbot.waitUntil(lambda: not window.desk.is_judging)
