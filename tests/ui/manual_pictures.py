"""The pictures of the manual, taken of the program itself.

`python3 .ci/dev.py pictures` takes them anew: after every change of what they show.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from app.disk import places, settings
from tests.ui.collection import picture as county
from ui import workspace
from ui.start import application, program
from ui.window.main_window import MainWindow

FOLDER = places.resources() / "manual"
PAPERS = Path(__file__).parents[2] / "docs" / "pictures"
"""The window as README and docs show it; their other pictures are the manual's."""
OF_PAPERS = ("window", "county-wide")
"""Those pictures."""
SCALE = "2"
"""Pixels of a picture for one of the screen: `ui/manual/reader.py` counts on it."""
_COLOURS = 96
"""A window has few; the edges of letters have the rest."""
_WIDE, _SIZE, _DIALOG, _START = (1200, 720), (900, 720), (640, 600), (1080, 690)
CELL, TEXT = "requests/carried_out/natural", "overview/on_request"
SAMPLE = Path(__file__).parent.parent / "data" / "reports" / "021.json"
YEAR, TODAY = 2025, date(2026, 1, 22)


def main() -> None:
    """In a home of its own, so that nothing of anybody's is seen or changed."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "QT_SCALE_FACTOR": SCALE}
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "NIANBAO_LOOK": "light"}
        workspace.today = lambda: TODAY
        application.application()
        remembered = settings.load()
        window = MainWindow(remembered.geometry)
        running = program.Program(remembered, window)
        window.documents.show_file(report_in_work(Path(home) / "年报"))
        window.begin_work()
        window.resize(*_SIZE)
        window.show()
        settle(window)
        for name, picture in pictures(window):
            save(picture, (PAPERS if name in OF_PAPERS else FOLDER) / f"{name}.png")
        for name, picture in county.pictures(Path(home), running, TODAY):
            save(picture, (PAPERS if name in OF_PAPERS else FOLDER) / f"{name}.png")
        window.workspace.stack.setClean()
        window.close()


def pictures(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    """Each by its name, as the program is then."""
    window.resize(*_WIDE)
    window.page.go_to(("cells", CELL))
    settle(window)
    yield "window", window.grab().toImage()
    yield "error", around(window, CELL)
    window.resize(*_SIZE)
    settle(window)
    yield "missing", piece(window.outline.parentWidget(), 216, 700)
    yield "findings", piece(window.findings, 700, 200)
    window.page.go_to(("texts", TEXT))
    settle(window)
    yield "text", of_text(window, TEXT)
    yield "saved", bottom(window)
    window.help.find_command()
    assert window.help.finder is not None
    window.help.finder.words.setText("导")
    settle(window)
    yield "commands", piece(window.help.finder, 560, 260)
    window.help.finder.close_again()
    yield "hand-in", of_dialog(window.exports.choose)
    window.workspace.stack.setClean()
    window.at_start.show()
    window.resize(*_START)
    settle(window)
    yield "start", window.grab().toImage()


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
    return window.grab(
        QRect(left - 12, at.top() - 250, at.right() - left + 90, 250 + at.height() + 6)
    ).toImage()


def of_text(window: MainWindow, text: str) -> QImage:
    box = next(each for each in window.page.texts if each.text.id == text)
    corner = box.mapTo(window, QPoint(0, 0))
    place = QRect(corner.x() - 8, corner.y() - 2, box.width() + 16, box.height() + 34)
    return window.grab(place).toImage()


def bottom(window: MainWindow) -> QImage:
    bar = window.statusBar()
    corner = bar.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(window.width() - 180, corner.y(), 180, bar.height())).toImage()


def of_dialog(ask: Callable[[], object]) -> QImage:
    """A dialog while it is up; it is closed again."""
    taken: list[QImage] = []

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            for line in dialog.findChildren(QLineEdit):
                line.setText(line.text().replace(os.environ["HOME"], "D:"))
            dialog.resize(*_DIALOG)
            QApplication.processEvents()  # a scroll bar that is needed no longer goes
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


def report_in_work(folder: Path) -> Path:
    """A report in work, with one mistake in its tables and one in its words."""
    folder.mkdir()
    whole = json.loads(SAMPLE.read_text(encoding="utf-8"))
    del whole["published"]
    whole["year"] = YEAR
    whole["cells"] |= {
        "requests/new_received/natural": 6,
        "requests/carried_in/natural": 1,
        "requests/granted/natural": 7,
        CELL: 1,
    }
    whole["texts"] = {
        "lead": f"根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自{YEAR}年1月1日起至"
        f"{YEAR}年12月31日止。联系电话：0000-0000000。",
        "overview/active": f"{YEAR}年主动公开政府信息121条，解读政策4件。",
        TEXT: "本年收到政府信息公开申请6件，上年结转1件，全年办结9件，均在法定期限内答复。",
        "overview/management": "信息发布前由起草人、分管领导逐级审核，栏目每季度核对一次。",
        "overview/platform": "在县政府网站的乡镇专栏和便民服务大厅公开信息。",
        "overview/supervision": "全年组织培训2次。",
        "other": "本年度没有收取信息处理费。",
    }
    file = folder / f"柳河镇人民政府{YEAR}年年报.json"
    file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    saved = datetime.now().astimezone().replace(hour=15, minute=6).timestamp()
    os.utime(file, (saved, saved))
    return file


if __name__ == "__main__":
    main()
