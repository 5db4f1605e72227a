"""Lines copied out of a PDF: the cells of a row stand one space apart, and blank ones are gone."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.importers.guesses import broken
from app.importers.guesses.broken import is_whole_label
from app.importers.guesses.rejoined import PAGE_NUMBER
from app.importers.guesses.stacked import SECTION_NUMBER, is_group
from app.importers.terms.labels import catalogue, is_row, key
from app.importers.terms.plain import WHITE

_FIGURE = re.compile(r"[-−－]?\.?\d[\d,.]* (?: [亿万]?元 | [件项] )? | [/—－-]{1,2}", re.VERBOSE)
_MANY = 5
"""So many figures at the end of a line are no sentence's."""
_BETWEEN = 30
"""Lines of a narrow header, or of groups, that may stand over a row."""


def rows(lines: Sequence[str]) -> list[str]:
    """The lines with tabs, where their words tell that they are rows; else just as they are."""
    apart = [piece for line in lines for piece in _apart(line)]
    if len(apart) == len(lines) and all(map(str.__eq__, apart, lines)):
        return apart
    return list(_joined(broken.whole(apart, in_rows=False)))


def _apart(line: str) -> list[str]:
    """A line as a row, as the labels of a header one below the other, or as it is."""
    words = [] if "\t" in line else line.split()
    figures = 0
    while figures < len(words) and _FIGURE.fullmatch(words[-1 - figures]):
        figures += 1
    label = words[: len(words) - figures]
    if figures and label and is_row("".join(label)):
        return ["\t".join(["".join(label), *words[len(label) :]])]
    if figures >= _MANY or (figures and label and is_row(label[-1])):
        return ["\t".join(words)]
    if figures or len(label) < 2 or not any(map(is_whole_label, label)):
        return [line]
    return ["\t".join(label)] if all(map(is_whole_label, label)) else label


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """With what stands over a row in its table: its groups, the labels of a header, its own."""
    above: list[str] = []
    begun = False
    for line, following in pairwise((*lines, "")):
        if "\t" not in line:
            above.append(line)
            continue
        own = [] if _are_figures(following) else _label_of(above, line)
        del above[len(above) - len(own) :]
        while above and is_group(above[-1]):
            own.insert(0, above.pop())
        yield from _over(above, line, begun=begun)
        yield "\t".join([*own, line])
        above, begun = [], True
    yield from above


def _label_of(above: Sequence[str], row: str) -> list[str]:
    """The one label that stands alone over a row of figures alone."""
    labels = [line for line in above if is_row(line)]
    header = any(key(line) in known.header_keys for line in labels for known in catalogue())
    return labels if labels == [*above[-1:]] and not header and _are_figures(row) else []


def _are_figures(row: str) -> bool:
    return all(map(_FIGURE.fullmatch, row.split("\t")))


def _over(lines: Sequence[str], row: str, *, begun: bool) -> Iterator[str]:
    """The lines over a row: as rows too where all are labels; without a header in pieces."""
    written = [
        line for line in lines if line.strip(WHITE) and not PAGE_NUMBER.fullmatch(line.strip())
    ]
    start = len(written)
    while start and (
        is_whole_label(written[start - 1]) or not SECTION_NUMBER.match(written[start - 1])
    ):
        start -= 1
    labels = written[start:] if start or begun else []
    short = len(labels) <= _BETWEEN and not any("。" in line for line in labels)
    if labels and all(map(is_whole_label, labels)):
        yield from written[:start]
        yield from (f"{line}\t" for line in labels)
    elif labels and short and row.count("\t") >= _MANY:
        yield from written[:start]
    else:
        yield from lines
