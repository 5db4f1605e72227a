"""Which lines of a section are the headings of its parts.

They are called by many names, （一）公开信息, （二）申请办理: what tells them apart are the words
that only one of them has, and their numbers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from app.forms.model import Text
from app.importers.terms.labels import key, likeness, ordinal
from app.importers.terms.plain import WHITE, Paragraph
from app.importers.texts.headings import PART_NUMBER, SECTION_NUMBER, Heading, splits

_COMMON = re.compile(r"(?:有关)?(?:工作)?(?:的)?(?:情况|方面|工作|事项)?$")
_ARABIC = re.compile(r"\s*\d{1,2}\s*[.．、]")
_IN_A_SENTENCE = re.compile(r"\s*[一二三四五六七八九]是")
_TELLING = 0.3
"""Which share of the words that only one heading has must be there where the number differs.

Words are pairs of characters, of which a heading has a few of its own: one of three, 申请办理 for
依申请公开, is enough. At 0.4 it is not; one that has less has none of them.
"""
_SAME = 0.8
"""How like the official one a line must be that bears no number.

It says the same, or one contains the other (0.9, see `likeness`): no page has shown one between,
and from 0.5 to 0.95 nothing at hand is read otherwise.
"""
_USUAL = frozenset(["建设"])
"""What is said of anything: 队伍建设, 制度建设."""
_FEWEST = 3
"""Headings under numbers of one kind, for that kind to be the headings' own."""


class _Guess(Struct, frozen=True, order=True):
    telling: float
    like: float
    earlier: int
    owner: int
    rest: str
    clear: bool
    """Whether it can be the heading of no other."""

    @property
    def place(self) -> int:
        return -self.earlier


class FoundParts(Struct, frozen=True):
    """The sub-headings of a section."""

    found: list[Heading]
    """Those of the form, each at most once."""
    strange: list[Heading] = []
    """Those that are none of the form's, without their numbers; their owner means nothing."""


def find(lines: Sequence[Paragraph | None], wanted: Sequence[Text], common: str) -> FoundParts:
    """The sub-headings of a section: words go before numbers.

    Args:
        lines: those of the section.
        wanted: its texts; those without a heading are none of this function's business.
        common: words that every heading may have, such as the title.
    """
    telling = _telling(wanted, common)
    for number in (PART_NUMBER, SECTION_NUMBER, _ARABIC, _IN_A_SENTENCE):
        places = [n for n, line in enumerate(lines) if line and number.match(line.text)]
        found = _by_words(lines, wanted, places, telling)
        if len(found) >= _FEWEST or (places and number is PART_NUMBER):
            found = _by_number(lines, wanted, places, found, common)
            absent = sum(bool(text.heading) for text in wanted) > len(found)
            last = max((heading.place for heading in found.values()), default=-1)
            others = [n for n in places if absent or n < last]  # （六） behind them all goes on
            return FoundParts(_in_order(found), _strange(lines, others, found, number))
    return FoundParts(_in_order(_named(lines, wanted)))


def _strange(
    lines: Sequence[Paragraph | None],
    places: Sequence[int],
    found: dict[int, Heading],
    number: re.Pattern[str],
) -> list[Heading]:
    """Lines that bear a number among those of the headings, and are none of them.

    A list inside a text begins again at 一; where no heading is the form's, none is strange.
    """
    ordinals = {h.place: ordinal(line.text) for h in found.values() if (line := lines[h.place])}
    others = {n: ordinal(line.text) for n in places if n not in ordinals and (line := lines[n])}
    counts = Counter(others.values())
    alone = [n for n, own in others.items() if counts[own] == 1]
    made = []
    for place in alone if found else ():
        fits = all((n < place) == (other < others[place]) for n, other in ordinals.items())
        line = lines[place]
        if line and fits and others[place] not in ordinals.values():
            head, rest = next(iter(splits(line.text)), (line.text, ""))
            made.append(Heading(place, 0, rest, number.sub("", head, count=1).strip(WHITE)))
    return made


