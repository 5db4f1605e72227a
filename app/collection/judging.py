"""The files as they were read and the facts -> how each unit stands. Pure.

Whatever cannot be summed as it is says why, and none of it is summed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from app.collection import hints, too_large
from app.collection.facts import Facts, Member
from app.collection.folder import CollectionError
from app.collection.received import Received
from app.collection.standing import (
    APPROVED,
    CHANGED,
    DIFFERING,
    EDITION,
    LATE,
    MARKS,
    NOT_FILED,
    NOT_SUMMED,
    READ,
    RETURNED,
    SUM,
    TWICE,
    UNLISTED,
    UNREADABLE,
    UNSURE,
    WAITING,
    WRONG,
    YEAR,
    Collected,
    Standing,
)
from app.collection.whose import Match, Units, key
from app.forms import catalogue as forms
from app.forms.model import Form
from app.letters.characters import shortened

_WRONG = {DIFFERING, YEAR, EDITION, UNREADABLE, SUM}
_GIVING_WAY = {UNREADABLE, YEAR, EDITION}
"""What is asked for no more where a report of the unit can be read as it should be."""
_RANK = ("json", "docx", "xlsx", "html", "csv")
"""Of files that say the same, after what is approved and has the fewest errors: the nearest."""


class Undated(CollectionError):
    """Nothing says of which year the reports are to be."""

    def __init__(self, why: str) -> None:
        """`why`: without what is to be done about it."""
        super().__init__(f"{why}，请用 --year 写明汇总哪一年的。")
        self.why = why


def stand(received: Sequence[Received], facts: Facts) -> Collected:
    """How the units stand.

    Args:
        received: every file, in the order in which they are to be told.
        facts: what is known beside them; without a list each organ is a unit.

    Raises:
        Undated: nothing says of which year the reports are to be.
    """
    dates = {each.sha256: each.date for each in facts.arrivals}
    dated = [
        structs.replace(each, date=dates[each.sha256]) if each.sha256 in dates else each
        for each in received
    ]
    year, form = due(dated, facts)
    judge = _Judge(facts, form, year, frozenset(each.sha256 for each in dated))
    aside = {each.sha256: each.why for each in facts.unused}
    members = {member.name: member for member in facts.units}
    files: dict[str, list[Received]] = {name: [] for name in members}
    strange: list[Standing] = []
    for file, match in zip(dated, _matches(dated, facts), strict=True):
        if file.sha256 in aside:
            strange.append(_set_aside(file, aside[file.sha256]))
        elif match.unit:
            files.setdefault(match.unit, []).append(file)
        else:
            strange.append(judge.strange(file, match))
    known = (judge.unit(name, members.get(name), those) for name, those in files.items())
    standings = too_large.without(
        [*(each for unit in known for each in unit), *strange], facts, form
    )
    return Collected(facts, form, year, (*hints.with_hints(standings, facts),))


def due(received: Sequence[Received], facts: Facts) -> tuple[int, Form]:
    """The year and the edition of the reports: as the facts say, else those of most units.

    Raises:
        Undated: as many units are of another year, or none says of which it is.
    """
    units = {(key(each.organ), each.year, each.edition) for each in received if each.year}
    counts = Counter((year, edition) for _, year, edition in units if facts.year in (None, year))
    first, second = [*counts.most_common(2), None, None][:2]
    year, edition = first[0] if first else (facts.year, "")
    if year is None:
        raise Undated("没有一份报告读得出年度")
    if second and first and second[1] == first[1] and not facts.edition:
        told = "和".join(f"{y} 年（{e} 版）" for y, e in sorted((first[0], second[0])))
        raise Undated(f"{told}的报告一样多")
    return year, forms.form(facts.edition or edition or forms.edition_of_year(year))


def _matches(received: Sequence[Received], facts: Facts) -> Iterator[Match]:
    chosen = {each.sha256: each.unit for each in facts.choices}
    if facts.units:
        units = Units(facts.units, facts.organ)
        places = units.places(each.organ for each in received)
        names = {member.name for member in facts.units}
        for file in received:
            said = chosen.get(file.sha256, "")
            yield Match(said) if said in names else units.match(file.organ, places)
        return
    called: dict[str, str] = {}
    for file in received:
        yield Match(called.setdefault(key(file.organ), file.organ)) if file.organ else Match()


class _Judge(Struct, frozen=True):
    """What all units of a year are held against."""

    facts: Facts
    form: Form
    year: int
    digests: frozenset[str]
    """Of all files: a sum of some of them would count these twice."""

    def strange(self, file: Received, match: Match) -> Standing:
        """A file that belongs to no unit for certain."""
        marks, reasons = self._refused(file)
        if file.fault or not file.organ:
            marks = marks or (UNSURE,)
            nameless = () if file.fault else ("报告里没有单位名称，不知道是谁的。",)
            reasons = (*reasons, *nameless)
        elif match.maybe:
            names = "、".join(f"“{name}”" for name in match.maybe)
            maybe = f"报告里的单位是“{shortened(file.organ)}”，可能是名单里的{names}，"
            marks, reasons = (*marks, UNSURE), (*reasons, f"{maybe}请核对，并把它写进名单的别名。")
        else:
            marks, reasons = (
                (*marks, UNLISTED),
                (*reasons, f"名单里没有“{shortened(file.organ)}”。"),
            )
        return Standing(
            unit=file.organ,
            state=WRONG,
            received=_said_once(file, marks),
            marks=marks,
            reasons=reasons,
        )

    def unit(self, name: str, member: Member | None, files: list[Received]) -> Iterator[Standing]:
        """A unit with each of its files, that which counts first."""
        returned = [each for each in self.facts.returns if each.unit == name]
        if not files:
            why = (self._why_not(member),) if member and not member.summed else ()
            state = NOT_SUMMED if why else NOT_FILED
            yield Standing(unit=name, state=state, member=member, reasons=why)
            return
        refused = [(file, self._refused(file)) for file in files]
        usable = [file for file, found in refused if not found[0]]
        sent_back = {each.sha256 for each in returned}
        current = [file for file in usable if file.sha256 not in sent_back] or usable
        chosen = self._chosen(name, current)
        came = [*(each.date for each in files), *(each.date for each in returned)]
        late = self._late([day for day in came if day])
        for file, found in sorted(refused, key=lambda each: each[0] is not chosen):
            gives_way = bool(found[0]) and {*found[0]} <= _GIVING_WAY and _came_with(file, chosen)
            marks, reasons = found if found[0] else _beside(file, chosen, current)
            if gives_way and chosen is not None:
                marks, reasons = (), (*reasons, f"用的是“{chosen.name}”。")
            state, told = self._state(name, member, file, {*marks})
            is_out = gives_way or not found[0]
            if chosen is not None and file is not chosen and is_out and state != RETURNED:
                state, told = NOT_SUMMED, {}  # another counts for the unit: nothing waits for it
            every = {*marks, *late, *told}
            yield Standing(
                unit=name,
                state=state,
                member=member,
                received=_said_once(file, marks),
                marks=tuple(mark for mark in MARKS if mark in every),
                reasons=(*reasons, *late.values(), *told.values()),
                late="".join(late.values()),
                counts=file is chosen and state != NOT_SUMMED,
                returned=len(returned),
            )

    def _chosen(self, unit: str, usable: list[Received]) -> Received | None:
        """The file that counts; None: they differ, and nobody has said which."""
        said = [each.sha256 for each in self.facts.choices if each.unit == unit][-1:]
        some = [each for each in usable if each.sha256 in said] or usable
        if not some or (some[1:] and len({_figures(each) for each in some}) > 1):
            return None
        if not some[1:]:
            return some[0]
        approved = {each.sha256 for each in self.facts.approvals if each.unit == unit}

        def order(file: Received) -> tuple[bool, int, int]:
            return file.sha256 not in approved, file.errors, _RANK.index(file.kind)

        return min(some, key=order)

    def _refused(self, file: Received) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Marks of a file that cannot be summed as it is, and why."""
        if file.fault:
            return (UNREADABLE,), (file.fault,)
        found: dict[str, str] = {}
        if file.year is None:
            found[YEAR] = f"报告里没有写年度，应当是 {self.year} 年。"
        elif file.year != self.year:
            found[YEAR] = f"是 {file.year} 年的报告，不是 {self.year} 年的。"
        elif file.edition != self.form.edition:
            name = forms.form(file.edition).name
            found[EDITION] = f"用的是 {name}表格，应当是 {self.form.name}。"
        if not self.digests.isdisjoint(file.summed):
            found[SUM] = "它是由这里的报告汇总出来的，再加一次就重复了。"
        return (*found,), (*found.values(),)

    def _late(self, days: Sequence[str]) -> dict[str, str]:
        """By the first of a unit's files: one that was in time may be mended after it."""
        deadline = self.facts.deadline
        if not deadline or not days or min(days) <= deadline:
            return {}
        return {LATE: f"{min(days)} 收到，期限是 {deadline}。"}

    def _state(
        self, unit: str, member: Member | None, file: Received, marks: set[str]
    ) -> tuple[str, dict[str, str]]:
        """The state, and marks that come with it, each with what is to be said of it."""
        approved = {each.sha256 for each in self.facts.approvals if each.unit == unit}
        returned = {each.sha256 for each in self.facts.returns if each.unit == unit}
        if member and not member.summed:
            return NOT_SUMMED, {"": self._why_not(member)}
        if file.sha256 in returned:
            return RETURNED, {}
        if marks & _WRONG:
            return WRONG, {}
        if approved and file.sha256 not in approved:
            return WAITING, {CHANGED: "通过以后文件改过，请再看一遍。"}
        found = WRONG if file.errors else WAITING
        return (APPROVED if approved else found if file.looked else READ), {}

    def _why_not(self, member: Member) -> str:
        return f"不汇总：{member.why}。" if member.why else "名单写明不汇总。"


