"""How much the texts of a report may hold: what a window can show without a pause. Pure.

Bounds of this program; no official document sets any.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

MOST_LETTERS, MOST_LINES, MOST_LINKS = 50_000, 2_000, 300
"""Of one text."""
MOST_ALTOGETHER = 150_000
"""Letters of all the texts of a report."""
MOST_OF_WORDS = 10_000
"""Letters of a name, a reason, a note: of whatever is no text of the report."""
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\ufdd0\ufdd1]")
"""What a text box begins a new line at."""


def too_much(text: str) -> str | None:
    """Why a text is more than a report holds; None: it is not."""
    if len(text) > MOST_LETTERS:
        return f"一段文字最多 {MOST_LETTERS:,} 字，这里有 {len(text):,} 字"
    if len(_beginning(text)) < len(text):
        return f"一段文字最多 {MOST_LINES:,} 行，这里有 {len(_LINE_END.findall(text)) + 1:,} 行"
    if (numbers := text.count("⟦")) > MOST_LINKS:
        return f"一段文字最多引用 {MOST_LINKS} 个数，这里有 {numbers:,} 个"
    return None


def too_much_altogether(texts: Mapping[str, str]) -> str | None:
    """Why texts, each of which may stand, are too much for one report; None: they are not."""
    letters = sum(map(len, texts.values()))
    if letters <= MOST_ALTOGETHER:
        return None
    return f"全部文字最多 {MOST_ALTOGETHER:,} 字，这里有 {letters:,} 字"


def fitting(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Of texts without links, by id: what a report can hold of each, and the rest of it."""
    left = MOST_ALTOGETHER
    for id_, text in texts.items():
        kept = _beginning(text[: min(left, MOST_LETTERS)])
        left -= len(kept)
        yield id_, kept, text[len(kept) :]


def _beginning(text: str) -> str:
    """As many of its lines as a text may have."""
    ends = _LINE_END.finditer(text) if len(text) >= MOST_LINES else iter(())
    last = next(islice(ends, MOST_LINES - 1, None), None)
    return text if last is None else text[: last.start()]
