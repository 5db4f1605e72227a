"""Our own mistakes: what is unsaved is kept first, one window says so, and the program goes on.

PySide hands every exception of a slot, of an event filter and of a virtual method to Python's hook,
and forgets it. Each is kept in the log; a window comes up for a fault that is new.
"""

from __future__ import annotations

import contextlib
import faulthandler
import platform
import re
import sys
import threading
import traceback
from collections import Counter
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app import __version__
from app.disk import log
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.dialogs.error_dialog import ErrorDialog

_MOST_WINDOWS = 5
"""New faults that are told until the program ends; all are in the log."""
_SAID_LATER = 1_000
"""Milliseconds: what Qt says of a first window must not hold that window up."""
_LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_CRASH = "crash.txt"
_MOST = 20_000
"""Characters of it; the last threads of a program that fell matter least."""


class Errors(QObject):
    """Hears of every exception that nobody caught. It must be kept while the program runs."""

    _elsewhere = Signal(object, str)
    """An exception of another thread, and where it was."""
    _said = Signal(str)
    """Something that Qt says, in any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._times: Counter[str] = Counter()
        self._told: list[str] = []
        """Keys of the faults that a window spoke of."""
        self._waiting: tuple[str, str, str] | None = None
        """The fault that the next window speaks of: key, what to send, its message."""
        self._safe = ""
        self._dialog: ErrorDialog | None = None
        self._heard: Counter[str] = Counter()
        self._crash: TextIO | None = None
        self._elsewhere.connect(self.take)
        self._said.connect(self._on_said)
        self._write_soon = QTimer(self, singleShot=True, interval=_SAID_LATER)
        self._write_soon.timeout.connect(self._write_said)

    def watch(self) -> None:
        """Hear of everything from now on."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = lambda _kind, error, _trace: self.take(error, "window")
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        self._listened = qInstallMessageHandler(self._on_qt)
        self._watch_for_crashes()

    def end(self) -> None:
        """The program is over: whoever listened before it does again."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._listened)
        self._write_said()
        if self._crash:
            faulthandler.disable()
            self._crash.close()

    def take(self, error: BaseException, where: str) -> None:
        """Keep what is unsaved, write down what happened, and say so a moment later.

        Never at once: it may be a picture that failed, sixty times a second.
        """
        if not isinstance(error, Exception):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        if threading.current_thread() is not threading.main_thread():
            self._elsewhere.emit(error, where)
            return
        key = log.key(error)
        self._times[key] += 1
        if self._times[key] == 1:
            self._safe = _keep_all()
            print_out(error)
            self._wait_with(key, error)
        if _is_worth_a_line(self._times[key]):
            log.exception(error, f"{where} x{self._times[key]}")
        elif (dialog := self._open()) is not None and key == self._told[-1]:
            dialog.count(self._times[key])

    def _wait_with(self, key: str, error: Exception) -> None:
        if self._waiting is None and len(self._told) < _MOST_WINDOWS:
            details = "\n".join((_versions(), *log.lines(error)))
            message = "".join(traceback.format_exception_only(error))
            self._waiting = key, details, message
            QTimer.singleShot(1, self, self._tell)

    def _tell(self) -> None:
        """One window at a time; a fault that comes while it stands is in the log alone."""
        if self._waiting is None or self._open() is not None:
            self._waiting = None
            return
        from ui.dialogs.error_dialog import ErrorDialog, Mistake

        (key, details, message), self._waiting = self._waiting, None
        self._told.append(key)
        front = _front()
        mistake = Mistake(self._safe, partial(_sent, details, message))
        save_as = front.documents.save_as if front is not None else None
        parent = QApplication.activeModalWidget() or front
        self._dialog = ErrorDialog(parent, mistake, save_as)
        self._dialog.finished.connect(self._on_closed)
        if self._times[key] > 1:
            self._dialog.count(self._times[key])
        self._dialog.open()

    def _open(self) -> ErrorDialog | None:
        """The window that stands; it goes with the dialog that it stood before."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.take(told.exc_value, "thread")

    def _on_unraisable(self, told: Any) -> None:
        """Where an object was taken apart, or Qt could not be answered."""
        if told.exc_value is not None:
            self.take(told.exc_value, "unraisable")

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if sys.stderr is not None:
            print(words, file=sys.stderr)  # noqa: T201 - as Qt does itself
        if kind == QtMsgType.QtFatalMsg:
            log.write(f"Qt fatal: {log.scrubbed(words)}")
        elif kind in _LOUD:
            self._said.emit(f"Qt: {log.scrubbed(words)}")

    def _on_said(self, words: str) -> None:
        self._heard[words] += 1
        self._write_soon.start()

    def _write_said(self) -> None:
        for words, times in self._heard.items():
            log.write(f"{words} x{times}")
        self._heard.clear()

    def _watch_for_crashes(self) -> None:
        """Where Qt itself falls, nothing of Python runs: a line is left for the next start."""
        with contextlib.suppress(OSError):
            file = log.folder() / _CRASH
            file.parent.mkdir(parents=True, exist_ok=True)
            self._crash = file.open("a+", encoding="utf-8", errors="replace")
            faulthandler.enable(self._crash)
            if file.stat().st_size:
                self._crash.seek(0)
                log.write(f"left by the system before:\n{_told_by_system(self._crash.read(_MOST))}")
                self._crash.truncate(0)


