"""A window as a person meets it: all is real but the home and the answers to questions."""

import gc
import os
import signal
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from app.disk import settings
from app.disk.writer import Writer
from app.files import recovery
from app.files.recovery import Found
from app.report.report import Report
from ui import background, history
from ui.dialogs.new_report import NewReport
from ui.dialogs.questions import Questions
from ui.kit import plain, waiting
from ui.page.grid.view import GridView
from ui.start import application, program
from ui.window.main_window import MainWindow
from ui.workspace import Workspace

Start = Callable[..., MainWindow]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
REPORTS = Path(__file__).parent.parent / "data" / "reports"


_PATIENCE = 60_000
"""Milliseconds: what never comes is a fault whenever that is found, a busy computer is none."""


class Patient(QtBot):
    """Waits for as long as any computer may take, where pytest-qt waits five seconds."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: object, *, timeout: int = _PATIENCE, **more: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Patient:
    return Patient(request)


class Answers(Questions):
    """Answers what a test prepared; a question that nobody expected fails the test.

    At its end: most questions come from inside Qt's own calls, where an exception would be lost.
    """

    def __init__(self) -> None:
        self.prepared: list[tuple[str, object]] = []
        self.said: list[str] = []
        self.wrong: list[str] = []
        self.listed: list[tuple[object, object]] = []
        """The versions that were listed last, each with what was told of it."""

    def expect(self, question: str, answer: object = None) -> None:
        self.prepared.append((question, answer))

    def _answer(self, question: str, words: str = "") -> object:
        self.said.append(words)
        expected, answer = self.prepared.pop(0) if self.prepared else ("none", None)
        if question != expected:
            self.wrong.append(f"{question} was asked, {expected} expected: {words}")
            return None
        return answer

    def proposal(self, parent, proposal, usual, before):
        return self._answer("proposal", repr(proposal))

    def convert(self, parent, words, told, *, alone):
        return self._answer("convert", "\n".join((words, *told)))

    def comparison(self, parent, form, comparison, sides):
        return self._answer("comparison", repr((comparison, sides)))

    def versions(self, parent, lines, describe, told, at):
        described = [describe(number) for number in range(len(lines))]
        self.listed = list(zip(lines, described, strict=True))
        return self._answer("versions", told)

    def settings(self, parent, shown, zooms, page):
        """What is prepared are the fields that are chosen anew; None: it is given up."""
        answer = self._answer("settings", repr((shown, page)))
        return structs.replace(shown, **answer) if isinstance(answer, dict) else None

    def choose(self, parent, title, lines):
        return self._answer("choose", repr(lines))

    def open_path(self, parent, folder, kind="", title=""):
        return self._answer("open_path", str(folder))

    def save_path(self, parent, proposed, kind=""):
        return self._answer("save_path", str(proposed))

    def export_choice(self, parent, proposed, occasion):
        self.occasion = occasion
        return self._answer("export_choice", repr(proposed))

    def show_pages(self, parent, shown):
        self.shown = shown
        return self._answer("show_pages", shown.printer.docName())

    def choose_printer(self, parent, printer):
        return self._answer("choose_printer", printer.docName())

    def new_report(self, parent, proposed: NewReport, known=None):
        return self._answer("new_report", str(proposed))

    def save_changes(self, parent, name):
        return self._answer("save_changes", name)

    def overwrite_changed(self, parent, sentence, more):
        return self._answer("overwrite_changed", f"{sentence}\n{more}")

    def one_of(self, parent, sentence, more, answers):
        return self._answer("one_of", "\n".join((sentence, more, *answers)))

    def recover(self, parent, sentence):
        return self._answer("recover", sentence)

    def drafts(self, parent, listed):
        return self._answer("drafts", repr(listed))

    def agree(self, parent, question, do, *, risky=False):
        return self._answer("agree", question)

    def preview(self, parent, rows, doubts):
        return self._answer("preview", repr(rows))

    def replace(self, parent, rows, doubts):
        return self._answer("replace", repr((rows, doubts)))

    def pick(self, parent, title, choices, do="插入"):
        return self._answer("pick", repr(choices))

    def tidy(self, parent, pieces, here, shown):
        return self._answer("tidy", repr((pieces, here)))

    def fill_in(self, parent, title, told, fields, do):
        return self._answer("fill_in", "\n".join((title, told, *(each.value for each in fields))))

    def folder(self, parent, title, folder):
        return self._answer("folder", str(folder))

    def tell(self, parent, sentence, news=""):
        self._answer("tell", sentence)

    def show_forms(self, parent, rows):
        self._answer("show_forms", repr(rows))

    def about(self, parent, words):
        self._answer("about", words)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A throw-away home: no test reads or leaves anything in the real one."""
    folder = tmp_path / "家"
    folder.mkdir()  # first: a thread of an earlier test may ask for it as soon as it is known
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    # Windows is asked by a call that knows no variables.
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: folder / "nianbao")
    return folder


