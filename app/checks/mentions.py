"""Which numbers of a text speak of a quantity of the tables."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from app.checks.grammar import Grammar, Outcome, Quantity
from app.checks.skeleton import Figure, Skeleton, read

_AFTER_COUNT = re.compile(r"[件宗起例份项部次个，。；、）（和及与]|$")
_AFTER_MONEY = re.compile("万?元")
_DENIAL = re.compile("[未没无零]|不存在")
_COUNTED = re.compile("#[件宗起例部]?")
_MOST = 12
"""So many headings before a column may still be meant."""
_UNIT = re.compile("万?元|[件宗起例份项部次]")


class Mentioned(Struct, frozen=True, eq=False):
    """A number, or a denial, that speaks of quantities; of several, of their sum."""

    quantities: tuple[Quantity, ...]
    figure: Figure | None
    """None: it is said that there was none."""
    at: int
    """Where the number, or the denial, stands in the skeleton."""
    span: tuple[int, int]
    """The words in the text, number and all."""
    by: str
    """Which part of the rules found it: `noun`, `words 2`, `zero 1`, `topics`."""


class Missed(Struct, frozen=True, eq=False):
    """Words that name quantities, and why no number there is the tables'."""

    quantities: tuple[Quantity, ...]
    at: int
    span: tuple[int, int]
    by: str
    """As in `Mentioned`."""
    field: str
    """Which part of the rules says so, by its name there; or `year`, `inexact`, `unit`, `alone`."""
    words: str = ""
    """What that part found; of `needs`, nothing."""


Found = TypeVar("Found", Mentioned, Missed)
Objection = tuple[str, str]
"""The field of the rules that objects, and the words it found."""


class Looked(Struct, frozen=True, eq=False):
    """What a piece of a text says of the tables, each in its order."""

    mentions: tuple[Mentioned, ...] = ()
    missed: tuple[Missed, ...] = ()


NOTHING = Looked()


@lru_cache(maxsize=2048)
def looked(known: Grammar, text_id: str, words: str, year: int | None, *, part: bool) -> Looked:
    """Every mention in a piece of a text, and what looked like one and is none.

    Args:
        known: the edition's grammar.
        text_id: which text it is: some speak of requests without saying so.
        words: as they are read.
        year: the report's.
        part: the organ is one of many, so that "the whole city" is not its own number.
    """
    reading = read(words, year)
    if not reading.figures and not _DENIAL.search(reading.skeleton):
        return NOTHING
    kept: dict[tuple[int, str], Mentioned] = {}
    missed: dict[tuple[int, str], Missed] = {}
    for found in (
        *_in_phrases(known, reading),
        *_at_nouns(known, reading),
        *_outcomes(known, reading),
    ):
        judged = _judged(known, reading, found, text_id, part)
        key = (found.at, found.quantities[0].check.name)
        if isinstance(judged, Mentioned):
            kept[key] = judged
        else:
            missed[key] = judged
    return Looked(_in_order(kept), _in_order({k: m for k, m in missed.items() if k not in kept}))


def _in_order(found: Mapping[tuple[int, str], Found]) -> tuple[Found, ...]:
    return tuple(sorted(found.values(), key=lambda each: (each.span, each.at)))


def _in_phrases(known: Grammar, reading: Skeleton) -> Iterator[Mentioned | Missed]:
    skeleton = reading.skeleton
    denying = bool(_DENIAL.search(skeleton))
    for quantity in known.quantities:
        for nth, phrase in enumerate(quantity.phrases, 1):
            for found in phrase.finditer(skeleton):
                at = skeleton.rfind("#", found.start(), found.end())
                if at >= 0 and _fits(quantity, skeleton, at):
                    yield _mentioned((quantity,), reading, found.start(), at, f"words {nth}")
                elif at >= 0:
                    yield Missed(
                        (quantity,), at, reading.span(*found.span()), f"words {nth}", "unit"
                    )
        for nth, phrase in enumerate(quantity.zero if denying else (), 1):
            for found in phrase.finditer(skeleton):
                span = reading.span(*found.span())
                yield Mentioned((quantity,), None, found.end(), span, f"zero {nth}")


