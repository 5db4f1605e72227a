"""The Qt application: Chinese words for Qt's own dialogs, the program's name, its windows."""

import gc
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__, places, recovery, settings
from app.settings import Settings
from ui import instance
from ui.dialogs import Questions
from ui.documents import last_year
from ui.main_window import MainWindow
from ui.workspace import Workspace, empty_report


class Program:
    """The running program: a window for each report, and one memory for all of them."""

    def __init__(self) -> None:
        self._settings = settings.load()
        self.windows: list[MainWindow] = []

    def ask(self, file: str) -> None:
        """Show a report, or with "" an empty one; a window that fits is taken before a new one."""
        path = Path(file) if file else None
        shown = self._window_for(path)
        if path and shown.workspace.path != path:
            shown.documents.open_file(path)
        _bring_to_front(shown)

    def recover(self) -> bool:
        """Offer what an earlier start left unsaved, a window each; whether there was anything."""
        left = recovery.found()
        for found in left:
            shown = self._window_for(None)
            _bring_to_front(shown)
            shown.documents.recover(found)
        return bool(left)

    def remember(self) -> None:
        settings.save(self._settings)

    def _window_for(self, path: Path | None) -> MainWindow:
        self.windows = [shown for shown in self.windows if shown.isVisible()]
        wanted = [shown for shown in self.windows if path and shown.workspace.path == path]
        untouched = [shown for shown in self.windows if _is_untouched(shown.workspace)]
        for shown in wanted + untouched:
            return shown
        self.windows.append(_window(self._settings, Questions()))
        return self.windows[-1]


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


def window(file: Path | None = None, questions: Questions | None = None) -> MainWindow:
    """A window with the report of `file`, or with an empty one of the last year."""
    main_window = _window(settings.load(), questions or Questions())
    if file:
        main_window.documents.open_file(file)
    return main_window


def run(files: Sequence[str]) -> int:
    """Show a window, here or in the program that runs already; the exit code."""
    app = application()
    file = str(Path(files[0]).resolve()) if files else ""
    name = instance.server_name()
    if instance.hand_over(file, name):
        return 0
    program = Program()
    later_starts = instance.Instance(name)
    later_starts.asked.connect(program.ask)
    if not program.recover() or file:
        program.ask(file)
    # What stands now stays. Looking through all of it again, Python's collector would hold up
    # single frames of scrolling and zooming by some ten milliseconds.
    gc.freeze()
    code = app.exec()
    program.remember()
    return code


def _window(remembered: Settings, questions: Questions) -> MainWindow:
    workspace = Workspace(empty_report(remembered.organ, last_year()))
    return MainWindow(workspace, remembered, questions)


def _is_untouched(workspace: Workspace) -> bool:
    return workspace.path is None and workspace.stack.count() == 0


def _bring_to_front(shown: MainWindow) -> None:
    if shown.isMinimized():
        shown.setWindowState(shown.windowState() ^ Qt.WindowState.WindowMinimized)
    shown.show()
    shown.activateWindow()


def _translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
