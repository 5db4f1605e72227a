"""The list of cards: what is done with the mouse and the keys."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from app.checks.finding import Finding
from app.forms.model import Form
from ui import look
from ui.cards import layout
from ui.cards.cards import Act, Card, Deed
from ui.cards.delegate import EXPLAIN, CardDelegate
from ui.cards.model import CardModel
from ui.cards.reason import Writing
from ui.kit import plain, viewport

Key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_STEP = 24


class CardList(QListView):
    """A button in a card is about that card alone, whichever is the current one."""

    acted = Signal(object, object)
    """A `Card`, and the `Act` that is to be done about it."""
    reasoned = Signal(object, str)
    """A `Finding`, and the reason why it may stand."""
    explaining = Signal(str)
    """A rule, whose page in the manual is asked for."""
    left = Signal()
    """By Esc."""

    def __init__(self, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = CardModel(form, self)
        self._delegate = CardDelegate(self)
        self.writing = Writing(self)
        self.fresh = False
        """The current card has come into the place of one that is gone; nobody has been there."""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.setMouseTracking(True)
        self.setMinimumHeight(0)
        self._ground = look.ground(viewport.of(self), look.PANEL)
        look.changed.connect(self._relay)
        self.writing.changed.connect(self._on_writing)
        self.writing.given.connect(self.reasoned)

    # --- what is in it

    @property
    def cards(self) -> list[Card]:
        return self._model.cards

    def show_cards(self, form: Form, cards: list[Card]) -> None:
        """Other cards; the current one stays it, and what is being written stays at its own."""
        before, current, row = self.cards, self.current(), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._delegate.over = (-1, None)
        changed = self._model.show(form, cards)
        self._delegate.writing = self.writing.row_in(cards)
        if changed is None and current is not None and cards:
            self._stay(before, current, row)
        if changed is None or any(self._is_higher(row, before[row]) for row in changed):
            self._relay()
        self.verticalScrollBar().setValue(scrolled)
        if self._delegate.writing < 0:
            self.writing.put_by()

    def _is_higher(self, row: int, before: Card) -> bool:
        """Or lower than with what it said before."""
        width = self._delegate.width
        return layout.of(self.cards[row], width).height != layout.of(before, width).height

    def current(self) -> Card | None:
        row = self.currentIndex().row()
        return self.cards[row] if 0 <= row < len(self.cards) else None

    def _stay(self, before: list[Card], current: Card, row: int) -> None:
        """At the card that was the current one; where it is gone, at what took its place."""
        alike = [n for n, card in enumerate(self.cards) if _same(card, current)]
        exact = [n for n in alike if self.cards[n].words == current.words]
        gone = len(alike) < sum(_same(card, current) for card in before)
        if exact or (alike and not gone):
            near = min(exact or alike, key=lambda n: abs(n - row))
        else:
            self.fresh, near = True, min(row, len(self.cards) - 1)
        self.setCurrentIndex(self._model.index(near))

    def make_current(self, row: int) -> None:
        self.fresh = False
        self.setCurrentIndex(self._model.index(row))
        self.scrollTo(self.currentIndex())

    def button(self, row: int, deed: Deed, number: int = 0) -> QRect:
        """Where the button of an act is, on the viewport; empty where the card has none."""
        index = self._model.index(row)
        corner = self.visualRect(index).topLeft()
        for act, place in self._delegate.placed(index).buttons:
            if (act.deed, act.number) == (deed, number):
                return place.translated(corner)
        return QRect()

    # --- its size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._relay()

    def _relay(self) -> None:
        """Heights follow from words, width and type, not from whether there is a scroll bar."""
        layout.type_()  # other type, other heights
        self._delegate.width = self.width() - self.verticalScrollBar().sizeHint().width()
        self.doItemsLayout()
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_reason()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_reason()

    # --- the mouse

    def _at(self, spot: QPoint) -> tuple[int, Act | str | None]:
        """The row there, and the act whose button is there, or the mark of the manual."""
        index = self.indexAt(spot)
        if not index.isValid():
            return -1, None
        made = self._delegate.placed(index)
        inside = spot - self.visualRect(index).topLeft()
        act = layout.button_at(made, inside)
        if act is None and self.cards[index.row()].findings and made.explain.contains(inside):
            return index.row(), EXPLAIN
        return index.row(), act

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover((-1, None))

    def _hover(self, over: tuple[int, Act | str | None]) -> None:
        before, self._delegate.over = self._delegate.over, over
        if before != over:
            for row in {before[0], over[0]}:
                self.update(self._model.index(row))
            hand = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(hand if over[1] else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, what = self._at(event.position().toPoint())
        self._delegate.pressed = None
        if event.button() == _LEFT:
            self.fresh = False
            if what is not None:
                self._delegate.pressed = row, what
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._delegate.pressed = self._delegate.pressed, None
        super().mouseReleaseEvent(event)
        row, what = self._at(event.position().toPoint())
        if event.button() != _LEFT or row < 0:
            return
        if pressed is None and what is None and self.currentIndex().row() == row:
            self._do_first(self.cards[row])
        elif pressed == (row, what) and what is not None:
            self._do(self.cards[row], what)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks are two clicks."""
        self.mousePressEvent(event)

    # --- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.current()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if card is not None and event.key() in (Key.Key_Return, Key.Key_Enter):
            acts = card.acts[1:2] if alt else card.acts[:1]
            for act in acts:
                self._do(card, act)
        elif card is not None and card.fold and event.key() in (Key.Key_Right, Key.Key_Left):
            if card.unfolded == (event.key() == Key.Key_Left):
                self._unfold(card)
        elif event.key() == Key.Key_Escape:
            self.left.emit()
        else:
            self.fresh = False
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done about the card under the pointer; by a key, about the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and self.cards[index.row()].findings:
            foot = self.visualRect(index).center()
            place = self.viewport().mapToGlobal(foot) if by_key else event.globalPos()
            self.menu(self.cards[index.row()]).popup(place)

    def menu(self, card: Card) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in card.acts:
            entry = menu.addAction(plain.on_button(act.words))
            entry.triggered.connect(partial(self._do, card, act))
        menu.addSeparator()
        menu.addAction("复制这句话").triggered.connect(partial(_copy, card))
        menu.addAction("手册里的说明").triggered.connect(partial(self._do, card, EXPLAIN))
        return menu

    def _do_first(self, card: Card) -> None:
        for act in card.acts[:1]:
            self._do(card, act)

    def _unfold(self, card: Card) -> None:
        for act in card.acts:
            if act.deed == "unfold":
                self._do(card, act)

    def _do(self, card: Card, what: Act | str, _checked: bool = False) -> None:
        if isinstance(what, Act):
            self.acted.emit(card, what)
        elif card.rules:
            self.explaining.emit(card.rules)

    # --- a reason

    def write_reason(self, finding: Finding) -> None:
        """Open a line in its card."""
        self.writing.begin(finding)
        self.scrollTo(self._model.index(self._delegate.writing))

    def _on_writing(self) -> None:
        self._delegate.writing = self.writing.row_in(self.cards)
        self._relay()

    def _place_reason(self) -> None:
        if 0 <= self._delegate.writing < len(self.cards):
            index: QModelIndex = self._model.index(self._delegate.writing)
            corner = self.visualRect(index).topLeft()
            self.writing.stand(self._delegate.placed(index).field.translated(corner))


def _same(one: Card, other: Card) -> bool:
    """Whether two cards are about the same, though numbers in their words may have changed."""
    mine, its = one.first, other.first
    if mine is None or its is None:
        return one.fold == other.fold and mine is its
    return (mine.rule, mine.place, one.follows) == (its.rule, its.place, other.follows)


def _copy(card: Card, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(plain.in_one_line(f"{card.place}　{card.words}"))
