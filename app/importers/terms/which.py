"""Which form a source is a report of: the one whose title and labels stand in it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from app.files import marks
from app.forms import catalogue as forms
from app.forms.model import Form, by_id
from app.importers.terms.labels import key, short_key
from app.importers.terms.plain import Document, Paragraph

_FEWEST = 2
"""Of one form alone nothing is to be chosen."""
_TITLE = 2
"""A title counts as much as so many labels: a page lists the titles of other reports too."""
_LONGEST = 100
"""Letters that a title has at most."""
_PIECES = re.compile(r"[\s|｜,，;；<>\"]+|[。：:].*")
"""What sets a label apart in a line of a plain text, and what follows a heading in its line."""


def of_document(document: Document) -> str:
    """The form of what a reader made of a source: as its own marks say, else by its words."""
    if len(forms.kinds()) < _FEWEST:
        return forms.kinds()[0]
    return _marked(document) or _by_words(_texts(document))


def of_text(text: str) -> str:
    """The form of a plain text of which no cell is known yet."""
    if len(forms.kinds()) < _FEWEST:
        return forms.kinds()[0]
    lines = text.split("\n")
    return _by_words([*lines, *(piece for line in lines for piece in _PIECES.split(line))])


def _marked(document: Document) -> str:
    """The form of a document of this program, by the edition that it says it is in."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.mark.startswith(marks.REPORT):
            edition = (*block.mark.split("/"), "")[1]
            return forms.form(edition).form if edition in forms.editions() else ""
    return ""


def _texts(document: Document) -> Iterator[str]:
    yield from document.names
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
            yield _PIECES.split(block.text.strip())[0]
        else:
            yield from (cell.text for cell in block.cells)


def _by_words(texts: Iterable[str]) -> str:
    """The form of which most is said; the usual one where nothing is said of any."""
    known = {text for text in texts if text}
    keys = {k for text in known for k in (key(text), short_key(text))}
    titles = [solid for text in known if len(solid := "".join(text.split())) <= _LONGEST]
    return max(forms.kinds(), key=lambda kind: _said(kind, keys, titles))


def _said(kind: str, keys: set[str], titles: list[str]) -> int:
    own, others = _labels(kind), (_labels(other) for other in forms.kinds() if other != kind)
    newest = next(iter(forms.usable(kind)), None)  # there may be none whose file can be used
    called = re.compile(newest.names.called if newest else "(?!)")
    titled = any(map(called.search, titles))
    return len(keys & own.difference(*others)) + _TITLE * titled


@cache
def _labels(kind: str) -> frozenset[str]:
    """The keys of all headings and labels of the editions of a form."""
    words = (words for form in forms.usable(kind) for words in _words(form))
    return frozenset(k for text in words for k in (key(text), short_key(text)) if k)


def _words(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield section.heading
        yield from (text.heading for text in section.texts)
    for table in form.tables.values():
        yield from (row.label for row in by_id(table.rows).values())
        for block in table.blocks:
            yield from (block.title, block.corner)
            yield from (column.label for column in by_id(block.columns).values())
