"""The row of commands: the menus, what clerks do most, and the one main button, on one line."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from ui.kit import plain
from ui.kit.buttons import Button

HEIGHT = 44
GROUPS = (
    ("new", "open", "save"),
    ("paste", "import", "begin"),
    ("undo", "redo"),
    ("fill-zero", "search", "compare", "last-year"),
)
"""The tools by their icons, left to right."""
WORDED = ("search", "compare", "last-year", "fill-zero", "paste", "import", "begin")
"""Which have words, in the order in which they lose them where the window is narrow."""
SPARED = (
    *("begin", "last-year", "compare", "new", "import", "open"),
    *("redo", "search", "undo", "paste", "fill-zero", "save"),
)
"""Those that are left to the menus, in this order, where there is no room for all icons either."""
_ICON = 20
_ANY = 16_777_215
"""Qt's word for no bound."""


class CommandRow(QWidget):
    """Narrower, it loses words, then tools, which the menus have too. The main button stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("command_row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tools = QToolBar("工具栏")
        self.tools.setObjectName("tool_bar")
        self.tools.setIconSize(QSize(_ICON, _ICON))
        self.tools.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.main = Button("", "main")
        self.main.setObjectName("main_command")
        self.main.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the page
        self.held: list[QMenu] = []
        """The menus, for as long as the window stands."""
        self._buttons: dict[str, QToolButton] = {}
        self._partings: list[QAction] = []
        """Before each of the groups."""
        self._widths: list[int] = []
        self._bare: list[int] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.tools, 1)
        row.addWidget(self.main)
        self.setFixedHeight(HEIGHT)

    def fill(self, tools: Mapping[str, QAction], main: QAction) -> None:
        """Put the tools into the row, each by the name of its icon, and the one main command."""
        for group in GROUPS:
            self._partings.append(self.tools.addSeparator())
            for name in group:
                self._add(name, tools[name])
        self.main.setText(plain.of_button(main.text()).partition("（")[0].rstrip("…"))
        plain.set_tip(self.main, tip_of(self.main.text(), main))
        self.main.clicked.connect(main.trigger)

    @property
    def wordless(self) -> list[str]:
        """Those of `WORDED` that have lost their words."""
        icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
        return [name for name in WORDED if self._buttons[name].toolButtonStyle() == icon_only]

    @property
    def spared(self) -> list[str]:
        """Those of `SPARED` that are not in the row."""
        return [name for name in SPARED if self._buttons[name].maximumWidth() == 0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spell()

    def _add(self, name: str, action: QAction) -> None:
        action.setIconVisibleInMenu(False)
        self.tools.addAction(action)
        button = self.tools.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setAccessibleName(action.iconText())
            self._buttons[name] = button

    def _spell(self) -> None:
        """As many words as there is room for."""
        if not self._buttons:
            return
        if not self._widths:
            self._widths = self._measure()
        room = self.width() - self.menus.sizeHint().width() - self.main.sizeHint().width() - 16
        gone = next((n for n, width in enumerate(self._widths) if width <= room), len(WORDED))
        self._lose(gone)
        spared = 0
        if self._widths[-1] > room:
            if not self._bare:
                self._bare = [self._width(self._spare, n) for n in range(len(SPARED) + 1)]
            spared = next((n for n, width in enumerate(self._bare) if width <= room), len(SPARED))
        self._spare(spared)

    def _measure(self) -> list[int]:
        """How wide the tools are without the words of the first 0, 1, … of `WORDED`."""
        return [self._width(self._lose, gone) for gone in range(len(WORDED) + 1)]

    def _width(self, do: Callable[[int], None], count: int) -> int:
        """How wide the tools are when so many words, or tools, are gone."""
        do(count)
        if layout := self.tools.layout():
            layout.invalidate()
        return self.tools.sizeHint().width()

    def _spare(self, count: int) -> None:
        """No action is hidden: that would take it out of its menu, and its keys away."""
        gone = SPARED[:count]
        if self.spared == [*gone]:
            return
        for name, button in self._buttons.items():
            button.setMaximumWidth(0 if name in gone else _ANY)
        self.tools.setMaximumWidth(0 if gone == SPARED else _ANY)
        for parting, group in zip(self._partings, GROUPS, strict=True):
            parting.setVisible(not set(group) <= set(gone))

    def _lose(self, gone: int) -> None:
        kept = WORDED[gone:]
        for name, button in self._buttons.items():
            style = Qt.ToolButtonStyle
            worded = style.ToolButtonTextBesideIcon if name in kept else style.ToolButtonIconOnly
            if button.toolButtonStyle() != worded:
                button.setToolButtonStyle(worded)


def tip_of(words: str, action: QAction) -> str:
    """What a tool does, and its key."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words}　{keys}" if keys else words
