"""The unit that is looked at: how it stands, what is found in its report, its main figures."""

from collections.abc import Iterator

from msgspec import structs
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.checks.finding import Finding
from app.collection.facts import Facts, UnitRemark
from app.collection.received import Figures
from app.collection.standing import (
    APPROVED,
    DIFFERING,
    NOT_SUMMED,
    RETURNED,
    TWICE,
    UNLISTED,
    UNREADABLE,
    UNSURE,
    Standing,
)
from app.forms import catalogue as forms
from app.forms.model import Form
from app.forms.names import with_table
from app.letters.numbers import spoken
from app.report.kept import Correction
from ui import look
from ui.cards.cards import Act, Card, listed
from ui.cards.chips import Chips
from ui.cards.layout import SIDE
from ui.cards.view import CardList
from ui.collection import changed, figures, followed
from ui.collection.changed import Compared
from ui.collection.figures import KeyFigures
from ui.collection.rows import GLYPHS, Line
from ui.kit import icons, plain
from ui.kit.buttons import Button
from ui.kit.elided import Elided

_SIDE, _WIDE_SIDE, _NARROW = 330, 400, 760
"""Pixels: how wide the figures are, and where their names are longer; the width of the pane below
which they give way to findings."""
_SIGNED, _BETWEEN, _AROUND, _LEAST = 480, 8, 64, 60
"""Pixels: the width from which on buttons have signs, between them, what is beside name and
buttons, and what a name has at least."""
_REMARK = Act("remark", "记入意见")


