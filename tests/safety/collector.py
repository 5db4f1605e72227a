"""The real program on a folder of reports, and a clerk who decides: `... collector SPEC` (JSON).

As in `clerk.py`, what it does is noted with a clock that all processes share: `decided` after each
decision and `kept` when the window says so, each with the digest of the facts as they are to be on
the disk. Questions are answered here: nothing else of the program is replaced.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from tests.safety.clerk import Spec, work
from tests.safety.double import Double, end_hard

FOLDER, COMING, OUT = "清河县", "来文", "出"
CELL = "disclosure/licensing/decisions"
_TURN = 20
_PATIENCE = 60.0
_SIGNED = "张三"


class _Collector:
    """One thing after the other, the next when nothing is being read or written any more."""

    def __init__(self, spec: Spec, double: Double) -> None:
        self._home, self._double = Path(spec.home), double
        self._log = os.open(self._home / "log.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._todo = list(spec.script)
        self._numbers = count()
        self._waits = time.monotonic()
        self._rests_until = 0.0
        self._has_quit = False
        self._window: Any = None
        double.before_death = lambda: self.note("dies")

    def note(self, what: str, **more: Any) -> None:
        line = msgspec.json.encode({"what": what, "time": time.monotonic(), **more})
        os.write(self._log, line + b"\n")

    def begin(self) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(_TURN, self._turn)

    def end(self, code: int) -> None:
        self.note("ended", code=code)

    def _turn(self) -> None:
        from PySide6.QtCore import QTimer

        if self._window is None:
            self._find()
        elif self._is_free() and self._todo:
            word, *needs = self._todo.pop(0)
            getattr(self, f"do_{word}")(*needs)
            self._waits = time.monotonic()
        if time.monotonic() - self._waits > _PATIENCE:
            self.note("waits in vain", left=self._todo)
            os._exit(3)
        if not self._has_quit:
            QTimer.singleShot(_TURN, self._turn)

    def _find(self) -> None:
        from PySide6.QtWidgets import QApplication

        from ui.collection.window import CollectionWindow

        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, CollectionWindow))
        self._window = next(shown, None)
        if self._window is not None:
            desk = self._window.desk
            _answer(self._window.questions, self._home, self.note)
            desk.stack.indexChanged.connect(lambda _: self.note("decided", facts=self._facts()))
            desk.kept.connect(self._on_kept)
            self.note("stands")

    def _facts(self) -> str:
        from app.collection import folder
        from app.disk import files

        return files.digest_of(folder.encoded(self._window.desk.facts))

    def _on_kept(self, words: str) -> None:
        self.note("kept" if words.startswith("已保存") else "not kept", facts=self._facts())

    def _is_free(self) -> bool:
        from PySide6.QtWidgets import QApplication

        from ui.kit.waiting import is_waiting

        desk = self._window.desk
        busy = desk.reading.is_busy or desk.is_judging or is_waiting(self._window)
        busy = busy or self._window.outputs.is_writing
        rests = time.monotonic() < self._rests_until
        return not (busy or rests or QApplication.activeModalWidget())

    # --- what a script may say

    def do_rest(self, milliseconds: int) -> None:
        self._rests_until = time.monotonic() + milliseconds / 1000

    def do_note(self, what: str) -> None:
        self.note(what, calls=len(self._double.calls))

    def do_decide(self, many: int, pace: int) -> None:
        """Approve, send back, write a remark, correct, leave out, and take back, round and round."""
        self._decide()
        self.do_rest(pace)
        if many > 1:
            self._todo.insert(0, ["decide", many - 1, pace])

    def _decide(self) -> None:
        window, number = self._window, next(self._numbers)
        units = [each.unit for each in window.desk.standings if each.counts]
        unit = units[number // 3 % len(units)]
        window.left.look_for(unit)
        deeds: tuple[Callable[[], object], ...] = (
            window.deeds.approve,
            window.deeds.send_back,
            lambda: window.writing.write_remark(CELL),
            lambda: window.writing.correct(unit, CELL),
            window.deeds.take_back,
            window.desk.stack.undo,
            window.desk.stack.redo,
        )
        deeds[number % len(deeds)]()

    def do_approve(self) -> None:
        self._window.left.look_for(self._window.desk.collected.counted[0].unit)
        self._window.deeds.approve()

    def do_arrive(self) -> None:
        """A file comes, and what is new is read."""
        waiting = sorted((self._home / COMING).iterdir())
        received = self._home / FOLDER / "收到"
        new = [path for path in waiting if not (received / path.name).exists()]
        for path in new[:1]:
            shutil.copyfile(path, received.parent.parent / "tmp" / path.name)
            (received.parent.parent / "tmp" / path.name).replace(received / path.name)
        self._window.desk.read()

    def do_again(self) -> None:
        """All is read anew."""
        self._window.desk.read(anew=True)

    def do_sum(self) -> None:
        self._window.whole.save_sum()
        self.note("summed")

    def do_papers(self, what: str) -> None:
        """`review`, `replies` or `publish`."""
        self.note("writes", papers=what)
        getattr(self._window.outputs, what)()

    def do_look(self) -> None:
        desk = self._window.desk
        cells = {cell: str(n) for cell, n in desk.sum.report.cells.items()} if desk.sum else {}
        self.note("looked", facts=self._facts(), sum=cells, fault=desk.fault)

    def do_stop(self) -> None:
        self.note("calls", calls=msgspec.to_builtins(self._double.calls))
        self.note("dies")
        end_hard()

    def do_quit(self) -> None:
        from PySide6.QtWidgets import QApplication

        self._has_quit = True
        for window in QApplication.topLevelWidgets():
            if window is not self._window and window.isVisible():
                window.close()
        self._window.close()


def _answer(questions: Any, home: Path, note: Callable[..., None]) -> None:
    """As a clerk would who means what he does."""
    numbers = count(1)

    def fill_in(_parent: Any, title: str, _told: str, _fields: Any, _do: str) -> tuple[str, ...]:
        number = next(numbers)
        return {
            "通过": (_SIGNED,),
            "退回": ("2026-02-01", _SIGNED),
            "记入意见": (f"请核对，第 {number} 次", _SIGNED),
            "更正": (str(1_000_000 + number), "重复登记", _SIGNED),
        }[title]

    kinds = {".xlsx": "审核表.xlsx", ".json": "全县.json"}
    questions.fill_in = fill_in
    questions.pick = lambda *_: ""
    questions.agree = lambda *_, **__: True
    questions.folder = lambda *_: home / OUT
    questions.save_path = lambda _parent, proposed, *_: home / OUT / kinds[proposed.suffix]
    questions.tell = lambda _parent, words: note("told", words=words)

    def one_of(_parent: Any, words: str, *_: object) -> int:
        """Where papers go: into another folder than the usual one. Of all else the first."""
        if words.endswith("写到哪里？"):
            return 1
        note("asked", words=words)
        return 0

    questions.one_of = one_of


if __name__ == "__main__":
    sys.exit(work(sys.argv[1], _Collector))
