"""R46: letters written twice where the words with them once are known."""

import re
from collections.abc import Iterator

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.kinds import makes
from app.checks.passed import Passed, passed
from app.checks.script import Script, finder
from app.checks.wording import said
from app.forms.model import Form
from app.forms.text_rules import Doubled

_LEAST = 4
"""Fewer letters in a row stand anywhere by chance."""
_twice = finder(r"([一-龥]{1,4}?)\1+")


@makes(Doubled, "texts")
def doubled(form: Form, check: Doubled) -> Run:
    labels = "|".join((*_labels(form), *check.known))
    sound = re.compile(check.sound)

    def run(script: Script) -> Iterator[Finding | Passed]:
        known = _Known("")
        for piece in script.pieces:
            for found in _twice(piece.words):
                if sound.fullmatch(found[0]):
                    yield passed(check, piece.place(found.span()), "本来就叠着写的字（sound）")
                    continue
                if not known.words:
                    known = _Known("|".join((labels, *script.texts.values())))
                if around := _around(piece.words, found, known):
                    text_id, start, end = piece.place(found.span())
                    words = {"once": found[1], "around": around}
                    yield said(script, check, check.message, text_id, (start, end), **words)
                else:
                    why = "少写一遍不是表里、文中或常用的词（known）"
                    yield passed(check, piece.place(found.span()), why)

    return run


def _labels(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield section.heading
        yield from (text.name for text in section.texts)
    for table in form.tables.values():
        trees = (*table.rows, *(column for block in table.blocks for column in block.columns))
        yield from (node.label for tree in trees for node in tree.walk())


class _Known:
    """Words of which it is asked, again and again, whether some letters stand in them."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._pieces: dict[int, set[str]] = {}
        """All that stands in them, by length: to look through all for each would take its square.
        """

    def __contains__(self, letters: str) -> bool:
        long = len(letters)
        if long not in self._pieces:
            starts = range(len(self.words) - long + 1)
            self._pieces[long] = {self.words[start : start + long] for start in starts}
        return letters in self._pieces[long]


def _around(words: str, found: re.Match[str], known: _Known) -> str | None:
    """The words around, if they are known with the letters once.

    More than twice is no slip of a word.
    """
    letters = found[1]
    if len(found[0]) != 2 * len(letters):
        return None
    for before in (2, 1):
        after = max(1, _LEAST - len(letters) - before)
        left = words[max(0, found.start() - before) : found.start()]
        right = words[found.end() : found.end() + after]
        once = left + letters + right
        if len(left) == before and len(once) >= _LEAST and once.isalpha() and once in known:
            return left + found[0] + right
    return None