class UnitPane(QWidget):
    """Shows what is known of one line of the list; what is done about it, others do."""

    remarking = Signal(object)
    """A `Finding` that the unit is to be told of."""
    withdrawing = Signal(object)
    """A `UnitRemark`, or a `Correction`, that is to be taken back."""
    opening = Signal()
    returning = Signal()
    approving = Signal()
    settling = Signal()
    """Which of several files counts, or whose one is, is to be said."""
    explaining = Signal(str)
    """A rule, whose page in the manual is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("collection_unit")
        look.ground(self, look.PANEL)
        self.line: Line | None = None
        self._form = forms.form(forms.edition_of_year(None))
        self._all: tuple[Finding, ...] = ()
        self._facts: Facts | None = None
        self._own: dict[Finding, UnitRemark | Correction] = {}
        self._unfolded: frozenset[str] = frozenset()
        self.name = plain.Label(parent=self)
        self.name.setFont(look.font("h2"))
        self.sign, self.state = plain.Label(parent=self), Elided(self)
        self.told = plain.Label(parent=self, wrap=True)
        self.told.setFont(look.font("small"))
        self.open = _button(self, "打开报告", "open", self.opening)
        self.back = _button(self, "退回", "return", self.returning)
        self.approve = _button(self, "通过", "approve", self.approving)
        self.settle = _button(self, "", "check", self.settling)
        """About a file of which it is not certain that it counts, or whose it is."""
        self.chips = Chips(self)
        self._sign_size = self.open.iconSize()
        self.list = CardList(self._form, self)
        self.list.setObjectName("collection_findings")
        self.list.setAccessibleName("这个单位的问题")
        self.figures = KeyFigures(self)
        self._arrange()
        self.list.acted.connect(self._act)
        self.list.explaining.connect(self.explaining)
        self.chips.wanted.connect(lambda _groups: self._draw())
        look.changed.connect(self._sign)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_BETWEEN)
        head.addWidget(self.name)
        head.addWidget(self.sign)
        head.addWidget(self.state, 1)
        head.addStretch(0)  # takes its room where it is hidden
        for button in (self.settle, self.open, self.back, self.approve):
            head.addWidget(button)
        under = QHBoxLayout()
        under.addWidget(self.chips)
        under.addWidget(self.told, 1)
        column = QVBoxLayout()
        column.addWidget(self.list, 1)
        self._side = QScrollArea(self)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(_SIDE)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = look.ground(QWidget(), look.PANEL)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addWidget(self.figures)
        inside.addStretch(1)
        self._side.setWidget(ground)
        body = QHBoxLayout()
        body.addLayout(column, 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16 - SIDE, 10, 12, 8)
        for row in (head, under):  # the cards keep that themselves: their edge is the name's
            row.setContentsMargins(SIDE, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addLayout(under)
        whole.addLayout(body, 1)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._side.setVisible(self.width() >= _NARROW and bool(self.figures.figures))
        self._fit_head()

    def _fit_head(self) -> None:
        """Where it is narrow buttons lose signs, and Enter in the list opens the report.

        Then the name is cut in its middle.
        """
        is_narrow = self.width() < _SIGNED
        file = self.line.standing.received if self.line else None
        self.open.setVisible(file is not None and not is_narrow)
        self.state.setVisible(not is_narrow)
        buttons = (self.settle, self.open, self.back, self.approve)
        for button in buttons:
            button.setIconSize(QSize(0, 0) if is_narrow else self._sign_size)
        taken = sum(b.sizeHint().width() + _BETWEEN for b in buttons if not b.isHidden())
        room = self.width() - taken - _AROUND
        unit = plain.in_one_line(self.line.unit) if self.line else ""
        middle = Qt.TextElideMode.ElideMiddle
        self.name.setText(self.name.fontMetrics().elidedText(unit, middle, max(room, _LEAST)))
        plain.set_tip(self.name, unit)

    # --- what it shows

    def shows(self, line: Line | None, facts: Facts) -> bool:
        """Whether nothing would be said otherwise."""
        mine, its = self.line, line
        same = mine is not None and its is not None and mine.standing == its.standing
        return same and facts is self._facts

    def show_line(
        self, line: Line | None, facts: Facts, before: Figures, made: Compared | None = None
    ) -> None:
        """A unit with one of its files.

        Args:
            line: None: there is none to be shown.
            facts: what was decided.
            before: last year's figures.
            made: what is otherwise than in another content of its report.
        """
        if line is None or self.line is None or line.key != self.line.key:
            self._unfolded = frozenset()
        self.line, self._facts = line, facts
        standing = line.standing if line else None
        file = standing.received if standing else None
        self.state.say(line.state if line else "")
        self._sign()
        read = bool(file and not file.fault)
        for button in (self.back, self.approve):
            button.setVisible(file is not None)
        self.back.setEnabled(
            bool(file and standing and standing.unit)
            and standing is not None
            and standing.state not in (RETURNED, NOT_SUMMED)
        )
        self.approve.setEnabled(
            bool(standing and read and standing.state not in (APPROVED, NOT_SUMMED))
        )
        asked = _asked(standing) if standing else ""
        self.settle.setText(asked)
        self.settle.setVisible(bool(asked))
        self._fit_head()
        self.told.setText("　".join(self._told(line)))
        if file and file.edition in forms.editions():
            self._form = forms.form(file.edition)
        unit = standing.unit if standing else ""
        self._own = dict(_own(self._form, facts, unit)) if standing else {}
        others = changed.said(self._form, made) if made else ()
        self._all = (*others, *self._own, *(followed.findings(standing, facts) if standing else ()))
        self._draw()
        self._show_figures(before, made)

    def _told(self, line: Line | None) -> Iterator[str]:
        file = line.standing.received if line else None
        if file is not None:
            yield file.name
            yield f"{file.date} 收到" if file.date else ""
            each = line.standing if line else None
            if each and not (file.fault or each.errors or each.warnings):
                yield "没有错误，也没有提醒"
        member = line.standing.member if line else None
        if member and member.contact:
            yield f"联系人：{member.contact}"

    def _sign(self) -> None:
        if self.line is not None:
            icon = icons.icon(*GLYPHS[self.line.standing.state])
            self.sign.setPixmap(icon.pixmap(icons.SIZE, icons.SIZE))
        self.sign.setVisible(self.line is not None)

    def _show_figures(self, before: Figures, made: Compared | None) -> None:
        if made and made.found.cells:
            self.figures.show_compared(figures.of_two(self._form, made.found.cells), made.heads)
            self._side.setFixedWidth(_WIDE_SIDE)
            self._side.setVisible(self.width() >= _NARROW)
            return
        self._side.setFixedWidth(_SIDE)
        file = self.line.standing.received if self.line else None
        shown: list[figures.Figure] = []
        if file and file.figures:
            wrong = frozenset(
                cell for f in file.findings if f.severity == "error" for cell in f.cells
            )
            shown = figures.listed(self._form, file.figures, before, wrong)
        self.figures.show_figures(shown, file.year if file else None)
        self._side.setVisible(self.width() >= _NARROW and bool(shown))

    def _draw(self) -> None:
        made = listed(self._form, self._all, self._unfolded, self.chips.on())
        if self.chips.tell(made.counts):
            made = listed(self._form, self._all, self._unfolded, self.chips.on())
        self.list.show_cards(self._form, [self._offering(card) for card in made.cards])

    def _offering(self, card: Card) -> Card:
        """With what can be done here: a report of others is not mended."""
        if card.first is None:
            return card
        if self.line is None or not self.line.standing.unit:
            return structs.replace(card, acts=tuple(a for a in card.acts if a.deed == "unfold"))
        own = self._own.get(card.first)
        words = "收回意见" if isinstance(own, UnitRemark) else "撤销更正"
        first = Act("withdraw", words) if own else _REMARK
        rest = (act for act in card.acts if act.deed == "unfold")
        return structs.replace(card, acts=(first, *rest))

    def _act(self, card: Card, act: Act) -> None:
        if act.deed == "unfold":
            self._unfolded ^= {card.fold}
            self._draw()
        elif card.first is not None and act.deed == "withdraw":
            self.withdrawing.emit(self._own[card.first])
        elif card.first is not None:
            self.remarking.emit(card.first)


def _asked(standing: Standing) -> str:
    """What a person has to say of a file before it counts; "": nothing."""
    is_strange = bool({UNSURE, UNLISTED} & {*standing.marks})
    if is_strange or (UNREADABLE in standing.marks and not standing.unit):
        return "是哪个单位的…"
    is_left_out = standing.member is not None and not standing.member.summed
    is_other = bool(standing.unit) and standing.state == NOT_SUMMED and not is_left_out
    is_one_of_two = bool({TWICE, DIFFERING} & {*standing.marks}) or is_other
    return "用这一份" if is_one_of_two and standing.received and not standing.counts else ""


def _own(form: Form, facts: Facts, unit: str) -> Iterator[tuple[Finding, UnitRemark | Correction]]:
    """What the office itself has written about a unit, as findings are shown."""
    for remark in facts.remarks:
        if remark.unit == unit:
            by = f"（{remark.by}）" if remark.by else ""
            words = f"意见：{remark.words}{by}"
            cells = tuple(cell for cell in remark.cells if cell in form.cells)
            texts = tuple(text for text in remark.texts if text in form.texts)
            yield (
                Finding(rule="", severity="hint", message=words, cells=cells, texts=texts),
                remark,
            )
    for made in facts.corrections:
        if made.unit == unit and made.cell in form.cells:
            was, now = map(spoken, (made.was, made.now))
            words = (
                f"更正：{with_table(form.cells[made.cell])} 报 {was}，按 {now} 计。{made.reason}"
                f"（{made.by}，{made.date}）"
            )
            yield Finding(rule="", severity="hint", message=words, cells=(made.cell,)), made


def _button(parent: QWidget, words: str, icon: str, pressed: object) -> Button:
    button = Button(words, parent=parent)
    icons.put(button, icon)
    button.setObjectName(f"unit_{icon}")
    button.clicked.connect(lambda _checked: pressed.emit())  # type: ignore[attr-defined]
    return button
