"""What names of files and folders say, beside what reports say of themselves. Pure.

They prove nothing: nothing is summed by them. They tell whom to ask.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import structs

from app.checks.finding import Finding
from app.collection.facts import Facts, Member
from app.collection.received import Received
from app.collection.standing import DIFFERING, LIST, NOT_FILED, NOT_SUMMED, UNREADABLE, Standing
from app.collection.whose import Called, Units, bare
from app.forms.base import Severity

_TOLD = 3
"""Files that are named."""


def with_hints(standings: Sequence[Standing], facts: Facts) -> list[Standing]:
    """The same, with what the files' names say of whose they may be.

    Args:
        standings: of all files; of a file that cannot be read the one that was saved anew counts.
        facts: with the units of the list, and what was said of whose a file is.
    """
    found = _saved_anew(standings)
    if not facts.units:
        return found
    called, likely = _called(facts.units), dict[str, list[Standing]]()
    hinted = [_hinted(each, called, likely) for each in found]
    if facts.choices:  # else each is the unit's that it names
        hinted = _named(hinted, facts)
    return [
        structs.replace(each, findings=(_of_missing(likely[each.unit]),))
        if each.state == NOT_FILED and each.unit in likely
        else each
        for each in hinted
    ]


@lru_cache(maxsize=4)
def _called(members: tuple[Member, ...]) -> Called:
    """Made once for a list: all is judged anew after each decision."""
    return Called(members)


def _hinted(standing: Standing, called: Called, likely: dict[str, list[Standing]]) -> Standing:
    """Whose it is by its file's name, where that is another than whose it is known to be."""
    file = standing.received
    if file is None or standing.state == NOT_SUMMED:
        return standing
    names = called.named_in(_called_by(file.file), short=not file.organ)
    if not names or standing.unit in names:
        return standing
    for unit in names:
        likely.setdefault(unit, []).append(standing)
    if not file.organ:
        some = "、".join(f"“{name}”" for name in names[:_TOLD])
        return _with(standing, "hint", f"文件名像是{some}的，请问一问是不是。")
    if DIFFERING in standing.marks:
        return _with(standing, "warning", misnamed(file, names[0], standing.unit))
    return standing


@lru_cache(maxsize=8192)
def _called_by(file: str) -> str:
    return Path(file).stem


def _named(standings: Sequence[Standing], facts: Facts) -> list[Standing]:
    """That a report names another unit than the one whose it was said to be."""
    units = Units(facts.units, facts.organ)
    places = units.places(each.received.organ for each in standings if each.received)
    chosen = {each.sha256 for each in facts.choices}
    found = [*standings]
    for at, each in enumerate(found):
        file = each.received
        if file is None or each.member is None or file.sha256 not in chosen:
            continue
        if units.sure(file.organ, places) not in ("", each.unit):
            message = f"报告里写的单位是“{file.organ}”，不是“{each.unit}”。"
            found[at] = _with(each, "error", message)
    return found


def misnamed(file: Received, likely: str, unit: str) -> str:
    """That a file is called after one unit, and names another."""
    return f"文件名“{file.name}”像是“{likely}”的，报告里写的是“{unit}”，请问清楚是谁的报告。"


def _with(standing: Standing, severity: Severity, message: str) -> Standing:
    made = Finding(rule=LIST, severity=severity, message=message, head="organ")
    return structs.replace(standing, findings=(*standing.findings, made))


def _of_missing(files: Sequence[Standing]) -> Finding:
    """Of a unit that seems not to have filed, which files may be its own."""
    names = "、".join(dict.fromkeys(f"“{s.received.name}”" for s in files[:_TOLD] if s.received))
    other = next((each.unit for each in files if each.unit), "")
    why = "读不了" if UNREADABLE in files[0].marks else "没有写单位"
    words = f"里面写的是“{other}”" if other else why
    message = f"收到的{names}文件名像是它的，{words}，请先核对再催。"
    return Finding(rule=LIST, severity="hint", message=message)


def _saved_anew(standings: Sequence[Standing]) -> list[Standing]:
    """A document that was saved as another kind, or unpacked, is asked for no more itself."""
    if not any(each.received and each.received.fault for each in standings):
        return [*standings]
    readable = [each.received for each in standings if each.received and not each.received.fault]
    by_stem = {_stem(file): file for file in reversed(readable)}
    folders = {Path(file.file).parent: file for file in reversed(readable)}
    by_folder = {bare(str(up)): file for at, file in folders.items() for up in (at, *at.parents)}
    return [
        _given_way(each, each.received, other)
        if each.received is not None
        and each.received.fault
        and (other := by_stem.get(stem := _stem(each.received)) or by_folder.get(stem))
        else each
        for each in standings
    ]


def _stem(file: Received) -> str:
    return bare(str(Path(file.file).with_suffix("")))


def _given_way(standing: Standing, file: Received, other: Received) -> Standing:
    return structs.replace(
        standing,
        state=NOT_SUMMED,
        marks=(),
        reasons=(f"读不了，用的是另存的“{other.name}”。",),
        received=structs.replace(file, findings=()),
        findings=(),
    )
