"""F1: the page of the manual about where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QMainWindow, QWidget

    from ui.cards.view import CardList
    from ui.manual.window import ManualWindow
    from ui.page.page import Page
    from ui.page.text_box import TextBox
    from ui.window.finder import CommandFinder
    from ui.workspace import Workspace

_HOME = "home"
_ABOUT = {
    "start_page": "first",
    "organ": "first#六步做完",
    "year": "first#六步做完",
    "table": "tables",
    "text": "texts",
    "find_bar": "texts#找和换",
    "findings": "checks",
    "missing": "checks#还差几项可以上报",
    "outline": "checks#还差几项可以上报",
    "export_dialog": "hand-in",
    "versions": "safe#想要以前的样子",
    "error_dialog": "trouble",
}
"""Pages by the names of widgets, what follows a colon left out."""
_ABOUT_DIALOGS = {
    "ProposalDialog": "import#拿不准的怎么办",
    "CompareDialog": "last-year",
    "DraftsDialog": "safe#关掉时点了不保存",
    "PickDialog": "texts#让文字里的数字跟着表走",
}
"""Pages by the kinds of dialogs that have no name."""


class Help(QObject):
    """One manual for the window; one of its own for a dialog, which lets no other be used."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        window: QMainWindow,
        keys: Callable[[], Iterable[tuple[str, str]]],
        rule_here: Callable[[], str],
    ) -> None:
        """What the window can tell of itself.

        Args:
            window: that the manual stands beside.
            keys: what its keys do, as they are now.
            rule_here: the rule of the finding at the keyboard; "" where there is none.
        """
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._rule_here = rule_here
        self._manual: ManualWindow | None = None
        self.finder: CommandFinder | None = None
        """The field that finds commands, once somebody has looked for one."""

    def show_here(self) -> None:
        """The page about where the keyboard is, or about what was found there."""
        rule = self._rule_here()
        self.show(f"rule:{rule}" if rule else about(QApplication.focusWidget()))

    def show(self, target: str = _HOME) -> None:
        if self._manual is None:
            self._manual = self._made(self._window)
        self._manual.come_up(target)

    def find_command(self) -> None:
        if self.finder is None:
            from ui.window.finder import CommandFinder

            self.finder = CommandFinder(self._window)
            self.finder.told.connect(self.told)
        self.finder.open()

    def show_keys(self) -> None:
        self.show("keys")

    def explain(self, rule: str) -> None:
        """The entry of a rule."""
        self.show(f"rule:{rule}")

    def equip(self, dialog: QDialog) -> None:
        """F1 in a dialog: the window's own key does not reach there.

        One that Qt puts together is not known to Python yet when it is heard of: it is looked for.
        """

        def come_up() -> None:
            here = QApplication.activeWindow() or self._window
            self._made(here).come_up(about(here))

        QShortcut(QKeySequence("F1"), dialog, come_up)

    def _made(self, parent: QWidget) -> ManualWindow:
        from ui.manual.window import ManualWindow  # nobody waits for it when the window starts

        return ManualWindow(parent, self._keys())


def rule_at(workspace: Workspace, page: Page, cards: CardList) -> str:
    """The rule of the card, of the mark of the cell or of the marked words at the caret; or ""."""
    here = QApplication.focusWidget()
    if here is cards:
        card = cards.current()
        return card.rules if card else ""
    if words := next((box for box in page.texts if box is here), None):
        return _rule_of(workspace, words)
    grids = (grid for grid in page.grids if here and (grid is here or grid.isAncestorOf(here)))
    cell = next((grid.current() for grid in grids), None)
    mark = workspace.marks.get(cell.id) if cell else None
    return mark.rule if mark else ""


def _rule_of(workspace: Workspace, box: TextBox) -> str:
    """Of the findings about the words at the caret the gravest one's, or ""."""
    at, id_ = box.caret, box.text.id
    found = [
        finding
        for finding in workspace.findings
        if any(text == id_ and start <= at <= end for text, start, end in finding.spans)
    ]
    return min(found, key=lambda finding: finding.gravity).rule if found else ""


def about(widget: QWidget | None) -> str:
    """The page about a widget: its own, or that of the nearest around it that has one."""
    while widget is not None:
        name = widget.objectName().partition(":")[0]
        kind = type(widget).__name__ if isinstance(widget, QDialog) else ""
        if page := _ABOUT.get(name) or _ABOUT_DIALOGS.get(kind):
            return page
        widget = widget.parentWidget()
    return _HOME
