"""Lead, the texts of the sections, notes under tables and signature, found by the headings."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import dropwhile

from msgspec import Struct, structs

from app.forms.model import Form, Section, Text
from app.importers.terms.labels import key
from app.importers.terms.plain import Paragraph
from app.importers.terms.proposal import Doubt, Left
from app.importers.texts import (
    again,
    furniture,
    headings,
    left,
    missing,
    readings,
    subheadings,
    title,
)
from app.importers.texts.called import Elsewhere, Head
from app.importers.texts.gathered import Item, Mark, ReportLines, Taken
from app.importers.texts.headings import Heading

_SHOWN = 40
_SHORTEST, _LONGEST = 4, 30
"""Characters of the organ in a signature."""
_BRACKETS = str.maketrans("⟦⟧", "[]")


class Texts(Struct, frozen=True):
    """All that stands around the tables."""

    head: Head
    texts: dict[str, str]
    doubts: tuple[Doubt, ...]
    left: tuple[Left, ...]
    """The lines that are in no text, and no heading that is as the form's."""
    pictures: dict[str, int] = {}
    """How many stand where a table should, by the table's id; empty: in the whole report."""


def read(items: Sequence[Item], form: Form, elsewhere: Elsewhere = title.NOWHERE) -> Texts:
    """Title and texts of a report.

    Args:
        items: the source from top to bottom.
        form: whose sections are looked for.
        elsewhere: see `title.find`.
    """
    source = _with_whole_headings(items, form)
    report = _report(_without_strange_words(source, form), form)
    head = title.find(report.above, elsewhere)
    head = readings.of_signature(head, _signed(report))
    made = _taken(report, form, head)
    texts = {id_: _joined(own) for id_, own in made.texts.items()}
    kept = {id_: text.translate(_BRACKETS) for id_, text in texts.items() if text}
    doubts = [*report.doubts, *strange_tables(report.items[report.first :]), *made.doubts]
    if report.absent:
        doubts.insert(0, _missing(form, report.absent, report.found, kept))
    rest = left.of(source, report, head, made, form)
    return Texts(head, kept, tuple(doubts), tuple(rest), _pictures(report, form))


def _pictures(report: ReportLines, form: Form) -> dict[str, int]:
    """How many pictures stand where a table should, by its id; empty: in the whole report."""
    ends = [*(heading.place for heading in report.found), len(report.lines)][1:]
    made = {"": _count(report.lines, report)}
    for heading, end in zip(report.found, ends, strict=True):
        if table := form.sections[heading.owner].table:
            made[table.id] = _count(report.lines[heading.place : end], report)
    return made


def _count(lines: Iterable[Paragraph | None], report: ReportLines) -> int:
    return sum(line.pictures for line in lines if line and report.inside(line))


def _report(items: list[Item], form: Form) -> ReportLines:
    """The lines of one report, with the headings that are missing where their place is known."""
    lines = [item if isinstance(item, Paragraph) else None for item in items]
    found = headings.sections(lines, form.sections)
    absent = {*range(len(form.sections))} - {heading.owner for heading in found}
    if absent:
        items = _with_headings(items, lines, form, found)
        lines = [item if isinstance(item, Paragraph) else None for item in items]
        found = headings.sections(lines, form.sections)
    end, repeated = _end(lines, form, found)
    after = [line for line in lines[end:] if line]
    inside = _inside(lines[:end], found)
    return ReportLines(items[:end], lines[:end], found, sorted(absent), inside, after, repeated)


def _signed(report: ReportLines) -> str:
    """The organ over the date at the end."""
    body = [*report.lines[report.found[-1].place + 1 :]] if report.found else []
    _, signature = _without_closing(_without_foot(body), "")
    name = signature[0].text if len(signature) > 1 else ""
    return "".join(name.split())


