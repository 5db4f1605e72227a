"""Which lines are the headings of the form's sections.

Numbering, brackets and wording differ; their order does not. A heading may run on into its text:
（一）主动公开情况。主要通过……
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from app.forms.model import Section
from app.importers.terms.labels import key, likeness, ordinal
from app.importers.terms.plain import WHITE, Paragraph
from app.letters.numerals import COUNTING

_PART_OF_ALL = re.compile(rf"\s*第[{COUNTING}]+部分")
SECTION_NUMBER = re.compile(
    rf"\s* (?: 第[{COUNTING}]+部分 | [{COUNTING}]+ \s* [、.．,，:：\s] )", re.VERBOSE
)
PART_NUMBER = re.compile(rf"\s* [(（〔\[] \s* [{COUNTING}]+ \s* [)）〕\]]", re.VERBOSE)
_RUNS_ON = re.compile(r"[。：:；;\s]")
_IN_CONTENTS = re.compile(r"[.…·\s]*\d*\s*$")
_IN_A_ROW = re.compile(rf"[\s|｜>＞»·/]+|(?<![{COUNTING}])[{COUNTING}]+[、.．]")
"""What stands between the headings of a table of contents on one line; a run is looked at once."""
_LONGEST = 40
"""Characters of a heading. At 25 one of the form's own is missed, with its number and marks; at 60
nothing at hand is read otherwise.
"""
_SHORTEST = 3
"""The same of one that goes on as text; with 1 to 5 nothing at hand is read otherwise."""
_MOST_RUNS = 30
"""So many first headings are tried, the last ones: a damaged page may have thousands.
"""
_PLAUSIBLE = 0.4
"""How like the official words a heading must be that bears the right number.

At 0 two lines of which either may be meant become headings. 政府信息公开平台建设 under 四 is 0.46,
and 政府信息管理 under 三 is 0.38: parts of the first section, which a page numbers like sections.
"""
_NEAR = 0.5
"""Of less the words are told. From 0.45 to 0.6 nothing at hand is told otherwise; at 0.85 a heading
is, into which a page has put one mark.
"""
_LIKE = 0.7
"""The same under a right number that is not written as those of sections: 1. or 1、.
"""
_VERY_LIKE = 0.8
"""The same under another number, or under none.

A line shares hardly a word with an official heading, or contains it (0.9, see `likeness`): no page
has shown one between, and from 0.6 to 0.95 nothing at hand is read otherwise. So with `_LIKE`.
"""


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
    candidates = _of_one_kind(lines, candidates)
    numbered = [[h for h in those if _numbered(lines[h.place])] for those in candidates]
    sure = [best or those for best, those in zip(numbered, candidates, strict=True)]
    starts = next((those for those in sure if those), [])[-_MOST_RUNS:]
    written = [*accumulate((line is None or bool(line.text) for line in lines), initial=0)]
    runs = [_run(start, sure) for start in starts]
    fullest = max(runs, key=lambda run: _fullness(run, written), default=[])
    return _between(lines, wanted, fullest)


def _of_one_kind(
    lines: Sequence[Paragraph | None], candidates: list[list[Heading]]
) -> list[list[Heading]]:
    """Where sections are called 第一部分, what is called 一、 is a part of one."""
    outer = [
        [h for h in those if (line := lines[h.place]) and _PART_OF_ALL.match(line.text)]
        for those in candidates
    ]
    return outer if 2 * sum(map(bool, outer)) >= len(candidates) else candidates


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
    for head, rest in splits(line.text):
        own = key(_IN_CONTENTS.sub("", head))
        for owner, section in enumerate(wanted):
            same = number == ordinal(section.heading)
            needed = _needed(line, head, same=same, number=number, whole=not rest)
            like = likeness(own, key(section.heading), needed) if needed <= 1 else 0.0
            if like >= needed and (best is None or like > best[0]):
                best = like, Heading(place, owner, rest, "" if like >= _NEAR else head)
    return best[1] if best else None


def are_contents(line: Paragraph, wanted: Sequence[Section]) -> bool:
    """Whether a line is of several headings and nothing else, as the links over a page are."""
    heads = [key(part) for part in _IN_A_ROW.split(line.text) if part]
    outer = {key(section.heading) for section in wanted}
    parts = {key(text.heading) for section in wanted for text in section.texts}
    return len(outer.intersection(heads)) > 1 and (outer | parts).issuperset(heads)


def are_halves(above: Paragraph, below: Paragraph, wanted: Sequence[Section]) -> bool:
    """Whether two lines together are the heading of a section, and neither is one alone."""
    both = f"{above.text}{below.text}"
    if not (above.text and below.text) or len(both) > _LONGEST:
        return False
    official = {key(section.heading) for section in wanted}
    first = key(above.text)
    return key(both) in official and first not in official and bool(first or ordinal(above.text))


def section(line: Paragraph, wanted: Sequence[Section]) -> int | None:
    """Which of the sections a line is the heading of, beyond doubt."""
    found = _section_of(0, line, wanted) if _numbered(line) else None
    return found.owner if found and not (found.rest or found.deviates) else None


def _needed(line: Paragraph, head: str, *, same: bool, number: int, whole: bool) -> float:
    """How like the official words a heading must be, by its number and by what stands after it."""
    impossible = 2.0
    if not whole:
        return _VERY_LIKE if same and number else impossible
    if _numbered(line):
        return _PLAUSIBLE if same else _VERY_LIKE
    if PART_NUMBER.match(head):
        return _VERY_LIKE if same else impossible
    if number:
        return _LIKE if same else impossible
    return _VERY_LIKE


def _numbered(line: Paragraph | None) -> bool:
    return bool(line and SECTION_NUMBER.match(line.text))


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
        if len(own) == 1 and (line := lines[own[0]]):
            same = key(line.text) == key(section.heading)
            by_owner[owner] = Heading(own[0], owner, "", "" if same else line.text)
    return sorted(by_owner.values(), key=lambda heading: heading.place)


def splits(text: str) -> Iterator[tuple[str, str]]:
    """(heading, text after it): the whole line, else what stands before its first break."""
    whole = text.strip(WHITE)
    if len(whole) <= _LONGEST and not re.search("[。：:]", whole[:-1]):
        yield whole.rstrip("。：:"), ""
    start = SECTION_NUMBER.match(whole) or PART_NUMBER.match(whole)
    for found in _RUNS_ON.finditer(whole, start.end() if start else 0):
        head, rest = whole[: found.start()], whole[found.end() :].strip(WHITE)
        if len(head) > _LONGEST:
            return
        if rest and len(key(head)) >= _SHORTEST:
            yield head, rest
            return
