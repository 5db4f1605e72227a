"""What is marked in a text: numbers that follow a table, words that a finding is about."""

from collections.abc import Iterable, Iterator
from itertools import islice

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui import look
from ui.page import places

Mark = tuple[int, int, str]
"""Characters of a text that a finding is about, and how grave it is."""
_MOST = 500
"""Findings that are marked in one text: more nobody reads, and each costs at every key."""


def marking(
    document: QTextDocument,
    text: str,
    numbers: Iterable[tuple[int, int]],
    marks: Iterable[Mark],
) -> list[QTextEdit.ExtraSelection]:
    """What Qt is given to mark them: numbers stand on a tint, findings on a wavy line."""
    linked = _linked()
    spans = [(start, end, linked) for start, end in numbers]
    spans += [(start, end, _wavy(severity)) for start, end, severity in islice(marks, _MOST)]
    cursors = places.cursors(document, text, ((start, end) for start, end, _ in spans))
    return list(_extras(cursors, (form for _, _, form in spans)))


def _linked() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(look.tokens().accent_soft)
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(look.tokens().accent)
    return made


def _wavy(severity: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(look.of_severity(severity))
    return made


def _extras(
    cursors: Iterable[QTextCursor], forms: Iterable[QTextCharFormat]
) -> Iterator[QTextEdit.ExtraSelection]:
    for cursor, form in zip(cursors, forms, strict=True):
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, form  # type: ignore[attr-defined]
        yield made
