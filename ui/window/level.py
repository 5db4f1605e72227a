"""The menu of what kind of organ the report is of: deadline and some checks depend on it."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.report.report import LEVELS
from ui.workspace import Workspace


class LevelMenu(QMenu):
    """One of the levels, or none."""

    def __init__(self, workspace: Workspace, parent: QMenu) -> None:
        super().__init__("单位级别(&V)", parent)
        self._workspace = workspace
        group = QActionGroup(self)
        for level, name in {"": "未注明", **LEVELS}.items():
            action = QAction(name, group)
            action.setCheckable(True)
            action.setData(level)
            action.triggered.connect(partial(self._on_chosen, level, name))
        self.addActions(group.actions())
        self.aboutToShow.connect(self._show)

    def _show(self) -> None:
        now = self._workspace.report.get(("level", "")) or ""
        for action in self.actions():
            action.setChecked(action.data() == now)

    def _on_chosen(self, level: str, name: str) -> None:
        self._workspace.change({("level", ""): level or None}, f"单位级别 {name}")
