"""How large a dialog begins: as wished, and never beyond the screen."""

from PySide6.QtWidgets import QWidget

_AROUND = (20, 60)
"""Pixels of the screen that stay free: frame, title bar, a little of what lies behind."""


def resize(window: QWidget, width: int, height: int) -> None:
    """The wished size, or what the screen has room for: buttons below its edge cannot be pressed.

    A screen of 1366 x 768 at 150 % has 910 x 512 pixels.
    """
    free = window.screen().availableGeometry()
    window.resize(min(width, free.width() - _AROUND[0]), min(height, free.height() - _AROUND[1]))
