"""The findings beside the page: what a reviewer would point at, where, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from app.checks.remaining import Remaining
from app.files.typed import Typed, of_reason
from app.importers.imported import Imported
from ui import look
from ui.cards.cards import Act, Card, Listed, count, listed
from ui.cards.chips import Chips
from ui.cards.view import CardList
from ui.kit import icons, plain
from ui.kit.elided import Elided
from ui.workspace import Workspace

_HEAD = 36
"""Pixels of the line that says how many there are."""
_UNDER_CHIPS = 7
"""Pixels between the line that they have to themselves and the first card."""


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
        self.all.setContentsMargins(14, 0, 8, 0)
        self.all.setSpacing(2)
        self.all.addLayout(self.line)
        self._upright = self._stacked = False
        self.line.insertWidget(1, self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.next.setToolButtonStyle(style)
        self._worded = self.next.sizeHint().width()

    def stand(self, *, upright: bool) -> None:
        """In a panel at the right; there the chips have a row of their own."""
        self._upright = upright
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Where it is narrow a button loses its words first; then the chips have their own row."""
        around = self.all.contentsMargins()
        kept = [self.title, self.chips, self.fold, *[self.side] * self.side.isVisibleTo(self)]
        taken = sum(each.sizeHint().width() + self.line.spacing() for each in kept)
        room = self.width() - around.left() - around.right() - taken - self.line.spacing()
        self._stack(self._upright or (kept[-1] is self.side and room < self.fold.width()))
        style = Qt.ToolButtonStyle
        worded = not self._upright and room >= self._worded
        how = style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly
        if self.next.toolButtonStyle() != how:
            self.next.setToolButtonStyle(how)

    def _stack(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self.all.setContentsMargins(14, 0, 8, _UNDER_CHIPS if stacked else 0)
        if stacked:
            self.line.removeWidget(self.chips)
            self.all.addWidget(self.chips)
        else:
            self.all.removeWidget(self.chips)
            self.line.insertWidget(1, self.chips, 0, Qt.AlignmentFlag.AlignVCenter)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.folding.emit()


class Findings(QWidget):
    """Its height is the clerk's: while anything is found, it never changes by itself."""

    chosen = Signal(object)
    """The `Finding` to go to."""
    replacing = Signal(object)
    """The `Finding` whose words are to be replaced by what should stand there."""
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
        self._is_at_current = False
        """Whether the current card is what somebody has just gone to."""
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
        self.list.writing.typed.connect(self._workspace.keeping.stir)
        self._workspace.opened.connect(self.list.writing.forget)

    def unwritten(self) -> str:
        """A reason that is being written and was not given yet; "" for none."""
        return (self.list.writing.unwritten or (None, ""))[1]

    def typing(self) -> tuple[Typed, ...]:
        """The same, for a draft."""
        unwritten = self.list.writing.unwritten
        return (of_reason(unwritten[0].message, unwritten[1]),) if unwritten else ()

    @property
    def tally(self) -> str:
        """How many there are, in words; all is well only where nothing is missing either."""
        remaining = self._workspace.remaining
        if remaining.untouched:
            return remaining.words
        return count(self._of(remaining)) or remaining.words or self._none()

    @property
    def has_keyboard(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

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

    def point_at(self, finding: Finding) -> None:
        """Its card is the current one, for whoever goes there from elsewhere."""
        self.draw()
        rows = [row for row, card in enumerate(self.cards) if finding in card.findings]
        if rows:
            self.list.make_current(rows[0])
            self._is_at_current = True
            self._say()

    def _go_below(self, here: int) -> bool:
        rows = [row for row, card in enumerate(self.cards) if card.counts and row > here]
        if rows:
            self.list.make_current(rows[0])
            self._act(self.cards[rows[0]], self.cards[rows[0]].acts[0])
            self._is_at_current = True
            self._say()
        return bool(rows)

    # --- what it shows

    def draw(self) -> None:
        """Cards that stay are kept: a list made anew costs time at every change."""
        remaining = self._workspace.remaining
        findings = self._of(remaining)
        if findings != self._shown:
            self._shown, self._is_at_current = findings, False
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

    def _nothing(self) -> str:
        """What is missing is told beside the page; here it would be said twice."""
        if self._workspace.remaining.untouched:
            return "填写以后，错误和提醒列在这里"
        return "没有错误和提醒" if self._workspace.is_settled else "正在检查……"

    def _show(self) -> None:
        form, chips = self._workspace.report.form, self.head.chips
        self._listed = listed(form, self._shown, self._unfolded, chips.on())
        if chips.tell(self._listed.counts):
            self._listed = listed(form, self._shown, self._unfolded, chips.on())
        self.head.fit()
        self.list.show_cards(form, self._listed.cards)
        self._say()

    def _say(self) -> None:
        """In the head: what the cards do not say, and one of them where they are folded."""
        words = [] if self._shown else [self._nothing()]
        gravest = next(iter(self.cards), None)
        told = (self._is_at_current and self.list.current()) or gravest
        if self.folded and told:
            words += [told.place, told.words]
        if beyond := self._workspace.checking.beyond + self._listed.beyond:
            words.append(f"另有 {beyond} 处没有列出，先改掉一些再看")
        self.head.words.say("　".join(filter(None, words)))

    def fold(self, folded: bool) -> None:
        self.folded = folded
        self.list.setVisible(not folded)
        self.head.side.setVisible(not folded)
        self.head.fit()
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
