"""A box to write in: plain words set as they are printed, a frame only where one is wanted."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import look
from ui.kit.undo_keys import WindowUndo

ASIDE, _ABOVE = 10, 5
"""Pixels between the frame and the words."""
_LINE = 1.6
"""The height of a line, in letters."""
_INDENT = 2
"""Letters that the first line of a paragraph stands in."""
_RADIUS = 4
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class WritingBox(QTextEdit):
    """Grows with its words, keeps no history, and leaves the wheel to the page."""

    def __init__(self, hint: str, lines: int, *, indented: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.hint = hint
        """What stands in it while it is empty."""
        self._lines = lines
        self._indented = indented
        self.held = False
        """Whether it is framed as if it had the keyboard: something that belongs to it has."""
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        WindowUndo(self)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._set()

    # --- how the words are set

    def _set(self) -> None:
        """Lines of one height, first lines indented: on the screen only, no text holds either."""
        frame = QTextFrameFormat()
        frame.setLeftMargin(ASIDE)
        frame.setRightMargin(ASIDE)
        frame.setTopMargin(_ABOVE)
        frame.setBottomMargin(_ABOVE)
        block = QTextBlockFormat()
        block.setLineHeight(self._line(), _FIXED)
        block.setTextIndent(self._indent())
        blocked = self.blockSignals(True)  # no letter has changed
        self.document().rootFrame().setFrameFormat(frame)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(block)
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
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set()
            self.fit()

    # --- its size

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
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is the only scroller."""
        event.ignore()

    # --- its look

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, active = look.tokens(), self.held or self.hasFocus()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if active:
            _frame(painter, QRectF(self.rect()), 2, tokens.accent, tokens.field)
        elif self.viewport().underMouse():
            _frame(painter, QRectF(self.rect()), 1, tokens.line, tokens.paper)
        if self._is_empty():
            painter.setPen(tokens.ink3)
            painter.drawText(self._hint_place(), _WRAPPED, self.hint)
        painter.end()
        super().paintEvent(event)

    def _is_empty(self) -> bool:
        composing = self.textCursor().block().layout().preeditAreaText()
        return self.document().isEmpty() and not composing

    def _hint_place(self) -> QRectF:
        metrics = self.fontMetrics()
        left = ASIDE + self._indent()
        top = _ABOVE + (self._line() * 4 / 5 - metrics.ascent())  # where Qt puts a fixed line
        room = QRectF(left, top, max(self.width() - left - ASIDE, 1), 10_000)
        height = metrics.boundingRect(room.toRect(), _WRAPPED, self.hint).height()
        return QRectF(left, top, room.width(), height)


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


def _frame(painter: QPainter, rect: QRectF, width: int, colour: QColor, ground: QColor) -> None:
    """A frame on whole pixels of the screen, inside of what may be painted.

    At 150 % an edge of a widget may stand in the middle of one: half of it would be lost.
    """
    to_screen = painter.deviceTransform()
    ratio = to_screen.m11()
    there = to_screen.mapRect(rect)
    left, top = math.ceil(there.left() - 0.01), math.ceil(there.top() - 0.01)
    right, bottom = math.floor(there.right() + 0.01), math.floor(there.bottom() + 0.01)
    thick = max(round(width * ratio), 1)
    inner = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(
        thick / 2, thick / 2, -thick / 2, -thick / 2
    )
    back, _possible = to_screen.inverted()
    painter.setPen(QPen(colour, thick / ratio))
    painter.setBrush(ground)
    painter.drawRoundedRect(back.mapRect(inner), _RADIUS, _RADIUS)
