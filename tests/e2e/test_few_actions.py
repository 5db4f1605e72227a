"""How few actions a report takes, from the start page to the documents, with the real dialogs.

An action is one click, one key chord, one paste, or typing without a pause into one field.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.checks import findings
from app.files import store
from app.report.report import Report
from tests.app.importers import pages
from tests.e2e.conftest import forget_windows, mistakes
from tests.ui.conftest import CTRL, REPORTS, SHIFT, press, put, type_words
from ui.__main__ import main
from ui.kit import plain
from ui.kit.waiting import is_waiting
from ui.window.main_window import MainWindow

Key = Qt.Key
Deed = Callable[[], object]
Steps = Iterator[tuple[str, Deed]]
WINDOW, ENOUGH, DEEPEST = "main_window", 20.0, 3
"""The window's name; seconds until what is waited for has come; dialogs over one another at most."""
OVERVIEW = "本单位认真做好政府信息公开工作，及时公开规划、预算和办事指南。"
PROBLEMS = "公开的内容还不够细，解读的形式单一。下一年将加强学习，丰富解读形式。"
NOTHING = "本年度没有收取信息处理费，没有其他需要报告的事项。"

pytestmark = pytest.mark.slow


class Clerk:
    """Does one action after another, each in the window that it is meant for.

    A dialog keeps the call that opened it from ending, so the next action comes from a timer.
    """

    def __init__(self) -> None:
        self.actions: list[str] = []
        self.fault = ""
        self.report: Report | None = None
        self._timer = QTimer(singleShot=True, interval=10)
        self._timer.timeout.connect(self._go_on)

    def work(self, steps: Steps) -> None:
        """Runs while the program waits for events, and ends it."""
        self._steps, self._step, self._since = steps, next(steps), time.monotonic()
        self._timer.start()

    @property
    def window(self) -> MainWindow:
        shown = QApplication.topLevelWidgets()
        return next(w for w in shown if isinstance(w, MainWindow) and w.isVisible())

    def _go_on(self) -> None:
        place, deed = self._step
        here = QApplication.activeModalWidget() or self.window
        if self._is_late():
            self.fault = f"no {place}, but {here!r}; so far {self.actions}"
            self._end()
        elif place not in (here.objectName(), type(here).__name__) or not self._is_calm(here):
            self._timer.start()
        else:
            self._do(deed)

    def _do(self, deed: Deed) -> None:
        step = next(self._steps, None)
        if step is None:
            deed()
            self._end()
            return
        self._step, self._since = step, time.monotonic()
        self._timer.start()  # before the deed, which may end only with its dialog
        deed()

    def _is_late(self) -> bool:
        return time.monotonic() - self._since > ENOUGH

    def _is_calm(self, here: QWidget) -> bool:
        """As for somebody who looks before he goes on.

        The platform without a screen gives no window the keyboard when a dialog ends.
        """
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not here:
            here.activateWindow()
            return False
        return self.window.workspace.is_settled and not is_waiting(self.window)

    def _end(self) -> None:
        window = self.window
        self.report = window.workspace.report
        for _ in range(DEEPEST):
            if dialog := QApplication.activeModalWidget():
                dialog.close()
        window.workspace.stack.setClean()
        window.close()

    # --- actions

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.actions.append(key.name)
        press(key, modifier)

    def type(self, words: str) -> None:
        self.actions.append(words)
        type_words(words)

    def click(self, words: str) -> None:
        """On the one button in sight that says this."""
        self.actions.append(f"[{words}]")
        here = QApplication.activeModalWidget() or self.window
        buttons: list[QAbstractButton] = here.findChildren(QAbstractButton)
        shown = [
            b for b in buttons if b.isVisible() and plain.of_button(b.text()).startswith(words)
        ]
        assert len(shown) == 1, f"{words}: {len(shown)} of {[b.text() for b in buttons]}"
        _click(shown[0])


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def done(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> Callable[[Callable[[Clerk], Steps]], Clerk]:
    """The program from its start to its end, and what somebody did in it."""
    (home / "Documents").mkdir()
    wait = QApplication.exec

    def did(story: Callable[[Clerk], Steps]) -> Clerk:
        clerk = Clerk()

        def begin(_: object = None) -> int:
            clerk.work(story(clerk))
            return wait()

        monkeypatch.setattr(QApplication, "exec", begin)
        assert main([]) == 0
        assert mistakes() == []
        forget_windows()
        assert not clerk.fault
        return clerk

    return did


def written(home: Path, report: Report) -> None:
    """The report is without errors, and its Word and Excel documents say what it says."""
    assert [f.message for f in findings(report) if f.severity == "error"] == []
    [page], [book] = home.rglob("*.docx"), home.rglob("*.xlsx")
    document = docx.Document(str(page))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert document.paragraphs[0].text.replace("\n", "") == report.title
    assert report.text("problems").split("\n")[0] in words
    requests = [v for id_, v in report.values.items() if id_.startswith("requests/")]
    cells = [c for row in openpyxl.load_workbook(book).worksheets[1].iter_rows() for c in row]
    assert [c.value for c in cells if isinstance(c.value, int)] == requests


def texts(clerk: Clerk) -> Steps:
    """What is still missing is listed; a click leads there."""
    for heading, words in (("一、", OVERVIEW), ("五、", PROBLEMS), ("六、", NOTHING)):
        yield WINDOW, partial(missing, clerk, heading)
        yield WINDOW, partial(clerk.type, words)


def missing(clerk: Clerk, heading: str) -> None:
    """A click on the line of the box under the outline that is about a section."""
    clerk.actions.append(f"[{heading}]")
    rows: list[QAbstractButton] = clerk.window.missing.findChildren(QAbstractButton)
    _click(next(row for row in rows if row.isVisible() and row.text().startswith(heading)))


def hand_in(clerk: Clerk) -> Steps:
    yield WINDOW, partial(clerk.key, Key.Key_E, CTRL)
    yield "export_dialog", partial(clerk.key, Key.Key_Return)
    yield WINDOW, lambda: None  # the documents are written


def test_a_report_without_a_single_request_by_hand(done, home):
    def story(clerk: Clerk) -> Steps:
        yield WINDOW, partial(clerk.key, Key.Key_Return)
        yield "new_dialog", partial(clerk.type, "柳河镇人民政府")
        yield "new_dialog", partial(clerk.key, Key.Key_Return)
        yield WINDOW, partial(clerk.key, Key.Key_F9, SHIFT)
        yield from texts(clerk)
        yield from hand_in(clerk)

    clerk = done(story)
    assert clerk.report is not None
    assert {*clerk.report.values.values()} == {0}
    written(home, clerk.report)
    assert len(clerk.actions) == 12, clerk.actions


def test_a_published_report_through_the_clipboard(done, home):
    paper = pages.published("006")

    def story(clerk: Clerk) -> Steps:
        put(paper.title, pages.html(paper, "word").decode())
        yield WINDOW, partial(clerk.click, "从剪贴板")
        yield "ProposalDialog", partial(clerk.key, Key.Key_Return)
        yield from hand_in(clerk)

    clerk = done(story)
    assert clerk.report is not None
    assert clerk.report.organ == paper.organ
    written(home, clerk.report)
    assert len(clerk.actions) == 4, clerk.actions


def test_the_figures_of_a_city_pasted(done, home):
    paper = pages.published("005")
    tables = "".join(pages.table_html(paper, id_) for id_ in paper.editions)

    def story(clerk: Clerk) -> Steps:
        put(paper.title, f"<p>{paper.title}</p>{tables}")
        yield WINDOW, partial(clerk.click, "从剪贴板")
        yield "ProposalDialog", partial(clerk.key, Key.Key_Return)
        yield from texts(clerk)
        yield from hand_in(clerk)

    clerk = done(story)
    assert clerk.report is not None
    assert clerk.report.values == store.load(REPORTS / "005.json").report.values
    written(home, clerk.report)
    assert len(clerk.actions) == 10, clerk.actions