def _set_aside(file: Received, why: str) -> Standing:
    """What somebody has said is none of these reports."""
    bare_file = structs.replace(file, findings=())
    return Standing(unit="", state=NOT_SUMMED, received=bare_file, reasons=(f"不用：{why}。",))


def _said_once(file: Received, marks: Sequence[str]) -> Received:
    """Without what its own checks say of its edition, where that is what keeps it out."""
    if EDITION not in marks:
        return file
    found = tuple(finding for finding in file.findings if not finding.edition)
    return structs.replace(file, findings=found)


def _figures(file: Received) -> tuple[object, ...]:
    """What it adds to a sum: a blank is 0, as a document may print it."""
    return tuple(figure or 0 for figure in file.figures)


def _came_with(file: Received, chosen: Received | None) -> bool:
    """Whether one that counts came with it, or after it: what comes later may be a correction."""
    return chosen is not None and file.date <= chosen.date


def _beside(
    file: Received, chosen: Received | None, current: list[Received]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Marks of a file for what else the unit has sent, and what is said of that."""
    others = [each for each in current if each is not file]
    names = "、".join(f"“{each.name}”" for each in others)
    if not any(file is each for each in current):
        return (), ("已经退回，另有后来的一份。",)
    if chosen is None:
        return (DIFFERING, TWICE), (f"这个单位还有{names}，数字不同，请定一份。",)
    if file is chosen:
        same = any(_figures(each) == _figures(file) for each in others)
        return ((TWICE,), (f"这个单位还有{names}，只算这一份。",)) if same else ((), ())
    if _figures(file) == _figures(chosen):
        return (TWICE,), (f"与“{chosen.name}”数字相同，只算一次。",)
    return (), (f"没有选用，用的是“{chosen.name}”。",)
