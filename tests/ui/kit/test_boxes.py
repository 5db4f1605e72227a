"""Boxes that ask: what stands on their buttons is read whole."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTreeView, QWidget

from ui.kit import boxes
from ui.start import application


def test_a_box_is_as_wide_as_the_words_on_its_buttons(qtbot):
    application.application()
    box = boxes.question(None, "问")
    qtbot.addWidget(box)
    for words in ("换表格", "只改年度", "重新选择去年的报告", "取消"):
        box.addButton(words, QMessageBox.ButtonRole.ActionRole)
    box.show()
    assert [b.text() for b in box.buttons() if b.width() < b.sizeHint().width()] == []


def test_a_sentence_stands_on_few_lines_and_a_long_question_is_not_cut_off(qtbot):
    application.application()
    box = boxes.question(None, "要恢复吗？")
    qtbot.addWidget(box)
    box.setInformativeText("不恢复的话，这份草稿仍留着，在菜单里可以找到。")
    box.addButton("恢复", QMessageBox.ButtonRole.AcceptRole)
    box.show()
    more = box.findChild(QLabel, "qt_msgbox_informativelabel")
    assert more.height() <= 3 * more.fontMetrics().height()
    long = boxes.question(None, "“柳河镇人民政府 2025 年的报告”有没保存的改动，要保存吗？")
    qtbot.addWidget(long)
    long.show()
    words = long.findChild(QLabel, "qt_msgbox_label")
    wide, high = words.fontMetrics().horizontalAdvance(words.text()), words.height()
    assert words.width() >= wide or high >= words.heightForWidth(words.width())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a dialog of its own")
def test_most_of_a_list_of_files_is_their_names_and_a_long_one_keeps_its_end(qtbot, tmp_path):
    application.application()
    folder = tmp_path / "年报"
    folder.mkdir()
    for year in (2024, 2025):
        (folder / f"{'柳河镇人民政府' * 8}{year}年.json").touch()
    (folder / "~$柳河镇.json").touch()  # says who has a report open: for no person
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = boxes.file_dialog(parent, "打开", str(folder))
    dialog.show()
    files = dialog.findChild(QTreeView, "treeView")
    qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) == 2)
    header, wide = files.header(), files.viewport().width()
    qtbot.waitUntil(lambda: header.length() <= wide)
    assert header.sectionSize(0) > wide / 2
    assert files.textElideMode() == Qt.TextElideMode.ElideMiddle
