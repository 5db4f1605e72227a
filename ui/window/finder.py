"""A field that finds commands by what people call them, and does them."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import look
from ui.window.commands import Command, commands, found

_SIZE = QSize(560, 420)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -9, Qt.Key.Key_PageDown: 9}


class CommandFinder(QFrame):
    """Lies over the upper edge of the page until something is chosen, or the keyboard leaves.

    Part of the window and none of its own: what had the keyboard has it again before the command
    is done, which asks what has.
    """

    told = Signal(str)
    """Why nothing was done."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("command_finder")
        self._window = window
        self._before: QWidget | None = None
        self._shown: list[Command] = []
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("想做什么？打几个字，例如：导出、结转、空白")
        self.words.setAccessibleName("查找命令")
        self.list = QTreeWidget(self)
        self._arrange()
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._do())

    def open(self) -> None:
        self._before = QApplication.focusWidget()
        self.words.clear()
        self._narrow("")
        self._take_place()
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_again(self) -> None:
        """Back to where the keyboard was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move in the list, while one types in the line over it."""
        if event.type() == QEvent.Type.FocusOut and not self.list.hasFocus():
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.close_again()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        elif step := _STEPS.get(Qt.Key(event.key())):
            row = self.list.indexOfTopLevelItem(self.list.currentItem()) + step
            self._go_to(max(0, min(row, len(self._shown) - 1)))
        else:
            return super().eventFilter(watched, event)
        return True

    def _do(self) -> None:
        row = self.list.indexOfTopLevelItem(self.list.currentItem())
        if not 0 <= row < len(self._shown):
            return
        chosen = self._shown[row]
        self.close_again()
        if chosen.may_be_done:
            chosen.action.trigger()
        else:
            self.told.emit(f"{chosen.words}：{chosen.why_not}。")

    def _narrow(self, words: str) -> None:
        self._shown = found(commands(self._window.menuBar()), words)
        self.list.clear()
        for command in self._shown:
            told = command.menu if command.may_be_done else command.why_not
            item = QTreeWidgetItem(self.list, [command.words, told, command.keys])
            item.setForeground(1, look.tokens().ink3)
            item.setForeground(2, look.tokens().ink3)
            if not command.may_be_done:
                item.setForeground(0, look.tokens().off)
        if not self._shown:
            QTreeWidgetItem(self.list, ["没有这样的命令，换个说法试试"]).setDisabled(True)
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        self.list.setCurrentItem(item)
        self.list.scrollToItem(item)

    def _take_place(self) -> None:
        middle = self._window.centralWidget().geometry()
        size = _SIZE.boundedTo(middle.size())
        left = middle.left() + (middle.width() - size.width()) // 2
        self.setGeometry(QRect(QPoint(left, middle.top()), size))

    def _arrange(self) -> None:
        self.list.setAccessibleName("命令")
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(3)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a year stands at the end
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
