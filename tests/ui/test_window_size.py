"""No dialog begins beyond the edges of the screen, where its buttons could not be pressed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.exporters import EXPORTS
from app.files.profiles import STANDARD
from tests.ui import hostile
from ui.dialogs.profile_dialog import ProfileDialog
from ui.kit import window_size
from ui.print import kinds
from ui.start import application, program

ROOT = Path(__file__).parent.parent.parent
SMALL = {
    "windowFrameMargins": True,
    "screens": [
        {"name": "small", "x": 0, "y": 0, "width": 1092, "height": 582, "dpr": 1,
         "logicalDpi": 96, "logicalBaseDpi": 96},
    ],
}  # fmt: skip
"""1366 x 768 at 125 %, and a task bar of 40 pixels off it."""


def test_a_window_begins_as_large_as_wished_where_the_screen_has_room(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window_size.resize(window, 320, 240)
    assert (window.width(), window.height()) == (320, 240)


def test_a_window_never_begins_larger_than_the_screen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    free = window.screen().availableGeometry()
    window_size.resize(window, free.width() + 1, free.height() + 1)
    assert window.width() < free.width()
    assert window.height() < free.height()


def test_the_form_of_a_house_style_scrolls_on_a_screen_at_200_percent(qtbot):
    application.application()
    window = QWidget()
    qtbot.addWidget(window)
    least = ProfileDialog(window, STANDARD).minimumSizeHint()
    assert least.height() < 384 - 30
    assert least.width() < 683


@pytest.mark.slow
def test_every_dialog_fits_a_small_screen_above_its_task_bar(tmp_path):
    """Even where the organ has sixty letters; a screen is what a process begins with."""
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps(SMALL), encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
    }
    done = subprocess.run(
        [sys.executable, "-c", "from tests.ui import test_window_size as t; t.measure()"],
        env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    places = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert len(places) > 20
    assert places.pop("columns") == "1"
    screen_, *dialogs = places.items()
    assert screen_[1] == "1092 582"
    assert [name for name, size in dialogs if not fits(size)] == []


def fits(size: str) -> bool:
    width, height = map(int, size.split())
    return width <= 1092 and height <= 582


def columns(menu: QMenu) -> int:
    menu.popup(QPoint(0, 0))
    found = {menu.actionGeometry(action).x() for action in menu.actions()}
    menu.close()
    return len(found)


def measure() -> None:
    """Say how large the screen is, each dialog with its frame, into how many columns menus break."""
    application.application()
    EXPORTS.update({each.suffix: each for each in (kinds.PDF, kinds.OFD)})
    # A copy: this process ends without a word, and leaves beside the file that it is open.
    own = shutil.copy(hostile.REPORTS / "021.json", os.environ["XDG_CONFIG_HOME"])
    window = program.window(Path(own))
    window.show()
    window.workspace.settle()
    free = window.screen().availableGeometry()
    sys.stdout.write(f"screen {free.width()} {free.height()}\n")
    organ = "柳河镇人民政府" * 9
    sys.stdout.write(f"columns {max(map(columns, window.menuBar().findChildren(QMenu)))}\n")

    def tell(name: str, dialog: QDialog) -> None:
        frame = dialog.frameGeometry()
        sys.stdout.write(f"{name} {frame.width()} {frame.height()}\n")

    for name, ask in hostile.asked(window, window.workspace.report, organ):
        hostile.each_shown(ask, lambda dialog, name=name: tell(name, dialog))
    sys.stdout.flush()
    os._exit(0)
