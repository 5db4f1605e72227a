"""Sentences that the width of a page broke over lines, as a PDF gives them, in one piece again."""

import re
from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from app.importers.terms.plain import WHITE
from app.letters.numerals import COUNTING

PAGE_NUMBER = re.compile(r"[-－–—]?\s*\d{1,3}\s*[-－–—]?")
_NARROWEST, _WIDEST = 40, 160
"""Of a page's lines, in half-width letters."""
_RAGGED = 6
"""A line is full if no more than this is free: marks and numbers are not cut."""
_INDENT = 4
"""The first line of a paragraph is shorter by two letters, which are not copied."""
_FEWEST, _FEW = 5, 8
"""So many full lines at least; one of so many may be wider."""
_ENDS = ("。", "。”", "！", "？", "：", ":")
_INSIDE = re.compile("[，。]")
_BEGINS = re.compile(
    rf"\s{{2}} | \u3000 | [（(]?[{COUNTING}]{{1,3}}[）)、.．] | 第[一二三四五六]", re.VERBOSE
)


def whole(lines: Sequence[str]) -> list[str]:
    """With each full line and the next one joined; just as they are where hardly a line is full.

    Rows (with tabs) are left alone; a page's number between two halves of a sentence goes.
    """
    full = _full(lines)
    made: list[list[str]] = []
    goes_on = turned = False
    for line in lines:
        page_end = PAGE_NUMBER.fullmatch(line.strip())
        turned = goes_on and bool(page_end or (turned and not line.strip(WHITE)))
        if turned:
            continue
        if goes_on and line.strip(WHITE) and "\t" not in line and not _BEGINS.match(line):
            made[-1].append(line.strip(WHITE))
        else:
            made.append([line])
        least = full if goes_on else full - _INDENT
        goes_on = _is_sentence(line) and least <= _width(line) and not _is_end(line)
    return list(map("".join, made))


def _full(lines: Sequence[str]) -> float:
    """How wide a full line is at least; infinite where the lines are paragraphs.

    A few lines may be wider: a row of a table, or words that were set apart.
    """
    widths = Counter(_width(line) for line in lines if _is_sentence(line))
    for width in range(_WIDEST, _NARROWEST, -1):
        full = width - _RAGGED
        filled = sum(many for other, many in widths.items() if full <= other <= width)
        wide = sum(many for other, many in widths.items() if full <= 2 * other)
        wider = sum(many for other, many in widths.items() if width < other)
        if widths[width] and filled >= _FEWEST and 2 * filled >= wide > _FEW * wider:
            return full
    return float("inf")


def _is_sentence(line: str) -> bool:
    return bool(line.strip(WHITE)) and "\t" not in line


def _is_end(line: str) -> bool:
    """A sentence's end, or a heading: numbered, and no sentence."""
    words = line.strip(WHITE)
    return words.endswith(_ENDS) or bool(_BEGINS.match(words) and not _INSIDE.search(words))


def _width(line: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WFA") for letter in line.strip(WHITE))
