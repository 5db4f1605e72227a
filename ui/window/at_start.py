"""The start page over the place of the report: when it comes, what it starts, when it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from ui import workspace
from ui.window.commands import words_of
from ui.workspace import empty_report, year_due

if TYPE_CHECKING:
    from ui.start_page.page import StartPage
    from ui.window.parts import Parts

_MENUS = ("编辑", "上年", "查看")
"""What of the menus acts on a report alone, by their titles."""
_COMMANDS = (
    "新建",
    "用去年的报告起头",
    "打开",
    "最近",
    "没保存的草稿",
    "导入",
    "从剪贴板",
    "汇总全县",
    "退出",
)
"""What of the first menu is to be had without one, by its beginning."""
_TOOLS = ("tool_bar", "main_command")


class AtStart(QObject):
    """Under it lies an empty report, as yet untouched: whatever comes into it is seen at once."""

    def __init__(
        self, window: QMainWindow, parts: Parts, place: QStackedWidget, name: Callable[[], None]
    ) -> None:
        """`place` holds what is seen of a report; `name` names the window after it."""
        super().__init__(window)
        self._window, self._parts, self._place, self._name = window, parts, place, name
        self._page: StartPage | None = None
        self._hidden: list[QAction | QWidget] = []
        parts.workspace.opened.connect(self.leave)
        parts.workspace.stack.indexChanged.connect(lambda _step: self.leave())

    @property
    def is_shown(self) -> bool:
        return self._page is not None

    def show(self) -> None:
        """Where it stands already, it takes the keyboard."""
        from app.files import recovery
        from ui.start_page.page import StartPage

        if self._page is None:
            kept = len(recovery.named(recovery.ASIDE, recovery.GIVEN_UP))
            day = workspace.today()
            self._page = page = StartPage(self._parts.settings, year_due(), day, drafts=kept)
            self._connect(page)
            self._place.addWidget(page)
            self._hide()
            self._place.setCurrentWidget(page)
            self._window.setWindowTitle("年报")
            self._parts.imports.is_alone = True
        self._page.take_keyboard()

    def again(self) -> None:
        """Leave the open report for it."""
        parts = self._parts
        if not self.is_shown and parts.documents.may_leave():
            settings = parts.settings
            parts.workspace.swap(empty_report(settings.organ, year_due(), level=settings.level))
            self.show()

    def leave(self) -> None:
        """What lies under it is seen."""
        if self._page is None:
            return
        page, self._page = self._page, None
        self._parts.imports.is_alone = False
        for thing in self._hidden:
            thing.setVisible(True)
        self._hidden.clear()
        self._place.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()
        self._name()
        self._parts.page.take_keyboard()

    def _connect(self, page: StartPage) -> None:
        begin, documents, imports = self._parts.begin, self._parts.documents, self._parts.imports
        page.new.connect(begin.new)
        page.last_year.connect(lambda path: begin.from_file(path) if path else begin.choose())
        page.importing.connect(imports.choose)
        page.pasting.connect(imports.paste)
        page.opening.connect(documents.open)
        page.chosen.connect(documents.open_recent)
        page.sample.connect(documents.open_sample)
        page.collecting.connect(documents.collect)
        page.county.connect(lambda name: documents.open_folder(Path(name)))
        page.counties.dropped.connect(lambda _name: documents.recent_changed.emit())
        page.drafts.connect(self._parts.drafts.show)
        page.recent.dropped.connect(lambda _name: documents.recent_changed.emit())
        page.watch(self._window)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave)

    def _hide(self) -> None:
        """What acts on a report is not to be had: a hidden action takes no keys either."""
        for menu in self._window.menuBar().actions():
            if menu.text().startswith(_MENUS):
                self._hide_one(menu)
        files: QMenu = next(m for m in self._menus() if m.title().startswith("文件"))
        for action in files.actions():
            if not (action.isSeparator() or words_of(action).startswith(_COMMANDS)):
                self._hide_one(action)
        parts, tools = self._parts, (self._window.findChild(QWidget, name) for name in _TOOLS)
        for widget in (parts.status, parts.tally, parts.kept, parts.zoom, *filter(None, tools)):
            widget.hide()
            self._hidden.append(widget)

    def _menus(self) -> Iterable[QMenu]:
        """Not by their `menuAction()`: PySide takes a menu away with what that has given."""
        return self._window.findChildren(QMenu)

    def _hide_one(self, action: QAction) -> None:
        if action.isVisible():
            action.setVisible(False)
            self._hidden.append(action)
