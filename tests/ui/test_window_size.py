"""No dialog begins beyond the edges of the screen, where its buttons could not be pressed."""

from PySide6.QtWidgets import QWidget

from ui.kit import window_size


def test_a_window_begins_as_large_as_wished_where_the_screen_has_room(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window_size.resize(window, 320, 240)
    assert (window.width(), window.height()) == (320, 240)


def test_a_window_never_begins_larger_than_the_screen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    free = window.screen().availableGeometry()
    window_size.resize(window, free.width() + 1, free.height() + 1)
    assert window.width() < free.width()
    assert window.height() < free.height()
