"""The size of the page at the right of the status bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import CTRL, REPORTS, press
from ui.page.page import ZOOMS
from ui.window.zoom import Zoom


@pytest.fixture
def window(start):
    return start(REPORTS / "005.json")


def zoom_of(window) -> Zoom:
    return window.findChild(Zoom)


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_how_large_the_page_is_and_follows_the_keys(window):
    assert zoom_of(window).usual.text() == "100%"
    press(Qt.Key.Key_Plus, CTRL)
    assert zoom_of(window).usual.text() == "110%"


def test_clicks_change_it_and_leave_the_keyboard_on_the_page(window):
    zoom, page = zoom_of(window), window.page
    click(zoom.larger)
    click(zoom.larger)
    assert page.zoom == 1.25
    click(zoom.usual)
    click(zoom.smaller)
    assert (page.zoom, zoom.usual.text()) == (0.9, "90%")
    assert page.isAncestorOf(window.focusWidget())


def test_where_there_is_no_larger_one_nothing_is_offered(window):
    window.page.set_zoom(ZOOMS[-1])
    zoom = zoom_of(window)
    assert (zoom.smaller.isEnabled(), zoom.larger.isEnabled()) == (True, False)


def test_a_start_page_has_no_size(start):
    window = start()
    window.at_start.show()
    assert not zoom_of(window).isVisible()
    window.at_start.leave()
    assert zoom_of(window).isVisible()
