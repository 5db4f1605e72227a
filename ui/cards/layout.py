"""Where the parts of a card stand: worked out once for each width, words and size of type."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from ui import look
from ui.cards.cards import Act, Card
from ui.kit import plain

GAP = 6
"""Pixels between two cards, below each. All measures are those of a body type of 14 pixels."""
SIDE = 12
"""What stays free at the left and the right of all cards."""
EDGE = 3
_GLYPH, _TEXT_AT, _INDENT = 18, 42, 28
_PAD = 11
_PLACE_AT_MOST = 110
_BUTTON, _BETWEEN = 26, 4
_ROW_FROM = 720
"""The width from which on all stands in one row; below, buttons stand under the words."""
_LINES_IN_ROW, _LINES_STACKED = 4, 9
_LONGEST = 400
"""Letters of a sentence that are looked at; the whole stands in the tip."""
_FIELD = 40


class Button(NamedTuple):
    """An act and where it is pressed."""

    act: Act
    place: QRect


class Layout(NamedTuple):
    """Places from the upper left corner of the row of the list."""

    height: int
    card: QRect
    glyph: QRect
    place: QRect
    lines: tuple[tuple[QRect, str], ...]
    buttons: tuple[Button, ...]
    explain: QRect
    field: QRect
    """Where a reason is written, while one is."""
    stacked: bool


class Type(NamedTuple):
    """The sizes of type of a card, worked out once for a font of the program."""

    body: QFont
    small: QFont
    strong: QFont
    unit: float
    """Pixels for one at 14 pixels of body type."""
    line: int

    def wide(self, words: str, *, strong: bool = False) -> int:
        return QFontMetrics(self.strong if strong else self.small).horizontalAdvance(words)


_types: dict[str, Type] = {}


def type_() -> Type:
    """Of the program's font as it is now."""
    body = look.font("body")
    key = body.key()
    if key not in _types:
        _types.clear()
        lay.cache_clear()
        small = look.font("small")
        strong = QFont(small)
        strong.setBold(True)
        unit = max(body.pointSizeF() / 10.5, 0.1)
        high = QFontMetrics(body).height()
        _types[key] = Type(body, small, strong, unit, max(round(20 * unit), high))
    return _types[key]


@lru_cache(maxsize=2_000)
def lay(
    words: str, place: str, acts: tuple[Act, ...], follows: bool, width: int, *, writing: bool
) -> Layout:
    """The layout of a card in a list of this width; `writing`: a reason is being written in it."""
    kind = type_()
    at = SIDE + (round(_INDENT * kind.unit) if follows else 0)
    card = QRect(at, 0, max(width - at - SIDE, 160), 0)
    if card.width() >= _ROW_FROM * kind.unit:
        made = _in_row(kind, words, place, acts, card)
    else:
        made = _stacked(kind, words, place, acts, card)
    return _with_field(kind, made, writing=writing)


def of(card: Card, width: int, *, writing: bool = False) -> Layout:
    return lay(card.words, card.place, card.acts, card.follows, width, writing=writing)


def _in_row(kind: Type, words: str, place: str, acts: tuple[Act, ...], card: QRect) -> Layout:
    """Place, sentence and buttons beside one another."""
    unit, right = kind.unit, card.right() - round(6 * kind.unit)
    button = round(_BUTTON * unit)
    explain = QRect(right - button, 0, button, button)
    buttons: list[Button] = []
    left = explain.left() - _BETWEEN
    for number, act in reversed([*enumerate(acts)]):
        wide = _wide(kind, act, framed=number == 0)
        left -= wide + _BETWEEN
        buttons.insert(0, Button(act, QRect(left, 0, wide, button)))
    at = card.left() + round(_TEXT_AT * unit)
    column = round(_PLACE_AT_MOST * unit) if place else 0
    text = QRect(at + column, 0, max(left - 12 - at - column, 120), 0)
    lines = wrapped(words, kind.body, text.width(), _LINES_IN_ROW)
    height = max(round(42 * unit), len(lines) * kind.line + 2 * _PAD)
    top = (height - len(lines) * kind.line) // 2
    middle = (height - button) // 2
    glyph = round(_GLYPH * unit)
    first = top + (kind.line - glyph) // 2
    return Layout(
        height + GAP,
        QRect(card.left(), 0, card.width(), height),
        QRect(card.left() + round(14 * unit), first, glyph, glyph),
        QRect(at, top, max(column - 8, 0), kind.line),
        _below(kind, lines, text, top),
        tuple(Button(act, spot.translated(0, middle)) for act, spot in buttons),
        explain.translated(0, middle),
        QRect(text.left(), height, 0, 0),
        stacked=False,
    )


