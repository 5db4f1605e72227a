"""Tables to be read: no word of theirs is cut off."""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from ui.kit.tables import ReadingTable
from ui.start import application

WORDS = "表三 12 格，文字 4 段，单位级别"


@pytest.mark.skipif(sys.platform == "win32", reason="lines are counted by one font's height")
@pytest.mark.parametrize("spare", [-40, -4, 2, 10, 14, 60])
def test_words_that_just_have_no_room_go_on_in_the_next_line(qtbot, spare):
    application.application()
    dialog = QDialog()
    qtbot.addWidget(dialog)
    table = ReadingTable("表", ["改了"], [[WORDS]])
    QVBoxLayout(dialog).addWidget(table)
    dialog.show()
    wide = table.fontMetrics().horizontalAdvance(WORDS)
    frame = table.width() - table.viewport().width()
    table.setFixedWidth(wide + spare + frame)
    QApplication.processEvents()
    lines = table.rowHeight(0) // table.fontMetrics().height()
    assert (lines == 1) is (spare == 60)
