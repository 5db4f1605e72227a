"""Expressions that could keep the program busy for ever: `(a+)+b` or `(a|a)*b` on many a.

A text that nearly fits is tried in more ways than can be counted.

What `re` itself makes of an expression is read. Each loop that may be entered anew becomes a small
machine: its signs, and which can follow which. If one text leads from a sign back to itself in two
ways, each turn doubles the work. Possessive and atomic parts keep what they took, and so are one
sign to the loop around them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeVar

from msgspec import Struct

_FEW = 3
"""So many turns of a loop are written out; more count as endless."""
_MOST_STEPS = 300_000
"""An expression with more is refused: nobody can tell in time."""
_MOST_LOOPS = 3
"""Endless loops one after the other over the same signs: each multiplies the work by the length."""
_SAMPLES = "0９aé中_ \n\t，。#≈"
"""One sign of each class besides those that an expression names."""

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_KEEPING = (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP)
_ENDS = (op.AT_END, op.AT_END_STRING)
"""No further turn takes anything after these."""
_SIGNS = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_CLASSES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
}
_OTHERS = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}
Pair = tuple[int, int]
Node = TypeVar("Node", int, Pair)
Item = tuple[Any, Any]
Signs = frozenset[str]
Ways = dict[int, int]
"""The signs that may come next, by number, and in how many ways: 1, or 2 for more."""


def fault(words: str) -> str:
    """Why an expression that compiles is too slow to be used; empty: it is not.

    Raises:
        RecursionError: it is too deep.
    """
    tree = parser.parse(words)
    alphabet = frozenset(_SAMPLES) | frozenset(_edges(tree))
    try:
        for loop in _loops(tree):
            if _Machine(alphabet).runs_away(loop):
                return "重复里面又有重复，同一段字有许多种拆法，会算不完"
    except _TooMuch:
        return "重复里面的东西太多，看不出会不会算不完"
    if any(_chained(line, alphabet) > _MOST_LOOPS for line in _lines(tree)):
        return f"超过 {_MOST_LOOPS} 个不限长度的重复连着，会算得太久"
    return ""


def _inner(item: Item) -> list[Sequence[Item]]:
    """The sequences that an item is made of."""
    kind, value = item
    made: Sequence[Any] = ()
    if kind in (*_REPEATS, op.POSSESSIVE_REPEAT):
        made = [value[2]]
    elif kind is op.BRANCH:
        made = value[1]
    elif kind is op.SUBPATTERN:
        made = [value[3]]
    elif kind is op.ATOMIC_GROUP:
        made = [value]
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        made = [value[1]]
    elif kind is op.GROUPREF_EXISTS:
        made = value[1:]
    return [each for each in made if each is not None]


def _walk(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for inner in _inner(item):
            yield from _walk(inner)


def _lines(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Every sequence in an expression."""
    yield items
    for item in items:
        for inner in _inner(item):
            yield from _lines(inner)


def _loops(items: Iterable[Item]) -> Iterator[Item]:
    """The outermost loops, and those in parts that such a loop cannot see into."""
    for item in items:
        kind, value = item
        if kind in _REPEATS and value[1] > _FEW:
            yield item
            hidden = (i for i in _walk(value[2]) if i[0] in (*_KEEPING, op.ASSERT, op.ASSERT_NOT))
            for each in hidden:
                for inner in _inner(each):
                    yield from _loops(inner)
        else:
            for inner in _inner(item):
                yield from _loops(inner)


def _edges(tree: Iterable[Item]) -> Iterator[str]:
    """Where the ranges of an expression begin: two that overlap share one of these."""
    for kind, value in _walk(tree):
        pieces = value if kind is op.IN else [(kind, value)]
        for piece, what in pieces:
            if piece in (op.LITERAL, op.NOT_LITERAL, op.RANGE):
                low, high = what if piece is op.RANGE else (what, what)
                yield from (chr(low), chr(min(high + 1, 0x10FFFF)))


