"""The Qt application: Chinese words for Qt's own dialogs, the program's name, its start.

What is imported here is what the window must wait for.
"""

import gc
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__, places, settings
from ui import instance
from ui.main_window import MainWindow

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
    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "nianbao.ico")))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", _translations()):
        app.installTranslator(translator)
    return app


def run(files: Sequence[str]) -> int:
    """Show a window, here or in the program that runs already; the exit code."""
    app = application()
    file = str(Path(files[0]).resolve()) if files else ""
    name = instance.server_name()
    if instance.hand_over(file, name):
        return 0
    later_starts = instance.Instance(name)
    remembered = settings.load()
    first = MainWindow(remembered)
    _let_be_seen(first)
    from ui.program import Program

    program = Program(remembered, first)
    program.recover()
    if file:
        program.ask(file)
    later_starts.asked.connect(program.ask)
    later_starts.answer()
    # What stands now stays. Looking through all of it again, Python's collector would hold up
    # single frames of scrolling and zooming by some ten milliseconds.
    gc.freeze()
    code = app.exec()
    program.remember()
    return code


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


def _translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
