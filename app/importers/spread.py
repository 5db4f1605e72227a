"""A whole section pasted into one text: which of its words belong to which part. Pure.

The parts are found as in an import, by their headings; nothing is lost, and what the texts hold
already stays over what is new.
"""

from collections.abc import Sequence

from msgspec import Struct

from app.forms.model import Form, Section, Text
from app.importers.terms.labels import key
from app.importers.terms.plain import WHITE, Paragraph, is_too_much
from app.importers.texts import headings, subheadings
from app.importers.texts.headings import Heading
from app.report.report import Report


class Spread(Struct, frozen=True):
    """What would come where."""

    changes: dict[tuple[str, str], str]
    found: tuple[tuple[str, Text], ...]
    """Each heading as it was written, and the part whose it is."""
    longer: tuple[Text, ...]
    """The texts that hold words already."""


def spread(report: Report, text_id: str, words: str) -> Spread | None:
    """The parts that `words`, as they are stored, bring the headings of; None: of no other part.

    Args:
        report: into one of whose texts they are pasted.
        text_id: this text, of a section.
        words: what is pasted.
    """
    if is_too_much(words):  # no section: they stay together, as they were copied
        return None
    sections = report.form.sections
    section = next(s for s in sections if text_id in [text.id for text in s.texts])
    lines = _without_title(words.split("\n"), section)
    read = [Paragraph(line.strip(WHITE)) for line in lines]
    found = subheadings.find(read, section.texts, report.form.title).found
    if not _tells(found, section, text_id, read) or _goes_on(read, report.form, section):
        return None
    pieces = _pieces(lines, found, section)
    held = {text.id: report.entries("texts").get(text.id, "") for text in section.texts}
    return Spread(
        {("texts", id_): _below(held[id_], piece) for id_, piece in pieces.items() if piece},
        tuple((read[each.place].text, section.texts[each.owner]) for each in found),
        tuple(text for text in section.texts if held[text.id].strip() and pieces.get(text.id)),
    )


def _without_title(lines: Sequence[str], section: Section) -> list[str]:
    """Without the heading of the section itself, where it was copied too."""
    first = next((n for n, line in enumerate(lines) if line.strip(WHITE)), 0)
    again = key(lines[first]) == key(section.heading)
    return [line for n, line in enumerate(lines) if not (again and n == first)]


def _tells(
    found: Sequence[Heading], section: Section, text_id: str, lines: Sequence[Paragraph]
) -> bool:
    """One heading alone must be the form's own, and of another text."""
    if len(found) != 1:
        return len(found) > 1
    text = section.texts[found[0].owner]
    return text.id != text_id and key(lines[found[0].place].text) == key(text.heading)


def _goes_on(lines: Sequence[Paragraph], form: Form, section: Section) -> bool:
    """Whether another section begins in it: that is no part of this one."""
    owners = (headings.section(line, form.sections) for line in lines)
    return any(n is not None and form.sections[n] is not section for n in owners)


def _pieces(lines: Sequence[str], found: Sequence[Heading], section: Section) -> dict[str, str]:
    """The words of each text; those over the first heading are the section's own."""
    opening = next((text for text in section.texts if not text.heading), section.texts[0])
    ends = [*(heading.place for heading in found), len(lines)]
    pieces = {opening.id: "\n".join(lines[: ends[0]]).strip("\n")}
    for heading, end in zip(found, ends[1:], strict=True):
        own = [*filter(None, [heading.rest]), *lines[heading.place + 1 : end]]
        id_ = section.texts[heading.owner].id
        pieces[id_] = _below(pieces.get(id_, ""), "\n".join(own).strip("\n"))
    return pieces


def _below(words: str, more: str) -> str:
    return "\n".join(filter(None, [words.rstrip("\n"), more]))
