"""How large a window begins, as wished and never beyond the screen, and how small it may be."""

from PySide6.QtWidgets import QLayout, QMainWindow, QWidget

_AROUND = (20, 60)
"""Pixels of the screen that stay free: frame, title bar, a little of what lies behind."""


def resize(window: QWidget, width: int, height: int) -> None:
    """The wished size, or what the screen has room for: buttons below its edge cannot be pressed.

    A screen of 1366 x 768 at 150 % has 910 x 512 pixels.
    """
    free = window.screen().availableGeometry()
    window.resize(min(width, free.width() - _AROUND[0]), min(height, free.height() - _AROUND[1]))


def say_least(window: QMainWindow, width: int, height: int) -> None:
    """How small it may be, said to the system once and for all.

    Left to itself Qt says it anew whenever something in the window comes or goes, and at 150 % a
    window on Linux is a pixel lower after each time.
    """
    layout = window.layout()
    if layout is not None:
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    window.setMinimumSize(width, height)
