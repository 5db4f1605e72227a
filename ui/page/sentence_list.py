"""Ready sentences in a small list at the caret: found by typing, several put in at once."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import look
from ui.kit import frame, plain
from ui.kit.buttons import Button
from ui.kit.ticked import TickedLines

_WIDE, _HIGH, _LEAST, _APART = 560, 360, 60, 10
"""Pixels: the list's width, its height at most, that of its lines at least; how far it stands
from the line with the caret."""
_OWN = "〔自己的〕"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sentence(Struct, frozen=True):
    """One line of the list."""

    stored: str
    """With its linked numbers."""
    shown: str
    own: bool = False
    """Kept by the office, which may delete it."""


class SentenceList(QWidget):
    """Lies over the page as a part of the window: an input method works in it as anywhere.

    Enter puts in what is ticked, else the current line; Esc, and a click elsewhere, close it.
    """

    chosen = Signal(str)
    """What is to be put in, as it is stored."""
    adding = Signal()
    """The selected words are to be kept as a sentence."""
    deleting = Signal(str)
    """An own sentence, as it is stored, is to be forgotten."""
    closed = Signal(bool)
    """Whether the keyboard goes back to the text: it has not been taken elsewhere."""

    def __init__(self, window: QWidget, name: str, *, may_add: bool) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("sentences")
        self.setAccessibleName(f"常用句子：{name}")
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("输入几个字查找")
        self.words.setAccessibleName("查找常用句子")
        self.words.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setItemDelegate(TickedLines(self.list))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setAccessibleName(f"常用句子：{name}")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = plain.Label(parent=self, wrap=True)
        self.told.hide()
        self.add = Button("加入选中的文字", "quiet", self)
        self.add.setEnabled(may_add)
        plain.set_tip(self.add, "先在文字里选中一句话，加进来以后每年都能用")
        self.delete = Button("删除", "quiet", self)
        self.put = Button("插入", "main", self)
        self._arrange()
        self._connect()

    def fill(self, sentences: Sequence[Sentence]) -> None:
        """List these; what is searched for stays."""
        self.list.clear()
        for sentence in sentences:
            mark = _OWN if sentence.own else ""
            item = QListWidgetItem(f"{mark}{sentence.shown}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, sentence)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._narrow(self.words.text())

    def tell(self, words: str) -> None:
        """Why something could not be kept or read."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def stand_at(self, caret: QRect) -> None:
        """Under the caret, or above it where there is more room; all in the window's pixels."""
        wide = min(_WIDE, self._window.width() - 16)
        self.resize(wide, _HIGH)
        self._column.activate()
        self.list.ensurePolished()
        self.list.doItemsLayout()  # only now is it known how wide a line may be
        last = self.list.visualItemRect(self.list.item(self.list.count() - 1))
        room = last.bottom() + 2 * (self.list.spacing() + self.list.frameWidth())
        others = self.height() - self.list.height()
        high = others + min(max(room, _LEAST), self.list.height())
        under = self._window.height() - caret.bottom() - _APART
        top = caret.bottom() + _APART if under >= high + 8 else caret.top() - _APART - high
        left = min(max(caret.left() - 12, 8), self._window.width() - wide - 8)
        self.setGeometry(left, max(top, 8), wide, high)

    def open(self) -> None:
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            frame.draw(painter, QRectF(self.rect()), 1, worn.edge, worn.panel, 6)

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A blank in an empty line finds nothing: it ticks."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        key = event.key() if pressed and isinstance(event, QKeyEvent) else None
        if key != Qt.Key.Key_Space or self.words.text():
            return super().eventFilter(watched, event)
        self._tick()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in _ENTER:
            self._choose()
        elif key in _STEPS:
            self._move(_STEPS[key])
        else:
            super().keyPressEvent(event)
        event.accept()  # none of these is the page's

    # --- inside

    def _arrange(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(6)
        for widget in (self.words, self.list, self.told):
            column.addWidget(widget)
        hint = plain.Label("空格勾选几句，Enter 插入", self)
        hint.setFont(look.font("note"))
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.delete)
        row.addStretch()
        row.addWidget(hint)
        row.addWidget(self.put)
        column.addLayout(row)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._narrow)
        self.list.itemSelectionChanged.connect(self._on_current)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.itemDoubleClicked.connect(self._choose)
        self.add.clicked.connect(lambda _on: self.adding.emit())
        self.delete.clicked.connect(self._delete)
        self.put.clicked.connect(lambda _on: self._choose())
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _items(self, fits: Callable[[QListWidgetItem], bool]) -> list[QListWidgetItem]:
        every = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in every if fits(item)]

    def _current(self) -> QListWidgetItem | None:
        rows = self.list.selectedItems()
        return rows[0] if rows and not rows[0].isHidden() else None

    def _ticked(self) -> list[QListWidgetItem]:
        return self._items(lambda item: item.checkState() == Qt.CheckState.Checked)

    def _choose(self, clicked: QListWidgetItem | None = None) -> None:
        current = clicked or self._current()
        picked = self._ticked() or ([current] if current is not None else [])
        if picked:
            self.close()
            self.chosen.emit("".join(_sentence(item).stored for item in picked))

    def _delete(self) -> None:
        item = self._current()
        if item is not None and _sentence(item).own:
            self.deleting.emit(_sentence(item).stored)

    def _tick(self) -> None:
        if (item := self._current()) is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _move(self, step: int) -> None:
        shown = self._items(lambda item: not item.isHidden())
        if shown:
            current = self._current()
            here = shown.index(current) if current is not None else -step
            self.list.setCurrentItem(shown[min(max(here + step, 0), len(shown) - 1)])

    def _narrow(self, words: str) -> None:
        """Every word must be in the line, in any order; what is ticked stays in sight."""
        wanted = words.split()
        for item in self._items(lambda _item: True):
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setHidden(not ticked and not all(word in item.text() for word in wanted))
        shown = self._items(lambda item: not item.isHidden())
        self.list.setCurrentRow(self.list.row(shown[0]) if shown else -1)
        self._on_current()
        self._on_ticked()

    def _on_current(self) -> None:
        item = self._current()
        self.delete.setEnabled(item is not None and _sentence(item).own)

    def _on_ticked(self) -> None:
        many = len(self._ticked())
        self.put.setText(f"插入 {many} 句" if many else "插入")
        self.put.setEnabled(bool(many or self._items(lambda item: not item.isHidden())))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Another program may have the keyboard for a while; a click elsewhere closes."""
        if now is not None and now is not self and not self.isAncestorOf(now) and self.isVisible():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        here = QApplication.focusWidget()
        self.closed.emit(here is None or self.isAncestorOf(here))


def _sentence(item: QListWidgetItem) -> Sentence:
    sentence = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(sentence, Sentence)
    return sentence
