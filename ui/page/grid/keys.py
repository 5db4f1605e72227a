"""Which key does what in a grid. One table, read by the grid and by the list under 帮助."""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from ui.page.grid import edits
from ui.page.grid.table import GridTable
from ui.page.grid.walk import Walk

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_ARROWS = {
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
    Key.Key_Left: (0, -1),
    Key.Key_Right: (0, 1),
}
# Named, and not "all but Shift and the keypad": on Windows ~ShiftModifier loses Control as well.
_TOLD_APART = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier
_SIDEWAYS = {Key.Key_Left, Key.Key_Right}
_ENTER = {Key.Key_Return, Key.Key_Enter}
_LEAVING = {*_ENTER, Key.Key_Tab, Key.Key_Backtab, Key.Key_Up, Key.Key_Down}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
_ENDS = {Key.Key_Home: -1, Key.Key_End: 1}

HELP = (
    ("直接输入", "替换这一格"),
    ("F2 或双击", "修改这一格"),
    ("Enter / Shift+Enter", "到下面 / 上面一格"),
    ("Tab / Shift+Tab", "到右边 / 左边一格，跳过自动计算的格"),
    ("方向键", "移动一格"),
    ("Ctrl+方向键", "到这一行或这一列的边上"),
    ("PageUp / PageDown", "上下移动一屏"),
    ("Home / End", "到这一行的开头 / 结尾"),
    ("Ctrl+Home / Ctrl+End", "到表格的开头 / 结尾"),
    ("Shift+方向键、Home、End、Page 各键，或 Shift+单击", "扩大选择"),
    ("选中几格后 Enter / Tab", "在选中的格里轮流填"),
    ("选中几格，输入后 Ctrl+Enter", "选中的格都填上这个数"),
    ("Ctrl+A", "选中整张表"),
    ("Delete 或 Backspace", "清除选中的格"),
    ("Esc", "放弃正在输入的内容"),
    ("Ctrl+F6 / Ctrl+Shift+F6", "到下一个 / 上一个文本框或表格"),
    ("Ctrl+滚轮", "放大、缩小"),
)
"""What the keys of a grid do, for the list under 帮助."""


def press(walk: Walk, event: QKeyEvent) -> bool:
    """Do what the key means here; False where it means nothing special."""
    pressed = event.keyCombination()
    modifiers = pressed.keyboardModifiers()
    plain = QKeyCombination(modifiers & _TOLD_APART, pressed.key())
    act = _ACTIONS.get(plain)
    if act is not None:
        act(walk, bool(modifiers & Modifier.ShiftModifier))
    return act is not None


def press_in_editor(walk: Walk, event: QKeyEvent) -> bool:
    """Do what leaves an open editor: Enter, Tab, Up, Down, and Left and Right where one types.

    Ctrl+Enter fills the selection.
    """
    table = walk.table
    editor, control = table.grid_delegate.editor, event.modifiers() & Modifier.ControlModifier
    if editor is not None and control and event.key() in _ENTER:
        edits.fill_selected(table, editor)
        return True
    leaving = {*_LEAVING, *(_SIDEWAYS if table.replacing else ())}
    if event.key() not in leaving or control:
        return False
    if table.commit():
        table.setFocus()
        press(walk, event)
    return True


def _arrow(down: int, right: int) -> Callable[[Walk, bool], None]:
    return lambda walk, shift: walk.step(down, right, extend=shift)


def _edge(down: int, right: int) -> Callable[[Walk, bool], None]:
    return lambda walk, shift: walk.to_edge(down, right, extend=shift)


def _end(by: int) -> Callable[[Walk, bool], None]:
    return lambda walk, shift: walk.to_end(by, extend=shift)


def _page(by: int) -> Callable[[Walk, bool], None]:
    return lambda walk, shift: walk.page(by, extend=shift)


def _enter(walk: Walk, shift: bool) -> None:
    walk.enter(-1 if shift else 1)


def _table(change: Callable[[GridTable], None]) -> Callable[[Walk, bool], None]:
    return lambda walk, _: change(walk.table)


_ACTIONS: dict[QKeyCombination, Callable[[Walk, bool], None]] = {
    **{QKeyCombination(key): _arrow(*way) for key, way in _ARROWS.items()},
    **{QKeyCombination(Modifier.ControlModifier, k): _edge(*way) for k, way in _ARROWS.items()},
    **{QKeyCombination(key): _edge(0, by) for key, by in _ENDS.items()},
    **{QKeyCombination(Modifier.ControlModifier, key): _end(by) for key, by in _ENDS.items()},
    **{QKeyCombination(key): _page(by) for key, by in _PAGES.items()},
    QKeyCombination(Key.Key_Return): _enter,
    QKeyCombination(Key.Key_Enter): _enter,
    QKeyCombination(Key.Key_Tab): lambda walk, shift: walk.tab(-1 if shift else 1),
    QKeyCombination(Key.Key_Backtab): lambda walk, _: walk.tab(-1),
    QKeyCombination(Key.Key_Delete): _table(edits.clear),
    QKeyCombination(Key.Key_Backspace): _table(edits.clear),
    QKeyCombination(Modifier.ControlModifier, Key.Key_D): _table(edits.fill_down),
    QKeyCombination(Modifier.ControlModifier, Key.Key_R): _table(edits.fill_right),
    QKeyCombination(Modifier.ControlModifier, Key.Key_A): _table(GridTable.selectAll),
}
