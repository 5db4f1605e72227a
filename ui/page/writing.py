"""A box to write in: plain words set as they are printed, a frame only where one is wanted."""

import math
import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QFontInfo,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import look
from ui.kit import frame, viewport
from ui.kit.undo_keys import WindowUndo
from ui.kit.waiting import takes_nothing

ASIDE, _ABOVE = 10, 5
"""Pixels between the frame and the words."""
_LINE = 1.6
"""The height of a line, in letters."""
_HEADING = 1.8
"""Of the heading over it, with the air between, in lines."""
_INDENT = 2
"""Letters that the first line of a paragraph stands in."""
_OWN_INDENT = re.compile(r"^[ \t\u3000]", re.MULTILINE)
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class WritingBox(QTextEdit):
    """Grows with its words, keeps no history, and leaves the wheel to the page."""

    def __init__(self, hint: str, lines: int, *, indented: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.hint = hint
        """What stands in it while it is empty."""
        self._hint_at = (0, ""), QRectF()
        """For which width and font it was placed last, and where."""
        self._lines = lines
        self._indented, self._has_own_indents = indented, False
        self.held = False
        """Whether it is framed as if it had the keyboard: something that belongs to it has."""
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        WindowUndo(self)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = viewport.of(self)
        self._ground.setAutoFillBackground(False)
        self._ground.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.document().setLayoutEnabled(False)  # until it is known how wide lines are
        self._is_set = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Under a question, or while a file is read, words of another program do not come in."""
        if takes_nothing(self.window()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    # --- how the words are set

    def _set(self) -> None:
        """Lines of one height, first lines indented: on the screen only, no text holds either."""
        self._is_set = True
        around = QTextFrameFormat()
        around.setLeftMargin(ASIDE)
        around.setRightMargin(ASIDE)
        around.setTopMargin(_ABOVE)
        around.setBottomMargin(_ABOVE)
        block = QTextBlockFormat()
        block.setLineHeight(self._line(), _FIXED)
        block.setTextIndent(self._indent())
        blocked = self.blockSignals(True)  # no letter has changed
        self.document().rootFrame().setFrameFormat(around)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(block)
        self.blockSignals(blocked)

    def heed_indents(self) -> None:
        """A line that was typed or pasted with blanks of its own is not set in once more."""
        has_own = bool(self._indented and _OWN_INDENT.search(self.toPlainText()))
        if not has_own and not self._has_own_indents:
            return
        self._has_own_indents = has_own
        blocked = self.blockSignals(True)
        block = self.document().firstBlock()
        while block.isValid():
            indent = 0 if _OWN_INDENT.match(block.text()) else self._indent()
            if block.blockFormat().textIndent() != indent:
                changed = QTextBlockFormat()
                changed.setTextIndent(indent)
                QTextCursor(block).mergeBlockFormat(changed)
            block = block.next()
        self.blockSignals(blocked)

    def _line(self) -> int:
        return round(QFontInfo(self.font()).pixelSize() * _LINE)

    def _indent(self) -> int:
        letters = _INDENT if self._indented else 0
        return letters * self.fontMetrics().horizontalAdvance("国")

    def setPlainText(self, words: str) -> None:
        """Qt's own would forget how lines are set."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)

    def changeEvent(self, event: QEvent) -> None:
        """With another font all lines are laid out anew: once, for they may be many."""
        is_font = event.type() == QEvent.Type.FontChange
        was_laid_out = self.document().isLayoutEnabled()
        self.document().setLayoutEnabled(was_laid_out and not is_font)
        super().changeEvent(event)
        if is_font:
            self._set()
            self.heed_indents()
            self.document().setLayoutEnabled(was_laid_out)
        if is_font and was_laid_out:
            self.fit()

    # --- its size

    def covered_height(self, room: int) -> int:
        """Pixels over the caret that are seen with it in a viewport of so many.

        Up to its heading; else up to its frame; none where that is more than a fourth of it.
        """
        top = self.cursorRect().top()
        wanted = (top + round(_HEADING * self.fontMetrics().height()), top + _ABOVE)
        return next((above for above in wanted if above <= room // 4), 0)

    def sizeHint(self) -> QSize:
        """As high as the text, but never less than the lines it was made for, or than its hint."""
        written = math.ceil(self.document().size().height())
        least = self._lines * self._line() + 2 * _ABOVE
        if self._is_empty():
            least = max(least, math.ceil(self._hint_place().height()) + 2 * _ABOVE)
        return QSize(super().sizeHint().width(), max(written, least))

    def fit(self) -> None:
        height = self.sizeHint().height()
        if (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_set:  # it has the type that it was made with
            self._set()
        self.document().setLayoutEnabled(True)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    # --- its look

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, active = look.tokens(), self.held or self.hasFocus()
        with QPainter(self.viewport()) as painter:
            if active:
                frame.draw(painter, QRectF(self.rect()), 2, tokens.accent, tokens.field)
            elif self.viewport().underMouse():
                frame.draw(painter, QRectF(self.rect()), 1, tokens.line, tokens.paper)
            if self._is_empty():
                painter.setPen(tokens.ink3)
                painter.drawText(self._hint_place(), _WRAPPED, self.hint)
        super().paintEvent(event)

    def composed(self) -> str:
        """What an input method is composing here; Qt may have dropped it without a word."""
        return self.textCursor().block().layout().preeditAreaText()

    def _is_empty(self) -> bool:
        return self.document().isEmpty() and not self.composed()

    def _hint_place(self) -> QRectF:
        asked = (self.width(), self.font().key())
        if self._hint_at[0] != asked:
            self._hint_at = asked, self._place_hint()
        return self._hint_at[1]

    def _place_hint(self) -> QRectF:
        metrics = self.fontMetrics()
        left = ASIDE + self._indent()
        top = _ABOVE + (self._line() * 4 / 5 - metrics.ascent())  # where Qt puts a fixed line
        room = QRectF(left, top, max(self.width() - left - ASIDE, 1), 10_000)
        height = metrics.boundingRect(room.toRect(), _WRAPPED, self.hint).height()
        return QRectF(left, top, room.width(), height)


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
