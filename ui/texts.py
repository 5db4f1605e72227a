"""A text of the report as a box that grows with its words and keeps no history of its own."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app import links
from app.forms.model import Text
from app.report import Refused
from ui import look
from ui.history import typing_of
from ui.undo_keys import WindowUndo
from ui.workspace import Workspace

_AIR = 4
"""Pixels left free under the last line."""


class TextBox(QPlainTextEdit):
    """Plain text: styles pasted from Word fall away, the clerk's own line breaks stay."""

    moved = Signal(QRect)
    """Where the caret is now, in the box's own pixels."""
    refused = Signal(QRect, str)

    def __init__(
        self, workspace: Workspace, text: Text, lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.text = text
        self._lines = lines
        self._composing = self._pasting = False
        self._marked: tuple[tuple[int, int], ...] = ()
        self.setObjectName(f"text:{text.id}")
        self.setAccessibleName(text.name)
        self.setPlaceholderText(text.note or f"在这里写{text.name}")
        self.setToolTip(f"{text.note}（{text.source}）" if text.source and text.note else text.note)
        self.setUndoRedoEnabled(False)
        WindowUndo(self)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show()
        self._underline()
        self.textChanged.connect(self._on_typed)
        self.cursorPositionChanged.connect(self._on_caret)
        workspace.changed.connect(self._on_changed)

    def sizeHint(self) -> QSize:
        """As high as the text, but never less than the lines it was made for.

        Measured, not counted: characters that the font lacks come from one with higher lines.
        """
        block, written = self.document().firstBlock(), 0.0
        while block.isValid():
            written += self.blockBoundingRect(block).height()
            block = block.next()
        margins = 2 * (self.document().documentMargin() + self.frameWidth())
        height = max(written, self._lines * self.fontMetrics().lineSpacing()) + margins + _AIR
        return QSize(super().sizeHint().width(), round(height))

    def fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is taken over while an input method is still composing."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing:
            self._on_typed()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file is no words: dropped here too, it is the window's to import."""
        local = any(url.isLocalFile() for url in source.urls())
        return not local and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped is a step of its own."""
        self._pasting = True
        super().insertFromMimeData(source)
        self._pasting = False

    def select(self, start: int, end: int) -> None:
        """Mark some characters of the text, counted as Python counts them."""
        words = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_utf16(words[:start]))
        cursor.setPosition(_utf16(words[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def insert(self, stored: str) -> None:
        """Put a ready sentence or a linked number in at the caret, as one step of undo."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        start = cursor.position()
        at = len(self._before(start))
        report = self._workspace.report
        text = links.inserted(self._stored(), report.values, at, stored)
        self._workspace.change({("texts", self.text.id): text}, f"插入到 {self.text.name}")
        cursor.setPosition(start + _utf16(links.shown(stored, report.values)))
        self.setTextCursor(cursor)

    def mark(self, places: Iterable[tuple[int, int]]) -> None:
        """Underline the words that findings are about."""
        marked = tuple(places)
        if marked != self._marked:
            self._marked = marked
            self._underline()

    def commit(self) -> bool:
        """All that was typed is taken over at once; nothing is left to do."""
        return True

    def _before(self, position: int) -> str:
        """The text before one of Qt's positions."""
        return self.toPlainText().encode("utf-16-le")[: 2 * position].decode("utf-16-le")

    def _underline(self) -> None:
        """Linked numbers stand on a tint, words with a finding on a wavy line."""
        linked = QTextCharFormat()
        linked.setBackground(look.computed(self.palette()))
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(look.ERROR)
        numbers = links.places(self._stored(), self._workspace.report.values)
        self.setExtraSelections(
            [
                *(self._selection(start, end, linked) for start, end, _ in numbers),
                *(self._selection(start, end, wavy) for start, end in self._marked),
            ]
        )

    def _selection(self, start: int, end: int, look_: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        words = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_utf16(words[:start]))
        cursor.setPosition(_utf16(words[:end]), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look_  # type: ignore[attr-defined]
        return selection

    def _stored(self) -> str:
        return str(self._workspace.report.entries("texts").get(self.text.id, ""))

    def _show(self) -> None:
        """Bring the box to the report's text by the smallest change, so that the caret stays."""
        old, new = self.toPlainText(), self._workspace.report.text(self.text.id)
        if old == new:
            return
        head, tail = links.common_ends(old, new)
        cursor = QTextCursor(self.document())
        cursor.setPosition(_utf16(old[:head]))
        cursor.setPosition(_utf16(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])
        if self.hasFocus():
            self.setTextCursor(cursor)
        self.fit()

    def _on_typed(self) -> None:
        self.fit()
        typed = self.toPlainText()
        report = self._workspace.report
        if self._composing or typed == report.text(self.text.id):
            return
        stored = links.edited(self._stored(), report.values, typed)
        typing = None if self._pasting else typing_of(report.text(self.text.id), typed)
        words = "粘贴到" if self._pasting else "输入" if typing else "删除"
        change = {("texts", self.text.id): stored or None}
        try:
            self._workspace.change(change, f"{words} {self.text.name}", typing=typing)
        except Refused as refusal:
            self._show()
            self.refused.emit(self.cursorRect(), refusal.reason)

    def _on_changed(self, moved: frozenset[tuple[str, str]]) -> None:
        linked = "⟦" in self._stored() and any(key == "cells" for key, _ in moved)
        if linked or ("texts", self.text.id) in moved:
            self._show()
            self._underline()

    def _on_caret(self) -> None:
        if self.hasFocus():
            self.moved.emit(self.cursorRect())


def _utf16(text: str) -> int:
    """Qt counts UTF-16 units, Python counts characters: rare characters are two units."""
    return len(text.encode("utf-16-le")) // 2
