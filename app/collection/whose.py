"""Whose report it is: the unit of a list that an organ's name means, and how sure that is. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from app.collection.facts import Member
from app.letters.characters import in_line

_OPENING, _CLOSING = "(（〔[【《“", ")）〕]】》”"
_SEAT = re.compile("(?:人民政府|政府)?(?:办公室|办公厅)?$")
"""What stands after a place's name in that of its government."""
_GOVERNMENT, _LONG, _OFFICE = "政府", "人民政府", re.compile("政府办$")
"""A government, as it is called in full; its office as that is called in short."""
_SEATED = re.compile("(?:政府|(?<=街道)办(?:事处)?)$")
_BESIDE = re.compile(r"\([^()]*\)$")
"""Another name of the same organ, in brackets behind its own: 县财政局(县国有资产监督管理局)."""
_KINDS = "县区市旗盟州省"
"""With what the names of places end."""
_KIND = re.compile(f"^[{_KINDS}]")
"""Before the name of an organ, in place of that of its place: 县教育局."""
_INSIDE = re.compile("[(),、]")
_PLACE = re.compile(f"[^\\d]{{1,7}}?[{_KINDS}]")
_FEWEST = 3
"""So many units must be called by one place before all may be."""
_SHORTEST = 2
"""Letters of a name that another may hold."""
_SHORT = 3
"""Letters of a name in short."""


class Match(Struct, frozen=True):
    """Which unit an organ's name means."""

    unit: str = ""
    """"": none."""
    maybe: tuple[str, ...] = ()
    """Units that it may mean; a person has to say which."""


def bare(name: str) -> str:
    """A name as it is compared: no blanks, brackets and letters in one width, small letters."""
    return "".join(unicodedata.normalize("NFKC", in_line(name)).split()).casefold()


def key(organ: str) -> str:
    """The same for all that a name may be written like: 甲镇, 甲镇人民政府; 甲县政府办公室."""
    name = bare(organ).replace(_LONG, _GOVERNMENT)
    return _SEATED.sub("", _OFFICE.sub("政府办公室", name))


def parted(words: str) -> Iterator[str]:
    """Names with 、 between them; one inside brackets is a part of its name."""
    depth, name = 0, ""
    for letter in (*words, "、"):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if letter in "、;；" and depth <= 0:
            if name.strip():
                yield name.strip()
            name = ""
        else:
            name += letter


def common_place(names: Iterable[str], fewest: int = _FEWEST) -> str:
    """The place, 甲县, by which most of several names begin; "": fewer than that have any."""
    found = Counter(said.group() for name in {*names} if (said := _PLACE.match(bare(name))))
    place, count = next(iter(found.most_common(1)), ("", 0))
    return place if count >= fewest else ""


def place_of(organ: str) -> str:
    """The place that a government is of; "" where the name is none of a government."""
    place = _SEAT.sub("", organ)
    return place if place != organ else ""


