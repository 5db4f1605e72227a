"""Sentences that are alike but for what they name and count, told as one. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

_FEW = 3
"""So many alike stand one by one; of more, the first stands for all until it is unfolded."""
_Told = TypeVar("_Told")
_PARTICULARS = r"“.*”|（.*）|\d[\d.,]*"


def folded(told: Iterable[_Told], words: Callable[[_Told], str] = str) -> Iterator[list[_Told]]:
    """Those whose words differ only in what they name and count come together, where they are many.

    A group stands where its first one did.
    """
    groups: dict[str, list[_Told]] = {}
    for each in told:
        groups.setdefault(kind_of(words(each)), []).append(each)
    for group in groups.values():
        if len(group) > _FEW:
            yield group
        else:
            yield from ([each] for each in group)


def kind_of(words: str) -> str:
    """A sentence without what it names and counts."""
    return re.sub(_PARTICULARS, "…", words)


def for_all(first: str, group: Sequence[object]) -> str:
    """What stands for many that are alike."""
    return f"{first}……还有 {len(group) - 1} 处类似"
