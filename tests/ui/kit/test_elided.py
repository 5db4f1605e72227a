"""Words that give way: as many as there is room for, or none where a few would say nothing."""

import pytest
from PySide6.QtWidgets import QWidget

from ui.kit.elided import Elided
from ui.start import application

WORDS = "/home/柳河镇/年报　Word 文档、Excel 工作簿"


@pytest.mark.parametrize(("letters", "some"), [(1, False), (3, False), (12, True), (99, True)])
def test_a_few_letters_with_dots_are_left_out(qtbot, letters, some):
    application.application()
    parent = QWidget()
    qtbot.addWidget(parent)
    line = Elided(parent)
    line.resize(line.fontMetrics().horizontalAdvance(WORDS[:letters]) + 4, 20)
    line.say(WORDS)
    assert bool(line.text()) is some
    assert line.accessibleName() == WORDS
