"""Stories that enter through the real `main`, in a throw-away home."""

import gc
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.disk import log
from tests.ui.conftest import (  # noqa: F401 - fixtures
    Answers,
    answers,
    becomes_active,
    home,
    no_worker_stays,
    nothing_hurries,
    nothing_is_left_to_the_next,
    qtbot,
)
from ui.__main__ import main
from ui.start import program
from ui.window.main_window import MainWindow

Story = Callable[[MainWindow], None]
RunProgram = Callable[..., None]


@pytest.fixture
def run_program(qtbot, monkeypatch: pytest.MonkeyPatch, answers: Answers) -> RunProgram:  # noqa: F811
    """Start the program with arguments, let a story happen in its window, and end it.

    Only the questions and the waiting for events are not the program's own.
    """
    monkeypatch.setattr(program, "Questions", lambda: answers)

    def started(story: Story, *arguments: str | Path) -> None:
        def happen(_: object = None) -> int:
            [shown] = [w for w in QApplication.topLevelWidgets() if _is_open(w)]
            qtbot.waitUntil(lambda: becomes_active(shown))
            try:
                story(shown)
                shown.close()
            finally:
                shown.workspace.stack.setClean()
                shown.close()
            return 0

        monkeypatch.setattr(QApplication, "exec", happen)
        assert main([str(argument) for argument in arguments]) == 0
        assert mistakes() == []
        forget_windows()

    return started


def mistakes() -> list[str]:
    """Of the program's own, which it writes down where a test would fail by them."""
    file = log.folder() / "nianbao.log"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [line for line in lines if re.search(r" (window|thread|unraisable) x\d+: ", line)]


def forget_windows() -> None:
    """Here the process goes on, where a program ends: with sixteen windows left each is slow."""
    gc.unfreeze()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()  # as before (tests/conftest.py)


def _is_open(widget: object) -> bool:
    return isinstance(widget, MainWindow) and widget.isVisible()
