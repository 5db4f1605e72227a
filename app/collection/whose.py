"""Whose report it is: the unit of a list that an organ's name means, and how sure that is. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from app.collection.facts import Member
from app.letters.characters import in_line

_OPENING, _CLOSING = "(（〔[【《“", ")）〕]】》”"
_SEAT = re.compile("(?:人民政府|政府)?(?:办公室|办公厅)?$")
"""What stands after a place's name in that of its government."""
_SEATED = re.compile("(?:人民政府|政府|(?<=街道)办事处)$")
_PLACE = re.compile("[^\\d]{1,7}?[县区市旗盟州省]")
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
    """The same for all that a name may be written like: 甲镇, 甲镇人民政府."""
    return _SEATED.sub("", bare(organ))


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

    def match(self, organ: str, places: Sequence[str] = ()) -> Match:
        """The unit that an organ's name means.

        Args:
            organ: as its report says it.
            places: those by whose names units are called, as `places` found them.
        """
        name = bare(organ)
        for place in ("", self._place, *places):
            for said in (name.removeprefix(place), f"{place}{name}"):
                if unit := self._known.get(said) or self._seated.get(key(said)):
                    return Match(unit)
        return Match(maybe=tuple(dict.fromkeys(self._alike(name, places))))

    def places(self, organs: Iterable[str]) -> tuple[str, ...]:
        """The places by which several units call themselves: 甲县 of 甲县教育局, 甲县民政局."""
        found: Counter[str] = Counter()
        for name in {bare(organ) for organ in organs} - {*self._known}:
            ends = (name[start:] for start in range(1, len(name)))
            said = next((end for end in ends if end in self._known), "")
            if said:
                found[name.removesuffix(said)] += 1
        return tuple(place for place, count in found.items() if count >= _FEWEST)

    def _alike(self, name: str, places: Sequence[str]) -> Iterator[str]:
        """The units whose name holds this one, stands in it, or may be it in short."""
        if len(name) >= _SHORTEST:
            for known, unit in self._known.items():
                if len(known) >= _SHORTEST and (known in name or name in known):
                    yield unit
        before = (self._place, *places)
        short = _without(name, before)
        for known, unit in self._known.items():
            if _is_short(short, _without(known, before)):
                yield unit


def _without(name: str, places: Iterable[str]) -> str:
    return min((name.removeprefix(place) for place in places), key=len)


def _is_short(short: str, whole: str) -> bool:
    """Whether one may be the other in short: 发改局 of 发展和改革局."""
    if not _SHORT <= len(short) < len(whole) or short[0] != whole[0] or short[-1] != whole[-1]:
        return False
    letters = iter(whole)
    return all(letter in letters for letter in short)
