"""F1 opens the manual at what the keyboard is doing, beside the report, from every place."""

import errno
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.disk import files
from app.manual import entries
from app.manual.manual import WRITTEN
from tests.ui import hostile
from tests.ui.conftest import REPORTS, action, becomes_active, go_to, press, text_box, type_in
from ui.dialogs.questions import Questions
from ui.manual.window import ManualWindow
from ui.window.commands import commands

Key = Qt.Key
TEXT = "overview/on_request"


def manual(window) -> ManualWindow:
    [shown] = [each for each in window.findChildren(ManualWindow) if each.isVisible()]
    return shown


def after_f1(window) -> str:
    """Where the manual is open when the key was pressed."""
    press(Key.Key_F1)
    at = manual(window).at
    manual(window).close()
    window.activateWindow()
    return at


def test_f1_leads_to_the_page_about_where_the_keyboard_is(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/granted/natural")
    assert after_f1(window) == "tables"
    text_box(window, "problems").setFocus()
    assert after_f1(window) == "texts"
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert after_f1(window) == "texts#找和换"
    window.outline.setFocus()
    assert after_f1(window).startswith("checks#")


def test_at_a_cell_that_is_found_fault_with_f1_explains_the_rule(start):
    window = start(REPORTS / "005.json")
    type_in(window, "requests/carried_in/natural", "99")
    window.workspace.settle()
    go_to(window, "requests/carried_in/natural")
    assert after_f1(window) == "rule:R01"
    cards = window.findings.list
    cards.setFocus()
    for row, card in enumerate(cards.cards):
        cards.make_current(row)
        assert after_f1(window) == (f"rule:{card.rules}" if card.rules else "checks")


def test_at_marked_words_f1_explains_their_rule_and_elsewhere_how_to_write(start):
    window = start(REPORTS / "005.json")
    words = "𠮷镇：2023年收到政府信息公开申请9件，予以公开2件。我局工作平稳。"
    window.workspace.change({("texts", TEXT): words}, "写")
    window.workspace.settle()
    marked = [f for f in window.workspace.findings if any(s[0] == TEXT for s in f.spans)]
    _, start_, end = next(s for s in marked[0].spans if s[0] == TEXT)
    box = text_box(window, TEXT)
    box.setFocus()
    box.select(start_, end)
    assert after_f1(window) == f"rule:{marked[0].rule}"
    box.select(len(words), len(words))
    assert after_f1(window) == "texts"


def test_the_manual_stands_beside_the_report_which_can_be_typed_in_meanwhile(start):
    window = start()
    go_to(window, "requests/granted/natural")
    press(Key.Key_F1)
    assert manual(window).isWindow()
    assert not manual(window).isModal()
    window.activateWindow()
    type_in(window, "requests/granted/natural", "7")
    assert window.workspace.value("requests/granted/natural") == 7
    assert manual(window).isVisible()


def test_a_dialog_has_a_manual_that_it_does_not_lock_out(start, qtbot):
    window = start()
    seen: list[tuple[str, bool]] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: becomes_active(dialog))
        press(Key.Key_F1)
        shown = dialog.findChild(ManualWindow)
        assert shown is not None
        qtbot.waitUntil(lambda: becomes_active(shown))
        press(Key.Key_Escape)
        seen.append((shown.at, shown.isVisible()))

    hostile.each_shown(lambda: Questions().pick(window, "插入", [("a", "甲")]), look)
    assert seen == [("texts#让文字里的数字跟着表走", False)]


def test_a_dialog_of_qts_own_has_one_too(start, qtbot, tmp_path):
    """It is heard of while it is being made, and known by another name afterwards."""
    window = start()
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: becomes_active(dialog))
        press(Key.Key_F1)
        seen.append(bool(dialog.findChildren(ManualWindow)))

    hostile.each_shown(lambda: Questions().save_path(window, tmp_path / "a.json"), look)
    assert seen == [True]


def test_the_list_of_keys_is_that_of_the_menus_as_they_are_now(start):
    window = start()
    type_in(window, "requests/granted/natural", "12")
    action(window, "快捷键").trigger()
    said = manual(window).page.toPlainText()
    for keys in ("Ctrl+S", "Ctrl+Shift+C", "F8 / Ctrl+G", "Tab / Shift+Tab", "Ctrl+D"):
        assert keys in said
    lines = [line.strip() for line in said.splitlines()]
    assert lines[lines.index("Ctrl+Z") + 1] == "撤销", "and not what the last step was"


def test_every_command_that_the_manual_names_stands_in_a_menu(start):
    """The page about many reports names those of another window, which looks at it itself."""
    window = start()
    window.settings.remember(REPORTS / "005.json")
    window.documents.recent_changed.emit()
    every = list(commands(window.menuBar()))
    paths = {each.path for each in every} | {each.menu for each in every}
    pages = (*(name for name in WRITTEN if name != "county"), "entries")
    text = "".join(map(entries.read, pages))
    named = set(re.findall(r"“((?:文件|编辑|上年|查看|帮助) → [^”]+)”", text))
    assert named - paths == set()
    assert named


def test_what_the_manual_says_of_saving_is_what_the_window_says():
    """Whoever looks for the words that he has read must find them."""
    errors = (
        PermissionError(errno.EACCES, ""),
        OSError(errno.ENOSPC, ""),
        OSError(errno.EROFS, ""),
        FileNotFoundError(errno.ENOENT, ""),
    )
    table = entries.read("trouble").partition("## 保存不了")[2].partition("\n\n窗口")[0]
    written = [line.split("|")[1].strip() for line in table.split("\n") if line.startswith("| ")]
    assert written[1:] == [files.why(error) for error in errors]
