"""The viewport of a scroll area, found by its name.

`viewport()` says no more than that it is some widget. To find out which, PySide makes all classes
of widgets that there are, forty with their enumerations: 9 ms of a start. What Python holds already
it need not find out: so whoever asks for a viewport at the start asks here first, and keeps it.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_NAME = "qt_scrollarea_viewport"


def of(area: QAbstractScrollArea) -> QWidget:
    how = Qt.FindChildOption.FindDirectChildrenOnly
    found: QWidget | None = area.findChild(QWidget, _NAME, how)
    return found or area.viewport()
