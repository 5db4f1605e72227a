"""The Qt application: Chinese words for Qt's own dialogs, the program's name, its start.

What is imported here is what the window must wait for.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__
from app.disk import places, settings
from ui import look
from ui.start import instance
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.start.errors import Errors

_SEEN_WITHIN = 500
"""Milliseconds in which the system usually puts a window on the screen."""


def application() -> QApplication:
    """The one application, in Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["nianbao"])
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName("年报")
    app.setApplicationVersion(__version__)
    look.dress(app)
    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "nianbao.ico")))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    return app


def run(files: Sequence[str]) -> int:
    """Show a window for each file, here or in the program that runs already; the exit code."""
    app = application()
    asked = [str(Path(file).resolve()) for file in files] or [""]
    start = instance.Start()
    if start.hand_over(asked):
        return 0
    remembered = settings.load()
    look.wear(remembered.look)
    first = MainWindow(remembered)
    _let_be_seen(first)
    from ui.start.program import Program

    errors = _watched()
    program = Program(remembered, first)
    program.recover()
    if start.instance:
        start.instance.asked.connect(program.ask)
        start.instance.answer()  # a question about a file may be open for long
    if not any(asked):
        program.welcome()
    for file in filter(None, asked):
        program.ask(file)
    # What stands now stays. Looking through all of it again, Python's collector would hold up
    # single frames of scrolling and zooming by some ten milliseconds.
    gc.freeze()
    code = app.exec()
    program.remember()
    errors.end()
    start.end()
    return code


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
