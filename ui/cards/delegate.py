"""How a card is painted."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import look
from ui.cards import layout
from ui.cards.cards import Act, Card, Group
from ui.cards.layout import Layout
from ui.cards.model import CARD
from ui.kit import icons, plain, states

Index = QModelIndex | QPersistentModelIndex
Align = Qt.AlignmentFlag
_ROUND = 4
_GLYPHS: dict[Group, tuple[str, str]] = {
    "error": ("error", "err"),
    "doubt": ("help", "warn"),
    "warning": ("warning", "warn"),
    "hint": ("hint", "accent"),
    "filling": ("half", "accent"),
    "accepted": ("done", "ink3"),
}
"""The icon of each group and its colour."""
EXPLAIN = "?"
"""What the pointer is over where it is over no act, but the mark that leads to the manual."""


class CardDelegate(QStyledItemDelegate):
    """Paints what `layout` has placed. What the pointer is over, the view says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.width = 0
        """Of the list, without its scroll bar."""
        self.over: tuple[int, Act | str | None] = (-1, None)
        """The row under the pointer, and what of it."""
        self.pressed: tuple[int, Act | str] | None = None
        self.writing = -1
        """The row in which a reason is being written."""

    def placed(self, index: Index) -> Layout:
        """Where the parts of a card stand, from the corner of its row."""
        card: Card = index.data(CARD)
        return layout.of(card, self.width, writing=index.row() == self.writing)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self.placed(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(CARD)
        made, row = self.placed(index), index.row()
        over = self.over[1] if self.over[0] == row else None
        style: Any = option  # the stubs of Qt 6.8 leave its attributes out
        current = states.is_selected(style.widget, index)
        focused = states.is_focused(style.widget, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(style.rect.topLeft())
        _ground(painter, card, made, current=current, focused=focused)
        _words(painter, card, made)
        for number, (act, place) in enumerate(made.buttons):
            down = self.pressed == (row, act)
            _button(painter, act, place, framed=number == 0, over=over == act, down=down)
        if card.findings:
            _mark(painter, made.explain, over=over == EXPLAIN)
        painter.restore()


def _ground(painter: QPainter, card: Card, made: Layout, *, current: bool, focused: bool) -> None:
    worn = look.tokens()
    if not card.findings and not current:
        return
    wide = 2 if focused or (current and look.is_contrast()) else 1
    half = wide / 2
    path = QPainterPath()
    frame = QRectF(made.card).adjusted(half, half, -half, -half)
    path.addRoundedRect(frame, _ROUND, _ROUND)
    painter.fillPath(path, worn.accent_soft if current else worn.paper)
    if card.findings:
        painter.save()
        painter.setClipPath(path)
        edge = QRect(made.card.left(), 0, layout.EDGE, made.card.height())
        painter.fillRect(edge, _colour(card))
        painter.restore()
    painter.setPen(QPen(worn.accent if current else worn.line, wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if current and card.findings:  # the frame leaves the edge its severity
        edge = QRect(made.card.left(), _ROUND, layout.EDGE, made.card.height() - 2 * _ROUND)
        painter.fillRect(edge, _colour(card))


def _colour(card: Card) -> QColor:
    worn = look.tokens()
    if card.group == "accepted":
        return worn.edge
    colour: QColor = getattr(worn, _GLYPHS[card.group][1])
    return colour


def _words(painter: QPainter, card: Card, made: Layout) -> None:
    worn, kind = look.tokens(), layout.type_()
    name, role = _GLYPHS[card.group]
    if not card.findings:
        name, role = ("down" if card.unfolded else "right"), "ink2"
    icons.icon(name, role).paint(painter, made.glyph)
    quiet = card.group == "accepted"
    if card.place:
        font = kind.strong if made.stacked else kind.small
        painter.setFont(font)
        painter.setPen(worn.ink if made.stacked and not quiet else worn.ink3)
        cut = QFontMetrics(font).elidedText(
            plain.in_one_line(card.place), Qt.TextElideMode.ElideRight, made.place.width()
        )
        painter.drawText(made.place, Align.AlignLeft | Align.AlignVCenter, cut)
    painter.setFont(kind.body)
    painter.setPen(worn.ink3 if quiet else worn.ink)
    for place, words in made.lines:
        painter.drawText(place, Align.AlignLeft | Align.AlignVCenter, words)


def _button(
    painter: QPainter, act: Act, place: QRect, *, framed: bool, over: bool, down: bool
) -> None:
    worn = look.tokens()
    ground = worn.accent_soft if down else worn.hover if over else worn.field
    if framed or over or down:
        path = QPainterPath()
        path.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        painter.fillPath(path, ground)
        if framed or (over and look.is_contrast()):
            painter.setPen(QPen(worn.accent if down else worn.edge, 1))
            painter.drawPath(path)
    painter.setFont(layout.type_().small)
    painter.setPen(worn.ink if framed else worn.link)
    painter.drawText(place, Align.AlignCenter, plain.in_one_line(act.words))


def _mark(painter: QPainter, place: QRect, *, over: bool) -> None:
    """What leads to the manual."""
    worn = look.tokens()
    if over:
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), _ROUND, _ROUND)
        painter.fillPath(path, worn.hover)
    icons.icon("help", "accent" if over else "ink3").paint(painter, place.adjusted(4, 4, -4, -4))
