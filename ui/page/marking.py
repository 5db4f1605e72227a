"""What is marked in a text: numbers that follow a table, words that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from PySide6 import QtGui
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from app.checks import Finding
from ui import look
from ui.page import places

Mark = tuple[int, int, str]
"""Characters of a text that a finding is about, and how grave it is."""
_MOST = 500
"""Findings that are marked in one text: more nobody reads, and each costs at every key."""


def mark_of(finding: Finding, start: int, end: int) -> Mark:
    """What is only not done yet is no error: its section is not marked as wrong either."""
    return start, end, "hint" if finding.missing else finding.severity


def marking(
    document: QTextDocument,
    text: str,
    numbers: Iterable[tuple[int, int]],
    marks: Iterable[Mark],
) -> list[QTextEdit.ExtraSelection]:
    """What Qt is given to mark them: numbers stand on a tint, findings on a wavy line."""
    spans = [(start, end, _linked()) for start, end in numbers]
    spans += [(start, end, _wavy(severity)) for start, end, severity in islice(marks, _MOST)]
    cursors = places.cursors(document, text, ((start, end) for start, end, _ in spans))
    return list(_extras(cursors, (form for _, _, form in spans)))


def _linked() -> QtGui.QTextCharFormat:
    made = QtGui.QTextCharFormat()
    made.setBackground(look.tokens().accent_soft)
    made.setUnderlineStyle(QtGui.QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(look.tokens().accent)
    return made


def _wavy(severity: str) -> QtGui.QTextCharFormat:
    made = QtGui.QTextCharFormat()
    made.setUnderlineStyle(QtGui.QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(look.of_severity(severity))
    return made


def _extras(
    cursors: Iterable[QTextCursor], forms: Iterable[QtGui.QTextCharFormat]
) -> Iterator[QTextEdit.ExtraSelection]:
    for cursor, form in zip(cursors, forms, strict=True):
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, form  # type: ignore[attr-defined]
        yield made
