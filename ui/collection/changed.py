"""Two contents of a unit's report side by side: since it was approved, or as it came twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from app.checks.finding import Finding
from app.collection import differences
from app.collection.differences import Differences
from app.collection.facts import Facts
from app.collection.received import Received
from app.collection.standing import CHANGED, Standing
from app.forms.model import Form
from app.letters.characters import shortened
from app.letters.numbers import spoken

_CELLS = 6
"""So many figures are findings of their own."""
_LETTERS, _BEFORE_IT = 60, 8
"""Of a text that differs: how many are shown, and how many of them are the same in both."""


class Compared(Struct, frozen=True):
    """What one has otherwise than the other."""

    heads: tuple[str, str]
    """What the earlier, or the other, and this one are called."""
    found: Differences


def compared(
    standing: Standing,
    standings: Iterable[Standing],
    facts: Facts,
    known: Sequence[Received],
    recalled: Callable[[list[str]], list[Received] | None],
) -> Compared | None:
    """A unit's file beside what was approved, or beside another one that it has sent.

    Args:
        standing: of the file.
        standings: of all files.
        facts: with the approvals.
        known: all that has been read, what is not any more as it was, too.
        recalled: what else is kept of these digests; None: that is not known yet.

    Returns:
        None: there is nothing to be held against as yet, or one has been chosen.
    """
    file = standing.received
    if file is None or file.fault:
        return None
    if CHANGED in standing.marks:
        digests = [each.sha256 for each in facts.approvals if each.unit == standing.unit]
        read = {each.sha256 for each in known if not each.fault}
        kept = [] if {*digests[-1:]} & read else recalled([d for d in digests if d not in read])
        if kept is None:
            return None
        found = differences.since_approval(facts, standing.unit, file, (*known, *kept))
        return Compared(("通过时", "现在"), found)
    if standing.counts:  # it has been chosen, or is the only one that can be
        return None
    others = (each.received for each in standings if each.unit == standing.unit)
    for other in others:
        if other is not None and other is not file and not other.fault:
            found = differences.between(other, file)
            return Compared((f"“{other.name}”", "这一份"), found) if found.cells else None
    return None


def said(form: Form, made: Compared) -> Iterator[Finding]:
    """Each difference as a finding, at its place."""
    before, now = made.heads
    if made.found.why:
        yield _finding(f"通过以后改过。{made.found.why}")
    for cell in made.found.cells[:_CELLS]:
        place = (cell.id,) if cell.id in form.cells else ()
        words = f"{before} {spoken(cell.before)}，{now} {spoken(cell.after)}。"
        yield _finding(words, cells=place)
    if (more := len(made.found.cells) - _CELLS) > 0:
        yield _finding(f"另有 {more} 格不同，右边一格一格列着。")
    for text in made.found.texts:
        words = _of_text(made.heads, *apart(text.before, text.after))
        known = (text.id,) if text.id in form.texts else ()
        yield _finding(words, texts=known)


def _of_text(heads: tuple[str, str], old: str, new: str) -> str:
    before, now = heads
    if not old.strip():
        return f"{before}是空白，{now}写的是“{new}”。"
    return f"{before}写的是“{old}”，{now}{f'是“{new}”' if new.strip() else '是空白'}。"


def apart(before: str, after: str) -> tuple[str, str]:
    """The pieces in which two texts differ, with a few letters before them, cut where long.

    Of a text that only begins later the first letters are shown: "" says that there is none.
    """
    same = _alike(before, after)
    ends = _alike(before[same:][::-1], after[same:][::-1])
    begins, tail = max(same - _BEFORE_IT, 0), ""
    if not same and ends in (len(before), len(after)):
        ends = max(ends - _BEFORE_IT, 0)
        tail = "……" if ends else ""
    lead = "……" if begins else ""
    old, new = (lead + words[begins : len(words) - ends] + tail for words in (before, after))
    return shortened(old, _LETTERS), shortened(new, _LETTERS)


def _alike(one: str, other: str) -> int:
    """With how many letters that are the same both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _finding(words: str, cells: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> Finding:
    return Finding(rule="", severity="warning", message=words, cells=cells, texts=texts)
