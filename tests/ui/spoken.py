"""What a screen reader finds in a window: all that can be pressed, chosen or written in."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_ROLE = QAccessible.Role
_USED = {
    *(_ROLE.Button, _ROLE.ButtonMenu, _ROLE.ButtonDropDown, _ROLE.CheckBox, _ROLE.RadioButton),
    *(_ROLE.EditableText, _ROLE.ComboBox, _ROLE.SpinBox, _ROLE.PageTab, _ROLE.MenuItem),
    *(_ROLE.List, _ROLE.Table, _ROLE.Tree, _ROLE.ProgressBar),
}
_DEEPEST, _MOST = 12, 60
"""Levels of a window, and parts of a part that are looked at."""


def nameless(window: QWidget) -> list[str]:
    """What is seen of a window and says nothing of itself."""
    return sorted({*_nameless(QAccessible.queryAccessibleInterface(window), 0)})


def _nameless(part: QAccessibleInterface | None, depth: int) -> Iterator[str]:
    if part is None or not part.isValid() or part.state().invisible or depth > _DEEPEST:
        return
    if part.role() in _USED and not part.text(QAccessible.Text.Name).strip():
        widget = part.object()
        yield f"{part.role().name} {type(widget).__name__} {widget.objectName() if widget else ''}"
    for number in range(min(part.childCount(), _MOST)):
        yield from _nameless(part.child(number), depth + 1)
