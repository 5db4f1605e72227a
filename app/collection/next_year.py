"""A new collection: from an office's list of units, or from last year's."""

import os
from datetime import date
from pathlib import Path

from msgspec import structs

from app.collection import folder
from app.collection.facts import Facts
from app.collection.folder import CollectionError
from app.disk import files


def from_last_year(last: Facts, place: Path, into: Path, year: int | None = None) -> Facts:
    """This year's facts: the office, its units and how to reach them, and where last year's lie.

    What is about single reports of last year stays there.

    Args:
        last: last year's facts.
        place: their folder.
        into: the folder of the new collection.
        year: the new year; None: the one after.

    Raises:
        CollectionError: no year is known, or none that can follow.
    """
    if year is None and last.year is None:
        raise CollectionError(f"“{place}”里没有写年度，请用 --year 写明新一年。")
    if year is not None and last.year is not None and year <= last.year:
        raise CollectionError(f"“{place}”是 {last.year} 年的，不能用来起头 {year} 年的。")
    return Facts(
        year=year or (last.year or 0) + 1,
        organ=last.organ,
        level=last.level,
        deadline=_a_year_later(last.deadline),
        previous=_seen(place, into),
        units=last.units,
    )


def create(facts: Facts, into: Path) -> None:
    """Make the folder, with a place for what will be received.

    Raises:
        CollectionError: there is a collection already, or it cannot be made.
    """
    if folder.is_collection(into):
        raise CollectionError(f"“{into}”里已经有一份{folder.FACTS}，没有改动它。")
    try:
        (into / folder.ORIGINALS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CollectionError(f"无法新建“{into}”：{files.why(error)}。") from error
    folder.save(facts, into, "")


def with_office(facts: Facts, organ: str) -> Facts:
    """The same of an office that is named; its own report is one of those that are summed."""
    units = (structs.replace(unit, own=unit.own or unit.name == organ) for unit in facts.units)
    return structs.replace(facts, organ=organ, units=tuple(units))


def _a_year_later(day: str) -> str:
    then = date.fromisoformat(day) if day else date.max
    if then.year == date.max.year:  # no calendar goes on
        return ""
    last = then.month == 2 and then.day == 29
    return then.replace(year=then.year + 1, day=28 if last else then.day).isoformat()


def _seen(place: Path, into: Path) -> str:
    """From the new folder; on another drive nothing leads from one to the other."""
    try:
        return Path(os.path.relpath(place.absolute(), into.absolute())).as_posix()
    except ValueError:
        return place.absolute().as_posix()