class Units:
    """The units of a list, by all that they are called."""

    def __init__(self, members: Sequence[Member], office: str = "") -> None:
        """Of these units, which report to this office."""
        self._members = members
        self._place = bare(place_of(office))
        self._known = {
            bare(name): member.name for member in members for name in (member.name, *member.aliases)
        }
        self._seated = {key(name): unit for name, unit in self._known.items()}
        self._alone = _without_brackets(self._known)
        self._prefixes: dict[tuple[str, ...], list[str]] = {}
        self._made_with: Sequence[str] = ()
        self._by_ends: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def match(self, organ: str, places: Sequence[str] = ()) -> Match:
        """The unit that an organ's name means.

        Args:
            organ: as its report says it.
            places: those by whose names units are called, as `places` found them.
        """
        if unit := self.sure(organ, places):
            return Match(unit)
        return Match(maybe=tuple(dict.fromkeys(self._alike(bare(organ), places))))

    def sure(self, organ: str, places: Sequence[str] = ()) -> str:
        """The unit that it means for certain; "": none."""
        name = bare(organ)
        if not key(organ):  # 人民政府, or nothing: behind any place it would be that place's
            return ""
        for place in self._before(places):
            for said in (name.removeprefix(place), f"{place}{name}"):
                if unit := self._known.get(said) or self._seated.get(key(said)):
                    return unit
        for place in self._before(places):
            if unit := self._alone.get(key(name.removeprefix(place))):
                return unit
        return ""

    def places(self, organs: Iterable[str]) -> tuple[str, ...]:
        """The places by which several units call themselves: 甲县 of 甲县教育局, 甲县民政局."""
        found: Counter[str] = Counter()
        names = {key(organ) for organ in organs} - {*self._seated}
        for name in names:
            ends = (name[start:] for start in range(1, len(name)))
            if said := next((e for e in ends if e in self._seated or e in self._alone), ""):
                place = name.removesuffix(said).removesuffix(_GOVERNMENT)
                found[place] += 1
                if place[-1:] not in _KINDS and said[0] in _KINDS:  # 甲 before 县教育局
                    found[place + said[0]] += 1
        return tuple(place for place, count in found.items() if place and count >= _FEWEST)

    def _before(self, places: Sequence[str]) -> list[str]:
        """All that may stand before a unit's name, nothing among it.

        Where the list calls its units 县教育局, the place's name stands without its last letter.
        """
        if (known := self._prefixes.get(tuple(places))) is not None:
            return known
        some = [place for place in (self._place, *places) if place]
        some += [place[:-1] for place in some if place[-1] in _KINDS and place[1:]]
        more = (place + said for place in some for said in (_LONG, _GOVERNMENT))
        made = self._prefixes[tuple(places)] = ["", *some, *more]
        return made

    def _alike(self, name: str, places: Sequence[str]) -> Iterator[str]:
        """The units whose name holds this one, stands in it, or may be it in short."""
        before = [*self._before(places), *_KINDS]
        short = _without(name, before)
        for known, unit in (*self._known.items(), *self._alone.items()):
            is_whole = len(known) >= _SHORTEST and known in name
            if is_whole or (len(short) >= _SHORTEST and short in known):
                yield unit
        for whole, unit in self._wholes(before).get((short[:1], short[-1:]), ()):
            if _is_short(short, whole):
                yield unit

    def _wholes(self, before: Sequence[str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The units' names without these, by their first and last letter: of thousands few fit."""
        if self._made_with != before:
            self._made_with, self._by_ends = before, {}
            for known, unit in self._known.items():
                whole = _without(known, before)
                self._by_ends.setdefault((whole[:1], whole[-1:]), []).append((whole, unit))
        return self._by_ends


class Called:
    """The units of a list, by what people call them in the names of files."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._full: dict[str, str] = {}
        self._named: dict[tuple[str, bool], list[str]] = {}
        """What has been asked: the same files are asked for again and again."""
        self._by_ends: dict[tuple[str, str], list[tuple[str, str]]] = {}
        members = [*members]
        place = common_place(member.name for member in members)
        for member in members:
            for said in (member.name, *member.aliases):
                for name in _parts(bare(said), place):
                    self._full.setdefault(name, member.name)
                    ends = (name[0], name[-1])
                    self._by_ends.setdefault(ends, []).append((name, member.name))

    def named_in(self, stem: str, *, short: bool) -> list[str]:
        """The units whose names stand in that of a file, the longest name first.

        Args:
            stem: the file's name without its suffix.
            short: whether a name in short (发改局) is one.
        """
        if (known := self._named.get((stem, short))) is not None:
            return known
        found = self._named[stem, short] = self._found(bare(stem), short=short)
        return found

    def _found(self, called: str, *, short: bool) -> list[str]:
        places = range(len(called))
        parts = [called[a:b] for a in places for b in range(a + _SHORT, len(called) + 1)]
        found = sorted((part for part in parts if part in self._full), key=len, reverse=True)
        units = [self._full[part] for part in found]
        if short and not units:
            units = [
                unit
                for part in parts
                for name, unit in self._by_ends.get((part[0], part[-1]), ())
                if _is_short(part, name)
            ]
        return [*dict.fromkeys(units)]


def _parts(name: str, place: str) -> Iterator[str]:
    """A name without its place, its seat, its brackets, and what stands in these."""
    inside = _BESIDE.search(name)
    for said in (name, _BESIDE.sub("", name), *_INSIDE.split(inside.group() if inside else "")):
        short = _KIND.sub("", _SEATED.sub("", said.replace(_LONG, _GOVERNMENT)).removeprefix(place))
        yield from (part for part in (said, short) if len(part) >= _SHORT)


def _without_brackets(known: Mapping[str, str]) -> dict[str, str]:
    """Units by their names without the brackets behind them, where no other is called so."""
    units: dict[str, set[str]] = {}
    for name, unit in known.items():
        units.setdefault(key(_BESIDE.sub("", name)), set()).add(unit)
    return {short: min(some) for short, some in units.items() if short and len(some) == 1}


def _without(name: str, places: Iterable[str]) -> str:
    return min((name.removeprefix(place) for place in places), key=len)


def _is_short(short: str, whole: str) -> bool:
    """Whether one may be the other in short: 发改局 of 发展和改革局."""
    if not _SHORT <= len(short) < len(whole) or short[0] != whole[0] or short[-1] != whole[-1]:
        return False
    letters = iter(whole)
    return all(letter in letters for letter in short)