def _fits(quantity: Quantity, skeleton: str, at: int) -> bool:
    """The number counts what the quantity is counted in."""
    after = _AFTER_MONEY if quantity.check.unit else _AFTER_COUNT
    return bool(after.match(skeleton, at + 1))


def _unit_length(skeleton: str, at: int) -> int:
    """How many signs of a unit follow a number."""
    unit = _UNIT.match(skeleton, at + 1)
    return len(unit[0]) if unit else 0


def _mentioned(
    quantities: tuple[Quantity, ...], reading: Skeleton, start: int, at: int, by: str = "noun"
) -> Mentioned:
    first, last = min(start, at), max(start, at)
    unit = _unit_length(reading.skeleton, at)
    span = (reading.spots[first], max(reading.end(at + unit), reading.end(last)))
    return Mentioned(quantities, reading.figures[at], at, span, by)


def _at_nouns(known: Grammar, reading: Skeleton) -> Iterator[Mentioned | Missed]:
    chain: list[re.Match[str]] = []
    for noun in known.nouns.finditer(reading.skeleton):
        if chain and not known.join.fullmatch(reading.skeleton, chain[-1].end(), noun.start()):
            yield from _chained(known, reading, chain)
            chain = []
        chain.append(noun)
    if chain:
        yield from _chained(known, reading, chain)


def _chained(
    known: Grammar, reading: Skeleton, chain: list[re.Match[str]]
) -> Iterator[Mentioned | Missed]:
    """Nouns that stand together: one number after or before them, or a denial."""
    skeleton, start, end = reading.skeleton, chain[0].start(), chain[-1].end()
    quantities = tuple(known.named[noun.lastgroup or ""] for noun in chain)
    fill = known.fill.match(skeleton, end)
    after = fill.end() if fill else end
    if skeleton[after : after + 1] == "#" and _fits(quantities[-1], skeleton, after):
        if fill and known.each.search(fill[0]):
            for quantity in quantities:
                yield _mentioned((quantity,), reading, start, after)
        else:
            yield _mentioned(quantities, reading, start, after)
    elif skeleton[after : after + 1] not in ("#", "≈"):
        yield from _before_or_denied(known, reading, chain, quantities)
    else:
        field = "inexact" if skeleton[after] == "≈" else "unit"
        yield Missed(quantities, after, reading.span(start, after + 1), "noun", field)


def _before_or_denied(
    known: Grammar,
    reading: Skeleton,
    chain: list[re.Match[str]],
    quantities: tuple[Quantity, ...],
) -> Iterator[Mentioned | Missed]:
    skeleton, start, end = reading.skeleton, chain[0].start(), chain[-1].end()
    at = skeleton.rfind("#", max(0, start - 12), start)
    counted = _COUNTED.match(skeleton, at) if at >= 0 else None
    if counted and known.postfix.fullmatch(skeleton, counted.end(), start):
        yield _mentioned(quantities, reading, end - 1, at)
        return
    span, field = _denial(known, reading, start, end)
    for quantity in quantities:
        if field == "never" and quantity.check.deniable:
            yield Mentioned((quantity,), None, end, span, "deniable")
        else:
            why = "deniable" if field == "never" else field
            yield Missed((quantity,), end, span, "noun", why)


def _denial(known: Grammar, reading: Skeleton, start: int, end: int) -> tuple[tuple[int, int], str]:
    """The words that deny the nouns between, before them or after, and `never`.

    Else what shows that something else is denied; `alone` where nothing is.
    """
    skeleton = reading.skeleton
    if after := known.denied_after.match(skeleton, end):
        return reading.span(start, after.end()), "never"
    denials = list(known.never.finditer(skeleton, reading.clause(start), start))
    if not denials:
        return reading.span(start, end), "alone"
    span = reading.span(denials[-1].start(), end)
    if known.denied.match(skeleton, end):
        return span, "denied"
    before = known.denied_before.search(skeleton, denials[-1].end(), start)
    return span, "denied_before" if before else "never"


