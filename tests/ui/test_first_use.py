"""What a window that only edits must not wait for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets
from ui.start import application, program
app = application.application()
shown = program.window()
shown.show()
app.processEvents()
print(*sys.modules)
print(*{name for part in (QtCore, QtGui, QtWidgets) for name in vars(part)})
"""

START = """
import sys
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication

class Watch:
    def find_spec(self, name, *_):
        if name in ("app.disk.settings", "ui.start.program"):
            [window] = QApplication.topLevelWidgets()
            print("on the screen" if window.windowHandle().isExposed() else "hidden")
            print(*sys.modules)
            print(*vars(QtCore))

sys.meta_path.insert(0, Watch())
QApplication.exec = lambda *_: 0
from ui.__main__ import main
main([])
"""


def said_by(program: str, home: Path) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "APPDATA": str(home),
    }
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True
    )
    return said.stdout.decode()


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Of a program whose window is up: the modules, and the classes of Qt."""
    lines = said_by(SHOW, tmp_path_factory.mktemp("home")).splitlines()
    return [set(line.split()) for line in lines[:2]]


@pytest.fixture
def loaded(up) -> set[str]:
    return up[0]


def test_the_window_is_on_the_screen_before_what_is_in_it_is_loaded(tmp_path):
    seen, modules, of_qt = said_by(START, tmp_path).splitlines()[:3]
    own = {name for name in modules.split() if name.partition(".")[0] in ("app", "ui")}
    rooms = {name for name in own if any(other.startswith(f"{name}.") for other in own)}
    assert seen == "on the screen"
    assert "msgspec" not in modules.split()
    assert "Qt" not in of_qt.split(), "PySide makes all enumerations of that name at once"
    assert own - rooms == {
        *("app.commands.command", "app.disk.files", "app.disk.places"),
        *("app.disk.digests", "app.disk.remembered"),
        *("ui.__main__", "ui.start.application", "ui.start.first_start"),
        *(
            "ui.start.instance",
            "ui.start.handshake",
            "ui.look",
            "ui.window.main_window",
            "ui.kit.window_size",
        ),
    }


@pytest.mark.parametrize(
    "library",
    ["openpyxl", "jinja2", "docx", "lxml", "email", "urllib.request", "hashlib", "html", "ssl"],
)
def test_libraries_for_documents_are_imported_on_first_use(loaded, library):
    assert "ui.window.main_window" in loaded
    assert library not in loaded


def test_the_parts_of_qt_that_are_loaded_are_the_ones_in_use(loaded):
    parts = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert parts == {f"PySide6.Qt{part}" for part in ("Core", "Gui", "Svg", "Widgets")}


@pytest.mark.parametrize(
    "name",
    ["QAccessible", "QFileDialog", "QMessageBox", "QProcess", "QStyle", "QTableWidget", "QUrl"],
)
def test_classes_of_qt_are_made_on_first_use(up, name):
    """Each with its enumerations."""
    assert "QMainWindow" in up[1]
    assert name not in up[1]


def test_no_widget_is_asked_what_it_is(up):
    """To answer PySide makes all classes of widgets."""
    assert not {"QWizard", "QDial", "QCalendarWidget"} & up[1]
