"""A page of the manual as it is read: our own markup in the colours in use, our own pictures."""

import re

from PySide6.QtCore import QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from app.disk import places
from ui import look
from ui.kit import boxes

_NAME = re.compile(r"[a-z0-9-]+\.png")
_SHARP = 2
"""Pixels of a picture for each pixel that it is shown on at 100 %."""
_MARGIN = 20
"""Pixels between the words and the edge."""


class ManualReader(boxes.Reader):
    """Shows one page; links are told of, not followed."""

    asked = Signal(str)
    """A link: where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manual_page")
        self.setAccessibleName("手册的这一页")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setIndentWidth(26)
        self._body = ""
        self._width = 0
        self._signs: dict[int, str] = {}
        """What stands before the lines of lists, by the numbers of their blocks; "": a dot."""
        self.anchorClicked.connect(self._on_link)

    def show_page(self, body: str, anchor: str = "", words: str = "") -> None:
        """Show a page from its top, or from a heading; words that were searched are marked."""
        self._body = body
        self._draw()
        self.verticalScrollBar().setValue(0)
        if anchor:
            self.scrollToAnchor(anchor)
        self._mark(words.split())

    def restyle(self) -> None:
        """The colours or the width are others: the same page, at the same place."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._draw()
        bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: object) -> object:
        """The manual's own pictures alone, no wider than the page."""
        asked = name.path() if isinstance(name, QUrl) else ""
        if kind != QTextDocument.ResourceType.ImageResource.value or not _NAME.fullmatch(asked):
            return None
        return self._picture(asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._width and self._body:
            self.restyle()

    def _picture(self, name: str) -> QImage:
        """Made for the very pixels that it stands on: Qt's own reduction is coarse."""
        picture = QImage(str(places.resources() / "manual" / name))
        bar = self.verticalScrollBar().sizeHint().width()  # which is not there yet, and will be
        room = self.width() - bar - 2 * _MARGIN
        width, dots = min(picture.width() // _SHARP, room), self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = picture.scaledToWidth(max(1, round(width * dots)), smooth)
        shown = shown.convertToFormat(QImage.Format.Format_RGB32)
        with QPainter(shown) as painter:
            painter.setPen(QPen(look.tokens().line, max(1, round(dots))))
            painter.drawRect(shown.rect().adjusted(0, 0, -1, -1))
        shown.setDevicePixelRatio(dots)
        return shown

    def _draw(self) -> None:
        self._width = self.width()
        self.document().setDefaultStyleSheet(_sheet())
        self.document().setDefaultFont(look.font("text"))
        self._signs = {}
        self.setHtml(self._body)  # which may come back here, with a scroll bar that it needs
        self._take_signs()

    def _take_signs(self) -> None:
        """Qt would put those of lists too near to these letters, and too high: we draw them."""
        disc = QTextListFormat.Style.ListDisc
        listed = [
            n for n in range(self.document().blockCount()) if self._block(n).textList() is not None
        ]
        for number in listed:
            block = self._block(number)
            whole = block.textList()
            dot = whole.format().style() == disc
            self._signs[number] = "" if dot else whole.itemText(block)
        for number in listed:
            block = self._block(number)
            block.textList().remove(block)  # it stays as far from the edge

    def _block(self, number: int) -> QTextBlock:
        return self.document().findBlockByNumber(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        font, down = self.document().defaultFont(), self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            for number, sign in self._signs.items():
                layout = self._block(number).layout()
                if not layout.lineCount():
                    continue  # far below what is seen
                line = layout.lineAt(0)
                at = layout.position() + line.naturalTextRect().topLeft()
                _put_sign(painter, sign, at + QPointF(0, line.ascent() - down))

    def _mark(self, words: list[str]) -> None:
        """On a ground of their own, the first of them in sight."""
        tint = QTextCharFormat()
        tint.setBackground(look.tokens().sel)
        tint.setForeground(look.tokens().on_sel)
        marks = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = QTextCursor(cursor), tint  # type: ignore[attr-defined]
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _on_link(self, url: QUrl) -> None:
        self.asked.emit(url.toString())


def _put_sign(painter: QPainter, sign: str, at: QPointF) -> None:
    """Before a line that begins there, on its base: a number, or a dot."""
    metrics = painter.fontMetrics()
    em = metrics.height() / 1.45
    if sign:
        painter.setPen(look.tokens().ink)
        wide = metrics.horizontalAdvance(sign)
        painter.drawText(at - QPointF(wide + em / 3, 0), sign)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tokens().ink2)
        painter.drawEllipse(at - QPointF(0.75 * em, 0.38 * em), em / 6, em / 6)


def _sheet() -> str:
    """As much of a style sheet as Qt reads in a document."""
    t, size = look.tokens(), {name: look.font(name).pointSizeF() for name in ("h1", "h4", "body")}
    return (
        f"body {{ color: {t.ink.name()}; background-color: {t.paper.name()}; }}"
        f".h1 {{ font-size: {size['h1']}pt; font-weight: bold; margin-top: 0; }}"
        f".h2 {{ font-size: {size['h4']}pt; font-weight: bold; margin-top: 20px; }}"
        "p { margin-top: 6px; margin-bottom: 6px; line-height: 115%; }"
        ".picture { line-height: 100%; margin-top: 10px; margin-bottom: 10px; }"
        "li { margin-top: 3px; margin-bottom: 3px; line-height: 115%; }"
        f"a {{ color: {t.link.name()}; text-decoration: none; }}"
        f".key {{ background-color: {t.hover.name()}; font-size: {size['body']}pt; }}"
        f".faint {{ color: {t.ink3.name()}; font-size: {size['body']}pt; }}"
        f"table.quote td {{ background-color: {t.accent_soft.name()}; padding: 10px 12px;"
        f" border-left: 3px solid {t.accent.name()}; }}"
        "table.grid { border-collapse: collapse; margin-top: 6px; margin-bottom: 6px; }"
        f"table.grid th {{ background-color: {t.head.name()}; padding: 5px 10px;"
        " text-align: left; }"
        f"table.grid td {{ padding: 5px 10px; border-bottom: 1px solid {t.line.name()}; }}"
    )
