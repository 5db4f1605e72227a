"""In which unit a printed table counts its money: by its row, its header, or a line above it."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from app.importers.terms import values
from app.importers.terms.plain import PlainCell

_SAID = re.compile(
    r"""(?: ^ | [(（:：、,，/\s] )
    (?:人民币)? (?P<unit>(?:亿|万)?元) \s*
    (?= $ | [)）、,，;；/\s] )""",
    re.VERBOSE,
)
_CAPTION = re.compile(r"单\s*位\s*[:：]?")
_LONGEST = 40
UNCLEAR = "?"
"""Where several are named."""


def of_texts(texts: Iterable[str]) -> str:
    """The unit of money that texts name; empty: none; `UNCLEAR`: more than one."""
    found = {unit for text in texts for unit in _SAID.findall(text)}
    return UNCLEAR if len(found) > 1 else next(iter(found), "")


def of_caption(text: str) -> str:
    """The same of a line such as 单位：件、万元; empty: it is no such line."""
    said = len(text) <= _LONGEST and _CAPTION.search(text)
    return of_texts([text[said.end() :], text]) if said else ""


class Money(Struct, frozen=True):
    """What the lines of a table say of their unit."""

    caption: str = ""
    """By a line over it."""

    def after(self, line: Sequence[PlainCell]) -> "Money":
        """What holds below a line: one text alone may say another unit."""
        texts = [cell.text for cell in line if cell.text]
        unit = of_caption(texts[0]) if len(texts) == 1 else ""
        return Money(unit) if unit else self

    def of_row(
        self, row: Sequence[PlainCell], header: str, above: Iterable[Sequence[PlainCell]]
    ) -> str:
        """The unit of the money in a row: its own, the header's, or that of all; else unknown.

        Args:
            row: all its cells; a label may name it, or a cell beside the figure.
            header: the unit that the column's own name gives.
            above: the lines of the header: a corner or a title may name it.
        """
        own = of_texts(cell.text for cell in row if not values.has_number(cell.text))
        over = header or of_texts(cell.text for line in above for cell in line)
        if own and over and own != over:
            return UNCLEAR
        return own or over or self.caption