def print_out(error: BaseException) -> None:
    """For who started the program from a console; the frozen one for Windows has none."""
    if sys.stderr is not None:
        traceback.print_exception(error)


def _is_worth_a_line(times: int) -> bool:
    """The first time, the tenth, the hundredth: a fault that repeats fills no log."""
    return str(times).strip("0") == "1"


def _windows() -> list[MainWindow]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, MainWindow) and hasattr(window, "workspace")
    ]


def _front() -> MainWindow | None:
    """The window that is worked in, else the newest."""
    shown = [window for window in _windows() if window.isVisible()]
    here = QApplication.activeWindow()
    return next((w for w in shown if w is here), shown[-1] if shown else None)


def _keep_all() -> str:
    """Keep every open report; what became of them, in words."""
    unsaved = [window for window in _windows() if not window.workspace.stack.isClean()]
    if not unsaved:
        return "没有丢东西：打开的报告都没有未保存的改动，磁盘上的文件是完整的。"
    if [window for window in unsaved if not _is_kept(window)]:  # each is tried
        return (
            "注意：草稿没有能留底（也许磁盘满了，或者没有权限）。您填的内容还在窗口里，"
            "请马上用“另存为”存到别的地方。磁盘上的文件是完整的，是上次保存时的样子。"
        )
    now = datetime.now().astimezone()
    return (
        f"您填的内容是安全的：草稿已在 {now:%H:%M} 留底（正在输入的那一格除外），"
        "磁盘上的文件是完整的，是上次保存时的样子。"
    )


def _is_kept(window: MainWindow) -> bool:
    """The fault may be in what is to be kept."""
    try:
        return window.workspace.keeping.keep_now()
    except Exception as error:  # noqa: BLE001
        log.exception(error, "snapshot")
        return False


def _told_by_system(words: str) -> str:
    """The places in the code, without the folders that the program lies in."""
    lines = re.sub(r'File "[^"\n]*?(\w+)\.py"', r"File \1.py", words).split("\n")
    return "\n".join(map(log.scrubbed, lines))


def _versions() -> str:
    parts = (__version__, qVersion(), platform.python_version(), platform.platform())
    return "nianbao {}, Qt {}, Python {}, {}".format(*parts)


def _sent(details: str, message: str, with_content: bool) -> str:
    """What is copied: kinds and places; with what the reports hold where the clerk agrees."""
    if not with_content:
        return details
    from app.files import store

    reports = [store.encode(window.workspace.report).decode() for window in _windows()]
    return "\n\n".join((details, message, *reports))