def _taken(report: ReportLines, form: Form, head: Head) -> Taken:
    """What of the lines is in which text."""
    made = Taken()
    if report.found:
        made.texts[form.lead.id] = _lead(report.above, form, report.inside, head)
    ends = [*(heading.place for heading in report.found), len(report.lines)][1:]
    for heading, end in zip(report.found, ends, strict=True):
        lines = report.lines[heading.place + 1 : end]
        body = [line for line in lines if line is None or report.inside(line)]
        if heading is report.found[-1]:
            body, made.texts[form.closing.id] = _without_closing(_without_foot(body), head.organ)
        made.add_heading(report.lines[heading.place], form.sections[heading.owner].heading, heading)
        _take_section(made, form, heading, body)
    return made


def head(items: Sequence[Item], form: Form, elsewhere: Elsewhere = title.NOWHERE) -> Head:
    """The title of a report alone; the arguments are those of `read`."""
    items = _without_strange_words(_with_whole_headings(items, form), form)
    lines = [item if isinstance(item, Paragraph) else None for item in items]
    found = headings.sections(lines, form.sections)
    above = lines[: found[0].place] if found else lines
    return title.find([line for line in above if line], elsewhere)


def _end(
    lines: Sequence[Paragraph | None], form: Form, found: Sequence[Heading]
) -> tuple[int, list[Doubt]]:
    """Where the report ends, and what is said of that which follows it."""
    if not found:
        return len(lines), []
    end = again.place(lines, form, found[-1].place)
    return end, again.doubts(lines, end, form.sections[found[-1].owner].heading)


def _without_strange_words(items: Sequence[Item], form: Form) -> list[Item]:
    """Without contents, numbers of pages, and titles of blocks.

    A copy that lost its merges has these on lines.
    """
    blocks = [block for table in form.tables.values() for block in table.blocks]
    words = {key(text) for block in blocks for text in (block.title, block.corner) if text}
    return [item for item in items if isinstance(item, Mark) or not _is_strange(item, words, form)]


def _is_strange(line: Paragraph, words: Collection[str], form: Form) -> bool:
    return (
        key(line.text) in words
        or headings.are_contents(line, form.sections)
        or bool(furniture.PAGE_NUMBER.fullmatch(line.text))
    )


def _with_whole_headings(items: Sequence[Item], form: Form) -> list[Item]:
    """Headings that a page has cut over two lines are one line again."""
    whole: list[Item] = []
    for item in items:
        above = whole[-1] if whole else None
        if (
            isinstance(above, Paragraph)
            and isinstance(item, Paragraph)
            and headings.are_halves(above, item, form.sections)
        ):
            whole[-1] = structs.replace(above, text=f"{above.text}{item.text}")
        else:
            whole.append(item)
    return whole


def strange_tables(items: Sequence[Item]) -> list[Doubt]:
    """Tables inside the texts, which a text here cannot hold."""
    marks = (item for item in items if isinstance(item, Mark) and not item.table)
    return [Doubt("table", f"正文里的这张表没有读：{mark.words}……") for mark in marks]


def _inside(
    lines: Sequence[Paragraph | None], found: Sequence[Heading]
) -> Callable[[Paragraph], bool]:
    """Whether a line stands in the same part of the page as the headings do."""
    paths = [line.path for heading in found if (line := lines[heading.place])]
    depth = _shared(paths) if len(paths) > 1 else 0
    return lambda line: line.path[:depth] == paths[0][:depth] if depth else True


def _shared(paths: Sequence[tuple[int, ...]]) -> int:
    """How long the beginning is that all paths have."""
    lowest, highest = min(paths), max(paths)
    same = (one == other for one, other in zip(lowest, highest, strict=False))
    return next((n for n, equal in enumerate(same) if not equal), min(len(lowest), len(highest)))


def _lead(
    lines: Sequence[Paragraph], form: Form, inside: Callable[[Paragraph], bool], head: Head
) -> list[Paragraph]:
    """What stands between title and first section, without what the page says about itself."""
    official = {key(section.heading) for section in form.sections}
    below = [line for line in lines[head.end :] if inside(line)]
    own = (
        line
        for line in _without_page(below, titled=bool(head.end))
        if not furniture.DATE.match(line.text)
        and key(line.text.rstrip("0123456789.… \t")) not in official
    )
    return list(dropwhile(lambda line: title.is_of_cover(line.text, head), own))


