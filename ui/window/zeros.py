"""空白填 0: in the table that is worked in, or in all of them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from ui.kit import plain
from ui.workspace import Workspace

_NUMBERS = "零一两三四五六七八九"


class AllZeros(QAction):
    """Says how many tables the open report has; where it has one, there is no other to choose."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        plain.set_tip(self, "把每张表里的空白格都填上 0，一次撤销就能退回")
        self.setShortcut(QKeySequence("Shift+F9"))
        workspace.opened.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        tables = len(self._workspace.report.form.tables)
        number = _NUMBERS[tables] if tables < len(_NUMBERS) else str(tables)
        self.setText(f"{number}张表的空白都填 0(&G)")
        self.setVisible(tables > 1)


def drop_down(bar: QToolBar, zeros: QAction, all_zeros: QAction) -> None:
    """Let the button of the one offer the other too, at its arrow."""
    button = bar.widgetForAction(zeros)
    if isinstance(button, QToolButton):
        menu = QMenu(button)
        menu.addActions([zeros, all_zeros])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
