"""Two contents of a unit's report side by side, and what changed since it was approved. Pure.

A blank is 0 here, as in a sum: documents print a blank as they show it.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from app.collection.facts import Facts
from app.collection.received import Received
from app.forms import catalogue as forms
from app.letters.numbers import Number
from app.report.compare import CellChange

_UNKNOWN = (
    "通过时的那一份已经不在了，说不出改了哪些地方；请从头看一遍，"
    "以后请让单位把更正的另存一份发来，不要盖掉原来的文件。"
)
_ELSEWHERE = "数字和文字都没有变，改的是别的地方，例如格式、写法。"


class TextDifference(Struct, frozen=True):
    """A text of one report, and the same of the other; "": there is none."""

    id: str
    before: str
    after: str


class Differences(Struct, frozen=True):
    """What a report has otherwise than another."""

    cells: tuple[CellChange, ...] = ()
    """Inputs whose figures differ, in the order of the page."""
    texts: tuple[TextDifference, ...] = ()
    """Where the texts of both are known."""
    why: str = ""
    """Where neither tells anything: why, in a sentence for the clerk."""


def between(before: Received, after: Received) -> Differences:
    """Of two files, which may be of two editions, what the later has otherwise."""
    return Differences(tuple(_cells(before, after)), tuple(_texts(before, after)))


def since_approval(
    facts: Facts, unit: str, now: Received, known: Iterable[Received]
) -> Differences:
    """What a unit's report has otherwise than when it was last approved.

    Args:
        facts: with the approvals.
        unit: whose report it is.
        now: as it lies there.
        known: whatever has been read, this unit's or not: other files of the folder, what was read
            before it changed, `readout.once_read`.
    """
    digests = [each.sha256 for each in facts.approvals if each.unit == unit]
    if not digests or now.sha256 in digests:
        return Differences()
    there = {each.sha256: each for each in known if not each.fault}
    before = next((there[each] for each in reversed(digests) if each in there), None)
    if before is None:
        return Differences(why=_UNKNOWN)
    found = between(before, now)
    return found if found.cells or found.texts else Differences(why=_ELSEWHERE)


def _cells(before: Received, after: Received) -> Iterator[CellChange]:
    old, new = _figures(before), _figures(after)
    for cell in dict.fromkeys((*new, *old)):
        if (old.get(cell) or 0) != (new.get(cell) or 0):
            yield CellChange(cell, old.get(cell), new.get(cell), cell in old, cell in new)


def _figures(file: Received) -> dict[str, Number | None]:
    if not file.figures:
        return {}
    return dict(zip(forms.form(file.edition).inputs, file.figures, strict=True))


def _texts(before: Received, after: Received) -> Iterator[TextDifference]:
    if not (before.texts and after.texts):
        return
    for text in dict.fromkeys((*after.texts, *before.texts)):
        old, new = before.texts.get(text, ""), after.texts.get(text, "")
        if old.split() != new.split():
            yield TextDifference(text, old, new)