def _without_page(lines: Sequence[Paragraph], *, titled: bool) -> Iterator[Paragraph]:
    """Without what a page says of itself.

    Where it speaks of itself above the first sentence, or where no title stands above, all that is
    there is its own: it has more words than anybody can list.
    """
    begins = next((n for n, line in enumerate(lines) if furniture.is_sentence(line.text)), 0)
    cluttered = not titled or any(furniture.is_of_page(line.text) for line in lines[:begins])
    for line in lines[begins if cluttered else 0 :]:
        if not (line.text and furniture.is_of_page(line.text)):
            yield line


def _with_headings(
    items: Sequence[Item],
    lines: Sequence[Paragraph | None],
    form: Form,
    found: Sequence[Heading],
) -> list[Item]:
    """With the headings that are missing, where it is known what they would stand over."""
    marks = ((n, item) for n, item in enumerate(items) if isinstance(item, Mark))
    tables = {n: mark.table for n, mark in marks if mark.table}
    begins = missing.places(lines, tables, form, found)
    made: list[Item] = []
    last = 0
    for place, owner in sorted((place, owner) for owner, place in begins.items()):
        near = next((line for line in lines[place:] if line), None)
        heading = Paragraph(form.sections[owner].heading, near.path if near else ())
        made += [*items[last:place], heading]
        last = place
    return [*made, *items[last:]]


def _missing(
    form: Form, absent: Sequence[int], found: Sequence[Heading], texts: Collection[str]
) -> Doubt:
    sections = [form.sections[owner] for owner in absent]
    ids = tuple(text.id for section in sections for text in section.texts)
    if len(sections) == len(form.sections) and not any(
        text.id in texts for section in sections if not section.table for text in section.texts
    ):
        return Doubt("text", "原文里只有表格，没有各部分的文字", texts=ids)
    names = "、".join(f"“{section.heading}”" for section in sections)
    placed = {heading.owner for heading in found}.intersection(absent)
    how = "，按表格、小标题和先后划分，请核对各部分的文字" if placed else ""
    return Doubt("text", f"没有找到标题{names}{how}", texts=ids)


def _without_foot(body: list[Paragraph | None]) -> list[Paragraph | None]:
    """The last section ends where the page begins to speak of itself.

    What is attached stands above a signature, or is the page's own.
    """
    kept: list[Paragraph | None] = []
    for place, line in enumerate(body):
        short = line.text if line and len(line.text) <= furniture.SHORT else ""
        if furniture.is_foot(short):
            return _without_last(kept)
        if not furniture.ATTACHED.match(short):
            kept.append(line)
        elif not any(other and furniture.DATE.match(other.text) for other in body[place:]):
            return _without_last(kept)
    return _without_last(kept)


def _without_last(body: list[Paragraph | None]) -> list[Paragraph | None]:
    """Without what a page says of itself behind everything, with the blank lines before it."""
    end = _last(body, len(body))
    while end and (line := body[end - 1]) and furniture.is_of_page(line.text):
        if furniture.DATE.match(line.text):
            return body[:end]
        end = _last(body, end - 1)
    return body[:end]


def _without_closing(
    body: list[Paragraph | None], organ: str
) -> tuple[list[Paragraph | None], list[Paragraph]]:
    """The signature at the end: the organ, the date, or one over the other."""
    end = _last(body, len(body))
    line = body[end - 1] if end else None
    if not line:
        return body, []
    if line.text == organ:
        return body[: end - 1], [line]
    if not furniture.DATE.match(line.text):
        return body, []
    above = _last(body, end - 1)
    signed = body[above - 1] if above else None
    if signed and (signed.text == organ or _is_name(signed.text)) and above > 1:
        return body[: above - 1], [line for line in body[above - 1 : end] if line]
    return body[: end - 1], [line]


def _last(body: Sequence[Paragraph | None], end: int) -> int:
    """One past the last line that is not blank."""
    while end and (line := body[end - 1]) and not line.text:
        end -= 1
    return end


def _is_name(text: str) -> bool:
    """Whether a line over a date may be the organ's, by its length and for want of any sign."""
    return _SHORTEST <= len(text) <= _LONGEST and not re.search(r"[，。；：、“”]|^[（(无]", text)


