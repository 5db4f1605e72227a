"""The strip over a table: what the current cell is, what counts there, what it should be."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import look
from ui.kit import icons, plain
from ui.kit.buttons import Button
from ui.page.grid.told import Told

HEIGHT = 34
"""Pixels, at every zoom: it is of the window and not of the report."""
LEAST_ROOM = 140
"""Pixels of the page: in a lower one the strip scrolls away with its table."""
LEAST_ROWS = 60
"""Pixels of the table that are still seen under all that stays in sight of it."""
_BAR, _INSET, _GAP, _GLYPH = 3, 12, 12, 16
_GLYPHS = {"error": "error", "warning": "warning", "hint": "hint"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Strip(QWidget):
    """One line; it is always there, so that nothing moves when the cursor comes."""

    doing = Signal(object)
    """The action was taken, of this `Told`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAccessibleName("这一格")
        self.setFixedHeight(HEIGHT)
        self.told: Told | None = None
        self._button: Button | None = None

    @property
    def seen(self) -> str:
        """The words as far as there is room for them."""
        return "　".join(words for words, *_ in self._pieces())

    def tell(self, told: Told | None) -> None:
        """Of another cell, or of none."""
        if told == self.told:
            return
        self.told = told
        plain.set_tip(self, told.whole if told else "")
        self.setAccessibleDescription(told.whole if told else "")
        self._offer(told.do if told else "")
        self.update()

    def do(self) -> None:
        if self.told is not None:
            self.doing.emit(self.told)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.told is None:
            return
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), worn.paper)
            severity = self.told.severity
            colour = look.of_severity(severity) if severity else worn.accent
            painter.fillRect(QRect(0, 0, _BAR, self.height()), colour)
            painter.fillRect(QRect(_BAR, 0, self.width() - _BAR, 1), worn.line)
            painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), worn.line)
            if severity:
                role = {"error": "err", "warning": "warn"}.get(severity, "accent")
                glyph = QRect(_INSET, (self.height() - _GLYPH) // 2, _GLYPH, _GLYPH)
                icons.icon(_GLYPHS[severity], role).paint(painter, glyph)
            for words, left, font, role in self._pieces():
                painter.setFont(font)
                painter.setPen(getattr(worn, role))
                painter.drawText(QRect(left, 0, self.width() - left, self.height()), _LEFT, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _pieces(self) -> list[tuple[str, int, QFont, str]]:
        """What is written where: words, left edge, type, colour. The middle gives way first."""
        told = self.told
        if told is None:
            return []
        small = look.font("small")
        bold = look.scaled(small, 1, bold=True)
        left = _INSET + (_GLYPH + 8 if told.severity else 0)
        right = self._button.x() - 4 if self._button and told.do else self.width() - _INSET
        pieces = []
        if told.due:
            wide = look.width(bold, told.due)
            pieces.append((told.due, right - wide, bold, "ink"))
            right -= wide + _GAP
        place = look.elided(bold, told.place, right - left)
        pieces.append((place, left, bold, "ink"))
        left += look.width(bold, place) + _GAP
        last = look.width(small, told.last) + _GAP if told.last else 0
        counts = look.elided(small, told.counts, max(right - left - last, 0))
        if counts.strip("…"):
            pieces.append((counts, left, small, "ink2"))
            left += look.width(small, counts) + _GAP
        if told.last and left + last - _GAP <= right:
            pieces.append((told.last, left, small, "last"))
        return sorted(pieces, key=lambda piece: piece[1])

    def _offer(self, words: str) -> None:
        if words and self._button is None:
            self._button = Button("", "small", self)
            self._button.clicked.connect(lambda _checked: self.do())
            self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._button is not None:
            self._button.setVisible(bool(words))
            self._button.setText(plain.on_button(words))
            self._place_button()

    def _place_button(self) -> None:
        if self._button is not None:
            size = self._button.sizeHint()
            self._button.setGeometry(
                self.width() - size.width() - 6,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
