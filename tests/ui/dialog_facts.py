"""What can be seen of every dialog on a small screen, as JSON: run in a program of its own."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget

from tests.ui import hostile
from ui.kit import plain
from ui.kit.buttons import Button
from ui.start import application, program

OF_QT = {"open_path", "save_path", "folder"}
"""Qt's own, where the system has none of its own: their buttons are not ours."""
RING = 4
"""Pixels that a button keeps round itself for the ring of the focus."""


def facts(dialog: QDialog) -> dict[str, object]:
    for _ in range(5):
        QApplication.processEvents()
    screen = dialog.screen().availableGeometry()
    return {
        "size": [dialog.width(), dialog.height()],
        "screen": [screen.width(), screen.height()],
        "title": dialog.windowTitle(),
        "icons": [b.text() for b in buttons(dialog) if is_iconed(b)],
        "words": sorted({plain.of_button(b.text()) for b in buttons(dialog)}),
        "nameless": sorted(nameless(dialog)),
        "air": air(dialog),
    }


def air(dialog: QDialog) -> int:
    """Pixels from the edge of the last button of the lowest row to that of the dialog."""
    found: list[Button] = dialog.findChildren(Button)
    shown = [button for button in found if button.isVisible()]
    ends = [button.mapTo(dialog, button.rect().bottomRight()) for button in shown]
    last = max(ends, key=lambda end: (end.y(), end.x()))
    return dialog.width() - 1 - last.x() + RING


def buttons(dialog: QDialog) -> Iterator[QAbstractButton]:
    found: list[QAbstractButton] = dialog.findChildren(QAbstractButton)
    yield from (button for button in found if button.text())


def is_iconed(button: QAbstractButton) -> bool:
    """A tick and what looks like a link may have one: a kind of file, folded or not.

    And what opens a menu: an arrow.
    """
    is_pressed = isinstance(button, QPushButton) and button.property("kind") != "quiet"
    return is_pressed and not button.icon().isNull() and not button.menu()


def nameless(dialog: QDialog) -> Iterator[str]:
    """What takes the keyboard and tells a screen reader nothing of itself."""
    widgets: list[QWidget] = dialog.findChildren(QWidget)
    for widget in widgets:
        takes_keys = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_keys and not (own(widget) or has_label(dialog, widget)):
            yield f"{type(widget).__name__} {widget.objectName()}"


def has_label(dialog: QDialog, widget: QWidget) -> bool:
    """The words before a field are its name; of a box with an editor in it, the editor's too."""
    labels: list[QLabel] = dialog.findChildren(QLabel)
    near = (widget, widget.parentWidget(), widget.focusProxy())
    return any(label.buddy() in near for label in labels if label.buddy())


def own(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)()


if __name__ == "__main__":
    application.application()
    window = program.window(hostile.report_file(Path(sys.argv[1]), "柳河镇"))
    window.show()
    found: dict[str, object] = {}
    for name, ask in hostile.asked(window, window.workspace.report, "柳河镇"):
        if name in OF_QT:
            continue
        hostile.each_shown(ask, lambda dialog, name=name: found.update({name: facts(dialog)}))
    sys.stdout.write(json.dumps(found))
    window.workspace.stack.setClean()
    window.close()
