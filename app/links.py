"""Linked numbers: `⟦requests/new_received/total⟧` in a text stands for that cell's figure."""

import re
from collections.abc import Iterator, Mapping

from app.calc import Number, written

_LINK = re.compile(r"⟦([^⟦⟧]*)⟧")


def unknown(text: str, cells: Mapping[str, object]) -> str | None:
    """The first link in `text` that names no cell, or a bracket that is none; None: all is well."""
    for link in _LINK.finditer(text):
        if link[1] not in cells:
            return link[0]
    stray = re.search("[⟦⟧]", _LINK.sub("", text))
    return stray[0] if stray else None


def shown(text: str, values: Mapping[str, Number | None]) -> str:
    """The text as everybody reads it: each link replaced by its figure, a blank one by 0."""
    return "".join(piece for _, piece in _pieces(text, values))


def edited(text: str, values: Mapping[str, Number | None], after: str) -> str:
    """The text whose shown form a person has changed to `after`.

    Links outside the changed stretch stay links; one that the change touches becomes plain text.
    """
    before = shown(text, values)
    head, tail = common_ends(before, after)
    kept_head = _cut(text, values, head)
    kept_tail = _cut(text, values, len(before) - tail, from_end=True)
    return kept_head + after[head : len(after) - tail] + kept_tail


def common_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the rest both end with."""
    head = _common_start(before, after)
    return head, _common_start(before[head:][::-1], after[head:][::-1])


def _common_start(one: str, other: str) -> int:
    differ = (place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1)
    return next(differ, min(len(one), len(other)))


def _pieces(text: str, values: Mapping[str, Number | None]) -> Iterator[tuple[str, str]]:
    """(as stored, as shown): plain characters one by one, links whole."""
    end = 0
    for link in _LINK.finditer(text):
        yield from ((c, c) for c in text[end : link.start()])
        value = values.get(link[1])
        yield link[0], written(0 if value is None else value)
        end = link.end()
    yield from ((c, c) for c in text[end:])


def _cut(text: str, values: Mapping[str, Number | None], at: int, *, from_end: bool = False) -> str:
    """What stands before (or after) place `at` of the shown text, as stored.

    A link that is cut is plain text on that side.
    """
    kept, place = [], 0
    for stored, piece in _pieces(text, values):
        start, place = place, place + len(piece)
        if from_end:
            kept.append(stored if start >= at else piece[max(at - start, 0) :])
        else:
            kept.append(stored if place <= at else piece[: max(at - start, 0)])
    return "".join(kept)
