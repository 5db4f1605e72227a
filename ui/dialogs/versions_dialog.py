"""The earlier states of the open report: when, what was changed, and what to do with one."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit import plain, window_size

Answer = tuple[str, int]
"""What to do, one of `LOOK` and the rest, with which of the lines."""
LOOK, COMPARE, BACK, SETTINGS = "look", "compare", "back", "settings"
Resize = QHeaderView.ResizeMode
_WORDS = (1, 2)
"""The columns that are filled when the list is there."""
_HEADER = ("存下的时间", "这以后的一次保存改了", "与现在相比不同", "大小")
_BUTTONS = {LOOK: "看这一版(&V)", COMPARE: "与现在比较(&C)", BACK: "换回这一版(&R)"}


class Line(Struct, frozen=True):
    """One version in the list."""

    time: str
    size: str


class Described(Struct, frozen=True):
    """What is told of a version; where it cannot be read, why."""

    after: str
    now: str
    usable: bool = True


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
        self.table = _table(lines)
        self.buttons_ = {act: QPushButton(words) for act, words in _BUTTONS.items()}
        head = plain.Label(told, self, wrap=True)
        layout = QVBoxLayout(self)
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
        row = QHBoxLayout()
        for act, button in self.buttons_.items():
            button.clicked.connect(partial(self._choose, act))
            row.addWidget(button)
        row.addStretch()
        wanted = QPushButton("设置(&S)…")
        wanted.clicked.connect(partial(self._choose, SETTINGS))
        row.addWidget(wanted)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row.addWidget(close)
        return row

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
        for column, words in zip(_WORDS, (described.after, described.now), strict=True):
            self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.resizeRowToContents(row)
        self._allow()


def _table(lines: Sequence[Line]) -> QTableWidget:
    table = QTableWidget(len(lines), len(_HEADER))
    table.setObjectName("versions")
    table.setAccessibleName("以前的版本")
    table.setHorizontalHeaderLabels(_HEADER)
    table.verticalHeader().hide()
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    for row, line in enumerate(lines):
        table.setItem(row, 0, QTableWidgetItem(line.time))
        table.setItem(row, 3, QTableWidgetItem(line.size))
    header = table.horizontalHeader()
    for column in range(len(_HEADER)):
        words = column in _WORDS
        header.setSectionResizeMode(column, Resize.Stretch if words else Resize.ResizeToContents)
    return table
