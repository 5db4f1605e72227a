"""The Qt application: Chinese words for Qt's own dialogs, the program's name, one window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app import __version__, settings
from ui.dialogs import Questions
from ui.main_window import MainWindow, last_year
from ui.workspace import Workspace, empty_report


def application() -> QApplication:
    """The one application, in Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["nianbao"])
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName("年报")
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", _translations()):
        app.installTranslator(translator)
    return app


def window(file: Path | None = None, questions: Questions | None = None) -> MainWindow:
    """A window with the report of `file`, or with an empty one of the last year."""
    remembered = settings.load()
    workspace = Workspace(empty_report(remembered.organ, last_year()))
    main_window = MainWindow(workspace, remembered, questions or Questions())
    if file:
        main_window.open_file(file)
    return main_window


def run(files: Sequence[str]) -> int:
    """Show the window until it is closed; the exit code."""
    app = application()
    shown = window(Path(files[0]) if files else None)
    shown.show()
    code = app.exec()
    settings.save(shown.settings)
    return code


def _translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
