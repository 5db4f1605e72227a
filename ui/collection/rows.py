"""The lines of the list of units: what each says, which are shown, in which order. No widget."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from app.collection.pictures import NAMELESS, first_figure
from app.collection.standing import (
    APPROVED,
    CHANGED,
    NOT_FILED,
    NOT_SUMMED,
    READ,
    REFUSING,
    RETURNED,
    WAITING,
    WRONG,
    Standing,
)
from app.letters import initials
from app.letters.numbers import grouped

UNIT, STATE, ERRORS, WARNINGS, RECEIVED, FIGURE = range(6)
HEADER = ("单位", "状态", "错误", "提醒", "收到", "")
"""What the last one is called, the form tells."""
ORDER = (WRONG, RETURNED, WAITING, READ, NOT_FILED, APPROVED, NOT_SUMMED)
"""Of states, what is to be done first."""
_DUE = (WRONG, WAITING, READ)
GLYPHS = {
    WRONG: ("error", "err"),
    RETURNED: ("return", "warn"),
    WAITING: ("review", "ink2"),
    READ: ("half", "accent"),
    NOT_FILED: ("empty", "ink3"),
    APPROVED: ("approve", "ok"),
    NOT_SUMMED: ("minus", "ink3"),
}
"""The icon of each state, and the role of its colour."""


class Line(Struct, frozen=True):
    """A unit with one of its files, or without."""

    number: int
    """Its place in the order of the office's list."""
    standing: Standing

    @property
    def unit(self) -> str:
        """What it is called: a file of which nobody knows whose it is, by its own name."""
        file = self.standing.received
        return self.standing.unit or (file.name if file else "") or NAMELESS

    @property
    def key(self) -> tuple[str, str]:
        """By which it is known again when all is judged anew."""
        file = self.standing.received
        return self.standing.unit, file.file if file else ""

    @property
    def is_due(self) -> bool:
        """Whether somebody has yet to look at it: it is here, and nothing is decided about it."""
        return self.standing.received is not None and self.standing.state in _DUE

    @property
    def words(self) -> tuple[str, ...]:
        """What stands in the columns."""
        each, file = self.standing, self.standing.received
        counts = (str(each.errors or ""), str(each.warnings or "")) if file else ("", "")
        figure = first_figure(file) if file else None
        last = "" if figure is None else grouped(figure)
        return self.unit, self.short, *counts, file.date[5:] if file else "", last

    @property
    def state(self) -> str:
        each = self.standing
        times = f" {each.returned} 次" if each.state == RETURNED and each.returned > 1 else ""
        return "·".join((f"{each.state}{times}", *each.marks))

    @property
    def short(self) -> str:
        """As the list has room for: a mark that says why it cannot count says that it is wrong.

        One that says that it was approved before says that it waits.
        """
        each = self.standing
        if CHANGED in each.marks and each.state == WAITING:
            return CHANGED
        why = [mark for mark in reversed(each.marks) if mark in REFUSING]
        return why[0] if each.state == WRONG and why else self.state

    @property
    def spoken(self) -> str:
        """As a screen reader reads it out."""
        each, file = self.standing, self.standing.received
        counts = f"{each.errors} 处错误，{each.warnings} 处提醒" if file else ""
        return "，".join(filter(None, (self.unit, each.state, *each.marks, counts)))

    @property
    def told(self) -> str:
        """Its name, its file, and what is to be said of it."""
        file = self.standing.received
        return "\n".join(
            filter(None, (self.unit, file.file if file else "", *self.standing.reasons))
        )


def lines(standings: Iterable[Standing]) -> list[Line]:
    return [Line(number, each) for number, each in enumerate(standings)]


def counts(all_lines: Iterable[Line]) -> dict[str, int]:
    """How many units are in each state and have each mark, in the order of the chips."""
    found: dict[str, int] = dict.fromkeys(ORDER, 0)
    for line in all_lines:
        for word in (line.standing.state, *line.standing.marks):
            found[word] = found.get(word, 0) + 1
    return {word: count for word, count in found.items() if count}


def narrowed(all_lines: Sequence[Line], wanted: str, words: str) -> list[Line]:
    """Those in a state, or with a mark ("" is any), whose names hold the words or begin so.

    A name is found by its letters too: nyj finds 县农业农村局.
    """
    typed = words.casefold().split()
    return [
        line
        for line in all_lines
        if (not wanted or wanted == line.standing.state or wanted in line.standing.marks)
        and (not typed or all(word in _found_by(line.unit) for word in typed))
    ]


@lru_cache(maxsize=8192)
def _found_by(unit: str) -> str:
    return f"{unit.casefold()} {initials.initials(unit)}"


def ordered(some: Iterable[Line], column: int | None, *, down: bool = False) -> list[Line]:
    """By a column; None: what is to be done first."""
    if column is None:
        return sorted(some, key=lambda line: (ORDER.index(line.standing.state), line.number))
    return sorted(some, key=lambda line: (_value(line, column), line.number), reverse=down)


def _value(line: Line, column: int) -> tuple[float, str]:
    each, file = line.standing, line.standing.received
    return {
        UNIT: (0, line.unit),
        STATE: (ORDER.index(each.state), ""),
        ERRORS: (each.errors, ""),
        WARNINGS: (each.warnings, ""),
        RECEIVED: (0, file.date if file else ""),
        FIGURE: (float((first_figure(file) if file else None) or 0), ""),
    }[column]
