"""A line to type in: long words are seen from their beginning."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from tests.ui.conftest import becomes_active, type_words
from ui.kit.from_start import FromStart
from ui.start import application


def test_whoever_opens_the_dialog_sees_its_beginning_and_types_over_all_of_it(qtbot):
    application.application()
    dialog = QDialog()
    qtbot.addWidget(dialog)
    line = FromStart("柳𠮷" * 30)
    QVBoxLayout(dialog).addWidget(line)
    dialog.resize(300, 60)
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    assert line.selectedText() == line.text()
    assert line.cursorPosition() == 0
    type_words("河")
    assert line.text() == "河"
