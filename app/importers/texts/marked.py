"""The texts of a document of this program, by the marks that it put there itself.

Nothing is looked for and nothing is left out: what stands under a marked heading is its text. Who
changed a heading, or lost one, has made another document of it, and it is read like anybody's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from app.files import marks
from app.forms import catalogue as forms
from app.forms.model import Form, Section
from app.forms.names import note_of
from app.importers.terms.plain import Document, Paragraph
from app.importers.texts import title
from app.importers.texts.called import Elsewhere, Head

_BRACKETS = str.maketrans("⟦⟧", "[]")
_Filed = Mapping[str, Sequence[Paragraph]]
"""By mark: the lines that bear it, and those that follow without one."""


class Marked(Struct, frozen=True):
    """All that stands around the tables, and the words that stood in their cells."""

    form: Form
    head: Head
    title: str
    """Only where it is one of the report's own."""
    texts: dict[str, str]
    notes: dict[str, str]


def read(document: Document) -> Marked | None:
    """The texts of a document of ours; None where it is none, or its headings are not all there."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    begun = next((line.mark for line in lines if line.mark.startswith(marks.REPORT)), "")
    _, edition, year, *titled = (*begun.split("/"), "", "")
    if edition not in forms.editions():
        return None
    form = forms.form(edition)
    filed = _filed(lines)
    strange = any(line.text and not _is_inside(line, document) for line in lines)
    if strange or not _is_whole(form, filed, begun):
        return None
    above = [line for line in filed[begun] if line.mark]
    head, own = _head(document, form, above, int(year), titled=any(titled))
    texts = {form.lead.id: _under(filed, begun)}
    notes: dict[str, str] = {}
    for section in form.sections:
        rest = _notes(form, section, filed.get(marks.of_words(section.id), ()), notes)
        texts |= {text.id: _under(filed, text.id) for text in section.texts if text.heading}
        opening = _under(filed, marks.of_section(section.id))
        texts[section.opening.id] = "\n".join(filter(None, (opening, *rest)))
    texts[form.closing.id] = _joined(_signature(filed.get(form.closing.id, ())))
    kept = {id_: text.translate(_BRACKETS) for id_, text in texts.items() if text}
    return Marked(form, head, own, kept, notes)


def _is_inside(line: Paragraph, document: Document) -> bool:
    return line.path[: len(document.inside)] == document.inside


def _filed(lines: Sequence[Paragraph]) -> _Filed:
    filed: dict[str, list[Paragraph]] = {}
    mark = ""
    for line in lines:
        mark = line.mark or mark
        filed.setdefault(mark, []).append(line)
    return filed


def _is_whole(form: Form, filed: _Filed, begun: str) -> bool:
    """Whether every heading is there, in the form's order and words, and nothing before them."""
    headings = {marks.of_section(section.id): section.heading for section in form.sections}
    parts = {text.id: text.heading for text in form.texts.values() if text.heading}
    due = list(_due(form, begun))
    found = [mark for mark in filed if mark]
    return (
        not any(line.text for line in filed.get("", ()))
        and found == [mark for mark in due if mark in filed]
        and filed.keys() >= headings.keys()
        and all(
            _bare("".join(line.text for line in filed[mark] if line.mark)) == _bare(words)
            for mark, words in (headings | parts).items()
            if mark in filed
        )
    )


def _due(form: Form, begun: str) -> Iterator[str]:
    """All marks in the order of the page."""
    yield begun
    for section in form.sections:
        yield marks.of_section(section.id)
        yield marks.of_words(section.id)
        yield from (text.id for text in section.texts if text.heading)
    yield form.closing.id


def _head(
    document: Document, form: Form, lines: Sequence[Paragraph], year: int, *, titled: bool
) -> tuple[Head, str]:
    """Organ and year as the document keeps them, if its title is still the one that says so."""
    shown = _bare("".join(line.text for line in lines))
    kept = document.author
    known = next((name for name in document.names if _is_of(name, shown)), "")
    if len(_bare(known)) < len(shown):  # a property holds no more; the title is whole
        known = known and "".join(line.text for line in lines).strip()
    if titled and known:
        return Head(kept, year or None, shown), known
    if not titled and shown == _bare(form.titled(kept, year)):
        return Head(kept, year or None, shown), ""
    found = title.find(lines, Elsewhere(names=document.names))
    usual = _bare(form.titled(found.organ, found.year))
    return found, "" if shown == usual else shown


def _is_of(name: str, shown: str) -> bool:
    """Whether a document's own name is the title that it shows, or as much of it as one holds."""
    bare = _bare(name)
    return bare == shown or (len(name) >= marks.LONGEST - 1 and shown.startswith(bare))


def _under(filed: _Filed, mark: str) -> str:
    """What stands under a heading."""
    return _joined([line for line in filed.get(mark, ()) if not line.mark])


def _notes(
    form: Form, section: Section, lines: Sequence[Paragraph], notes: dict[str, str]
) -> Iterator[str]:
    """Put the words of cells among the `notes`; what a person made of them stays a line."""
    cells = [cell for cell in form.cells.values() if cell.table is section.table]
    for line in lines:
        found = next((c for c in cells if line.text.startswith(note_of(c))), None)
        if found:
            notes[found.id] = line.text.removeprefix(note_of(found))
        else:
            yield line.text


def _signature(lines: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Its lines; a long name is broken over several when it is printed, a date never."""
    before: Paragraph | None = None
    for line in lines:
        if before and line.goes_on and not line.text[:1].isdigit():
            before = replace(before, text=before.text + line.text)
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _joined(lines: Iterable[Paragraph]) -> str:
    return "\n".join(line.text for line in lines).strip("\n")


def _bare(text: str) -> str:
    return "".join(text.split())
