"""Words stay words: nothing that a file says is drawn as markup."""

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from app.disk import places
from tests.ui import hostile
from tests.ui.conftest import action
from ui.dialogs.questions import Questions
from ui.kit import boxes, plain
from ui.page.writing import WritingBox

Role = Qt.ItemDataRole
ROOT = places.resources().parent
OF_QT = (QFileDialog, QPrintPreviewDialog)
"""Dialogs with labels of Qt's own, which are no words of anybody's."""


def is_markup(words: str) -> bool:
    """Whether Qt would draw a picture, or letters in bold, that such words name."""
    document = QTextDocument()
    document.setHtml(words) if Qt.mightBeRichText(words) else document.setPlainText(words)
    return "<b>" in words and "<b>" not in document.toPlainText()


def faults(root: QWidget) -> list[str]:
    """What could be drawn as markup in a window and all that is in it."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and not is_safe(widget, root):
            found.append(f"label {widget.objectName()}: {widget.text()!r}")
        told = (widget.toolTip(), widget.statusTip(), widget.whatsThis())
        found += [f"tip of {widget}: {words!r}" for words in told if is_markup(words)]
        if isinstance(widget, QAbstractItemView) and widget.model():
            found += [f"tip in {widget}: {words!r}" for words in tips(widget.model())]
        if isinstance(widget, WritingBox):
            found += [f"takes markup: {widget}"] * widget.acceptRichText()
        elif isinstance(widget, QTextEdit) and "<b>A&B</b>" not in widget.toPlainText():
            found.append(f"text {widget.toPlainText()!r}")
    for each in root.findChildren(QAction):
        if is_markup(each.toolTip()) or is_markup(each.statusTip()) or is_markup(each.whatsThis()):
            found.append(f"action {each.text()!r}: {each.toolTip()!r}")
    return found


def is_safe(label: QLabel, root: QWidget) -> bool:
    if label.textFormat() == Qt.TextFormat.PlainText or not label.text():
        return True
    return isinstance(root, OF_QT) and not Qt.mightBeRichText(label.text())


NOWHERE = QModelIndex()


def columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """A list's one column is its own business in Qt."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def tips(model: QAbstractItemModel, parent: QModelIndex = NOWHERE):
    for row in range(model.rowCount(parent)):
        for column in range(columns(model, parent)):
            index = model.index(row, column, parent)
            for role in (Role.ToolTipRole, Role.StatusTipRole, Role.WhatsThisRole):
                words = index.data(role)
                if isinstance(words, str) and is_markup(words):
                    yield words
            if column == 0:
                yield from tips(model, index)


@pytest.fixture
def window(start, tmp_path):
    return start(hostile.report_file(tmp_path, hostile.words()))


def test_every_dialog_shows_hostile_words_as_words(window):
    """In one go: a window each would take five seconds."""
    wrong: dict[str, list[str]] = {}
    for name, ask in hostile.asked(window, window.workspace.report, hostile.words()):
        hostile.each_shown(ask, lambda dialog, name=name: wrong.update({name: faults(dialog)}))
    assert {name: found for name, found in wrong.items() if found} == {}
    questions = {name for name, it in vars(Questions).items() if inspect.isfunction(it)}
    # A printer's dialog is the system's, and is given no words.
    assert {name for name in questions if name[0] != "_"} - wrong.keys() == {"choose_printer"}


def test_the_window_shows_hostile_words_as_words(window):
    evil = hostile.words()
    window.settings.remember(Path(evil))
    window.documents.recent_changed.emit()
    window.workspace.change({("texts", "lead"): "改"}, f"改 {evil}")
    window.workspace.findings = (hostile.finding(evil),)
    window.workspace.marks = {"requests/carried_in/natural": hostile.finding(evil)}
    window.workspace.checked.emit()
    window.page.go_to(("cells", "requests/carried_in/natural"))
    window.page._say(window.page.grids[1], window.page.rect(), evil)
    window.say(evil)
    assert faults(window) == []


def test_the_check_itself_finds_a_label_a_tip_and_a_tip_in_a_list(qtbot):
    evil = hostile.words()
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel(evil, root)
    label.setToolTip(evil)
    QAction(evil, root)
    assert len(faults(root)) == 3


def test_a_file_name_is_shown_in_the_title_as_it_is(window):
    assert hostile.FILE.replace("[*]", "[*][*]") in window.windowTitle()


def test_a_file_name_in_the_menu_has_no_key_of_its_own(window):
    window.settings.remember(Path("甲&乙\t丙.json").absolute())
    window.documents.recent_changed.emit()
    entry = next(a for a in window.findChildren(QAction) if "甲" in a.text())
    assert entry.text() == "甲&&乙 丙"