def _stacked(kind: Type, words: str, place: str, acts: tuple[Act, ...], card: QRect) -> Layout:
    """The place over the sentence, the sentence over the buttons."""
    unit, right = kind.unit, card.right() - 8
    at = card.left() + round(_TEXT_AT * unit)
    glyph, button = round(_GLYPH * unit), round(_BUTTON * unit)
    explain = QRect(right - button + 2, 4, button, button)
    top = 8
    named = QRect(at, top, explain.left() - at - 4, kind.line) if place else QRect()
    below = top + (kind.line if place else 0)
    text = QRect(at, 0, (right if place else explain.left()) - at, 0)
    lines = wrapped(words, kind.body, text.width(), _LINES_STACKED)
    foot = below + len(lines) * kind.line + 6
    buttons: list[Button] = []
    x = at
    for number, act in enumerate(acts):
        wide = _wide(kind, act, framed=number == 0)
        if x > at and x + wide > right:
            x, foot = at, foot + button + 2
        buttons.append(Button(act, QRect(x, foot, wide, button)))
        x += wide + _BETWEEN
    height = foot + (button + 10 if acts else 4)
    return Layout(
        height + GAP,
        QRect(card.left(), 0, card.width(), height),
        QRect(card.left() + round(14 * unit), top + (kind.line - glyph) // 2, glyph, glyph),
        named,
        _below(kind, lines, text, below),
        tuple(buttons),
        explain,
        QRect(text.left(), height, 0, 0),
        stacked=True,
    )


def _with_field(kind: Type, made: Layout, *, writing: bool) -> Layout:
    """A card in which a reason is being written has a line more for it."""
    if not writing:
        return made
    high, card = round(_FIELD * kind.unit), made.card
    left = card.left() + 12 if made.stacked else made.field.left()
    field = QRect(left, card.bottom() - 4, card.right() - left - 4, high)
    return made._replace(
        height=made.height + high,
        card=card.adjusted(0, 0, 0, high),
        field=field,
    )


def _wide(kind: Type, act: Act, *, framed: bool) -> int:
    return kind.wide(plain.in_one_line(act.words)) + round((24 if framed else 16) * kind.unit)


def _below(
    kind: Type, lines: tuple[str, ...], text: QRect, top: int
) -> tuple[tuple[QRect, str], ...]:
    """One under another, each beginning where the first letter is seen to begin."""
    high, left = kind.line, text.left()
    hung = (look.hang(kind.body, line) for line in lines)
    places = (
        QRect(left - by, top + n * high, text.width() + by, high) for n, by in enumerate(hung)
    )
    return tuple(zip(places, lines, strict=True))


def wrapped(words: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Words broken into at most so many lines of a width; what does not fit ends in dots."""
    words = plain.in_one_line(words)[:_LONGEST]
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = words.encode("utf-16-le", errors="replace")  # Qt counts in these
    parts = [units[2 * a : 2 * b] for a, b in zip(starts, [*starts[1:], len(units)], strict=True)]
    if len(starts) > most:
        parts[most - 1 :] = [units[2 * starts[most - 1] :]]
    lines = [part.decode("utf-16-le", errors="replace") for part in parts]
    lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return tuple(lines)


def size(card: Card, width: int, *, writing: bool) -> QSize:
    return QSize(width, of(card, width, writing=writing).height)


def button_at(made: Layout, spot: QPoint) -> Act | None:
    """The act whose button is there."""
    return next((act for act, place in made.buttons if place.contains(spot)), None)
