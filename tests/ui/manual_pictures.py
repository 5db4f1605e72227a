"""The pictures of the manual, taken of the program itself.

`python3 .ci/dev.py pictures` takes them anew: after every change of what they show.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.disk import places
from app.files import store
from ui.start import application, program
from ui.window.main_window import MainWindow

FOLDER = places.resources() / "manual"
SCALE = "2"
"""Pixels of a picture for one of the screen: `ui/manual/reader.py` counts on it."""
_COLOURS = 64
"""A window has few; the edges of letters have the rest."""
_SIZE = (960, 900)
CELL = "requests/carried_out/natural"


def main() -> None:
    """In a home of its own, so that nothing of anybody's is seen or changed."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "QT_SCALE_FACTOR": SCALE}
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "NIANBAO_LOOK": "light"}
        application.application()
        window = program.window(_report(Path(home)))
        window.resize(*_SIZE)
        window.show()
        settle(window)
        for name, picture in pictures(window):
            save(picture, FOLDER / f"{name}.png")
        window.workspace.stack.setClean()
        window.close()


def pictures(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    """Each by its name, as the program is then."""
    window.page.go_to(("cells", CELL))
    settle(window)
    yield "outline", piece(window.outline.parentWidget(), 216, 700)
    yield "error", around(window, CELL)
    yield "findings", piece(window.findings, 700, 200)
    window.page.go_to(("texts", "overview/on_request"))
    settle(window)
    yield "text", of_text(window, "overview/on_request")
    yield "saved", bottom(window)
    window.help.find_command()
    assert window.help.finder is not None
    window.help.finder.words.setText("导")
    settle(window)
    yield "commands", piece(window.help.finder, 560, 260)
    window.help.finder.close_again()
    yield "hand-in", of_dialog(window.exports.choose)


def settle(window: MainWindow) -> None:
    window.workspace.settle()
    QTest.qWait(200)


def piece(widget: QWidget | None, width: int, height: int) -> QImage:
    """The upper left of a widget, in pixels of the screen."""
    assert widget is not None
    size = widget.size().boundedTo(QRect(0, 0, width, height).size())
    return widget.grab(QRect(QPoint(0, 0), size)).toImage()


def around(window: MainWindow, cell: str) -> QImage:
    """A cell with what stands left of it and over it."""
    grid = next(g for g in window.page.grids if g.objectName() == f"table:{cell.split('/')[0]}")
    at = grid.visualRect(grid.currentIndex()).translated(
        grid.viewport().mapTo(window, QPoint(0, 0))
    )
    left = grid.mapTo(window, QPoint(0, 0)).x()
    return window.grab(QRect(left - 12, at.top() - 250, at.right() - left + 90, 310)).toImage()


def of_text(window: MainWindow, text: str) -> QImage:
    box = next(each for each in window.page.texts if each.text.id == text)
    corner = box.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(corner.x() - 16, corner.y() - 44, 640, box.height() + 84)).toImage()


def bottom(window: MainWindow) -> QImage:
    bar = window.statusBar()
    corner = bar.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(window.width() - 420, corner.y(), 420, bar.height())).toImage()


def of_dialog(ask: Callable[[], object]) -> QImage:
    """A dialog while it is up; it is closed again."""
    taken: list[QImage] = []

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            taken.append(dialog.grab().toImage())
            dialog.reject()
        else:
            timer.start(50)

    timer = QTimer(singleShot=True, interval=300)
    timer.timeout.connect(take)
    timer.start()
    ask()
    return taken[0]


def save(picture: QImage, file: Path) -> None:
    """With few colours, the most frequent ones: a fifth of the size, and nobody sees it."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(whole.constBits()).cast("B").cast("I"))
    table = [colour for colour, _ in counted.most_common(_COLOURS)]
    whole.setDevicePixelRatio(1)
    small = whole.convertToFormat(QImage.Format.Format_Indexed8, table)
    assert small.save(str(file), "PNG", 0)  # type: ignore[call-overload]


def _report(home: Path) -> Path:
    """A report in work, with one mistake."""
    file = home / "柳河镇人民政府2025年年报.json"
    shutil.copy(Path(__file__).parent.parent / "data" / "reports" / "021.json", file)
    opened = store.load(file).report
    opened.apply(
        {
            ("year", ""): 2025,
            ("cells", "requests/new_received/natural"): 6,
            ("cells", "requests/carried_in/natural"): 1,
            ("cells", "requests/granted/natural"): 7,
            ("cells", CELL): 1,
            ("texts", "overview/on_request"): "2025年本镇收到政府信息公开申请6件，上年结转1件，"
            "全年办结9件，均在法定期限内答复；没有因政府信息公开发生的行政复议和行政诉讼。",
        }
    )
    store.save(opened, file)
    return file


if __name__ == "__main__":
    main()
