"""A picture of every window, page, dialog and menu, and all of them on one sheet.

`python3 .ci/dev.py pictures FOLDER` makes them, a folder a look, size and screen; to be looked at.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui import hostile, manual_pictures
from tests.ui.manual_pictures import settle
from ui import workspace
from ui.start import application, program
from ui.window.main_window import MainWindow

LOOKS, SCALES, SCREENS = ("light", "dark", "contrast"), ("1", "1.5", "2"), ("1366x768", "1920x1080")
WORDS = "柳河镇人民政府 2025 年"
"""What stands in every dialog."""
TOO_LONG = 180
"""Seconds for one look, size and screen."""
_WIDE, _HIGH, _ACROSS = 480, 360, 4
"""Pixels of a picture on the sheet with its name under it, and how many stand side by side."""


def every(folder: Path) -> None:
    """One process after another: a program has one look, one screen."""
    for look, scale, screen in product(LOOKS, SCALES, SCREENS):
        place = folder / f"{look}-{screen}-{round(float(scale) * 100)}"
        place.mkdir(parents=True, exist_ok=True)
        one(place, look, scale, screen)


def one(place: Path, look: str, scale: str, screen: str) -> None:
    """A folder of pictures and its sheet; in a home of its own."""
    width, height = map(int, screen.split("x"))
    with tempfile.TemporaryDirectory() as home:
        shown = {"name": "s", "x": 0, "y": 0, "width": width, "height": height}
        screens = Path(home) / "screens.json"
        screens.write_text(json.dumps({"screens": [shown]}), encoding="utf-8")
        more = {"HOME": home, "XDG_CONFIG_HOME": home, "NIANBAO_LOOK": look}
        more |= {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
        command = [sys.executable, "-m", "tests.pictures", str(place), home]
        ended = subprocess.run(command, env=os.environ | more, timeout=TOO_LONG, check=False)
    if ended.returncode:
        sys.exit(f"{place}: ended with {ended.returncode}")


def take(place: Path, home: Path) -> None:
    workspace._today = lambda: manual_pictures.TODAY
    application.application()
    taken: list[tuple[str, QImage]] = []
    for name, picture in pictures(home):
        picture.save(str(place / f"{len(taken):02} {name}.png"))
        taken.append((name, picture))
    sheet(taken).save(str(place / "sheet.png"))


def pictures(home: Path) -> Iterator[tuple[str, QImage]]:
    """Each by its name, in the order in which a clerk comes upon them."""
    empty = opened()
    empty.at_start.show()
    QTest.qWait(400)
    yield "start page", seen(empty)
    empty.at_start.leave()
    settle(empty)
    yield "empty report", seen(empty)
    close(empty)
    city = opened(hostile.REPORTS / "005.json")
    yield "005", seen(city)
    close(city)
    window = opened(manual_pictures.report_in_work(home / "年报"))
    window.page.go_to(("cells", manual_pictures.CELL))
    settle(window)
    yield "errors", seen(window)
    yield from panels(window)
    yield from popups(window)
    for name, ask in hostile.asked(window, window.workspace.report, WORDS):
        shown: list[QImage] = []
        hostile.each_shown(ask, lambda dialog, to=shown: to.append(seen(dialog)))
        yield name, shown[0]
    close(window)


def panels(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    findings = window.findings
    for name, change in (
        ("findings moved", findings.siding),
        ("findings folded", findings.folding),
    ):
        change.emit()
        settle(window)
        yield name, seen(window)
        change.emit()
    window.page.go_to(("texts", "overview/on_request"))
    settle(window)
    yield "text", seen(window)
    window.editing.insert_sentence()
    QTest.qWait(100)
    yield "sentences", seen(window)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    window.find_bar.open(replacing=True)
    yield "find and replace", seen(window)


def popups(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    window.missing.unfold()
    yield "missing", seen(window.missing.list)
    window.missing.list.hide()
    window.help.show_here()
    QTest.qWait(300)
    for other in QApplication.topLevelWidgets():
        if other.isVisible() and other is not window:
            yield "manual", seen(other)
            other.close()
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.adjustSize()
            yield f"menu {menu.title().partition('(')[0]}", seen(menu)


def opened(file: Path | None = None) -> MainWindow:
    """As large as it makes itself."""
    window = program.window(file)
    window.show()
    settle(window)
    return window


def close(window: MainWindow) -> None:
    window.workspace.stack.setClean()
    window.close()


def seen(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def sheet(taken: list[tuple[str, QImage]]) -> QImage:
    rows = -(-len(taken) // _ACROSS)
    whole = QImage(_ACROSS * _WIDE, rows * _HIGH, QImage.Format.Format_RGB32)
    whole.fill(QColor("#808080"))
    painter = QPainter(whole)
    for number, (name, picture) in enumerate(taken):
        corner = QRect(number % _ACROSS * _WIDE, number // _ACROSS * _HIGH, _WIDE, _HIGH)
        room = corner.adjusted(6, 6, -6, -24)
        picture.setDevicePixelRatio(1)
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        fits = picture.size().boundedTo(room.size()) == picture.size()
        small = picture if fits else picture.scaled(room.size(), keep, smooth)
        painter.drawImage(room.topLeft(), small)
        painter.drawText(corner.adjusted(6, 0, 0, -6), Qt.AlignmentFlag.AlignBottom, name)
    painter.end()
    return whole


if __name__ == "__main__":
    if len(sys.argv) == 3:
        take(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        every(Path(sys.argv[1]))
