"""The menus and the row of tools of the window with many reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from ui import workspace
from ui.kit import icons, plain
from ui.kit.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QUndoStack

    from ui.collection.deeds import Deeds
    from ui.collection.outputs import Outputs
    from ui.collection.whole import Whole

_HEIGHT = 44
_AROUND = 18
"""Pixels beside all that stands in the line."""
_ANY = 16_777_215
"""Qt's word for no bound."""


class Does(Protocol):
    """What the window does itself, by the words of the menus."""

    def choose(self) -> None: ...
    def read(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> bool: ...
    def look_up(self) -> None: ...
    def open_current(self) -> None: ...
    def correct(self) -> None: ...
    def answer(self) -> None: ...
    def remark(self) -> None: ...
    def go_round(self, by: int) -> None: ...
    def explain(self, target: str) -> None: ...


class Commands(QWidget):
    """One line: menus, tools, the one main button."""

    due_elsewhere = Signal(str)
    """The deadline where it has no room here; "": it has, or there is none."""

    def __init__(
        self, window: Does, deeds: Deeds, whole: Whole, outputs: Outputs, stack: QUndoStack
    ) -> None:
        super().__init__()
        self.setObjectName("command_row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = QMenuBar()
        self._held: list[QMenu] = []
        """Asked for by its action, a menu would be taken along by PySide when it is let go."""
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tools = QToolBar("工具栏")
        self.tools.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tools.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.due = plain.Label()
        self.due.setContentsMargins(0, 0, 12, 0)
        self.main = Button("存成报告", "main")
        self.main.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.main.clicked.connect(lambda _checked: whole.save_sum())
        plain.set_tip(self.main, "把各单位相加的数存成一份报告，再写文字、导出　Ctrl+S")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.tools, 1)
        row.addWidget(self.due)
        row.addWidget(self.main)
        self.setFixedHeight(_HEIGHT)
        self._worded: list[QAction] = []
        """The tools that have words where there is room, those that keep them longest first."""
        self._spared: list[QAction] = []
        """Those that are left to the menus, in this order, where there is no room for all."""
        self._fill_file(window, whole, outputs)
        self._fill(window, deeds, stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the deadline goes into the line below, then tools lose their words."""
        others = sum(each.sizeHint().width() for each in (self.menus, self.main))
        room = self.width() - others - _AROUND
        due = self.due.sizeHint().width() if self.due.text() else 0
        rank, order = QAction.Priority, self._worded
        self._hide_first(0)  # what was spared where it was narrower needs its room again
        for worded in range(len(order), -1, -1):
            for at, action in enumerate(order):
                action.setPriority(rank.NormalPriority if at < worded else rank.LowPriority)
            needed = self.tools.sizeHint().width()
            if needed <= room:
                break
        self._spare(room)
        has_room = worded == len(order) and needed + due <= room
        self.due.setVisible(has_room and bool(due))
        self.due_elsewhere.emit("" if has_room else self.due.text())

    def _spare(self, room: int) -> None:
        """Where there is no room for all signs either, the menus alone have some of them.

        No action is hidden: that would take it out of its menu, and its keys away.
        """
        for gone in range(len(self._spared) + 1):
            self._hide_first(gone)
            if self.tools.sizeHint().width() <= room:
                return

    def _hide_first(self, gone: int) -> None:
        for at, action in enumerate(self._spared):
            if (button := self.tools.widgetForAction(action)) is not None:
                button.setMaximumWidth(0 if at < gone else _ANY)
        if layout := self.tools.layout():
            layout.invalidate()

    def stop_allowed(self, on: bool) -> None:
        """While something is being read."""
        self._stop.setEnabled(on)

    def tell_due(self, deadline: str) -> None:
        """By when the units' reports are due, and how long that is still."""
        words = ""
        if deadline:
            day = date.fromisoformat(deadline)
            left = (day - workspace.today()).days
            words = f"各单位 {day.month} 月 {day.day} 日前报送"
            words += (
                f"，还有 {left} 天"
                if left > 0
                else "，就是今天"
                if not left
                else f"，已过 {-left} 天"
            )
        self.due.setText(words)
        self._fit()

    def _menu(self, words: str) -> QMenu:
        menu = self.menus.addMenu(words)
        self._held.append(menu)
        return menu

    @property
    def keys(self) -> list[tuple[str, str]]:
        """What does something at a key, and the key."""
        every = [action for menu in self._held for action in menu.actions()]
        named = [(plain.of_button(each.text()), each.shortcut().toString()) for each in every]
        return [(words, keys) for words, keys in named if keys]

    def _fill_file(self, window: Does, whole: Whole, outputs: Outputs) -> None:
        file = self._menu("文件(&F)")
        folder = _action(file, "打开文件夹(&O)…", window.choose, "Ctrl+O", "folder")
        _action(file, "重新读(&R)", window.read, "F5")
        self._stop = _action(file, "停下(&T)", window.stop, "Esc")
        file.addSeparator()
        units = _action(file, "单位名单(&U)…", whole.take_list, icon="doc-text")
        _action(file, "汇总资料(&I)…", whole.describe)
        _action(file, "上年的文件夹(&L)…", whole.choose_last_year)
        _action(file, "新一年(&N)…", whole.begin_next_year)
        file.addSeparator()
        _action(file, "汇总存成报告(&S)…", whole.save_sum, "Ctrl+S")
        review = _action(file, "审核表(&E)…", outputs.review, "Ctrl+E", "review")
        replies = _action(file, "退回意见、催报通知和未报名单(&B)…", outputs.replies, icon="return")
        replies.setIconText("退回意见")
        _action(file, "催报通知，每个单位一份(&D)…", outputs.remind)
        _action(file, "通过的报告一起导出(&P)…", outputs.publish)
        file.addSeparator()
        _action(file, "关闭(&X)", window.close, "Ctrl+W")
        self._worded = [review, replies, units, folder]
        for tool in (folder, units, review, replies):
            self.tools.addAction(tool)

    def _fill(self, window: Does, deeds: Deeds, stack: QUndoStack) -> None:
        edit = self._menu("编辑(&E)")
        undo, redo = _history(stack, edit)
        unit = self._menu("单位(&D)")
        find = _action(edit, "查找单位(&F)", window.look_up, "Ctrl+F", "search")
        _action(unit, "打开报告(&O)", window.open_current, "Ctrl+Return", "open")
        unit.addSeparator()
        _action(unit, "通过(&A)…", deeds.approve, "Ctrl+Shift+A", "approve")
        sound = _action(unit, "没有问题的一起通过(&G)…", deeds.approve_sound, icon="approve")
        sound.setIconText("一起通过")
        _action(unit, "退回(&B)…", deeds.send_back, "Ctrl+Shift+B", "return")
        _action(unit, "收回决定(&T)", deeds.take_back)
        _action(unit, "不汇总 / 恢复汇总(&N)…", deeds.leave_out)
        unit.addSeparator()
        _action(unit, "写意见(&R)…", window.remark, "Ctrl+M")
        _action(unit, "更正这个数(&C)…", window.correct, "Ctrl+K")
        answer = _action(unit, "说明可能算重的数(&J)", window.answer, "Ctrl+J")
        unit.addSeparator()
        _action(unit, "用这一份(&F)", deeds.choose_file)
        _action(unit, "是哪个单位的(&W)…", deeds.say_whose)
        self.of_unit = [each for each in unit.actions() if each is not answer]
        view = self._menu("查看(&V)")
        _action(view, "下一个窗格(&P)", lambda: window.go_round(1), "F6")
        _action(view, "上一个窗格(&B)", lambda: window.go_round(-1), "Shift+F6")
        helping = self._menu("帮助(&H)")
        _action(helping, "使用手册(&M)", lambda: window.explain("county"), "F1")
        self._worded.insert(2, sound)
        self._spared = [find, redo, undo, *reversed(self._worded)]
        for tool in (sound, undo, redo, find):
            self.tools.addAction(tool)
        for tool in (undo, redo, find):  # everybody knows their signs
            tool.setPriority(QAction.Priority.LowPriority)


class _Step(QAction):
    """Undo or redo, with the words of the step it would take."""

    def __init__(self, verb: str, menu: QMenu, do: Callable[[], object]) -> None:
        super().__init__(verb, menu)
        self._verb = verb
        self.triggered.connect(lambda _checked: do())
        self.setIconText(verb)
        self.setEnabled(False)
        menu.addAction(self)

    def name_step(self, words: str) -> None:
        named = f"{self._verb} {words}".rstrip()
        self.setText(plain.on_button(named))
        self.setIconText(self._verb)
        plain.set_tip(self, named)


def _history(stack: QUndoStack, menu: QMenu) -> tuple[QAction, QAction]:
    undo, redo = _Step("撤销", menu, stack.undo), _Step("重做", menu, stack.redo)
    for step, icon in ((undo, "undo"), (redo, "redo")):
        icons.put(step, icon)
        step.setIconVisibleInMenu(False)
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    stack.undoTextChanged.connect(undo.name_step)
    stack.redoTextChanged.connect(redo.name_step)
    return undo, redo


def _action(
    menu: QMenu, words: str, do: Callable[[], object], keys: str = "", icon: str = ""
) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked: do())
    action.setShortcut(QKeySequence(keys))
    name = plain.of_button(words).rstrip("…")
    action.setIconText(name)
    plain.set_tip(action, f"{name}　{keys}" if keys else name)
    if icon:
        icons.put(action, icon)
        action.setIconVisibleInMenu(False)
    return action