def _take_section(
    made: Taken, form: Form, heading: Heading, body: Sequence[Paragraph | None]
) -> None:
    section = form.sections[heading.owner]
    if heading.deviates:
        words = f"标题“{heading.deviates}”按“{section.heading}”读取"
        made.doubts.append(Doubt("text", words, texts=tuple(text.id for text in section.texts)))
    rest = [Paragraph(heading.rest)] if heading.rest else []
    captions = (furniture.CAPTION,) if section.table else ()
    lines = [*rest, *_without_caption(_own_words(body, *captions), section)]
    if any(text.heading for text in section.texts):
        _take_parts(made, section, lines, form.title)
    else:
        made.texts[section.texts[0].id] = [line for line in lines if line]


def _own_words(body: Sequence[Paragraph | None], *more: re.Pattern[str]) -> list[Paragraph | None]:
    """Without 单位：件 over a table, what the blank form says of itself, and names of sheets."""
    strange = (furniture.UNIT_LINE, furniture.PLACEHOLDER, furniture.SHEET_NAME, *more)
    return [line for line in body if not (line and any(p.match(line.text) for p in strange))]


def _without_caption(body: Sequence[Paragraph | None], section: Section) -> list[Paragraph | None]:
    """A table may bear the heading of its section once more, as a row of its own."""
    official = key(section.heading)
    return [line for line in body if not (line and section.table and key(line.text) == official)]


def _take_parts(
    made: Taken, section: Section, lines: Sequence[Paragraph | None], common: str
) -> None:
    of_section = subheadings.find(lines, section.texts, common)
    found = of_section.found
    lines = _with_strange(made, section, lines, of_section)
    ends = [*(heading.place for heading in found), len(lines)]
    made.texts[_opening(section).id] = [line for line in lines[: ends[0]] if line]
    for heading, end in zip(found, ends[1:], strict=True):
        text = section.texts[heading.owner]
        inner = [line for line in lines[heading.place + 1 : end] if line]
        made.texts[text.id] = [Paragraph(heading.rest), *inner]
        made.add_heading(lines[heading.place], text.heading, heading)
        if heading.deviates:
            words = f"小标题“{heading.deviates}”按“{text.heading}”读取"
            made.doubts.append(Doubt("text", words, texts=(text.id,)))
    owners = {heading.owner for heading in found}
    absent = [t for n, t in enumerate(section.texts) if t.heading and n not in owners]
    if absent and any(_joined(made.texts.get(text.id, ())) for text in section.texts):
        names = "、".join(f"“{text.heading}”" for text in absent)
        ids = tuple(text.id for text in absent)
        words = f"“{section.heading}”里没有找到小标题{names}"
        made.doubts.append(Doubt("text", words, texts=ids))


def _opening(section: Section) -> Text:
    """What stands before the first sub-heading."""
    return next((text for text in section.texts if not text.heading), section.texts[0])


def _with_strange(
    made: Taken,
    section: Section,
    lines: Sequence[Paragraph | None],
    of_section: subheadings.FoundParts,
) -> list[Paragraph | None]:
    """With the sub-headings that are none of the form's as words of the text before them."""
    changed = [*lines]
    for heading in of_section.strange:
        line = lines[heading.place]
        if line:
            made.headings.add(id(line))
            words = f"{heading.deviates}。{heading.rest}" if heading.rest else heading.deviates
            changed[heading.place] = structs.replace(line, text=words)
            before = [h.owner for h in of_section.found if h.place < heading.place]
            text = section.texts[before[-1]] if before else _opening(section)
            told = (
                f"小标题“{line.text[:_SHOWN]}”不是表样里的，连同它下面的文字放在“{text.name}”的末尾"
            )
            made.doubts.append(Doubt("text", f"{told}，请核对", texts=(text.id,)))
    return changed


def _joined(lines: Iterable[Paragraph]) -> str:
    """Lines as a text: blank ones inside stay, those at both ends go."""
    written = (line.text for line in lines if line.text or not line.pictures)
    return "\n".join(written).strip("\n")
