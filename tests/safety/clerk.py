"""The real program in a process of its own, and a clerk at its keys: `... clerk SPEC` (JSON).

What it does is noted in a file, a line each, with a clock that all processes of the machine share:
`sent` before a key and `took` after the program has dealt with it, so that whoever ends it knows
what it had. Nothing of the program is replaced but the place of its settings and, where a plan says
so, what the system answers.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from tests.safety.deeds import at_home
from tests.safety.double import Double, Plan, end_hard

_PATIENCE = 60.0
"""Seconds for something to show."""
_RETRY = 20
"""Milliseconds between two looks."""


class Spec(Struct, frozen=True):
    """What happens in one process."""

    home: str
    words: list[str]
    """The program's command line."""
    script: list[list[Any]]
    """What the clerk does: a word of `_Clerk`, then what it needs."""
    plan: Plan | None = None


class _Clerk:
    """Does one thing after the other, each in a turn of Qt's loop; questions are turns too."""

    def __init__(self, spec: Spec, double: Double) -> None:
        self._home, self._double = Path(spec.home), double
        self._log = os.open(self._home / "log.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._todo: deque[tuple[int, Callable[..., bool | None], tuple[Any, ...]]] = deque()
        self._waiting_since = self._free_since = 0.0
        double.before_death = lambda: self.note("dies")
        for word, *needs in spec.script:
            getattr(self, f"do_{word}")(*needs)

    def note(self, what: str, **more: Any) -> None:
        line = msgspec.json.encode({"what": what, "time": time.monotonic(), **more})
        os.write(self._log, line + b"\n")

    def begin(self) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self._turn)

    def end(self, code: int) -> None:
        self.note("calls", calls=msgspec.to_builtins(self._double.calls))
        self.note("ended", code=code)

    def _then(self, act: Callable[..., bool | None], *needs: Any, after: int = 0) -> None:
        self._todo.append((after, act, needs))

    def _turn(self) -> None:
        """The next turn is asked for first: what is done now may wait in a dialog."""
        from PySide6.QtCore import QTimer

        if not self._todo:
            return
        _, act, needs = self._todo.popleft()
        delay = self._todo[0][0] if self._todo else 0
        timer = QTimer(self._app())
        timer.setSingleShot(True)
        timer.timeout.connect(self._turn)
        timer.start(delay)
        if act(*needs) is False:
            self._again(act, needs, timer)
        else:
            self._waiting_since = 0.0

    def _again(self, act: Callable[..., bool | None], needs: tuple[Any, ...], timer: Any) -> None:
        self._waiting_since = self._waiting_since or time.monotonic()
        if time.monotonic() - self._waiting_since > _PATIENCE:
            self.note("waits in vain", act=act.__name__, needs=str(needs), sees=self._in_front())
            os._exit(3)
        self._todo.appendleft((_RETRY, act, needs))
        timer.start(_RETRY)

    # --- what a script may say

    def do_text(self, text: str) -> None:
        """The keyboard goes to a box of text."""
        self._then(self._to_text, text)

    def do_type(self, words: str, pace: int, rest_each: int = 0, rest: int = 0) -> None:
        """Letters, each so many milliseconds after the other; a longer rest after some of them."""
        for place, letter in enumerate(words, 1):
            rests = rest_each and place % rest_each == 0
            self._then(self._letter, letter, after=rest if rests else pace)

    def do_cells(self, first: str, figures: list[str], pace: int) -> None:
        """A figure into each cell from the first on, Tab behind each."""
        self._then(self._to_cell, first)
        for figure in figures:
            self.do_type(figure, pace)
            self._then(self._press, "Tab", after=pace)

    def do_cell(self, cell: str) -> None:
        self._then(self._to_cell, cell)

    def do_rest(self, milliseconds: int) -> None:
        self._then(self._nothing, after=milliseconds)

    def do_press(self, keys: str) -> None:
        self._then(self._press, keys)

    def do_save(self) -> None:
        self._then(self._save)

    def do_answer(self, words: str) -> None:
        """A button of the question in front."""
        self._then(self._answer, words)

    def do_import(self, path: str) -> None:
        """By the menu and its dialog."""
        self._then(self._menu, "导入(&I)")
        self._then(self._choose_file, path)

    def do_note(self, what: str) -> None:
        self._then(self._note, what)

    def do_stop(self) -> None:
        self._then(self._stop)

    def do_told(self) -> None:
        """What the question in front says is noted, and agreed to."""
        self._then(self._told)

    def do_look(self) -> None:
        """What the window holds now."""
        self._then(self._look)

    # --- how it is done

    def _app(self) -> Any:
        from PySide6.QtWidgets import QApplication

        return QApplication.instance()

    def _window(self) -> Any:
        from ui.window.main_window import MainWindow

        shown = [w for w in self._app().topLevelWidgets() if isinstance(w, MainWindow)]
        open_ = [w for w in shown if w.isVisible() and hasattr(w, "documents")]
        here = self._app().activeWindow()
        return here if here in open_ else open_[-1] if open_ else None

    def _in_front(self) -> str:
        modal = self._app().activeModalWidget()
        words = modal.text() if hasattr(modal, "text") else ""
        return f"{modal!r} {words}"

    def _is_free(self) -> bool:
        return self._app().activeModalWidget() is None and self._window() is not None

    def _nothing(self) -> None:
        pass

    def _note(self, what: str) -> None:
        self.note(what, calls=len(self._double.calls))

    def _stop(self) -> None:
        """The last moment at which it can be ended."""
        self.note("calls", calls=msgspec.to_builtins(self._double.calls))
        self.note("dies")
        end_hard()

    def _to_text(self, text: str) -> bool:
        from PySide6.QtGui import QTextCursor
        from PySide6.QtWidgets import QTextEdit

        if not self._is_free():
            return False
        window = self._window()
        window.activateWindow()
        box = window.findChild(QTextEdit, f"text:{text}")
        box.setFocus()
        box.moveCursor(QTextCursor.MoveOperation.End)
        return bool(box.hasFocus())

    def _to_cell(self, cell: str) -> bool:
        from ui.page.grid.view import GridView

        if not self._is_free():
            return False
        grid = self._window().findChild(GridView, f"table:{cell.partition('/')[0]}")
        grid.go_to(cell)
        return bool(grid.hasFocus())

    def _place(self) -> str:
        """Where the next letter goes, as the report calls it."""
        widget = self._app().focusWidget()
        while widget is not None:
            name = widget.objectName()
            if name.startswith("text:"):
                return "texts/" + str(name[5:])
            if name.startswith("table:"):
                return "cells/" + str(widget.current().id)
            widget = widget.parentWidget()
        return ""

    def _letter(self, letter: str) -> bool | None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        if not self._is_free() or not (place := self._place()):
            return False
        self.note("sent", place=place, letter=letter)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            self._app().sendEvent(self._app().focusWidget(), event)
        self.note("took", place=place, letter=letter)
        return None

    def _press(self, keys: str) -> bool | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        if not self._is_free():
            return False
        if (target := self._app().focusWidget()) is None:  # a question took it, and is gone
            self._window().activateWindow()
            return False
        *held, key = keys.split("+")
        ctrl = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), ctrl)
        return None

    def _save(self) -> bool | None:
        if not self._is_free():
            return False
        window = self._window()
        if self._app().focusWidget() is None:
            window.activateWindow()
            return False
        self.note("saves")
        self._press("Ctrl+S")
        if window.workspace.stack.isClean():
            self.note("saved")
        return None

    def _answer(self, words: str) -> bool:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QAbstractButton

        modal = self._app().activeModalWidget()
        for button in modal.findChildren(QAbstractButton) if modal else ():
            if button.isVisible() and button.text().replace("&", "").startswith(words):
                self.note("asked", words=modal.text() if hasattr(modal, "text") else "")
                QTimer.singleShot(0, button, button.click)
                return True
        return False

    def _told(self) -> bool:
        modal = self._app().activeModalWidget()
        if modal is None:
            return False
        self.note("told", words=modal.text() if hasattr(modal, "text") else "")
        modal.accept()
        return True

    def _menu(self, words: str) -> bool | None:
        from PySide6.QtGui import QAction

        if not self._is_free():
            return False
        actions = self._window().findChildren(QAction)
        [action] = [each for each in actions if each.text().startswith(words)]
        self.note("begins", words=words)
        action.trigger()
        return None

    def _choose_file(self, path: str) -> bool | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QFileDialog, QLineEdit

        dialog = self._app().activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return False
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        name.setText(path)
        self.note("imports")
        QTest.keyClick(name, Qt.Key.Key_Return)
        return None

    def _look(self) -> bool | None:
        """Also at what was offered: every question up to here is noted already."""
        from app.files import store

        if not self._is_free():
            return False
        window = self._window()
        (self._home / "came back.json").write_bytes(store.encode(window.workspace.report))
        path = window.workspace.path
        self.note(
            "looked",
            path=str(path or ""),
            modified=not window.workspace.stack.isClean(),
            read_only=bool(window.workspace.origin.read_only),
            status=[label.text() for label in window.statusBar().findChildren(_labels())],
        )
        return None

    def do_accept_drafts(self) -> None:
        """Whatever is asked at a start is answered as a clerk who wants his work back would."""
        self._then(self._accept_drafts)

    def _accept_drafts(self) -> bool:
        if self._is_free():
            return self._settled()
        self._free_since = 0.0
        for words in ("恢复", "仍然打开", "确定", "OK", "关闭"):
            if self._answer(words):
                return False
        return False

    def _settled(self) -> bool:
        """A moment without a question: the next may come right after the last."""
        now = time.monotonic()
        self._free_since = self._free_since or now
        return now - self._free_since > 0.3


def _labels() -> Any:
    from PySide6.QtWidgets import QLabel

    return QLabel


class Works(Protocol):
    """Whoever works with the program in its own process."""

    def begin(self) -> None:
        """As soon as there is an application."""

    def end(self, code: int) -> None:
        """The program has ended by itself, with this exit code."""


def work(spec_file: str, employ: Callable[[Spec, Double], Works]) -> int:
    """The program with somebody who works with it, from its start to its end; its exit code."""
    spec = msgspec.json.decode(Path(spec_file).read_bytes(), type=Spec)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    at_home(Path(spec.home))
    from PySide6.QtWidgets import QApplication

    from ui.start import application

    double = Double(Path(spec.home), spec.plan)
    clerk = employ(spec, double)
    make = application.bare

    def watched() -> QApplication:
        app = make()
        clerk.begin()
        return app

    application.bare = watched
    double.install()
    from ui.__main__ import main as program

    code = program(spec.words)
    clerk.end(code)
    return code


if __name__ == "__main__":
    sys.exit(work(sys.argv[1], _Clerk))
