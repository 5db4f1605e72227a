"""Boxes that ask: what stands on their buttons is read whole."""

from PySide6.QtWidgets import QMessageBox

from ui.kit import plain
from ui.start import application


def test_a_box_is_as_wide_as_the_words_on_its_buttons(qtbot):
    application.application()
    box = plain.box(None, plain.Icon.Question, "问")
    qtbot.addWidget(box)
    for words in ("换表格", "只改年度", "重新选择去年的报告", "取消"):
        box.addButton(words, QMessageBox.ButtonRole.ActionRole)
    box.show()
    assert [b.text() for b in box.buttons() if b.width() < b.sizeHint().width()] == []
