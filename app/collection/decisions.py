"""What an office decides about the reports that it received: the facts before -> the facts after.

Pure: each takes what is known and gives what is known then, so that it can be taken back exactly.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import structs

from app.collection.facts import Approval, Choice, Facts, Member, Return, UnitRemark, Unused
from app.collection.whose import Units, bare
from app.report.kept import Acknowledged, Correction


def approved(facts: Facts, made: Approval) -> Facts:
    """A unit's report may be summed and published; it was not sent back then."""
    bare = undecided(facts, made.unit, made.sha256)
    return structs.replace(bare, approvals=(*bare.approvals, made))


def sent_back(facts: Facts, made: Return) -> Facts:
    """A unit is asked to mend its report, which was not approved then."""
    bare = undecided(facts, made.unit, made.sha256)
    return structs.replace(bare, returns=(*bare.returns, made))


def undecided(facts: Facts, unit: str, sha256: str) -> Facts:
    """A report is neither approved nor sent back."""
    about = (unit, sha256)
    return structs.replace(
        facts,
        approvals=tuple(each for each in facts.approvals if (each.unit, each.sha256) != about),
        returns=tuple(each for each in facts.returns if (each.unit, each.sha256) != about),
    )


def with_member(facts: Facts, units: Iterable[str], unit: str, **said: Any) -> Facts:
    """Something is known of a unit of the list.

    Args:
        facts: where there is no list, one is made: without the others these would be strangers.
        units: all that are there.
        unit: which is meant; it need not be on the list.
        said: fields of `Member`.
    """
    listed = facts.units or tuple(Member(name=name) for name in dict.fromkeys(units))
    if not any(each.name == unit for each in listed):
        listed = (*listed, Member(name=unit))
    changed = (structs.replace(each, **said) if each.name == unit else each for each in listed)
    return structs.replace(facts, units=tuple(changed))


def chosen(facts: Facts, made: Choice) -> Facts:
    """Of several files of a unit this one counts; or of a file, that it is this unit's.

    What was chosen before stays: it may be the only thing that tells whose a file is.
    """
    others = (each for each in facts.choices if made.sha256 != each.sha256)
    return structs.replace(facts, choices=(*others, made))


def set_aside(facts: Facts, made: Unused) -> Facts:
    """A file is none of the reports, whatever is in it."""
    left = taken_up(facts, made.sha256)
    return structs.replace(left, unused=(*left.unused, made))


def taken_up(facts: Facts, sha256: str) -> Facts:
    """A file is looked at again."""
    left = tuple(each for each in facts.unused if each.sha256 != sha256)
    return structs.replace(facts, unused=left)


def relisted(facts: Facts, units: Sequence[Member], called: Iterable[str] = ()) -> Facts:
    """Others are expected, by another list.

    What the office has learnt of a unit and decided about it holds on, also where the list has
    another name for it now.

    Args:
        facts: what is known.
        units: those of the new list.
        called: units that are known without a list.
    """
    known = Units(units, facts.organ)
    names = (*called, *(member.name for member in facts.units))
    places = known.places(names)
    before = {member.name: member for member in facts.units}
    now = {name: _unit_now(known, places, name, before.get(name)) for name in names}
    learnt = {now[name]: member for name, member in before.items() if now[name]}
    taken = {bare(name) for each in units for name in (each.name, *each.aliases)}
    listed = tuple(
        _with_learnt(each, learnt[each.name], taken) if each.name in learnt else each
        for each in units
    )
    moved: dict[str, Any] = {
        key: tuple(
            structs.replace(each, unit=now.get(each.unit) or each.unit)
            for each in getattr(facts, key)
        )
        for key in ("choices", "approvals", "returns", "corrections", "remarks")
    }
    return structs.replace(facts, units=listed, **moved)


def _unit_now(known: Units, places: Sequence[str], name: str, before: Member | None) -> str:
    """What a unit is called on the new list; "": it is not on it."""
    names = (name, *(before.aliases if before else ()))
    return next(filter(None, (known.match(each, places).unit for each in names)), "")


def _with_learnt(unit: Member, before: Member, taken: set[str]) -> Member:
    more = (each for each in (before.name, *before.aliases) if bare(each) not in taken)
    left_out = unit.summed and not before.summed and bool(before.why)
    return structs.replace(
        unit,
        aliases=(*unit.aliases, *more),
        level=unit.level or before.level,
        contact=unit.contact or before.contact,
        own=unit.own or before.own,
        summed=unit.summed and not left_out,
        why=unit.why or (before.why if left_out else ""),
    )


def corrected(facts: Facts, made: Correction) -> Facts:
    """A unit's figure is another one in the sum; only the last correction of a figure holds.

    One that leaves the figure as it was takes it back.
    """
    about = (made.unit, made.cell)
    others = tuple(each for each in facts.corrections if (each.unit, each.cell) != about)
    kept = (made,) if made.now != made.was else ()
    return structs.replace(facts, corrections=(*others, *kept))


def acknowledged(facts: Facts, made: Acknowledged) -> Facts:
    """What is found at a place of the sum may stand; without a reason it may not any more.

    Of a place only the last reason is kept: it was given when fewer units were there.
    """
    about = (made.rule, made.cells, made.texts)
    others = tuple(e for e in facts.acknowledged if (e.rule, e.cells, e.texts) != about)
    return structs.replace(facts, acknowledged=(*others, *((made,) if made.reason else ())))


def remarked(facts: Facts, made: UnitRemark) -> Facts:
    """Something was written at a place of a unit's report; the same is not written twice."""
    known = {_meant(each) for each in facts.remarks}
    more = () if _meant(made) in known else (made,)
    return structs.replace(facts, remarks=(*facts.remarks, *more))


def _meant(remark: UnitRemark) -> object:
    return remark.unit, remark.cells, remark.texts, remark.words


def without_remark(facts: Facts, remark: UnitRemark) -> Facts:
    return structs.replace(facts, remarks=tuple(each for each in facts.remarks if each != remark))