def test_the_undo_menu_names_a_step_as_it_is(window):
    window.workspace.change({("texts", "lead"): "改"}, "采用 A&B(1).docx")
    undo = action(window, "撤销")
    assert undo.text() == "撤销 采用 A&&B(1).docx"
    assert undo.toolTip() == plain.tip("撤销 采用 A&B(1).docx　Ctrl+Z")


def test_a_long_tip_breaks_into_lines_and_a_book_is_cut():
    assert plain.tip("甲<br>\n乙") == "<qt>甲&lt;br&gt;<br>乙</qt>"
    assert plain.tip("") == ""
    assert len(plain.tip("字" * 1_000_000)) < 5_000


def test_what_qt_asks_about_a_file_is_words_too(qtbot, monkeypatch, tmp_path):
    """Where the system has no file dialog of its own, Qt's asks with names of files."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = boxes.file_dialog(parent, "打开", str(tmp_path))
    box = QMessageBox(dialog)
    box.setText(hostile.words())
    box.show()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert faults(box) == []


MAKERS = {
    "QLabel", "QMessageBox", "QInputDialog", "QProgressDialog", "QToolTip", "QWhatsThis",
    "QErrorMessage", "QTextBrowser", "QTextEdit", "QFileDialog", "QSplashScreen",
    "QWizard", "QSystemTrayIcon", "QGraphicsTextItem", "QTextDocument", "QStaticText",
}  # fmt: skip
"""What guesses whether words are markup, or asks with such boxes."""
SETTERS = {"setToolTip", "setStatusTip", "setWhatsThis", "setHtml", "insertHtml", "setMarkdown"}
OTHER = {
    ("ui/dialogs/compared_texts.py", "setHtml"),  # a page of our own, its words escaped
    ("ui/dialogs/tidy_dialog.py", "setHtml"),  # the same
    ("ui/page/writing.py", "QTextEdit"),  # takes no markup, neither pasted nor set
    ("ui/page/marking.py", "QTextEdit"),  # a name in it, for the looks of a stretch
    ("ui/manual/reader.py", "setHtml"),  # our own pages, their words escaped
    ("ui/manual/reader.py", "QTextEdit"),  # a name in it, for the looks of a stretch
    ("ui/manual/reader.py", "QTextDocument"),  # a name in it
    ("ui/flows/exports.py", "setHtml"),  # of the clipboard
    ("ui/page/grid/clipboard.py", "setHtml"),
    ("ui/page/text_box.py", "QTextEdit"),  # a name in it, for the looks of a stretch
}
ONES = ("ui/kit/plain.py", "ui/kit/boxes.py")
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "ui").rglob("*.py"))


def test_one_place_alone_makes_what_guesses_at_markup():
    found = {each for module in MODULES for each in makers(module)}
    assert found - OTHER - {each for each in found if each[0] in ONES} == set()
    assert ("ui/kit/boxes.py", "QMessageBox") in found


def makers(module: str) -> set[tuple[str, str]]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = {f.id for f in calls if isinstance(f, ast.Name)} & MAKERS
    made |= {f.attr for f in calls if isinstance(f, ast.Attribute)} & (SETTERS | MAKERS)
    made |= {
        f.value.id
        for f in calls
        if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name) and f.value.id in MAKERS
    }
    bases = {
        b.id
        for n in ast.walk(tree)
        if isinstance(n, ast.ClassDef)
        for b in n.bases
        if isinstance(b, ast.Name)
    }
    return {(module, name) for name in made | bases & MAKERS}


def test_pasted_and_typed_words_have_no_markup(window):
    assert not [box for box in window.findChildren(QTextEdit) if box.acceptRichText()]


STRACE = shutil.which("strace")
traced = pytest.mark.skipif(STRACE is None, reason="needs strace, which Linux alone has")


def opened(folder: Path, who: str) -> list[str]:
    """How the system was asked for the pictures, while a program shows words that name pictures."""
    picture, log = folder / "bait.png", folder / "trace.txt"
    shutil.copy(ROOT / "resources" / "icons" / "nianbao.png", picture)
    program = [sys.executable, "-m", "tests.ui.hostile", who, str(folder), str(picture)]
    trace = [str(STRACE), "-f", "-qq", "-s", "300", "-e", "trace=%file,connect", "-o", str(log)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [*trace, *program], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=300
    )
    assert ended.returncode == 0, ended.stderr.decode()
    named = re.compile(rf'"(?:file:)?(?:{re.escape(str(picture))}|/+host/share/bait.png)"')
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if named.search(line) and "execve" not in line]


@pytest.mark.slow
@traced
def test_no_dialog_opens_a_picture_that_words_name(tmp_path):
    assert opened(tmp_path, "ours") == []


@pytest.mark.slow
@traced
def test_the_tracer_sees_a_picture_that_qt_opens(tmp_path):
    assert any("openat" in line for line in opened(tmp_path, "qt"))
