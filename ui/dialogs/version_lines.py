"""What a list of earlier states of a report is given, and what comes back from it."""

from msgspec import Struct

Answer = tuple[str, int]
"""What to do, one of `LOOK` and the rest, with which of the lines."""
LOOK, COMPARE, BACK, SETTINGS = "look", "compare", "back", "settings"


class Line(Struct, frozen=True):
    """One version in the list."""

    time: str
    size: str


class Described(Struct, frozen=True):
    """What is told of a version; where it cannot be read, why."""

    after: str
    now: str
    usable: bool = True
