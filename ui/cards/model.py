"""The cards as a list that a view shows and a screen reader reads."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.forms.model import Form
from ui.cards.cards import GROUPS, Card, whole_place
from ui.kit import plain

Role = Qt.ItemDataRole
CARD = Role.UserRole
_KEYS = ("按回车", "按 Alt+回车")
_NOWHERE = QModelIndex()


class CardModel(QAbstractListModel):
    """Adapter only: which cards there are, others say."""

    def __init__(self, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self.cards: list[Card] = []

    def show(self, form: Form, cards: list[Card]) -> list[int] | None:
        """Take other cards: the rows whose words are others; None: rows stand elsewhere now."""
        before, self._form = self.cards, form
        pairs = [(old, new) for old, new in zip(before, cards, strict=False) if old is not new]
        if len(before) != len(cards) or any(_kind(old) != _kind(new) for old, new in pairs):
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()
            return None
        self.cards = cards
        rows = [n for n, (old, new) in enumerate(zip(before, cards, strict=True)) if old != new]
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))
        return rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Role.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Role.DisplayRole:
            return card.words
        if role == CARD:
            return card
        if role == Role.AccessibleTextRole:
            return spoken(card)
        return self._tip(card) if role == Role.ToolTipRole else None

    def _tip(self, card: Card) -> str:
        """The whole sentence, where exactly, and the rule, which stands nowhere else."""
        if card.first is None:
            return plain.tip(card.words)
        where = whole_place(self._form, card.first)
        return plain.tip(f"{card.words}\n{where}　{card.rules}".rstrip())


def spoken(card: Card) -> str:
    """A card as it is read out: how grave, where, what, and what can be done."""
    keys = zip(card.acts, _KEYS, strict=False)
    acts = [f"{key}{plain.in_one_line(act.words).rstrip('…')}" for act, key in keys]
    if len(card.acts) > len(_KEYS):
        acts.append("按菜单键有更多")
    parts = [GROUPS[card.group], card.place, plain.in_one_line(card.words)]
    if card.follows:
        parts.insert(0, "由上一条引起")
    return "，".join(filter(None, (*parts, *acts)))


def _kind(card: Card) -> object:
    """What tells a card from another when only the numbers in its words have changed."""
    first = card.first
    named = first and (first.rule, first.place, len(card.findings))
    return card.group, named, card.acts, card.fold, card.unfolded, card.follows
