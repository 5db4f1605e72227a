"""A picture of every window, page, dialog and menu, and all of them on one sheet.

`python3 .ci/dev.py pictures FOLDER` makes them, a folder a look, size and screen; to be looked at.
`... FOLDER wine` makes them in Windows' Python under Wine, on a screen in memory.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from app.disk import places
from app.files import store
from app.files.drafts import Listed
from app.files.profiles import STANDARD
from app.importers.terms.proposal import Doubt
from app.report import previous
from app.report.compare import compare
from tests.ui import hostile, manual_pictures
from tests.ui.collection import picture as county
from tests.ui.manual_pictures import settle
from ui import workspace
from ui.dialogs.error_dialog import ErrorDialog, Mistake
from ui.dialogs.export_dialog import ExportChoice, Occasion
from ui.dialogs.profile_dialog import ProfileDialog
from ui.dialogs.questions import Questions
from ui.dialogs.settings_dialog import Chosen
from ui.dialogs.versions_dialog import Described, Line
from ui.flows import two_years
from ui.flows.exports import Made
from ui.kit.deadline import Said
from ui.start import application, program
from ui.start.program import Program
from ui.window.main_window import MainWindow

LOOKS, SCALES, SCREENS = ("light", "dark", "contrast"), ("1", "1.5", "2"), ("1366x768", "1920x1080")
TITLE, TASKS = 30, 40
"""Pixels at 100 % of a window's title, and of a task bar."""
WORDS = "柳河镇人民政府 2025 年"
"""What stands in every dialog."""
TOO_LONG = 180
"""Seconds for one look, size and screen; Wine takes as long again."""
LAB = Path(__file__).parent.parent / ".ci" / "windows" / "lab"
"""What runs a command under Wine."""
_WIDE, _HIGH, _ACROSS = 480, 360, 4
"""Pixels of a picture on the sheet with its name under it, and how many stand side by side."""


def every(folder: Path, *, wine: bool) -> None:
    """One process after another: a program has one look, one screen."""
    run, system = (_under_wine, "wine-") if wine else (_here, "")
    for look, scale, screen in product(LOOKS, SCALES, SCREENS):
        place = folder / f"{system}{look}-{screen}-{round(float(scale) * 100)}"
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as home:
            code = run([str(place), home], {"NIANBAO_LOOK": look}, scale, screen)
        if code:
            sys.exit(f"{place}: ended with {code}")


