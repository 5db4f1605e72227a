"""The earlier states of the open report: when, what was changed, and what to do with one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from ui.dialogs.version_lines import BACK, COMPARE, LOOK, SETTINGS, Answer, Described, Line
from ui.kit import plain, window_size
from ui.kit.buttons import Button, ButtonRow, Column, close_box
from ui.kit.tables import ReadingTable, Resize

_HEADER = ("存下的时间", "这以后的一次保存改了", "与现在相比不同", "大小")
_BUTTONS = {LOOK: ("看这一版", "V"), COMPARE: ("与现在比较…", "C"), BACK: ("换回这一版", "R")}


class VersionsDialog(QDialog):
    """What changed is worked out line by line, after the list is there."""

    def __init__(
        self,
        parent: QWidget,
        lines: Sequence[Line],
        describe: Callable[[int], Described],
        told: str,
        at: int,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("以前的版本")
        self._describe = describe
        self._usable: dict[int, bool] = {}
        self._answer: Answer | None = None
        self.table = ReadingTable("以前的版本", _HEADER, [[line.time] for line in lines], wide=1)
        for row, line in enumerate(lines):
            self.table.put(row, [line.size], start=3)
        self.table.setObjectName("versions")
        self.table.horizontalHeader().setSectionResizeMode(2, Resize.Stretch)
        self.buttons_ = {act: Button(words, key=key) for act, (words, key) in _BUTTONS.items()}
        head = plain.Label(told, self, wrap=True)
        layout = Column(self)
        layout.addWidget(head)
        layout.addWidget(self.table)
        layout.addLayout(self._row())
        self.table.itemDoubleClicked.connect(lambda _item: self.buttons_[LOOK].click())
        self.table.currentCellChanged.connect(self._allow)
        self.table.setCurrentCell(min(at, len(lines) - 1), 0)
        self._allow()
        self._next, self._timer = 0, QTimer(self, interval=0)
        self._timer.timeout.connect(self._describe_next)
        self._timer.start()
        window_size.resize(self, 860, 480)

    def answer(self) -> Answer | None:
        """What was chosen; None: nothing."""
        return self._answer

    def _row(self) -> QHBoxLayout:
        for act, button in self.buttons_.items():
            button.clicked.connect(partial(self._choose, act))
        wanted = Button("设置…", key="S")
        wanted.clicked.connect(partial(self._choose, SETTINGS))
        return ButtonRow(*self.buttons_.values(), None, wanted, close_box(self))

    def _choose(self, act: str) -> None:
        self._answer = act, max(self.table.currentRow(), 0)
        self.accept()

    def _allow(self) -> None:
        """Of what cannot be read there is nothing to look at."""
        usable = self._usable.get(self.table.currentRow(), self.table.rowCount() > 0)
        for button in self.buttons_.values():
            button.setEnabled(usable)

    def done(self, result: int) -> None:
        """Nobody reads on; each line means reading a file."""
        self._timer.stop()
        super().done(result)

    def _describe_next(self) -> None:
        row = self._next
        if row >= self.table.rowCount():
            self._timer.stop()
            return
        self._next += 1
        described = self._describe(row)
        self._usable[row] = described.usable
        self.table.put(row, (described.after, described.now), start=1)
        self._allow()
