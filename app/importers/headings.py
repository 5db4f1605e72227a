"""Which lines are the headings of the form's sections and of the parts of a section.

Numbering, brackets and wording differ; their order does not. A heading may run on into its text:
（一）主动公开情况。主要通过……
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from app.forms.model import Section, Text
from app.importers.labels import key, likeness, ordinal
from app.importers.plain import WHITE, Paragraph

_SECTION_NUMBER = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+\s*[、.．,，:：\s])"
)
_PART_NUMBER = re.compile(r"\s*[(（〔\[]\s*[一二三四五六七八九十]+\s*[)）〕\]]")
_RUNS_ON = re.compile(r"[。：:；;\s]")
_IN_CONTENTS = re.compile(r"[.…·\s]*\d*\s*$")
_COMMON = re.compile(r"(?:有关)?(?:工作)?(?:的)?(?:情况|方面|工作|事项)?$")
_LONGEST = 40
_MOST_RUNS = 30
_PLAUSIBLE, _NEAR, _LIKE, _VERY_LIKE = 0.4, 0.5, 0.7, 0.8


class Heading(Struct, frozen=True):
    """A heading that was found."""

    place: int
    """Which of the lines."""
    owner: int
    """Which of the sections, or texts, it begins."""
    rest: str = ""
    """What of its line is text already."""
    deviates: str = ""
    """Its own words, where they are hardly the official ones."""


def sections(lines: Sequence[Paragraph | None], wanted: Sequence[Section]) -> list[Heading]:
    """The headings of the sections in the order of the form, at most one each.

    A table of contents and the links of a page repeat them: of all runs of headings the one counts
    under which most sections have something to say. None among the lines is a table.
    """
    candidates: list[list[Heading]] = [[] for _ in wanted]
    for place, line in enumerate(lines):
        if line and (found := _section_of(place, line, wanted)):
            candidates[found.owner].append(found)
    numbered = [[h for h in those if _numbered(lines[h.place])] for those in candidates]
    sure = [best or those for best, those in zip(numbered, candidates, strict=True)]
    starts = next((those for those in sure if those), [])[-_MOST_RUNS:]
    written = [*accumulate((line is None or bool(line.text) for line in lines), initial=0)]
    runs = [_run(start, sure) for start in starts]
    fullest = max(runs, key=lambda run: _fullness(run, written), default=[])
    return _between(lines, wanted, fullest)


def _run(start: Heading, candidates: Sequence[Sequence[Heading]]) -> list[Heading]:
    """From a first heading on, the nearest of each following section."""
    run = [start]
    for those in candidates[start.owner + 1 :]:
        after = [heading for heading in those if heading.place > run[-1].place]
        run += after[:1]
    return run


def _fullness(run: Sequence[Heading], written: Sequence[int]) -> tuple[int, int]:
    """How many of its sections hold something, and how much all of them do.

    `written`: for each place, how many lines above it are not blank.
    """
    ends = [*(heading.place for heading in run[1:]), len(written) - 1]
    lengths = [
        written[end] - written[heading.place + 1] + bool(heading.rest)
        for heading, end in zip(run, ends, strict=True)
    ]
    return sum(length > 0 for length in lengths), sum(lengths)


def _section_of(place: int, line: Paragraph, wanted: Sequence[Section]) -> Heading | None:
    """The one section that a line begins, if any."""
    number = ordinal(line.text)
    best: tuple[float, Heading] | None = None
    for head, rest in _splits(line.text):
        own = key(_IN_CONTENTS.sub("", head))
        for owner, section in enumerate(wanted):
            same = number == ordinal(section.heading)
            needed = _needed(line, head, same=same, number=number, whole=not rest)
            like = likeness(own, key(section.heading), needed) if needed <= 1 else 0.0
            if like >= needed and (best is None or like > best[0]):
                best = like, Heading(place, owner, rest, "" if like >= _NEAR else head)
    return best[1] if best else None


def _needed(line: Paragraph, head: str, *, same: bool, number: int, whole: bool) -> float:
    """How like the official words a heading must be, by its number and by what stands after it."""
    impossible = 2.0
    if not whole:
        return _VERY_LIKE if same and number else impossible
    if _numbered(line):
        return _PLAUSIBLE if same else _VERY_LIKE
    if _PART_NUMBER.match(head):
        return _VERY_LIKE if same else impossible
    if number:
        return _LIKE if same else impossible
    return _VERY_LIKE


def _numbered(line: Paragraph | None) -> bool:
    return bool(line and _SECTION_NUMBER.match(line.text))


def _between(
    lines: Sequence[Paragraph | None], wanted: Sequence[Section], chosen: list[Heading]
) -> list[Heading]:
    """A heading in words of its own: it bears the right number, between its neighbours, alone."""
    by_owner = {heading.owner: heading for heading in chosen}
    for owner, section in enumerate(wanted):
        before, after = by_owner.get(owner - 1), by_owner.get(owner + 1)
        if owner in by_owner or not (before or after):
            continue
        start = before.place + 1 if before else 0
        end = after.place if after else len(lines)
        own = [
            place
            for place in range(start, end)
            if (line := lines[place]) is not None
            and _numbered(line)
            and ordinal(line.text) == ordinal(section.heading)
            and len(line.text) <= _LONGEST
            and "。" not in line.text
        ]
        if len(own) == 1:
            line = lines[own[0]]
            by_owner[owner] = Heading(own[0], owner, "", line.text if line else "")
    return sorted(by_owner.values(), key=lambda heading: heading.place)


def parts(lines: Sequence[Paragraph | None], wanted: Sequence[Text]) -> list[Heading]:
    """The sub-headings of a section, each at most once.

    Args:
        lines: those of the section.
        wanted: its texts; those without a heading are none of this function's business.
    """
    bracketed = [p for p, line in enumerate(lines) if line and _PART_NUMBER.match(line.text)]
    places = bracketed or range(len(lines))
    found: dict[int, Heading] = {}
    for place in places:
        line = lines[place]
        heading = _part_of(place, line, wanted, sure=bool(bracketed)) if line else None
        if heading and heading.owner not in found:
            found[heading.owner] = heading
    return _by_number(lines, wanted, bracketed, found)


def _part_of(place: int, line: Paragraph, wanted: Sequence[Text], *, sure: bool) -> Heading | None:
    best: tuple[float, Heading] | None = None
    needed = _PLAUSIBLE + 0.2 if sure else _VERY_LIKE
    for head, rest in _splits(line.text):
        own, number = _core(head), ordinal(head)
        for owner, text in enumerate(wanted):
            like = likeness(own, _core(text.heading), needed) if text.heading else 0.0
            bonus = 0.1 if number == ordinal(text.heading) else 0.0
            if like >= needed and (best is None or like + bonus > best[0]):
                best = like + bonus, Heading(place, owner, rest)
    return best[1] if best else None


def _by_number(
    lines: Sequence[Paragraph | None],
    wanted: Sequence[Text],
    bracketed: Sequence[int],
    found: dict[int, Heading],
) -> list[Heading]:
    """A sub-heading in words of its own: it bears the number of one that is missing, alone."""
    taken = {heading.place for heading in found.values()}
    free: dict[int, list[int]] = {}
    for place in bracketed:
        if place not in taken and (written := lines[place]):
            free.setdefault(ordinal(written.text), []).append(place)
    for owner, text in enumerate(wanted):
        same = free.get(ordinal(text.heading), [])
        if not text.heading or owner in found or len(same) != 1:
            continue
        line = lines[same[0]]
        head, rest = next(iter(_splits(line.text if line else "")), ("", ""))
        if head:
            found[owner] = Heading(same[0], owner, rest, head)
    return sorted(found.values(), key=lambda heading: heading.place)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """(heading, text after it): the whole line, else what stands before its first break."""
    whole = text.strip(WHITE)
    if len(whole) <= _LONGEST and not re.search("[。：:]", whole[:-1]):
        yield whole.rstrip("。：:"), ""
    start = _SECTION_NUMBER.match(whole) or _PART_NUMBER.match(whole)
    for found in _RUNS_ON.finditer(whole, start.end() if start else 0):
        head, rest = whole[: found.start()], whole[found.end() :].strip(WHITE)
        if len(head) > _LONGEST:
            return
        if rest and len(key(head)) >= 3:
            yield head, rest
            return


def _core(heading: str) -> str:
    return _COMMON.sub("", key(heading))
