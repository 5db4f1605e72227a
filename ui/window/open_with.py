"""The menu's entry that puts the program under Windows' "Open with", or takes it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.disk import files
from ui.kit import plain
from ui.window import file_type

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QWidget

    from ui.dialogs.questions import Questions


def build(window: QWidget, questions: Questions, menu: QMenu) -> QAction | None:
    """The entry; None where Windows is not there to list anything."""
    program = file_type.program()
    if program is None:
        return None
    if file_type.is_listed():
        _change(window, questions, wanted=True)  # the folder may have been moved since
    action = menu.addAction("列入 .json 文件的“打开方式”(&J)")
    action.setCheckable(True)
    plain.set_tip(action, "只对当前用户有效，不改变双击 .json 时打开的程序；删除年报之前请取消")
    menu.aboutToShow.connect(lambda: action.setChecked(file_type.is_listed()))
    action.triggered.connect(lambda checked: _change(window, questions, wanted=checked))
    return action


def _change(window: QWidget, questions: Questions, *, wanted: bool) -> None:
    program = file_type.program()
    try:
        if wanted and program:
            file_type.add(program)
        else:
            file_type.remove()
    except OSError as error:
        questions.tell(window, f"不能更改“打开方式”：{files.why(error)}。年报照常使用。")
