"""Linked numbers: `⟦requests/new_received/total⟧` in a text stands for that cell's figure."""

import json
import re
from collections.abc import Container, Iterator, Mapping

from app.letters.numbers import Number, written

_LINK = re.compile(r"⟦([^⟦⟧]*)⟧")


def unknown(text: str, cells: Mapping[str, object]) -> str | None:
    """The first link in `text` that names no cell, or a bracket that is none; None: all is well."""
    if "⟦" not in text and "⟧" not in text:
        return None
    for found in _LINK.finditer(text):
        if found[1] not in cells:
            return found[0]
    stray = re.search("[⟦⟧]", _LINK.sub("", text))
    return stray[0] if stray else None


def shown(text: str, values: Mapping[str, Number | None]) -> str:
    """The text as everybody reads it: each link replaced by its figure, a blank one by 0."""
    return "".join(piece for _, piece, _ in _pieces(text, values))


def places(text: str, values: Mapping[str, Number | None]) -> Iterator[tuple[int, int, str]]:
    """(start, end, cell) of each linked number in the shown text."""
    end = 0
    for _, piece, cell in _pieces(text, values):
        start, end = end, end + len(piece)
        if cell:
            yield start, end, cell


def only_to(text: str, cells: Container[str], values: Mapping[str, Number | None]) -> str:
    """The text with a link to any other cell than these as the number that it shows."""
    return "".join(
        stored if not cell or cell in cells else piece
        for stored, piece, cell in _pieces(text, values)
    )


def linked(text: str) -> tuple[str, ...]:
    """The cells that a text follows, each once."""
    return tuple(dict.fromkeys(_LINK.findall(text)))


def inserted(
    text: str, values: Mapping[str, Number | None], span: tuple[int, int], more: str
) -> str:
    """The text with `more`, as it is stored, in the place of a stretch of its shown form."""
    start, end = span
    return _split(text, values, start)[0] + more + _split(text, values, end)[1]


def cut_out(text: str, values: Mapping[str, Number | None], span: tuple[int, int]) -> str:
    """A stretch of the shown form as it is stored; a link that is cut in two is plain text."""
    start, end = span
    return _split(_split(text, values, end)[0], values, start)[1]


def packed(text: str, values: Mapping[str, Number | None]) -> str:
    """A text for the clipboard: its numbers as they are shown, and which cell each follows."""
    return json.dumps([[piece, cell] for _, piece, cell in _pieces(text, values)])


def unpacked(words: str, cells: Mapping[str, object]) -> str | None:
    """What was packed, to be stored with another form's `cells`; None: it is nothing packed.

    A number whose cell this form does not have stays a number.
    """
    try:
        pieces = [(str(piece), str(cell)) for piece, cell in json.loads(words)]
    except (ValueError, TypeError, RecursionError):
        return None
    return "".join(link(cell) if cell in cells else piece for piece, cell in pieces)


def link(cell: str) -> str:
    """The linked number of a cell, as it is stored."""
    return f"⟦{cell}⟧"


def edited(text: str, values: Mapping[str, Number | None], after: str) -> str:
    """The text whose shown form a person has changed to `after`.

    Links outside the changed stretch stay links; one that the change touches becomes plain text.
    """
    before = shown(text, values)
    head, tail = common_ends(before, after)
    kept_head, _ = _split(text, values, head)
    _, kept_tail = _split(text, values, len(before) - tail)
    return kept_head + after[head : len(after) - tail] + kept_tail


def common_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the rest both end with."""
    head = _common_start(before, after)
    return head, _common_start(before[head:][::-1], after[head:][::-1])


def _common_start(one: str, other: str) -> int:
    """By halves: whole stretches compare much quicker than character by character."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _pieces(text: str, values: Mapping[str, Number | None]) -> Iterator[tuple[str, str, str]]:
    """(as stored, as shown, the linked cell or ""): stretches of plain text, links whole."""
    end = 0
    for found in _LINK.finditer(text):
        plain = text[end : found.start()]
        yield plain, plain, ""
        value = values.get(found[1])
        yield found[0], written(0 if value is None else value), found[1]
        end = found.end()
    yield text[end:], text[end:], ""


def _split(text: str, values: Mapping[str, Number | None], at: int) -> tuple[str, str]:
    """What stands before and after place `at` of the shown text, as stored.

    A link that is cut in two is plain text on both sides.
    """
    before, after, place = "", "", 0
    for stored, piece, _ in _pieces(text, values):
        start, place = place, place + len(piece)
        if place <= at:
            before += stored
        elif start >= at:
            after += stored
        else:
            before += piece[: at - start]
            after += piece[at - start :]
    return before, after