def _telling(wanted: Sequence[Text], common: str) -> list[frozenset[str]]:
    """The pairs of characters that only one of the headings has."""
    pairs = [_pairs(key(text.heading)) for text in wanted]
    every = [pair for own in pairs for pair in own]
    usual = _pairs(common) | _USUAL | {pair for pair in every if every.count(pair) > 1}
    return [own - usual for own in pairs]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _by_words(
    lines: Sequence[Paragraph | None],
    wanted: Sequence[Text],
    places: Sequence[int],
    telling: Sequence[frozenset[str]],
) -> dict[int, Heading]:
    """The headings that have words of their own, those that have most of them first.

    Where words of several stand in one, and no number decides, the order does: one that shares
    words with the third and the fifth is the fifth where it stands after the fourth.
    """
    guesses = {
        place: list(_guesses(place, line, wanted, telling))
        for place in places
        if (line := lines[place])
    }
    found: dict[int, Heading] = {}
    for guess in sorted(chain.from_iterable(guesses.values()), reverse=True):
        taken = {heading.place for heading in found.values()}
        if guess.clear and guess.owner not in found and guess.place not in taken:
            found[guess.owner] = Heading(guess.place, guess.owner, guess.rest)
    for place, those in guesses.items():
        others = {guess.owner: guess for guess in those if not guess.clear}
        fitting = [guess for guess in others.values() if _fits(guess, found)]
        if len(fitting) == 1:
            found[fitting[0].owner] = Heading(place, fitting[0].owner, fitting[0].rest)
    return found


def _fits(guess: _Guess, found: dict[int, Heading]) -> bool:
    """Whether a heading would stand in the order of the form among those that are found."""
    return guess.owner not in found and all(
        heading.place != guess.place and (heading.place < guess.place) == (owner < guess.owner)
        for owner, heading in found.items()
    )


def _guesses(
    place: int, line: Paragraph, wanted: Sequence[Text], telling: Sequence[frozenset[str]]
) -> Iterator[_Guess]:
    """What a line may be the heading of; its number decides where words of several stand in it."""
    for head, rest in splits(line.text):
        own, number = _pairs(key(head)), ordinal(head)
        shares = [len(own & pairs) / len(pairs) if pairs else 0.0 for pairs in telling]
        for owner, text in enumerate(wanted):
            share, same = shares[owner], number == ordinal(text.heading)
            other = max(_others(shares, owner), default=0)
            alone = share >= _TELLING and (not other or share == 1 > other)
            if text.heading and share and (same or share >= _TELLING):
                like = likeness(_core(head), _core(text.heading))
                yield _Guess(share + same, like, -place, owner, rest, clear=same or alone)


def _others(shares: Sequence[float], owner: int) -> Iterator[float]:
    return (share for n, share in enumerate(shares) if n != owner)


def _by_number(
    lines: Sequence[Paragraph | None],
    wanted: Sequence[Text],
    places: Sequence[int],
    found: dict[int, Heading],
    common: str,
) -> dict[int, Heading]:
    """A sub-heading that says nothing of its own, by the number of one that is missing, alone.

    What says something that is of none of the form's goes by no number: （四）收费及减免情况.
    """
    taken = {heading.place for heading in found.values()}
    free: dict[int, list[int]] = {}
    for place in places:
        if place not in taken and (written := lines[place]):
            free.setdefault(ordinal(written.text), []).append(place)
    others: dict[int, Heading] = {}
    for owner, text in enumerate(wanted):
        same = free.get(ordinal(text.heading), [])
        if not text.heading or owner in found or len(same) != 1:
            continue
        line = lines[same[0]]
        head, rest = next(iter(splits(line.text if line else "")), ("", ""))
        if head and _pairs(_core(head)) <= _pairs(common):
            others[owner] = Heading(same[0], owner, rest, head)
    return found | others if len(others) <= len(found) else found


def _named(lines: Sequence[Paragraph | None], wanted: Sequence[Text]) -> dict[int, Heading]:
    """Headings without numbers: the lines that say hardly anything else."""
    found: dict[int, Heading] = {}
    cores = [_core(text.heading) for text in wanted]
    for place, line in enumerate(lines):
        for head, rest in splits(line.text) if line else ():
            own = _core(head)
            likes = [likeness(own, core, _SAME) for core in cores]
            owner = max(range(len(wanted)), key=likes.__getitem__)
            if likes[owner] >= _SAME and owner not in found:
                found[owner] = Heading(place, owner, rest)
                break
    return found


def _in_order(found: dict[int, Heading]) -> list[Heading]:
    return sorted(found.values(), key=lambda heading: heading.place)


def _core(heading: str) -> str:
    return _COMMON.sub("", key(heading))
