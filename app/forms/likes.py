"""What a file takes over from another of its kind, instead of writing it once more."""

from collections.abc import Iterable

from app.forms.base import Check, Declared
from app.forms.rules import Like
from app.forms.text_rules import Mention, Outcomes, Rows, Shorthand


def missing(like: Like, there: Iterable[Declared]) -> list[str]:
    """The rules and names that it speaks of and that are not `there`, in the other file."""
    there = tuple(there)
    rules = {check.rule for check in there if isinstance(check, Check)}
    names = {check.name for check in there if isinstance(check, Mention)}
    return sorted((set(like.rules) - rules) | (set(like.without) - names))


def is_taken(like: Like, check: Declared) -> bool:
    """The checks that are named, and how numbers in texts are read."""
    if isinstance(check, Check):
        return check.rule in like.rules
    if isinstance(check, Mention):
        return check.name not in like.without
    return isinstance(check, Shorthand | Rows | Outcomes)
