"""High contrast: where the selection is one of few colours, what stands on it is in another."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget

from ui import look
from ui.kit.wrapped import WrappedTree
from ui.start import application


@pytest.fixture(autouse=True)
def worn():
    application.application()
    look.wear("contrast")
    yield look.tokens()
    look.wear("")


def colours(widget: QWidget, place: QRect) -> set[str]:
    QApplication.processEvents()
    image = widget.grab(place).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(*point).name() for point in points}


@pytest.mark.parametrize("is_open", [True, False])
def test_the_arrow_of_a_selected_line_is_seen(qtbot, worn, is_open):
    tree = WrappedTree(None)
    qtbot.addWidget(tree)
    line = QTreeWidgetItem(tree, ["请核对 5 处"])
    QTreeWidgetItem(line, ["一处"])
    line.setExpanded(is_open)
    tree.setCurrentItem(line)
    tree.show()
    arrow = tree.visualItemRect(line)
    arrow.setLeft(0)
    arrow.setRight(tree.indentation() - 1)
    assert {worn.sel.name(), worn.on_sel.name()} <= colours(tree.viewport(), arrow)


def test_the_current_section_is_told_by_its_ground_and_read_on_it(start, worn):
    outline = start().outline
    look.wear("contrast")  # a window that opens puts on what is chosen in the settings
    here, other = (outline.visualItemRect(outline.item(row)) for row in (0, 1))
    assert {worn.sel.name(), worn.on_sel.name()} <= colours(outline.viewport(), here)
    assert worn.ink.name() not in colours(outline.viewport(), here)
    assert worn.sel.name() not in colours(outline.viewport(), other)
