"""A line in a card in which a reason is written: at most one is open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QLineEdit, QWidget

from app.checks.finding import Finding
from ui.cards import layout
from ui.cards.cards import Card
from ui.kit import plain
from ui.kit.buttons import Button
from ui.kit.composing import Composed
from ui.kit.undo_keys import WindowKeys

_Place = tuple[str, tuple[str, ...], tuple[str, ...]]


class AroundLine(QWidget):
    """Where a line for a reason stands: Enter is the line's alone, Esc leaves it."""

    left = Signal()
    """The keyboard goes back to where it came from."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line and the buttons leave: none of it is a key of the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the line has heard of it
        else:
            super().keyPressEvent(event)


class ReasonLine(AroundLine):
    """Enter takes what is written, Esc leaves it; Tab goes on as everywhere.

    Words that are written stay where the keyboard goes elsewhere: nothing is taken unasked.
    """

    given = Signal(str)

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self.words = QLineEdit(self)
        WindowKeys(self.words)
        self.words.setObjectName("reason")
        self.words.setFont(layout.type_().body)
        self.words.setPlaceholderText("写理由，按 Enter")
        plain.set_tip(self.words, "理由会保存在报告里，供审核的人看；Esc 不写")
        self.words.setAccessibleName(f"说明理由：{finding.message}")
        self.words.returnPressed.connect(self._give)
        take, leave = Button("记下", parent=self), Button("取消", "quiet", self)
        take.clicked.connect(self._give)
        leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.words, 1)
        row.addWidget(take)
        row.addWidget(leave)
        self.setFocusProxy(self.words)
        self.composed = Composed(self.words)

    def is_about(self, finding: Finding) -> bool:
        """Whether a reason for this one would be a reason for that one."""
        same = self.finding.message == finding.message
        return same and _place(self.finding) == _place(finding)

    def _give(self) -> None:
        self.composed.settle()
        if words := self.words.text().strip():
            self.given.emit(words)


class Writing(QObject):
    """The line that is open over a list, or none."""

    given = Signal(object, str)
    """The `Finding`, and why it may stand."""
    changed = Signal()
    """A line was opened or left: a card is higher, or lower again."""
    typed = Signal()
    """Something was written."""

    def __init__(self, cards: QAbstractScrollArea) -> None:
        super().__init__(cards)
        self._cards = cards
        self._line: ReasonLine | None = None
        self._put_by: dict[_Place, str] = {}
        """Words that nobody has given up: their line went with its card, or for another."""

    @property
    def unwritten(self) -> tuple[Finding, str] | None:
        """What is being written and was not given yet; None: nothing."""
        words = self._line.composed.whole().strip() if self._line else ""
        return (self._line.finding, words) if self._line and words else None

    def begin(self, finding: Finding) -> None:
        """What was being written about another finding comes back when that is asked about."""
        self.put_by()
        self._line = ReasonLine(finding, self._cards.viewport())
        self._line.words.setText(self._put_by.pop(_place(finding), ""))
        self._line.given.connect(self._give)
        self._line.left.connect(self.leave)
        self._line.words.textChanged.connect(lambda _words: self.typed.emit())
        self._line.composed.changed.connect(self.typed)
        self.changed.emit()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_by(self) -> None:
        """The line goes; nobody said that its words may."""
        if unwritten := self.unwritten:
            self._put_by[_place(unwritten[0])] = unwritten[1]
        self.leave()

    def forget(self) -> None:
        """Another report is here."""
        self._put_by = {}
        self.leave()

    def leave(self) -> None:
        if self._line is None:
            return
        line, self._line = self._line, None
        self.typed.emit()
        if line.isAncestorOf(line.window().focusWidget()):
            self._cards.setFocus(Qt.FocusReason.OtherFocusReason)
        line.hide()
        line.deleteLater()
        self.changed.emit()

    def row_in(self, cards: Sequence[Card]) -> int:
        """The row of the card that it is written in; -1: none is, or the card is gone."""
        if self._line is None:
            return -1
        about = self._line.is_about
        return next((n for n, c in enumerate(cards) if c.first and about(c.first)), -1)

    def stand(self, place: QRect) -> None:
        if self._line is not None:
            self._line.setGeometry(place)

    def _give(self, words: str) -> None:
        if self._line is not None:
            finding = self._line.finding
            self.leave()
            self.given.emit(finding, words)


def _place(finding: Finding) -> _Place:
    """The same while the numbers in its words change."""
    return finding.rule, finding.cells, finding.texts
