"""All that an edition says about numbers in texts, made ready: what is counted and how it is named."""

import re
from functools import cache

from msgspec import Struct

from app.checks.sums import expand
from app.forms.model import Form
from app.forms.text_rules import Mention, Scope, Shorthand, written_out


class Quantity(Struct, frozen=True, eq=False):
    """A mention's declaration, made ready."""

    check: Mention
    readings: tuple[tuple[str, ...], ...]
    """Each accepted reading's cells."""
    phrases: tuple[re.Pattern[str], ...]
    zero: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    unless_sentence: re.Pattern[str] | None
    needs: re.Pattern[str] | None


class Grammar(Struct, frozen=True, eq=False):
    """All that an edition says about numbers in texts, made ready."""

    quantities: tuple[Quantity, ...]
    named: dict[str, Quantity]
    """Those with a noun, by the group of `nouns` that finds it."""
    nouns: re.Pattern[str]
    skip: re.Pattern[str]
    elsewhen: re.Pattern[str]
    departments: re.Pattern[str]
    never: re.Pattern[str]
    denied: re.Pattern[str]
    denied_before: re.Pattern[str]
    fill: re.Pattern[str]
    join: re.Pattern[str]
    each: re.Pattern[str]
    postfix: re.Pattern[str]


@cache
def grammar(form: Form) -> Grammar | None:
    """None for an edition that says nothing of numbers in texts."""
    scope = next((check for check in form.checks if isinstance(check, Scope)), None)
    if scope is None:
        return None
    short = shorthands(form)
    quantities = tuple(
        _quantity(form, check, short) for check in form.checks if isinstance(check, Mention)
    )
    named = {f"q{i}": q for i, q in enumerate(quantities) if q.check.noun}
    nouns = "|".join(f"(?P<{name}>{written_out(q.check.noun, short)})" for name, q in named.items())
    made = {
        name: re.compile(written_out(getattr(scope, name), short))
        for name in Grammar.__struct_fields__[4:]
    }
    skip = re.compile(written_out(scope.words, short))
    return Grammar(quantities, named, re.compile(nouns), skip, **made)


def shorthands(form: Form) -> dict[str, str]:
    return {check.name: check.words for check in form.checks if isinstance(check, Shorthand)}


def _quantity(form: Form, check: Mention, short: dict[str, str]) -> Quantity:
    def made(words: str) -> re.Pattern[str] | None:
        return re.compile(written_out(words, short)) if words else None

    return Quantity(
        check,
        tuple(expand(form, patterns) for patterns in check.cells),
        tuple(re.compile(written_out(words, short)) for words in check.words),
        tuple(re.compile(written_out(words, short)) for words in check.zero),
        made(check.unless),
        made(check.unless_sentence),
        made(check.needs),
    )
