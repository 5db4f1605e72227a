"""What can be done: every command of every menu, and which of them people mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.letters.initials import initials
from ui.kit import plain
from ui.page.grid import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME, _WHY_NOT = "command_name", "command_why_not"
"""Properties of an action: see `name_command`."""
_UNDER = " → "
"""Between a menu and what stands in it."""
_OTHER_KEYS = (("Shift+F10 或右键", "表格或文字的菜单"),)
"""What works everywhere and stands in no menu."""
MEANT = {
    "上报材料（导出）": "生成 提交 交上去 word excel pdf",
    "导入": "读入 读取 从文件",
    "从剪贴板导入": "粘贴 复制 网页 微信",
    "用去年的报告起头": "上年 沿用 模板",
    "从上年报告结转": "去年 带过来",
    "空白填 0": "零 补零 填零",
    "张表的空白都填 0": "零报告 全部 补零 没有数据",
    "撤销": "后退 退回 取消上一步",
    "重做": "恢复 前进",
    "保存": "存盘",
    "以前的版本": "历史 备份 找回",
    "没保存的草稿": "恢复 找回 丢了",
    "放大": "字太小 看不清 字大一点 大字",
    "设置": "深色 颜色 外观 字号",
    "两年对照": "比较 增减",
    "查找": "搜索",
    "替换": "改年份",
    "使用手册": "帮助 说明 怎么用",
    "打印": "纸 预览 双面 只打表格",
}
"""Other words by which people look for a command."""


class Command(Struct, frozen=True):
    """An entry of a menu."""

    action: QAction
    words: str
    menu: str
    """Where it stands: 文件, or 文件 → 导出成."""
    held: tuple[object, ...]
    """What PySide takes the action along with, were it let go: the menus that it stands in."""

    @property
    def keys(self) -> str:
        return " / ".join(key.toString() for key in self.action.shortcuts())

    @property
    def path(self) -> str:
        return f"{self.menu}{_UNDER}{self.words}"

    @property
    def _is_hidden(self) -> bool:
        """As all that acts on a report is while none is open."""
        menus = [each for each in self.held if isinstance(each, QAction)]
        return not all(each.isVisible() for each in (*menus, self.action))

    @property
    def may_be_done(self) -> bool:
        return self.action.isEnabled() and not self._is_hidden

    @property
    def why_not(self) -> str:
        if self._is_hidden:
            return "先新建或者打开一份报告"
        return str(self.action.property(_WHY_NOT) or "现在不能用")

    def rank(self, wanted: str) -> int | None:
        """How well it is what is looked for, 0 best; None: it is not."""
        name = self.words.casefold()
        # One begins with a number, of the tables that the report has.
        meant = MEANT.get(self.words) or MEANT.get(self.words[1:], "")
        said = f"{self.path} {meant}".casefold()
        if name.startswith(wanted):
            return 0
        if wanted in name:
            return 1
        if initials(self.words).startswith(wanted):
            return 2
        if all(word in said for word in wanted.split()):
            return 3
        return 4 if wanted in initials(self.words) else None


def words_of(action: QAction) -> str:
    """An action's words without its mnemonic: of one whose text changes, what it is called."""
    kept = action.property(_NAME)
    return str(kept) if kept else plain.of_button(action.text()).rstrip("…")


def name_command(action: QAction, words: str, why_not: str) -> None:
    """Say what an action is called whatever its text says just now, and why it cannot be done."""
    action.setProperty(_NAME, words)
    action.setProperty(_WHY_NOT, why_not)


def commands(bar: QMenuBar) -> Iterator[Command]:
    """All there are, in the order of the menus."""
    for action in bar.actions():
        yield from _below(action, "", ())


def _below(action: QAction, menu: str, held: tuple[object, ...]) -> Iterator[Command]:
    words, under = words_of(action), action.menu()
    if isinstance(under, QMenu):
        for each in under.actions():
            path = f"{menu}{_UNDER}{words}" if menu else words
            yield from _below(each, path, (*held, action, under))
    elif words and not action.isSeparator():
        yield Command(action, words, menu, held)


def all_keys(bar: QMenuBar) -> list[tuple[str, str]]:
    """Of the menus as they are now, then of the tables: (keys, what they do)."""
    menus = [(each.keys, each.words) for each in commands(bar) if each.keys]
    return [*menus, *_OTHER_KEYS, *keys.HELP]


def found(every: Iterable[Command], words: str) -> list[Command]:
    """Those that are meant, the best first; all where nothing is asked for.

    What stands in two menus is one command.
    """
    wanted = " ".join(words.casefold().split())
    once: dict[str, Command] = {}
    for each in every:
        once.setdefault(each.path if _UNDER in each.menu else each.words, each)
    ranked = [(each.rank(wanted) if wanted else 0, each) for each in once.values()]
    kept = [(rank, each) for rank, each in ranked if rank is not None]
    return [each for _, each in sorted(kept, key=lambda pair: pair[0])]
