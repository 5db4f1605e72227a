"""Where a text stands on the page, and what is said under it while it has the keyboard."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.checks import lengths
from app.checks.lengths import Room
from app.forms.model import Text
from ui import look
from ui.kit import plain
from ui.page.text_box import TextBox
from ui.page.writing import ASIDE
from ui.workspace import Workspace

_FOOT, _APART = 20, 2
"""Pixels at 100 %: what is said under a text, and how far from it."""
_NUMERALS = "一二三四五六七八九十"


class TextPlace(QWidget):
    """A box, and room under it, so that nothing jumps when the foot comes and goes."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, text: Text, lines: int, *, indented: bool
    ) -> None:
        super().__init__(parent)
        self.box = TextBox(workspace, text, lines, self, indented=indented)
        self.foot: Foot | None = None
        """While it is here, be it hidden."""
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.box)

    def set_zoom(self, zoom: float) -> None:
        self._column.setContentsMargins(0, 0, 0, round((_FOOT + _APART) * zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.foot is not None:
            self.foot.stand_in(self)


class Foot(QWidget):
    """How to fill a text, what can be put in, how long it is. There is one for the page."""

    numbering = Signal()
    """A number of the tables is to be put in."""
    phrasing = Signal()
    """A ready sentence is."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._place: TextPlace | None = None
        self._room: Room | None = None
        self.setObjectName("foot")
        self.note = _Note(self)
        self.number = _Link("插入表中数字 Ctrl+L", self)
        self.phrase = _Link("常用句子 Ctrl+J", self)
        self.count = plain.Label(parent=self)
        self.number.clicked.connect(lambda _on: self.numbering.emit())
        self.phrase.clicked.connect(lambda _on: self.phrasing.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.note, self.number, self.phrase):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.count)
        workspace.changed.connect(self._on_changed)
        look.changed.connect(self._tell)
        self.hide()

    def set_zoom(self, zoom: float) -> None:
        font = look.scaled(look.font("note"), zoom)
        for widget in (self, self.note, self.number, self.phrase, self.count):
            widget.setFont(font)
        if self._place is not None:
            self.stand_in(self._place)

    def watch(self, place: TextPlace) -> None:
        place.box.entered.connect(partial(self.come_to, place))
        place.box.left.connect(partial(self.leave, place))

    def come_to(self, place: TextPlace) -> None:
        """The keyboard is in this text now."""
        text = place.box.text
        if self._place is not None:
            self._place.foot = None
        self._place, place.foot = place, self
        self._room = lengths.room(self._workspace.report.form, text.id)
        self.note.setText(text.note)
        self.note.setVisible(bool(text.note))  # or the links would not stand under the words
        plain.set_tip(self.note, text.note)
        self.setParent(place)
        self.stand_in(place)
        self._tell()
        self.show()

    def leave(self, place: TextPlace) -> None:
        if self._place is place:
            self.hide()

    def stand_in(self, place: TextPlace) -> None:
        room = place.height() - place.box.height()
        apart = round(room * _APART / (_FOOT + _APART))
        top = place.box.y() + place.box.height() + apart
        self.setGeometry(ASIDE, top, place.width() - 2 * ASIDE, room - apart)

    def _on_changed(self, moved: frozenset[tuple[str, str]]) -> None:
        if self.isVisible():
            self._tell()

    def _tell(self) -> None:
        if self._place is None:
            return
        report, worn = self._workspace.report, look.tokens()
        own = lengths.counted([report.text(self._place.box.text.id)])
        words, over = f"{own:,} 字", False
        if room := self._room:
            used = lengths.used(report, room)
            over = used > room.most
            words += f"　{_called(room.number)}合计 {used:,} / {room.most:,} 字"
        colour = worn.warn if over else worn.ink3
        for label, ink in ((self.count, colour), (self.note, worn.ink3)):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), ink)
            label.setPalette(palette)
        self.count.setText(words)


def _called(number: int) -> str:
    return f"第{_NUMERALS[number - 1]}部分" if number <= len(_NUMERALS) else "本部分"


class _Note(plain.Label):
    """As much of its words as there is room for; all of them are in its tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )


class _Link(QAbstractButton):
    """Words to click at; who types has the key that they name."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            font = self.font()
            font.setUnderline(self.underMouse())
            painter.setFont(font)
            painter.setPen(look.tokens().link)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
