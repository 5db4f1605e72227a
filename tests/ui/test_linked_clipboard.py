"""Words with linked numbers are cut, copied, pasted and dragged; the numbers go on following."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from tests.ui.conftest import CTRL, press, report, text_box, type_words
from ui.window.main_window import MainWindow

LINKED = "收到⟦requests/new_received/total⟧件，结转⟦requests/carried_out/total⟧件"
SHOWN = "收到5件，结转0件"
A, B = "overview/active", "overview/management"


@pytest.fixture
def window(start) -> MainWindow:
    window = start()
    window.workspace.change(
        {("texts", A): LINKED, ("cells", "requests/new_received/natural"): 5, ("texts", B): "乙。"},
        "准备",
    )
    return window


def stored(window: MainWindow, text: str) -> object:
    return report(window).entries("texts").get(text)


def select(window: MainWindow, text: str, start: int, end: int) -> QTextEdit:
    box = text_box(window, text)
    box.setFocus()
    box.select(start, end)  # type: ignore[attr-defined]
    return box


def steps(window: MainWindow) -> int:
    return window.workspace.stack.index()


def test_cut_and_paste_in_the_same_box_keeps_the_links(window):
    select(window, A, 0, len(SHOWN))
    press(Qt.Key.Key_X, CTRL)
    assert stored(window, A) is None
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, A) == LINKED
    assert steps(window) == 3
    window.workspace.change({("cells", "requests/new_received/natural"): 8}, "改数")
    assert text_box(window, A).toPlainText() == "收到8件，结转0件"


def test_words_pasted_in_another_box_keep_their_links_in_one_step(window):
    select(window, A, 0, 4)
    press(Qt.Key.Key_C, CTRL)
    box = select(window, B, 1, 1)
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "乙收到⟦requests/new_received/total⟧件。"
    type_words("多")
    assert box.toPlainText() == "乙收到5件多。"
    window.workspace.undo()
    window.workspace.undo()
    assert (stored(window, A), stored(window, B)) == (LINKED, "乙。")


def test_a_link_that_the_selection_cuts_in_two_is_copied_as_the_number_that_is_seen(window):
    window.workspace.change({("cells", "requests/new_received/natural"): 56}, "改数")
    select(window, A, 0, 3)
    press(Qt.Key.Key_C, CTRL)
    select(window, B, 0, 0)
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "收到5乙。"


def test_other_programs_and_the_organ_get_the_numbers(window):
    select(window, A, 0, len(SHOWN))
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == SHOWN
    organ = window.page.findChild(QLineEdit, "organ")
    assert organ is not None
    organ.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert report(window).organ == SHOWN


def test_what_claims_to_be_ours_and_is_not_is_pasted_as_its_words(window):
    select(window, B, 0, 2)
    for packed in ("", "nonsense", "[1]", '[["甲", 1, 2]]', '{"a": 1}', "[" * 9000):
        mime = QMimeData()
        mime.setText("甲")
        mime.setData("application/x-nianbao-text", packed.encode())
        QApplication.clipboard().setMimeData(mime)
        press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "甲" * 6


def test_the_number_of_a_cell_that_this_edition_does_not_have_stays_a_number(window):
    mime = QMimeData()
    mime.setText("采购5项")
    mime.setData(
        "application/x-nianbao-text",
        '[["采购", ""], ["5", "disclosure/procurement/items"], ["项", ""]]'.encode(),
    )
    QApplication.clipboard().setMimeData(mime)
    select(window, B, 0, 0)
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "采购5项乙。"


class Drop(QDropEvent):
    """A drop as Qt delivers it, with the box that it comes from."""

    def __init__(self, box: QTextEdit, place: int, mime: QMimeData) -> None:
        cursor = box.textCursor()
        cursor.setPosition(place)
        at = QPointF(box.cursorRect(cursor).center())
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        super().__init__(at, actions, mime, button, key)
        self.setDropAction(Qt.DropAction.MoveAction)
        self.mime = mime  # Qt's event only points at it
        self.from_: QTextEdit | None = None

    def source(self):
        return self.from_.viewport() if self.from_ else None


def test_words_dragged_into_another_box_move_there_in_one_step(window):
    source = select(window, A, 0, 5)
    box = text_box(window, B)
    drop = Drop(box, 1, source.createMimeDataFromSelection())
    drop.from_ = source
    box.dropEvent(drop)
    assert stored(window, B) == "乙收到⟦requests/new_received/total⟧件，。"
    assert stored(window, A) == "结转⟦requests/carried_out/total⟧件"
    assert drop.dropAction() == Qt.DropAction.CopyAction  # the other box takes nothing out again
    assert steps(window) == 2
    window.workspace.undo()
    assert (stored(window, A), stored(window, B)) == (LINKED, "乙。")


def test_words_dragged_within_a_box_move_in_one_step(window):
    box = select(window, A, 0, 5)
    mime = box.createMimeDataFromSelection()
    taken, there = box.textCursor(), box.textCursor()
    there.setPosition(len(SHOWN))
    there.beginEditBlock()  # from here on as Qt's own drop does it
    taken.removeSelectedText()
    box.setTextCursor(there)
    box.insertFromMimeData(mime)
    there.endEditBlock()
    assert (
        stored(window, A)
        == "结转⟦requests/carried_out/total⟧件收到⟦requests/new_received/total⟧件，"
    )
    assert steps(window) == 2
    window.workspace.undo()
    assert stored(window, A) == LINKED
    assert box.toPlainText() == SHOWN


def test_unseen_characters_do_not_come_along_with_a_paste(window):
    QApplication.clipboard().setText("第一行\u2028收到\u202d12\u202c件\u200b\xa0👩\u200d👧\r\n")
    select(window, B, 0, 2)
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "第一行\n收到12件 👩\u200d👧\n"


def test_a_bracket_of_links_is_refused_when_pasted_too(window):
    QApplication.clipboard().setText("甲⟦乙")
    select(window, B, 0, 0)
    press(Qt.Key.Key_V, CTRL)
    assert stored(window, B) == "乙。"


def test_a_file_with_characters_that_a_box_does_not_have_keeps_its_links_when_typed_in(start):
    window = start()
    box = text_box(window, A)
    box.setFocus()
    for odd in ("\r\n", "\u2028", "\xa0", "\ud83d", "\x07", "\u202d"):
        text = f"{odd}甲{odd}⟦requests/new_received/total⟧件{odd}乙。"
        window.workspace.change({("texts", A): text}, "准备")
        done = steps(window)
        assert stored(window, A) == text, "showing it changes nothing"
        end = len(report(window).text(A))
        box.select(end, end)
        type_words("丙")
        assert "⟦requests/new_received/total⟧件" in str(stored(window, A))
        assert str(stored(window, A)).endswith("乙。丙")
        window.workspace.undo()
        assert stored(window, A) == text
        assert steps(window) == done


def test_a_finding_is_marked_at_its_words_in_a_file_with_other_line_ends(start):
    window = start()
    box = text_box(window, A)
    window.workspace.change({("texts", A): "一\r\n二\r\n三四"}, "准备")
    box.select(6, 7)
    assert box.textCursor().selectedText() == "三"
