"""Where a source begins again after its report: a second one, or the same once more for phones."""

from collections.abc import Sequence

from app.forms.model import Form
from app.importers.terms.plain import Paragraph
from app.importers.terms.proposal import Doubt
from app.importers.texts import headings, title

_FEWEST = 2
"""Headings of sections that must come after the last section; one alone may be of its text."""
_SHOWN = 30


def place(lines: Sequence[Paragraph | None], form: Form, last: int) -> int:
    """Where what follows the last section begins: at its title, else at its first heading."""
    owners = {
        n: owner
        for n, line in enumerate(lines)
        if n > last and line and (owner := headings.section(line, form.sections)) is not None
    }
    if len(set(owners.values())) < _FEWEST:
        return len(lines)
    first = min(owners)
    titles = (n for n in range(last + 1, first) if (line := lines[n]) and _is_title(line))
    return next(titles, first)


def _is_title(line: Paragraph) -> bool:
    head = title.find([line])
    return bool(head.organ and head.year)


def doubts(lines: Sequence[Paragraph | None], end: int, last: str) -> list[Doubt]:
    """What is said of the lines from `end` on, where they do not merely repeat those before it.

    `last`: the heading of the last section.
    """
    before = {line.text for line in lines[:end] if line}
    own = [line.text for line in lines[end:] if line and line.text]
    if before.issuperset(own):
        return []
    words = f"“{last}”的后面像是另一份年报（{own[0][:_SHOWN]}……），它的文字没有取"
    return [Doubt("text", words)]
