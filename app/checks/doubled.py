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
                words = None if sound.fullmatch(found[0]) else _once(solid, found, known)
                if words:
                    span = places[found.start()], places[found.end() - 1] + 1
                    twice = found[0]
                    yield said(page, check, check.message, text_id, span, twice=twice, once=words)

    return run


def _labels(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield section.heading
        yield from (text.name for text in section.texts)
    for table in form.tables.values():
        yield from (row.label for row in table_rows(table).values())
        for block in table.blocks:
            yield from (column.label for column in block_columns(block).values())


def _once(solid: str, found: re.Match[str], known: str) -> str | None:
    """The words with the letters once, if they are known; more than twice is no slip of a word."""
    letters = found[1]
    if len(found[0]) != 2 * len(letters):
        return None
    for before in (2, 1):
        after = max(1, _LEAST - len(letters) - before)
        left = solid[max(0, found.start() - before) : found.start()]
        words = left + letters + solid[found.end() : found.end() + after]
        if len(left) == before and len(words) >= _LEAST and words.isalpha() and words in known:
            return words
    return None
