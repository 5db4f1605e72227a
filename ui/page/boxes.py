"""What is filled in on the page, top to bottom, and how the keyboard goes from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.files.typed import Typed
from app.report.file_keys import KEYS
from ui.page.grid.view import GridView
from ui.page.text_box import TextBox
from ui.page.title_line import TitleLine

Box = TitleLine | GridView | TextBox


def showing(boxes: Sequence[Box], key: str, id_: str) -> Box | None:
    """The box that shows a value of the report; None: nothing on the page does."""
    names = {"title": "title", "table": f"table:{id_.partition('/')[0]}", "text": f"text:{id_}"}
    name = names.get(KEYS[key].shown)
    return next((box for box in boxes if box.objectName() == name), None)


def typing(boxes: Sequence[Box]) -> tuple[Typed, ...]:
    """What stands in open editors, and the report has not taken yet."""
    return tuple(typed for box in boxes if (typed := box.typing()))


def holding(boxes: Sequence[Box], focus: QWidget | None) -> Box | None:
    """The box that a widget is, or is in."""
    return next((b for b in boxes if focus and (b is focus or b.isAncestorOf(focus))), None)


def next_to(boxes: Sequence[Box], focus: QWidget | None, by: int) -> Box:
    """The box after (1) or before (-1) the one that has the keyboard, round the page."""
    box = holding(boxes, focus)
    here = boxes.index(box) if box is not None else -by
    return boxes[(here + by) % len(boxes)]


def caret(box: GridView | TextBox) -> QRect:
    """Where one is in a box, in the pixels of its viewport."""
    return box.visualRect(box.currentIndex()) if isinstance(box, GridView) else box.cursorRect()


def keep_selection(view: GridView, grids: Sequence[GridView]) -> None:
    """One selection on the page, as on a sheet: the others let go of theirs, and say nothing."""
    for other in grids:
        if other is not view and other.selectionModel().hasSelection():
            was_blocked = other.blockSignals(True)
            other.clearSelection()
            other.blockSignals(was_blocked)
