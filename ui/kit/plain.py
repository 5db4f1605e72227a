"""The one way by which words reach the screen: as words, whatever they look like.

Most words are somebody else's: names of files and of what is in them, texts, reasons. Qt guesses
whether words are markup, and draws a picture that such words name: from the disk, on Windows from
any computer of the net. So nothing else in the program makes a label or a tip, and nothing but
`boxes` a box.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.letters.escaped import escaped

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QStandardItem
    from PySide6.QtWidgets import QFormLayout, QListWidgetItem

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_LINE = 32
"""Pixels of a field of one line."""
_LONGEST_TIP = 4_000
"""Characters: Qt lays out a tip before anybody sees it, and a text may be as long as a book."""


class Label(QLabel):
    """Words that stand."""

    def __init__(
        self, words: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(words)


def tip(words: str) -> str:
    """A tip's words as they are given to Qt.

    Rich text alone breaks into lines: one long line would leave the screen.
    """
    shown = words if len(words) <= _LONGEST_TIP else f"{words[:_LONGEST_TIP]}……"
    lines = "<br>".join(escaped(line) for line in shown.split("\n"))
    return f"<qt>{lines}</qt>" if words else ""


def set_tip(thing: QWidget | QAction | QStandardItem | QListWidgetItem, words: str) -> None:
    thing.setToolTip(tip(words))


def on_button(words: str) -> str:
    """Words on a button or in a menu, where & names a key and what follows a tab is one."""
    return in_one_line(words).replace("&", "&&")


def of_button(words: str) -> str:
    """Words on a button as they are read, without a key: 保存(&S)."""
    return re.sub("&(.)", r"\1", re.sub(r"\(&[^&]\)", "", words))


def in_title(words: str) -> str:
    """Words in a window's title, where [*] stands for the mark of what is unsaved."""
    return in_one_line(words).replace("[*]", "[*][*]")


def in_one_line(words: str) -> str:
    return _BREAKS.sub(" ", words)


def add_row(form: QFormLayout, words: str, field: QWidget) -> None:
    """A field with its name before it."""
    label = Label(words)
    high = field.sizeHint().height()
    if field.inherits("QAbstractSpinBox"):
        high = min(high, _LINE)  # which the style sheet holds it to, and its hint does not know
    if high < 3 * label.sizeHint().height():  # one line: its name in the middle of it
        label.setMinimumHeight(high)
    label.setBuddy(field)
    form.addRow(label, field)
