"""How much of a text stood in an earlier one. Pure."""

import re
from functools import lru_cache

from app.letters import characters

_NO_WORDS = re.compile(r"[\s\d]+")


@lru_cache(maxsize=8)
def likeness(now: str, before: str, names: tuple[str, ...], run: int) -> float:
    """The share, in percent, of this year's runs of characters that stand in last year's text.

    Args:
        now: this year's text, as it is read.
        before: last year's.
        names: words that are the same every year and count for nothing: the organ, the years.
        run: so many characters in a row count as one piece.
    """
    now, before = (_bare(text, names) for text in (now, before))
    known = {before[i : i + run] for i in range(len(before) - run + 1)}
    runs = [now[i : i + run] for i in range(len(now) - run + 1)]
    return 100 * sum(piece in known for piece in runs) / len(runs) if runs else 0.0


def _bare(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "")
    seen, _ = characters.seen(text)
    return _NO_WORDS.sub("", seen)
