"""What a window that only edits must not wait for."""

import os
import subprocess
import sys

import pytest

SHOW = """
import sys
from ui import application, program
app = application.application()
shown = program.window()
shown.show()
app.processEvents()
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules of a program whose window is up."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, check=True
    )
    return set(said.stdout.decode().split())


@pytest.mark.parametrize(
    "library", ["openpyxl", "jinja2", "docx", "lxml", "email", "urllib.request"]
)
def test_libraries_for_documents_are_imported_on_first_use(loaded, library):
    assert "ui.main_window" in loaded
    assert library not in loaded


def test_the_parts_of_qt_that_are_loaded_are_the_ones_in_use(loaded):
    parts = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert parts == {f"PySide6.Qt{part}" for part in ("Core", "Gui", "Network", "Widgets")}
