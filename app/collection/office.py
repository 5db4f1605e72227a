"""Whose sum it most likely is, as long as nobody has said so. Pure."""

from collections.abc import Iterable

from app.collection.facts import Facts
from app.collection.whose import common_place, place_of

_GOVERNMENT = "人民政府"


def guess(facts: Facts, units: Iterable[str], folder: str) -> str:
    """The government of the place that the units, or their folder, are called by; "": none is.

    Args:
        facts: with the office's own unit, where the list names one.
        units: the names of all units.
        folder: what the folder of the collection is called.
    """
    names = (*units, *(unit.name for unit in facts.units))
    own = [unit.name for unit in facts.units if unit.own]
    offices = [name for name in names if name.endswith(f"{_GOVERNMENT}办公室")]
    places = (
        *map(place_of, (*own, *offices)),
        common_place(names),
        common_place(names=(folder,), fewest=1),
    )
    return next((f"{place}{_GOVERNMENT}" for place in places if place), own[0] if own else "")
