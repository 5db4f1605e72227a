"""What only whoever has all the reports can see of one of them. Pure.

Levels above the office's own, figures beyond all others', texts that another's report has, too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import structs

from app.checks.finding import Finding
from app.collection.hints import misnamed
from app.collection.same_words import alike
from app.collection.standing import LIST, Collected, Standing
from app.collection.whose import bare, common_place, key, place_of
from app.forms.model import Form, cells_like
from app.forms.names import cell_name
from app.forms.rules import Jump
from app.letters.numbers import Number, grouped
from app.report.file_keys import LEVELS

_ABOVE = {
    "township": "county", "street": "county", "county_department": "county",
    "city_department": "city", "province_department": "province",
}  # fmt: skip
"""To which level's office an organ reports that can report to no other."""
_RANKS = {
    "township": 0, "street": 0, "county_department": 0, "county": 1, "city_department": 1,
    "city": 2, "province_department": 2, "province": 3,
}  # fmt: skip
_SHORTEST = 3
"""Letters of a name that is more than a kind of office: 教育局."""
_FEWEST = 4
"""Units with a figure, from which on one may stand out."""
_TIMES = 100
"""Less is usual: most decisions of a county are made by two or three of its departments."""


def with_findings(collected: Collected) -> Collected:
    """The same with what is found of each unit beside the others."""
    found: dict[int, list[Finding]] = {}
    counted = [(n, each) for n, each in enumerate(collected.standings) if each.counts]
    only = [each for _, each in counted]
    form, listed = collected.form, bool(collected.facts.units)
    names = _misnamed(collected, only) if listed else _maybe_one(only)
    for some in (_levels(collected, only), names, _beyond(form, only), alike(form, only)):
        for place, finding in some:
            found.setdefault(counted[place][0], []).append(finding)
    standings = (
        structs.replace(each, findings=(*each.findings, *found[n])) if n in found else each
        for n, each in enumerate(collected.standings)
    )
    return structs.replace(collected, standings=tuple(standings))


def _maybe_one(counted: Sequence[Standing]) -> Iterator[tuple[int, Finding]]:
    """Two names of which one ends with the other: without a list nobody knows that they are two."""
    names = {bare(each.unit): each.unit for each in counted}
    for place, each in enumerate(counted):
        name = bare(each.unit)
        ends = (name[start:] for start in range(1, len(name) - _SHORTEST + 1))
        for other in (names[end] for end in ends if end in names):
            message = (
                f"“{each.unit}”和“{other}”可能是同一个单位，都算进去了，请核对；"
                "用单位名单（--units）可以分清。"
            )
            yield place, Finding(rule=LIST, severity="warning", message=message, head="organ")


def _misnamed(collected: Collected, counted: Sequence[Standing]) -> Iterator[tuple[int, Finding]]:
    """Files by whose names they are another unit's: somebody has begun with a report of others."""
    place = collected.facts.organ and place_of(collected.facts.organ)
    place = bare(place) or common_place(member.name for member in collected.facts.units)
    units: dict[str, str] = {}
    for member in collected.facts.units:
        for said in (member.name, *member.aliases):
            units.setdefault(bare(said), member.name)
            units.setdefault(key(said).removeprefix(place), member.name)
    for at, each in enumerate(counted):
        if each.received is None:
            continue
        called, own = bare(Path(each.received.file).stem), bare(each.unit)
        if not called or key(own).removeprefix(place) in called:
            continue
        named = _named_in(called, units)
        if named and each.unit not in named and each.unit == units.get(own):
            message = misnamed(each.received, named[0], each.unit)
            yield at, Finding(rule=LIST, severity="warning", message=message, head="organ")


def _named_in(called: str, units: Mapping[str, str]) -> list[str]:
    """The units whose names stand in a file's, the longest name first."""
    letters = range(len(called))
    parts = (called[a:b] for a in letters for b in range(a + _SHORTEST, len(called) + 1))
    found = sorted((part for part in parts if part in units), key=len, reverse=True)
    return [units[part] for part in found]


def _level(standing: Standing) -> str:
    """As the list says it, else as the report does."""
    listed = standing.member.level if standing.member else ""
    return listed or (standing.received.level if standing.received else "")


def _levels(collected: Collected, counted: Sequence[Standing]) -> Iterator[tuple[int, Finding]]:
    """Units above the office that sums up, which is of the level that most of the others say."""
    votes = Counter(_ABOVE[level] for each in counted if (level := _level(each)) in _ABOVE)
    most = sorted(votes, key=lambda level: (-votes[level], _RANKS[level]))[:1]
    for own in [collected.facts.level] if collected.facts.level else most:
        for place, each in enumerate(counted):
            level = _level(each)
            if level and _RANKS[level] > _RANKS[own]:
                message = (
                    f"“{each.unit}”的级别是{LEVELS[level]}，高于汇总的{LEVELS[own]}，"
                    "请核对级别，或者是不是应当由它自己上报。"
                )
                yield place, Finding(rule=LIST, severity="warning", message=message, head="level")


def _beyond(form: Form, counted: Sequence[Standing]) -> Iterator[tuple[int, Finding]]:
    """Figures many times as large as all others of a level: often in another unit of money."""
    levels: dict[str, list[int]] = {}
    for place, each in enumerate(counted):
        levels.setdefault(_level(each), []).append(place)
    for places in levels.values() if counted else ():
        for at, cell in _watched(form):
            found = [(counted[place], place, _figure(counted[place], at)) for place in places]
            (largest, place, figure), *others = sorted(found, key=lambda each: -each[2])
            most = max((other for _, _, other in others), default=0)
            if len(places) >= _FEWEST and most > 0 and figure > most * _TIMES:
                name = f"{form.cells[cell].table.name}{cell_name(form, cell)}"
                message = (
                    f"{name}“{largest.unit}”填 {grouped(figure)}，其他单位最多 {grouped(most)}，"
                    f"超过 {_TIMES} 倍，请核对有没有写错单位、多填几位。"
                )
                yield place, Finding(rule="R25", severity="hint", message=message, cells=(cell,))


def _figure(standing: Standing, at: int) -> Number:
    return (standing.received.figures[at] if standing.received else 0) or 0


@cache
def _watched(form: Form) -> tuple[tuple[int, str], ...]:
    """The inputs whose jumps from year to year are looked at, too, and where they stand."""
    patterns = [
        pattern for check in form.checks if isinstance(check, Jump) for pattern in check.cells
    ]
    cells = dict.fromkeys(cell for pattern in patterns for cell in cells_like(form, pattern))
    return tuple((at, cell) for at, cell in enumerate(form.inputs) if cell in cells)