def _outcomes(known: Grammar, reading: Skeleton) -> Iterator[Mentioned]:
    for outcome in known.outcomes:
        topics: list[re.Match[str]] = []
        coming = deque(outcome.topics.finditer(reading.skeleton))
        for label in outcome.labels.finditer(reading.skeleton) if coming else ():
            while coming and coming[0].end() <= label.start():
                topics.append(coming.popleft())
            at = _number_of(known, reading, label)
            if at is not None and (quantity := _under(outcome, reading, topics[-_MOST:], label)):
                yield _mentioned((quantity,), reading, label.start(), at, "topics")


def _number_of(known: Grammar, reading: Skeleton, label: re.Match[str]) -> int | None:
    """Where the number stands that a label names: right after it, or right before."""
    skeleton, start = reading.skeleton, label.start()
    fill = known.fill.match(skeleton, label.end())
    after = fill.end() if fill else label.end()
    if skeleton[after : after + 1] in ("#", "≈"):
        return after if skeleton[after] == "#" and _AFTER_COUNT.match(skeleton, after + 1) else None
    at = skeleton.rfind("#", max(0, start - 12), start)
    counted = _COUNTED.match(skeleton, at) if at >= 0 else None
    return at if counted and known.postfix.fullmatch(skeleton, counted.end(), start) else None


def _under(
    outcome: Outcome, reading: Skeleton, before: list[re.Match[str]], label: re.Match[str]
) -> Quantity | None:
    """The label under what its clause names, else under what was named last before it.

    After a list of several, the number may be of the last of them or of all of them.
    """
    clause, sentence = reading.clause(label.start()), reading.sentence(label.start())
    near = {topic.lastgroup or "" for topic in before if topic.start() >= clause}
    groups = near or {topic.lastgroup or "" for topic in before[-1:]}
    if len(groups) != 1:
        return None
    others = {topic.lastgroup or "" for topic in before if topic.start() >= sentence}
    choices = [groups] if near else [groups, groups | others]
    cells = (outcome.under(choice, label.lastgroup or "") for choice in choices)
    return outcome.quantity(tuple(dict.fromkeys(cells)))


def _judged(
    known: Grammar, reading: Skeleton, found: Mentioned | Missed, text_id: str, part: bool
) -> Mentioned | Missed:
    """Nothing around it says that it is another number than the table's."""
    if isinstance(found, Missed):
        return found
    field, words = _objection(known, reading, found, text_id, part) or ("", "")
    if not field:
        return found
    return Missed(found.quantities, found.at, found.span, found.by, field, words)


def _objection(
    known: Grammar, reading: Skeleton, mention: Mentioned, text_id: str, part: bool
) -> Objection | None:
    skeleton, at = reading.skeleton, mention.at
    sentence = skeleton[reading.sentence(at) : at]
    clause = skeleton[reading.clause(at) : at]
    if found := known.skip.search(clause):
        return "words", found[0]
    if found := known.elsewhen.search(sentence):
        return "elsewhen", found[0]
    if year := _other_year(sentence, clause):
        return "year", year
    if part and (found := known.departments.search(sentence)):
        return "departments", found[0]
    if not all(_meant(quantity, skeleton, text_id) for quantity in mention.quantities):
        return "needs", ""
    return next(filter(None, (_unless(q, clause, sentence) for q in mention.quantities)), None)


def _other_year(sentence: str, clause: str) -> str:
    """The year that was named last, if it is not the report's; a carried year is in the clause."""
    before = sentence[: len(sentence) - len(clause)]
    years = [sign for sign in before if sign in "ＸＹＺＯ"]
    return years[-1] if years and years[-1] != "Ｙ" and "Ｙ" not in clause else ""


def _meant(quantity: Quantity, piece: str, text_id: str) -> bool:
    """The piece, or the text that it stands in, speaks of what the quantity belongs to."""
    if quantity.needs is None or text_id in quantity.check.about:
        return True
    return bool(quantity.needs.search(piece))


def _unless(quantity: Quantity, clause: str, sentence: str) -> Objection | None:
    if quantity.unless and (found := quantity.unless.search(clause)):
        return "unless", found[0]
    if quantity.unless_sentence and (found := quantity.unless_sentence.search(sentence)):
        return "unless_sentence", found[0]
    return None
