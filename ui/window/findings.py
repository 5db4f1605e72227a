"""The findings beside the page: what a reviewer would point at, where, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from app.checks.remaining import Remaining
from app.importers.imported import Imported
from ui import look
from ui.cards.cards import Act, Card, Listed, count, listed
from ui.cards.chips import Chips
from ui.cards.view import CardList
from ui.kit import icons, plain
from ui.workspace import Workspace

_HEAD = 36
"""Pixels of the line that says how many there are."""


class Elided(plain.Label):
    """Words in one line, which give way to all else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        self._words = plain.in_one_line(words)
        self.setAccessibleName(self._words)
        plain.set_tip(self, self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))


class Head(QWidget):
    """The line over the cards; a double click folds them away or brings them back."""

    folding = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = plain.Label("检查", self)
        self.title.setFont(look.font("h4"))
        self.chips = Chips(self)
        self.words = Elided(self)
        self.words.setObjectName("findings_words")
        self.next = _button(self, "下一处 F8", "下一处错误或提醒（F8）")
        self.side = _button(self, "", "放到右边")
        self.fold = _button(self, "", "收起（Ctrl+F8）")
        self.fold.setObjectName("findings_fold")
        self.next.setFont(look.font("small"))
        icons.put(self.next, "next")
        self.line = QHBoxLayout()
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        self.line.addWidget(self.title)
        self.line.addWidget(self.words, 1)
        for button in (self.next, self.side, self.fold):
            self.line.addWidget(button)
        self.all = QVBoxLayout(self)
        self.all.setContentsMargins(14, 1, 8, 1)
        self.all.setSpacing(2)
        self.all.addLayout(self.line)
        self.stand(upright=False)

    def stand(self, *, upright: bool) -> None:
        """In a narrow panel the chips have a row of their own."""
        self.all.removeWidget(self.chips)
        self.line.removeWidget(self.chips)
        if upright:
            self.all.addWidget(self.chips)
        else:
            at = self.line.indexOf(self.words)
            self.line.insertWidget(at, self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        style = Qt.ToolButtonStyle
        self.next.setToolButtonStyle(
            style.ToolButtonIconOnly if upright else style.ToolButtonTextBesideIcon
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.folding.emit()


class Findings(QWidget):
    """Its height is the clerk's: whatever is found, it never changes by itself."""

    chosen = Signal(object)
    """The `Finding` to go to."""
    replacing = Signal(object)
    """The `Finding` whose words are to be replaced by what the tables say."""
    summing = Signal(tuple)
    """The cells whose printed totals are to give way to the computed ones."""
    converting = Signal(object)
    """The `Finding` whose edition the report is to be put into."""
    inserting = Signal(object)
    """The `Finding` whose text lacks what a ready sentence says."""
    reasoned = Signal(object, str)
    """The `Finding` that may stand, and why; "": its reason is withdrawn."""
    choosing = Signal(object)
    """The `Offer` of an import that is to be taken: one of the readings of a cell."""
    seen = Signal(object)
    """The doubts of an import (a tuple) that have been looked at."""
    explaining = Signal(str)
    """The rule whose page in the manual is asked for."""
    left = Signal()
    """The keyboard goes back to the page."""
    going_on = Signal()
    """To the next one."""
    folding = Signal()
    """To be folded, or unfolded."""
    siding = Signal()
    """To be put at the other side of the page."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Finding, ...] = ()
        self._listed = Listed([], {}, 0)
        self._unfolded: frozenset[str] = frozenset()
        """The cards that stood for many, and do no longer."""
        self.folded = False
        look.ground(self, look.PANEL)
        self.head = Head(self)
        self.list = CardList(workspace.report.form, self)
        self.list.setObjectName("findings")
        self.list.setAccessibleName("检查结果")
        self._arrange()
        self._connect()
        self._show()
        self.draw()

    def _arrange(self) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self.head)
        around.addWidget(self.list, 1)

    def _connect(self) -> None:
        head = self.head
        head.next.clicked.connect(lambda _checked: self.going_on.emit())
        head.fold.clicked.connect(lambda _checked: self.folding.emit())
        head.side.clicked.connect(lambda _checked: self.siding.emit())
        head.folding.connect(self.folding)
        head.chips.wanted.connect(lambda _groups: self._show())
        self.list.acted.connect(self._act)
        self.list.reasoned.connect(self.reasoned)
        self.list.explaining.connect(self.explaining)
        self.list.left.connect(self.left)
        self._workspace.checked.connect(self.draw)

    @property
    def tally(self) -> str:
        """How many there are, in words; all is well only where nothing is missing either."""
        remaining = self._workspace.remaining
        if remaining.untouched:
            return remaining.words
        return count(self._of(remaining)) or remaining.words or self._none()

    @property
    def cards(self) -> list[Card]:
        return self.list.cards

    def next(self) -> bool:
        """Go to the finding after the current one; False after the last."""
        self.draw()
        return self._go_below(self.list.currentIndex().row() - self.list.fresh)

    def first(self) -> bool:
        """Go to the first one; False: there is none."""
        return self._go_below(-1)

    def _go_below(self, here: int) -> bool:
        rows = [row for row, card in enumerate(self.cards) if card.counts and row > here]
        if rows:
            self.list.make_current(rows[0])
            self._act(self.cards[rows[0]], self.cards[rows[0]].acts[0])
            self._say()
        return bool(rows)

    # --- what it shows

    def draw(self) -> None:
        """Cards that stay are kept: a list made anew costs time at every change."""
        remaining = self._workspace.remaining
        findings = self._of(remaining)
        if findings != self._shown:
            self._shown = findings
            self._show()
        else:
            self._say()

    def _of(self, remaining: Remaining) -> tuple[Finding, ...]:
        """Nothing of an untouched report; and what is missing has a list of its own."""
        if remaining.untouched:
            return ()
        return tuple(f for f in self._workspace.findings if f.acknowledged or not f.missing)

    def _none(self) -> str:
        return "没有发现问题" if self._workspace.is_settled else "正在检查……"

    def _show(self) -> None:
        form, chips = self._workspace.report.form, self.head.chips
        self._listed = listed(form, self._shown, self._unfolded, chips.on())
        if chips.tell(self._listed.counts):
            self._listed = listed(form, self._shown, self._unfolded, chips.on())
        self.list.show_cards(form, self._listed.cards)
        self._say()

    def _say(self) -> None:
        """In the head: what the cards do not say, and one of them where they are folded."""
        words = [] if self._shown else [self.tally]
        gravest = self.list.current() or next(iter(self.cards), None)
        if self.folded and gravest is not None:
            words += [gravest.place, gravest.words]
        if beyond := self._workspace.checking.beyond + self._listed.beyond:
            words.append(f"另有 {beyond} 处没有列出，先改掉一些再看")
        self.head.words.say("　".join(filter(None, words)))

    def fold(self, folded: bool) -> None:
        self.folded = folded
        self.list.setVisible(not folded)
        self.head.side.setVisible(not folded)
        icons.put(self.head.fold, "up" if folded else "down")
        words = "展开" if folded else "收起"
        self.head.fold.setAccessibleName(f"{words}检查结果")
        plain.set_tip(self.head.fold, f"{words}（Ctrl+F8，或双击这一行）")
        self._say()

    def take_keyboard(self) -> None:
        """At the current card, else at the first."""
        if self.folded:
            self.folding.emit()
        if self.list.current() is None and self.cards:
            self.list.make_current(0)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def line_height(self) -> int:
        """Of the line over the cards, which is all that shows of a folded panel."""
        return max(_HEAD, self.head.sizeHint().height())

    def stand(self, *, upright: bool) -> None:
        """At the right of the page, or under it."""
        self.head.stand(upright=upright)
        icons.put(self.head.side, "panel-bottom" if upright else "panel-right")
        words = "放到页面下面" if upright else "放到页面右边"
        self.head.side.setAccessibleName(words)
        plain.set_tip(self.head.side, words)

    # --- what is done

    def _act(self, card: Card, act: Act) -> None:
        """Do it to what the card itself is about, whatever is the current one."""
        first = card.first
        if act.deed == "unfold":
            self._unfold(card)
        elif first is not None:
            self._deeds(card, act, first)[act.deed]()

    def _deeds(self, card: Card, act: Act, first: Finding) -> dict[str, Callable[[], object]]:
        return {
            "go": lambda: self.chosen.emit(first),
            "replace": lambda: self.replacing.emit(first),
            "sum": lambda: self.summing.emit(first.printed),
            "convert": lambda: self.converting.emit(first),
            "insert": lambda: self.inserting.emit(first),
            "offer": lambda: self._choose(first, act.number),
            "accept": lambda: self._write(first),
            "withdraw": lambda: self.reasoned.emit(first, ""),
            "seen": lambda: self.seen.emit(card.findings),
        }

    def _write(self, first: Finding) -> None:
        if not self._workspace.refuses():
            self.list.write_reason(first)

    def _choose(self, first: Finding, number: int) -> None:
        assert isinstance(first, Imported)
        self.choosing.emit(first.offers[number])

    def _unfold(self, card: Card) -> None:
        """Show what the card stands for or what follows from it, or put it away again."""
        self._unfolded ^= {card.fold}
        self._show()


def _button(parent: QWidget, words: str, tip: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(words or tip)
    plain.set_tip(button, tip)
    return button
