"""How texts name what the tables count, as an edition says it, made ready."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from app.checks.sums import expand
from app.forms import rule_files
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.names import called
from app.forms.parts import CellPattern, Plain, Regex
from app.forms.text_rules import Mention, Outcomes, Rows, Scope, Shorthand


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


class Outcome(Struct, frozen=True, eq=False):
    """Columns that bear one label under several headings."""

    check: Outcomes
    labels: re.Pattern[str]
    topics: re.Pattern[str]
    """Both with a group for each: `g0`, `g1` ..."""
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    """By the groups of topic and label."""
    names: Mapping[str, str]
    """What a message calls a cell."""
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def under(self, topics: Iterable[str], label: str) -> tuple[str, ...]:
        """The cells of that label under all those topics."""
        return tuple(dict.fromkeys(c for topic in sorted(topics) for c in self.cells[topic, label]))

    def quantity(self, readings: tuple[tuple[str, ...], ...]) -> Quantity:
        name = "、".join(self.names[cell] for cell in readings[0])
        check = Mention(name=Plain(name), cells=(), about=self.check.about)
        return Quantity(check, readings, (), (), self.unless, None, self.needs)


class Grammar(Struct, frozen=True, eq=False):
    """All that an edition says about numbers in texts, made ready."""

    quantities: tuple[Quantity, ...]
    named: dict[str, Quantity]
    """Those with a noun, by the group of `nouns` that finds it."""
    nouns: re.Pattern[str]
    outcomes: tuple[Outcome, ...]
    skip: re.Pattern[str]
    elsewhen: re.Pattern[str]
    departments: re.Pattern[str]
    never: re.Pattern[str]
    denied: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]
    fill: re.Pattern[str]
    join: re.Pattern[str]
    each: re.Pattern[str]
    postfix: re.Pattern[str]


@cache
def grammar(form: Form) -> Grammar | None:
    """None for an edition that says nothing of numbers in texts."""
    checks = rule_files.of(form).checks
    scope = next((check for check in checks if isinstance(check, Scope)), None)
    if scope is None:
        return None
    short = shorthands(form)
    quantities = tuple(_quantity(form, check, short) for check in _mentions_of(form))
    named = {f"q{i}": q for i, q in enumerate(quantities) if q.check.noun}
    nouns = _alternatives({name: written_out(q.check.noun, short) for name, q in named.items()})
    outcomes = tuple(
        _outcome(form, check, short)
        for check in rule_files.of(form).checks
        if isinstance(check, Outcomes)
    )
    made = {
        name: re.compile(written_out(getattr(scope, name), short))
        for name in Grammar.__struct_fields__[5:]
    }
    skip = re.compile(written_out(scope.words, short))
    return Grammar(quantities, named, nouns, outcomes, skip, **made)


def shorthands(form: Form) -> dict[str, str]:
    return {
        check.name: check.words
        for check in rule_files.of(form).checks
        if isinstance(check, Shorthand)
    }


def _mentions_of(form: Form) -> Iterator[Mention]:
    for check in rule_files.of(form).checks:
        if isinstance(check, Mention):
            yield check
        elif isinstance(check, Rows):
            yield from _called_by_label(form, check)


def _called_by_label(form: Form, check: Rows) -> Iterator[Mention]:
    """Each row by its label and by what it is called for short, the longer first."""
    bare = re.compile(check.bare)
    for cell in expand(form, check.cells):
        row = form.cells[cell].row
        names = [name for each in (row.label, row.short) if (name := bare.sub("", each))]
        if min(len(name) for name in names) >= check.least:
            yield Mention(
                name=Plain(names[-1]),
                noun=Regex("|".join(_said(name, check.said) for name in names)),
                cells=((CellPattern(cell),),),
                unless=check.unless,
                unless_sentence=check.unless_sentence,
                needs=check.needs,
                about=check.about,
            )


def _said(label: str, said: Mapping[Plain, Regex]) -> str:
    """The expression for a label, its pieces as texts say them."""
    pieces = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.sub(pieces, lambda found: said[Plain(found[0])], label) if pieces else label


def _alternatives(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{each})" for name, each in words.items()))


def _outcome(form: Form, check: Outcomes, short: dict[str, str]) -> Outcome:
    topics = {f"g{i}": topic for i, topic in enumerate(check.topics)}
    found = [(name, cell) for name, topic in topics.items() for cell in expand(form, topic.cells)]
    known = dict.fromkeys(form.cells[cell].column.label for _, cell in found)
    labels = {label: f"g{i}" for i, label in enumerate(known) if len(label) >= check.least}
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, cell in found:
        if group := labels.get(form.cells[cell].column.label):
            cells[name, group] = (*cells.get((name, group), ()), cell)
    columns = {cell: form.cells[cell].column for _, cell in found}
    return Outcome(
        check,
        _alternatives({name: _said(label, check.said) for label, name in labels.items()}),
        _alternatives({name: written_out(topic.words, short) for name, topic in topics.items()}),
        cells,
        {cell: called(column) for cell, column in columns.items()},
        _made(check.unless, short),
        _made(check.needs, short),
    )


def _made(words: str, short: dict[str, str]) -> re.Pattern[str] | None:
    return re.compile(written_out(words, short)) if words else None


def _quantity(form: Form, check: Mention, short: dict[str, str]) -> Quantity:
    return Quantity(
        check,
        tuple(expand(form, patterns) for patterns in check.cells),
        tuple(re.compile(written_out(words, short)) for words in check.words),
        tuple(re.compile(written_out(words, short)) for words in check.zero),
        _made(check.unless, short),
        _made(check.unless_sentence, short),
        _made(check.needs, short),
    )