def _signs(item: Item, alphabet: Signs) -> Signs:
    """Those of the alphabet that an item of one sign fits."""
    kind, value = item
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        found = frozenset().union(*(_signs(each, alphabet) for each in value[negated:]))
        return alphabet - found if negated else found
    if kind is op.RANGE:
        order = _in_order(alphabet)
        low, high = bisect_left(order, chr(value[0])), bisect_right(order, chr(value[1]))
        return frozenset(order[low:high])
    if kind is op.CATEGORY:
        fits = _CLASSES[_OTHERS.get(value, value)]
        found = frozenset(sign for sign in alphabet if fits(sign))
        return alphabet - found if value in _OTHERS else found
    if kind is op.ANY:
        return alphabet - {"\n"}
    return alphabet - {chr(value)} if kind is op.NOT_LITERAL else frozenset(chr(value))


@lru_cache(maxsize=2)
def _in_order(alphabet: Signs) -> list[str]:
    """One set in brackets may name thousands of ranges."""
    return sorted(alphabet)


class _TooMuch(Exception):
    """Nobody can tell in time."""


class _Part(Struct):
    """A piece of the machine: the signs that it may begin and end with."""

    first: Ways
    last: Ways
    empty: int
    """In how many ways it may be nothing: 0, 1, or 2 for more."""


class _Machine:
    """The signs of one loop, and how often each may follow which."""

    def __init__(self, alphabet: Signs) -> None:
        self.alphabet = alphabet
        self.signs: list[Signs] = []
        self.next: list[Ways] = []
        self._followed = 0

    def runs_away(self, loop: Item) -> bool:
        least, body = loop[1][0], self._sequence(loop[1][2])
        self._follow(body.last, body.first)
        if least > _FEW and body.empty and body.first:
            return True  # which of so many turns take nothing?
        steps = dict(enumerate(self.next))
        ring = _rings(steps)
        twice = ((a, b) for a, after in steps.items() for b, ways in after.items() if ways > 1)
        return any(ring[a] == ring[b] for a, b in twice) or self._meets_again()

    def _sign(self, signs: Signs) -> _Part:
        self.signs.append(signs)
        self.next.append({})
        return _Part({len(self.signs) - 1: 1}, {len(self.signs) - 1: 1}, 0)

    def _sequence(self, items: Iterable[Item]) -> _Part:
        made = _Part({}, {}, 1)
        for item in items:
            made = self._joined(made, self._item(item))
        return made

    def _item(self, item: Item) -> _Part:
        kind, value = item
        if kind in _SIGNS:
            return self._sign(_signs(item, self.alphabet))
        if kind in _KEEPING:
            return self._kept(item)
        if kind in _REPEATS:
            return self._repeat(*value)
        if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
            return _Part({}, {}, int(value not in _ENDS))
        inner = [self._sequence(each) for each in _inner(item)]
        if kind is op.GROUPREF_EXISTS and len(inner) == 1:
            inner.append(_Part({}, {}, 1))
        return self._either(inner) if inner else _Part({}, {}, 1)

    def _kept(self, item: Item) -> _Part:
        """One sign, of those that it may begin with."""
        apart = _Machine(self.alphabet)
        parts = [apart._sequence(each) for each in _inner(item)]
        first = frozenset().union(*(apart.signs[i] for part in parts for i in part.first))
        made = self._sign(first)
        none = any(part.empty for part in parts)
        made.empty = int(none or (item[0] is op.POSSESSIVE_REPEAT and item[1][0] == 0))
        return made

    def _repeat(self, low: int, high: int, body: Sequence[Item]) -> _Part:
        if high <= _FEW:
            made = _Part({}, {}, 1)
            for turn in range(high):
                once = self._sequence(body)
                made = self._joined(made, once if turn < low else self._maybe(once))
            return made
        made = self._sequence(body)
        self._follow(made.last, made.first)
        return _Part(made.first, made.last, min(1, made.empty) if low else 1)

    @staticmethod
    def _maybe(part: _Part) -> _Part:
        return _Part(part.first, part.last, min(2, part.empty + 1))

    def _joined(self, left: _Part, right: _Part) -> _Part:
        self._follow(left.last, right.first)
        first = _sum(left.first, *[right.first] * left.empty)
        last = _sum(right.last, *[left.last] * right.empty)
        return _Part(first, last, min(2, left.empty * right.empty))

    def _either(self, parts: list[_Part]) -> _Part:
        first = _sum(*(part.first for part in parts))
        last = _sum(*(part.last for part in parts))
        return _Part(first, last, min(2, sum(part.empty for part in parts)))

    def _follow(self, before: Ways, after: Ways) -> None:
        self._followed += len(before) * len(after) + len(before) + len(after)
        if self._followed > _MOST_STEPS:
            raise _TooMuch
        for source, out in before.items():
            for target, ways in after.items():
                self.next[source][target] = min(2, self.next[source].get(target, 0) + out * ways)

    def _meets_again(self) -> bool:
        """Two ways that part at a sign and, over the same text, meet there again."""
        steps: dict[Pair, set[Pair]] = {}
        todo: list[Pair] = [(i, i) for i in range(len(self.signs))]
        looked_at = 0
        while todo and looked_at < _MOST_STEPS:
            pair = todo.pop()
            if pair not in steps:
                looked_at += len(self.next[pair[0]]) * len(self.next[pair[1]])
                steps[pair] = self._after(*pair)
                todo += steps[pair]
        if todo:
            raise _TooMuch
        ring = _rings(steps)
        parted = {ring[pair] for pair in steps if pair[0] != pair[1]}
        return any(ring[pair] in parted for pair in steps if pair[0] == pair[1])

    def _after(self, one: int, other: int) -> set[Pair]:
        """Where two ways may be one sign later, over the same text."""
        return {
            (min(a, b), max(a, b))
            for a in self.next[one]
            for b in self.next[other]
            if self.signs[a] & self.signs[b]
        }


