"""What a rule looks at and then says nothing of: no finding, but an answer to "why not?"."""

from msgspec import Struct

from app.forms.base import Check


class Passed(Struct, frozen=True):
    """Words that a rule found, and why it raises nothing over them."""

    rule: str
    place: tuple[str, int, int]
    """(text id, start, end), counted in the text as it is read, as in `Finding.spans`."""
    why: str


class Failed(Struct, frozen=True):
    """A rule that could not go on in this report, and why."""

    why: str


def passed(check: Check, place: tuple[str, int, int], why: str) -> Passed:
    return Passed(check.rule, place, why)
