"""R46: letters written twice where the words with them once are known."""

import re
from collections.abc import Iterator

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.page import Page, finder
from app.checks.reading import squeeze
from app.checks.wording import said
from app.forms.model import Form, block_columns, table_rows
from app.forms.text_rules import Doubled

_LEAST = 4
"""Fewer letters in a row stand anywhere by chance."""
_twice = finder(r"([一-龥]{1,4}?)\1+")


def doubled(form: Form, check: Doubled) -> Run:
    labels = "|".join((*_labels(form), *check.known))
    sound = re.compile(check.sound)

    def run(page: Page) -> Iterator[Finding]:
        texts = {text_id: squeeze(text) for text_id, text in page.texts.items()}
        known = "|".join((labels, *(solid for solid, _ in texts.values())))
        for text_id, (solid, places) in texts.items():
            for found in _twice(solid):
                around = None if sound.fullmatch(found[0]) else _around(solid, found, known)
                if around:
                    span = places[found.start()], places[found.end() - 1] + 1
                    words = {"once": found[1], "around": around}
                    yield said(page, check, check.message, text_id, span, **words)

    return run


def _labels(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield section.heading
        yield from (text.name for text in section.texts)
    for table in form.tables.values():
        yield from (row.label for row in table_rows(table).values())
        for block in table.blocks:
            yield from (column.label for column in block_columns(block).values())


def _around(solid: str, found: re.Match[str], known: str) -> str | None:
    """The words around, if they are known with the letters once.

    More than twice is no slip of a word.
    """
    letters = found[1]
    if len(found[0]) != 2 * len(letters):
        return None
    for before in (2, 1):
        after = max(1, _LEAST - len(letters) - before)
        left = solid[max(0, found.start() - before) : found.start()]
        right = solid[found.end() : found.end() + after]
        words = left + letters + right
        if len(left) == before and len(words) >= _LEAST and words.isalpha() and words in known:
            return left + found[0] + right
    return None
