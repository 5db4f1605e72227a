"""Where sections begin whose headings are missing: at their tables, parts, or what comes after."""

import re
from collections.abc import Mapping, Sequence

from app.forms.model import Form
from app.importers.terms.labels import ordinal
from app.importers.terms.plain import Paragraph
from app.importers.texts import subheadings
from app.importers.texts.headings import Heading

_NOTE = re.compile(r"\W?(?:备?注|说明)")
_FEWEST = 2
"""Parts of a section that must stand together: one line alone may be of anything."""


def places(
    lines: Sequence[Paragraph | None],
    tables: Mapping[int, str],
    form: Form,
    found: Sequence[Heading],
) -> dict[int, int]:
    """Before which of the lines a missing section begins, by section; what is unsure is not there.

    Args:
        lines: of the source; None where a table stands.
        tables: the form's tables by place.
        form: whose sections are wanted.
        found: the headings that there are.
    """
    begins = {heading.owner: heading.place for heading in found}
    made = _at_tables(tables, form, begins)
    made |= _at_parts(lines, form, begins | made)
    made |= _after_tables(lines, tables, form, begins | made)
    return made


def _at_tables(tables: Mapping[int, str], form: Form, begins: Mapping[int, int]) -> dict[int, int]:
    made: dict[int, int] = {}
    for owner, section in enumerate(form.sections):
        if owner in begins or not section.table:
            continue
        start = max((p for n, p in begins.items() if n < owner), default=-1)
        end = min((p for n, p in begins.items() if n > owner), default=max(tables, default=0) + 1)
        own = [p for p, id_ in tables.items() if id_ == section.table.id and start < p < end]
        made |= {owner: own[0]} if own else {}
    return made


def _at_parts(
    lines: Sequence[Paragraph | None], form: Form, begins: Mapping[int, int]
) -> dict[int, int]:
    """The first section, by its numbered parts."""
    if 0 in begins or not begins:
        return {}
    above = lines[: min(begins.values())]
    found = [
        heading.place
        for heading in subheadings.find(above, form.sections[0].texts, form.title).found
        if not heading.deviates and (line := above[heading.place]) and ordinal(line.text)
    ]
    return {0: found[0]} if len(found) >= _FEWEST else {}


def _after_tables(
    lines: Sequence[Paragraph | None],
    tables: Mapping[int, str],
    form: Form,
    begins: Mapping[int, int],
) -> dict[int, int]:
    """What follows the last table, and is no note of it, is of the section that follows it."""
    last = max(tables, default=-1)
    before = max((n for n, place in begins.items() if place <= last), default=None)
    owner = len(form.sections) if before is None else before + 1
    if owner >= len(form.sections) or owner in begins:
        return {}
    end = min((place for place in begins.values() if place > last), default=len(lines))
    for place in range(last + 1, end):
        line = lines[place]
        if line and "。" in line.text and not _NOTE.match(line.text):
            return {owner: place}
    return {}
