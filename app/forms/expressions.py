"""Regular expressions as an edition writes them: with shorthands, and sometimes wrong."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from app.forms import runaway
from app.forms.parts import Filled, Groups, Joined

MAX_LENGTH = 8_000
"""Signs of an expression with its shorthands in full; our longest has a twentieth."""
MOST_ALTOGETHER = 100_000
"""Signs of all expressions of a file: whether one of them comes to an end takes a while to tell.
Ours have a fifth.
"""
MOST_CLASSES = 2_000
"""Sets of signs in brackets, of all expressions of a file: each may take half a millisecond to
compile; ours have two hundred."""
_SHORTHAND = re.compile(r"\{([a-z_]+)\}")


def written_out(words: str, short: Mapping[str, str]) -> str:
    """The expression with its shorthands in full; other braces are the expression's own.

    Raises:
        KeyError: there is no such shorthand.
    """
    return _SHORTHAND.sub(lambda found: short[found[1]], words)


def too_many(expressions: Iterable[str], short: Mapping[str, str]) -> str:
    """Why the expressions of a file cannot all be compiled in time; empty: they can."""
    whole = [
        (words, *(short.get(name, "") for name in _SHORTHAND.findall(words)))
        for words in expressions
    ]
    if sum(len(part) for parts in whole for part in parts) > MOST_ALTOGETHER:
        return f"表达式太多，连同简写里的一共最多 {MOST_ALTOGETHER:,} 个字"
    if sum(part.count("[") for parts in whole for part in parts) > MOST_CLASSES:
        return f"表达式太多，里面的方括号连同简写里的一共最多 {MOST_CLASSES:,} 处"
    return ""


def fault(words: str, short: Mapping[str, str], notes: Iterable[Any]) -> str:
    """Why an expression cannot be used; empty: it can."""
    filled = {name: "(?:0)" for note in notes if isinstance(note, Filled) for name in note.names}
    if _length(words, short) > MAX_LENGTH:
        return f"表达式太长，连同简写最多 {MAX_LENGTH} 个字"
    try:
        whole = written_out(words, {**short, **filled})
    except KeyError as name:
        return f"表达式写法不对（没有 {name} 这个简写）"
    groups = (name for note in notes if isinstance(note, Groups) for name in note.names)
    return _fault(whole, tuple(groups), any(isinstance(note, Joined) for note in notes))


@lru_cache(maxsize=2048)
def _fault(whole: str, groups: tuple[str | int, ...], joined: bool) -> str:
    """Two editions share most of their expressions, and to look at one takes a while."""
    try:
        found = re.compile(whole)
        # Some are put together with others: none may set flags for all.
        slow = runaway.fault(f"(?:{whole})")
    except (re.error, OverflowError, RecursionError) as error:
        return f"表达式写法不对（{error}）"
    missing = [name for name in groups if isinstance(name, str) and name not in found.groupindex]
    missing += [f"第 {name} 个" for name in groups if isinstance(name, int) and found.groups < name]
    if missing:
        return f"表达式里缺组：{'、'.join(missing)}"
    return "表达式里的组不能有名字" if joined and found.groupindex else slow


def _length(words: str, short: Mapping[str, str]) -> int:
    return len(words) + sum(len(short.get(name, "")) for name in _SHORTHAND.findall(words))