def _rings(steps: Mapping[Node, Collection[Node]]) -> dict[Node, int]:
    """By node, which ring it is in: all nodes of one lead to each other (Kosaraju, 1978).

    A node that leads to no other and back is a ring by itself.
    """
    back: dict[Node, list[Node]] = {node: [] for node in steps}
    for node, after in steps.items():
        for each in after:
            back[each].append(node)
    rings: dict[Node, int] = {}
    for number, start in enumerate(reversed(_left_in_turn(steps))):
        todo = [start]
        while todo:
            node = todo.pop()
            if node not in rings:
                rings[node] = number
                todo += back[node]
    return rings


def _left_in_turn(steps: Mapping[Node, Collection[Node]]) -> list[Node]:
    """The nodes as a walk in depth leaves them for the last time."""
    seen: set[Node] = set()
    order: list[Node] = []
    for start in steps:
        way = [] if start in seen else [(start, iter(steps[start]))]
        seen.add(start)
        while way:
            _, after = way[-1]
            new = next((each for each in after if each not in seen), None)
            if new is None:
                order.append(way.pop()[0])
            else:
                seen.add(new)
                way.append((new, iter(steps[new])))
    return order


def _sum(*ways: Ways) -> Ways:
    made: Ways = {}
    for each in ways:
        for sign, count in each.items():
            made[sign] = min(2, made.get(sign, 0) + count)
    return made


def _chained(items: Sequence[Item], alphabet: Signs) -> int:
    """How many endless loops over signs that they share follow each other, with such between."""
    most, count, shared = 0, 0, alphabet
    for item in _flat(items):
        if signs := _endless(item, alphabet):
            count, shared = (count + 1, shared & signs) if shared & signs else (1, signs)
        elif item[0] in _SIGNS and not _signs(item, alphabet) & shared:
            count, shared = 0, alphabet
        most = max(most, count)
    return most


def _endless(item: Item, alphabet: Signs) -> Signs:
    """What a loop over single signs takes; none: it is no such loop."""
    kind, value = item
    if kind not in _REPEATS or value[1] is not op.MAXREPEAT or len(value[2]) != 1:
        return frozenset()
    return _signs(value[2][0], alphabet) if value[2][0][0] in _SIGNS else frozenset()


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    """Without groups that only hold a part together."""
    for item in items:
        if item[0] is op.SUBPATTERN:
            yield from _flat(item[1][3])
        else:
            yield item
