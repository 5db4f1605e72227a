"""Labels over many rows: their words stand in the middle of what is in sight of them."""

from PySide6.QtCore import QRect

Rows = tuple[int, int]
"""The first and the last pixel in sight, from the top of a table."""


def in_sight(place: QRect, seen: Rows, words: int) -> QRect:
    """The part of a place that is in sight, though never less than its words are high."""
    top, bottom = part(place, seen)
    if bottom - top < words:  # what shows of the words goes out of sight with their place
        if top > place.top():
            top, bottom = max(place.bottom() - words, place.top()), place.bottom()
        else:
            top, bottom = place.top(), min(place.top() + words, place.bottom())
    return QRect(place.left(), top, place.width(), bottom - top + 1)


def part(place: QRect, seen: Rows) -> Rows:
    """The first and the last pixel of a place that are in sight; the wrong way round: none."""
    return max(place.top(), seen[0]), min(place.bottom(), seen[1])