@pytest.fixture(autouse=True)
def nothing_is_left_to_the_next(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No window, no key that is held down, no thread that goes on, each in the home of its test.

    A window that only waits to be given back has timers, and is given back amid the next test.
    """
    writers: weakref.WeakSet[Writer] = weakref.WeakSet()
    begin, before = Writer.__init__, {*threading.enumerate(), *_with_the_program()}

    def begun(writer: Writer) -> None:
        begin(writer)
        writers.add(writer)

    monkeypatch.setattr(Writer, "__init__", begun)
    yield
    for each in {*_with_the_program()} - before:
        each.deleteLater()
    let_windows_go()
    end = time.monotonic() + _PATIENCE / 1000
    while any(worker._jobs for worker in background._shared):  # of a window that is gone
        assert time.monotonic() < end, "the worker has not come to an end"
        QTest.qWait(5)
    assert all(writer.wait(_PATIENCE / 1000) for writer in [*writers])
    for thread in {*threading.enumerate()} - before:
        if thread.name != "writer":  # which lives on for some seconds with nothing to do
            thread.join(_PATIENCE / 1000)
            assert not thread.is_alive(), thread


@pytest.fixture(autouse=True)
def nothing_hurries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a clerk's time would run out a busy computer's does not.

    A file may take long to be read, the next letter long to come; and no bar takes the keyboard.
    """
    monkeypatch.setattr(background, "_LIMIT", _PATIENCE)
    monkeypatch.setattr(background, "_UNTIL_IT_BEGINS", (20_000, _PATIENCE))
    monkeypatch.setattr(history, "_PAUSE", _PATIENCE / 1000)
    monkeypatch.setattr(waiting, "_PATIENCE", _PATIENCE)


@pytest.fixture
def impatient(nothing_hurries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar says what is waited for as soon as it does for a clerk."""
    monkeypatch.setattr(waiting, "_PATIENCE", 500)


def _with_the_program() -> list[QObject]:
    """What ends with the application alone, but for the worker: clocks, what listens to all."""
    app = QApplication.instance()
    every = app.children() if app is not None else ()
    ours = (each for each in every if not isinstance(each, background.Background))
    return [e for e in ours if isinstance(e, QTimer) or type(e).__module__.startswith("ui.")]


def let_windows_go() -> None:
    """All of them, at once, as the end of a program does."""
    if QApplication.instance() is None:
        return
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.hide()
            widget.deleteLater()
    while QApplication.overrideCursor() is not None:
        QApplication.restoreOverrideCursor()
    # Qt remembers what was held down at the last key, and at the last click.
    nothing = QWidget()
    QTest.keyRelease(nothing, Qt.Key.Key_Shift)
    QTest.mouseRelease(nothing, Qt.MouseButton.LeftButton)
    nothing.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()  # here, and in no thread of a later test: widgets are taken apart in theirs alone


@pytest.fixture
def qtmodeltester(qtmodeltester: Any) -> Iterator[Any]:
    """Qt's own checker ends with its test: it does not outlive a window whose model it watches."""
    yield qtmodeltester
    qtmodeltester._qt_tester = None


@pytest.fixture
def answers() -> Iterator[Answers]:
    answers = Answers()
    yield answers
    assert not answers.wrong
    assert not answers.prepared, "a prepared question was never asked"


@pytest.fixture
def start(qtbot, answers: Answers) -> Iterator[Start]:
    """Opens windows; closes them without a question at the end."""

    def opened(file: Path | None = None, size: tuple[int, int] = (1366, 740)) -> MainWindow:
        application.application()
        window = program.window(file, answers)
        qtbot.addWidget(window, before_close_func=give_up)
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: becomes_active(window))
        window.workspace.settle()
        return window

    yield opened
    # The offscreen platform alone crashes at exit over what Python has put there.
    QApplication.clipboard().clear()


@pytest.fixture(name="program")
def running(qtbot, answers: Answers) -> Iterator[program.Program]:
    """The program with its first window, empty and shown."""
    application.application()
    first = MainWindow("")
    first.show()
    started = program.Program(settings.load(), first, answers)
    yield started
    for window in [*started.windows]:
        give_up(window)
        window.close()


def give_up(window: MainWindow) -> None:
    """Take over what is being typed and forget it with the rest, so that closing asks nothing."""
    window.page.commit()
    window.workspace.stack.setClean()


def power_cut(workspace: Workspace) -> Found:
    """What is found after one: all is on the disk, and the lock is gone with the process."""
    workspace.keeping.keep()
    assert workspace.keeping.wait(5)
    workspace.keeping._recovery._lock.let_go()
    [found] = recovery.found()
    return found


def becomes_active(window: QWidget) -> bool:
    """Asks again each time: Windows and window managers overlook a request that comes too early."""
    window.activateWindow()
    return QApplication.activeWindow() is window


def grid(window: MainWindow, table: str) -> GridView:
    found = window.findChild(GridView, f"table:{table}")
    assert found is not None
    return found


def text_box(window: MainWindow, text: str) -> QTextEdit:
    found = window.findChild(QTextEdit, f"text:{text}")
    assert found is not None
    return found


def report(window: MainWindow) -> Report:
    return window.workspace.report


def cards(window: MainWindow) -> list[str]:
    """The findings as they are shown, each with its place."""
    return [f"{card.place}　{card.words}".strip() for card in window.findings.cards]


def card_row(window: MainWindow, words: str) -> int:
    """The row of the one card that has these words."""
    [row] = [row for row, card in enumerate(cards(window)) if words in card]
    return row


def press_card(window: MainWindow, words: str, deed: str, number: int = 0) -> None:
    """A real click on a button of a card; the panel is brought back where it is folded."""
    if window.findings.folded:
        window.findings.folding.emit()
    row, shown = card_row(window, words), window.findings.list
    shown.scrollTo(shown.model().index(row))
    place = shown.button(row, deed, number).center()
    assert shown.viewport().rect().contains(place), f"{deed} of {words} is out of sight"
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)