def _here(folders: list[str], more: dict[str, str], scale: str, screen: str) -> int:
    """Where pictures go, then a home of its own; the exit code."""
    home = folders[-1]
    width, height = map(int, screen.split("x"))
    shown = {"name": "s", "x": 0, "y": 0, "width": width, "height": height}
    screens = Path(home) / "screens.json"
    screens.write_text(json.dumps({"screens": [shown]}), encoding="utf-8")
    more |= {"HOME": home, "XDG_CONFIG_HOME": home}
    more |= {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    return _ended([sys.executable, "-m", "tests.pictures", *folders], more, TOO_LONG)


def _under_wine(folders: list[str], more: dict[str, str], scale: str, screen: str) -> int:
    """The same; Wine hands on no variable of Qt's but by a name of its own."""
    on_screen = ["xvfb-run", "-a", "-s", f"-noreset -screen 0 {screen}x24 -dpi 96"]
    managed = ["sh", "-c", 'openbox & exec "$@"', "sh"]
    command = [*on_screen, *managed, str(LAB), "python", "-m", "tests.pictures", *folders]
    code = _ended(command, more | {"WINEQT_SCALE_FACTOR": scale}, 2 * TOO_LONG)
    subprocess.run([LAB, "wineserver", "-k"], check=False)  # it would keep the size of this screen
    return code


def _ended(command: list[str], more: dict[str, str], seconds: int) -> int:
    ended = subprocess.run(
        command,
        cwd=LAB.parents[2],
        env=os.environ | more,
        stdin=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
    )
    return ended.returncode


def take(place: Path, home: Path) -> None:
    places.settle_in(home / "nianbao")  # Windows asks no variable where that is
    workspace.today = lambda: manual_pictures.TODAY
    QApplication([])
    for of_windows in ("Microsoft YaHei UI", "Microsoft YaHei"):  # which Wine has not
        QFont.insertSubstitution(of_windows, "Noto Sans CJK SC")
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
    mine = shutil.copy(hostile.REPORTS / "005.json", home)  # nobody else has it open
    city = opened(Path(mine))
    yield "005", seen(city)
    close(city)
    window = opened(manual_pictures.report_in_work(home / "年报"))
    window.page.go_to(("cells", manual_pictures.CELL))
    settle(window)
    yield "errors", seen(window)
    yield from panels(window)
    yield from popups(window)
    for name, ask in hostile.asked(window, window.workspace.report, WORDS):
        yield name, shown(ask)
    yield from at_work(window, home)
    yield from of_county(window, home)
    close(window)
    again = opened()
    again.at_start.show()
    QTest.qWait(400)
    yield "start page, in use", seen(again)
    close(again)


def at_work(window: MainWindow, home: Path) -> Iterator[tuple[str, QImage]]:
    """Dialogs as they are in a year's work: with many lines, all folds open, every page."""
    ask, report, here = Questions(), window.workspace.report, datetime.now().astimezone()
    occasion = Occasion(
        report.organ, Said("1 月 31 日前报送，还有 9 天", "warn", "calendar"),
        window.workspace.findings * 3, beyond=12, preview=lambda *_: None,
    )  # fmt: skip
    choice = ExportChoice(home, "年报", (".docx", ".xlsx", ".pdf"))
    hand_in = partial(ask.export_choice, window, choice, occasion)
    yield "hand in", shown(hand_in)
    yield "hand in, all", shown(hand_in, lambda dialog: press(dialog, "更多格式和选项"))
    lines = [Line(f"1月{day}日 15:0{day}:12", f"{10 + day} KB") for day in range(1, 9)]
    told = Described("表三 3 格，第二部分的文字", "表三 12 格，文字 4 段，单位级别")
    yield "versions", shown(lambda: ask.versions(window, lines, lambda _row: told, "报告.json", 1))
    drafts = [
        Listed(home, here, f"柳河镇人民政府 {year} 年", "表三 7 格，“一、总体情况”", given_up, None)
        for year, given_up in ((2025, False), (2024, True), (2023, True))
    ]
    yield "drafts", shown(lambda: ask.drafts(window, drafts))
    before, after = (store.load(hostile.REPORTS / f"{name}.json").report for name in ("005", "006"))
    last = previous.as_report(previous.of(before), 2024, after.form)
    after.apply({("texts", "problems"): "公开的内容还不够细，更新不够及时。"})
    years = partial(ask.comparison, window, after.form, compare(last, after))
    sides = two_years.sides(after, last)
    yield "two years", shown(lambda: years(sides))
    yield "two years, texts", shown(lambda: years(sides), lambda dialog: press(dialog, "文字"))
    proposal = replace(hostile.proposal(report, WORDS), doubts=tuple(doubts()))
    yield "import", shown(lambda: ask.proposal(window, proposal, "new", None))
    chosen = Chosen("", 1.0, 20, "", STANDARD)
    for page in ("以前的版本", "版式", "提示"):
        yield (
            f"settings {page}",
            shown(lambda page=page: ask.settings(window, chosen, (1.0, 1.5), page)),
        )
    profile = replace(STANDARD, name="县里的版式")
    yield "house style", shown(ProfileDialog(window, profile).exec)
    mistake = Mistake("报告已经留底。", lambda _whole: "")
    yield "own mistake", shown(ErrorDialog(window, mistake, lambda: None).exec)
    window.exports.made.emit(Made((home / "年报.docx", home / "年报.xlsx", home / "年报.pdf")))
    settle(window)
    yield "handed in", seen(window)
    window.help.find_command()
    QTest.qWait(100)
    yield "commands", seen(window)


def of_county(window: MainWindow, home: Path) -> Iterator[tuple[str, QImage]]:
    """A year's reports of some units: one with an error, the sum, pictures of it."""
    running = Program(window.settings, window, Questions())
    running.collect(county.laid(home, manual_pictures.TODAY))
    collection = running.collecting[-1]
    collection.resize(window.size())
    county.settle(collection)
    QTest.qWait(200)
    yield "county", seen(collection)
    QTest.keyClick(collection.units, Qt.Key.Key_Down)
    QTest.keyClick(collection.units, Qt.Key.Key_Down)
    yield "county, a unit", seen(collection)
    collection.sum.go_to(county.NEW)
    collection.middle.bring(collection.sum)
    QTest.qWait(100)
    yield "county, the sum", seen(collection)
    collection.sum.buttons[-1].click()
    QTest.qWait(100)
    yield "county, pictures", seen(collection)
    for action in collection.commands.menus.actions():
        if isinstance(menu := action.menu(), QMenu):
            menu.resize(menu.sizeHint())
            yield f"county, menu {menu.title().partition('(')[0]}", seen(menu)
    collection.close()


def doubts() -> Iterator[Doubt]:
    for row in ("carried_in", "new_received", "granted", "partial"):
        yield Doubt("label", f"“{row}”这一行的标签和表格里的不一样", (f"requests/{row}/natural",))


def press(dialog: QDialog, words: str) -> None:
    """The button that begins so."""
    buttons: Iterable[QAbstractButton] = dialog.findChildren(QAbstractButton)
    next(button for button in buttons if button.text().startswith(words)).click()
    QApplication.processEvents()


def shown(ask: Callable[[], object], do: Callable[[QDialog], object] = lambda _: None) -> QImage:
    """A dialog while it is up, after something was done in it."""
    taken: list[QImage] = []

    def take(dialog: QDialog) -> None:
        do(dialog)
        taken.append(seen(dialog))

    hostile.each_shown(ask, take)
    return taken[0]


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
            menu.resize(menu.sizeHint())  # Qt's own bound is two thirds of the screen
            yield f"menu {menu.title().partition('(')[0]}", seen(menu)


def opened(file: Path | None = None) -> MainWindow:
    """As large as its screen leaves it under a title and over a task bar."""
    window = program.window(file)
    free = window.screen().availableGeometry()
    window.setGeometry(0, TITLE, free.width(), free.height() - TITLE - TASKS)
    window.show()
    settle(window)
    return window


def close(window: MainWindow) -> None:
    window.workspace.stack.setClean()
    window.close()


def seen(widget: QWidget) -> QImage:
    """A dialog of the system's own is no widget: what is on the screen then."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
        QTest.qWait(500)
        return widget.screen().grabWindow(0).toImage()
    QApplication.processEvents()
    return widget.grab().toImage()


def sheet(taken: list[tuple[str, QImage]]) -> QImage:
    rows = -(-len(taken) // _ACROSS)
    whole = QImage(_ACROSS * _WIDE, rows * _HIGH, QImage.Format.Format_RGB32)
    whole.fill(QColor("#808080"))
    with QPainter(whole) as painter:
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
    return whole


if __name__ == "__main__":
    if sys.argv[2:] in ([], ["wine"]):
        every(Path(sys.argv[1]), wine=bool(sys.argv[2:]))
    else:
        take(Path(sys.argv[1]), Path(sys.argv[2]))
