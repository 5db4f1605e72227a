"""The cards of the start page: what can be done, in a few words, with the buttons that do it."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.kit import frame, icons, plain
from ui.kit.buttons import Button

_ROUND, _PLATE, _PAD = 8, 36, 20
"""Pixels: the corners of a card, the ground of its icon, what it keeps from its edge."""


_AIR, _LESS, _LITTLE = 16, 12, 8
"""Pixels over and under what stands on a card, where it is tight, and on a flat one; between its
parts."""
_RING = 4
"""What a button keeps round itself for the ring of the focus."""


class Toned(plain.Label):
    """Words in a colour of the look, also when others are worn."""

    def __init__(self, words: str = "", role: str = "ink2", *, wrap: bool = False) -> None:
        super().__init__(words, wrap=wrap)
        self._role = role
        self._colour()
        look.changed.connect(self._colour)

    def tone(self, role: str) -> None:
        self._role = role
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), getattr(look.tokens(), self._role))
        self.setPalette(palette)


class Plate(QWidget):
    """An icon on a soft ground."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(_PLATE, _PLATE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _soft_ground(painter, self.rect(), look.tokens().accent_soft, 4)
            side, gap = icons.SIZE, (_PLATE - icons.SIZE) // 2
            role = "ink" if look.is_contrast() else "accent"
            icons.icon(self._icon, role).paint(painter, gap, gap, side, side)


def _soft_ground(painter: QPainter, place: QRect, ground: QColor, round_: int) -> None:
    """Where only the system's colours are used there is none: a hairline holds it together."""
    painter.setPen(look.tokens().line if look.is_contrast() else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    half = 0.5 if look.is_contrast() else 0
    painter.drawRoundedRect(QRectF(place).adjusted(half, half, -half, -half), round_, round_)


class Card(QFrame):
    """One way to begin. The recommended one has a frame in the accent."""

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        *,
        dashed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dashed = dashed
        self.is_marked = False
        """Whether it is the recommended one, or would take what is being dragged."""
        self._offered: list[Button] = []
        self._title = plain.Label(title, wrap=True)
        self._title.setFont(look.font("h4"))
        self._words = Toned(words, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(0)
        self._buttons.addStretch()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.setContentsMargins(_RING, 0, _RING, 0)
        self._words.setContentsMargins(_RING, 0, _RING, 0)
        head.addWidget(Plate(icon))
        head.addWidget(self._title, 1)
        column = QVBoxLayout()
        column.setSpacing(_LITTLE)
        column.addLayout(head)
        column.addWidget(self._words, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.addLayout(column, 1)
        self._parts.addLayout(self._buttons)
        self._flat = self._tight = False
        self._space()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def offer(self, button: Button) -> Button:
        """One more button, after those that are there."""
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        self._offered.append(button)
        return button

    def say(self, words: str) -> None:
        self._words.setText(words)

    def lie(self, flat: bool, *, terse: bool, tight: bool) -> None:
        """Low, with the buttons beside the words, or without words; or high, with them below.

        `tight`: with less air.
        """
        self._words.setHidden(flat and terse)
        plain.set_tip(self, self._words.text() if flat and terse else "")
        if (flat, tight) != (self._flat, self._tight):
            self._flat, self._tight = flat, tight
            self._space()

    def _space(self) -> None:
        directions = QBoxLayout.Direction
        air = _LITTLE if self._flat else _LESS if self._tight else _AIR
        self._parts.setDirection(directions.LeftToRight if self._flat else directions.TopToBottom)
        self._parts.setContentsMargins(_PAD - _RING, air, _PAD - _RING, air)
        self._parts.setSpacing(_LITTLE)

    def event(self, event: QEvent) -> bool:
        """Buttons for which there is no room side by side stand one under another."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            wide = sum(button.sizeHint().width() for button in self._offered)
            room = self.width() - 2 * (_PAD - _RING)
            beside = wide <= (room // 2 if self._flat else room)
            directions = QBoxLayout.Direction
            self._buttons.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        return super().event(event)

    def mark(self, on: bool) -> None:
        self.is_marked = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            wide = 2 if self.is_marked else 1
            dashed = self._dashed and not self.is_marked
            colour = worn.accent if self.is_marked else worn.edge if dashed else worn.line
            painter.setPen(
                QPen(colour, wide, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            )
            painter.setBrush(worn.accent_soft if self.is_marked and self._dashed else worn.paper)
            half = wide / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(half, half, -half, -half), _ROUND, _ROUND
            )


class Sheet(QFrame):
    """A frame round a list, as light as the edge of a card."""

    def __init__(self, listed: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)  # at 150 % the frame takes more than one
        layout.addWidget(listed)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            frame.draw(painter, QRectF(self.rect()), 1, worn.line, worn.paper, _ROUND // 2)


class Chip(QFrame):
    """A line of words with an icon, on the ground of its role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._icon = "ink2", "calendar"
        self._words = Toned()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, role: str, icon: str, tip: str) -> None:
        self._role, self._icon = role, icon
        right = 14 if hasattr(look.tokens(), f"{role}_soft") else 0  # without a ground: in line
        self._line.setContentsMargins(14 + icons.SIZE + 8, 7, right, 7)
        self._words.setText(words)
        self._words.tone(role)
        plain.set_tip(self, tip)
        self.update()

    @property
    def words(self) -> str:
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        soft: QColor | None = getattr(worn, f"{self._role}_soft", None)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if soft is not None:
                _soft_ground(painter, self.rect(), soft, 6)
            top = (self.height() - icons.SIZE) // 2
            icons.icon(self._icon, self._role).paint(painter, 14, top, icons.SIZE, icons.SIZE)