def go_to(window: MainWindow, cell: str) -> GridView:
    view = grid(window, cell.partition("/")[0])
    view.go_to(cell)
    QApplication.processEvents()
    assert current(view) == cell
    return view


def type_words(words: str) -> None:
    """Real key events to whatever has the keyboard, one a character, Chinese too."""
    for character in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(has_keyboard(), event)


def has_keyboard() -> QWidget:
    """What has the keyboard; Windows takes a moment to give it to a window."""
    end = time.monotonic() + _PATIENCE / 1000
    while (target := QApplication.focusWidget()) is None:
        assert time.monotonic() < end, "nothing has the keyboard"
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                window.activateWindow()
        QTest.qWait(10)
    return target


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(has_keyboard(), key, modifier)


def type_in(window: MainWindow, cell: str, words: str) -> None:
    """Go to a cell, type, Enter."""
    go_to(window, cell)
    type_words(words)
    press(Qt.Key.Key_Return)


def current(view: GridView) -> str:
    cell = view.current()
    assert cell is not None
    return cell.id


def selected(view: GridView) -> list[str]:
    return [cell.id for cell in view.selection()]


def values(window: MainWindow, *cells: str) -> list[object]:
    return [window.workspace.value(cell) for cell in cells]


def bubble(window: MainWindow) -> str:
    """What is said at a place now; "" where nothing is."""
    label = window.page.findChild(QLabel, "bubble")
    assert label is not None
    return label.text() if label.isVisible() else ""


def undo_words(window: MainWindow) -> str:
    return window.workspace.stack.undoText()


def action(window: MainWindow, words: str) -> QAction:
    """The menu entry that begins with these words, without its mnemonic."""
    actions: list[QAction] = window.findChildren(QAction)
    return next(a for a in actions if a.text().replace("&", "").startswith(words))


def recent_reports(window: MainWindow) -> dict[str, QAction]:
    """The entries of their menu by the files that they open, which their tips name."""
    menus: list[QMenu] = window.findChildren(QMenu)
    menu = next(menu for menu in menus if menu.title().startswith("最近"))
    files = {plain.tip(name): name for name in window.settings.recent}
    return {files[entry.toolTip()]: entry for entry in menu.actions()}


def in_sight(window: MainWindow, widget: QWidget, place: QRect | None = None) -> bool:
    """Whether a widget, or a place in it, is inside what the page shows now."""
    place = place or widget.rect()
    corner = widget.mapTo(window.page.viewport(), place.topLeft())
    return window.page.viewport().rect().contains(QRect(corner, place.size()))


def put(text: str, html: str = "") -> None:
    """Something on the clipboard, as another program leaves it there."""
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QApplication.clipboard().setMimeData(mime)


@pytest.fixture(scope="session", autouse=True)
def what_was_before_is_not_looked_through() -> None:
    """What thousands of tests without a window have left: after each with one, a quarter second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_worker_stays() -> Iterator[None]:
    """All tests share one worker, as the windows of a program do."""
    yield
    background.end()


stopping = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="there is no such signal")


def worker_id() -> int:
    """The process of the worker, which is started where there is none and idle."""
    job = background.shared().run("ready")
    loop = QEventLoop()
    job.ended.connect(loop.quit)
    loop.exec()
    process = background.shared()._process
    assert process is not None
    return process.processId()


@contextmanager
def stopped_for(seconds: float) -> Iterator[int]:
    """The worker does nothing for so long, as if it had much to do."""
    worker = worker_id()

    def go_on() -> None:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGCONT)

    os.kill(worker, signal.SIGSTOP)
    timer = threading.Timer(seconds, go_on)
    timer.start()
    try:
        yield worker
    finally:
        timer.cancel()
        go_on()
