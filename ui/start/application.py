"""The Qt application: Chinese words for Qt's own dialogs, the program's name, its start.

What is imported here is what the window must wait for.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__
from app.disk import places, remembered
from ui import look
from ui.start import instance
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.start.errors import Errors

_TURN = 0.0005
"""Seconds that a thread which writes a draft may keep the window from its work: Python's own are
ten times as long."""
_AT_REST = 300
"""Milliseconds after the window takes keys; a later start waits so long without a word."""
_SEEN_WITHIN = 500
"""Milliseconds in which the system usually puts a window on the screen."""


def application() -> QApplication:
    """The one application, in Chinese."""
    app = bare()
    look.dress(app)
    furnish(app)
    show_icon(app)
    return app


def bare() -> QApplication:
    """The one application, which has its style and its name."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Here the style is named without PySide's class of styles, whose enumerations take 4 ms.
        app = QApplication(["nianbao", "-style", "Fusion"])
    elif app.style().objectName() != "fusion":  # somebody else made it
        app.setStyle("Fusion")
    sys.setswitchinterval(_TURN)
    gc.disable()  # but for what `collector` does
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName("年报")
    app.setApplicationVersion(__version__)
    return app


def furnish(app: QApplication) -> None:
    """What an empty window need not wait for: the system's next colours, Qt's words in Chinese."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    look.follow(app)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def show_icon(app: QApplication) -> None:
    from PySide6.QtGui import QIcon

    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "nianbao.ico")))


def run(files: Sequence[str]) -> int:
    """Show a window for each file, here or in the program that runs already; the exit code."""
    app = bare()
    asked = [os.path.realpath(file) for file in files if file] or [""]  # also of a ring of links
    start = instance.Start()
    if start.hand_over(asked):
        return 0
    seen = remembered.seen()
    look.dress(app, seen.look)
    first = MainWindow(seen.geometry)
    _let_be_seen(first)
    from app.disk import settings
    from ui.start.program import Program

    furnish(app)
    errors = _watched()
    program = Program(settings.load(), first)
    program.recover()
    rest = QTimer(app, singleShot=True, interval=_AT_REST)
    rest.timeout.connect(partial(show_icon, app))
    if start.instance:
        start.instance.asked.connect(program.ask)
        rest.timeout.connect(start.instance.answer)
    rest.start()  # it comes too where a question about a file is open for long
    if not any(asked):
        program.welcome()
    for file in filter(None, asked):
        program.ask(file)
    tell_if_unreadable(app, first)
    from ui.start import collector

    # What stands now stays. Looking through all of it again, Python's collector would hold up
    # single frames of scrolling and zooming by some ten milliseconds.
    gc.freeze()
    if rest.isActive():  # what that takes is loaded when the window takes keys
        rest.start()
    clock = collector.every_second(app)
    code = app.exec()
    while start.instance and (left := start.instance.left()):
        for file in left:  # handed over while the last window was closing: nobody else has them
            program.ask(file)
        code = app.exec()
    clock.stop()
    program.end()
    errors.end()
    start.end()
    return code


def tell_if_unreadable(app: QApplication, window: QWidget) -> None:
    """Say so where the system has no font for Chinese, in the window and for whoever looks on."""
    if not QFontMetrics(app.font()).inFont("年"):
        from PySide6.QtWidgets import QMessageBox

        from ui.kit import boxes, buttons
        from ui.start import first_start

        first_start.say(first_start.NO_CHINESE)
        box = boxes.warning(window, first_start.NO_CHINESE, "nianbao")
        buttons.offer(box, "OK", QMessageBox.ButtonRole.AcceptRole, usual=True)
        box.open()


def _watched() -> Errors:
    from ui.start.errors import Errors

    errors = Errors()
    errors.watch()
    return errors


def _let_be_seen(window: MainWindow) -> None:
    """Show an empty window and let it be painted, but let nobody do anything in it yet.

    The system decides when a window comes up; one that starts minimised does not come up at all.
    """
    window.show()
    limit = QDeadlineTimer(_SEEN_WITHIN)
    not_yet = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    while not (window.windowHandle().isExposed() or window.isMinimized() or limit.hasExpired()):
        QApplication.processEvents(not_yet, 10)
    QApplication.processEvents(not_yet)
