"""How many findings of each kind there are; pressed, only those are shown."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import look
from ui.cards import layout
from ui.cards.cards import GROUPS, Group
from ui.kit import plain

_ROLES = {"error": "err", "doubt": "warn", "warning": "warn", "hint": "accent", "filling": "accent"}
_ALWAYS: tuple[Group, ...] = ("error", "warning", "hint")
_HIGH, _RING, _BETWEEN = 24, 2, 2
"""Pixels: a chip, the ring of the focus round it, and what is between two."""
_NEXT = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Pill(QAbstractButton):
    """A name and a number in a round frame; pressed or not. Arrows lead on, as in a tool bar."""

    stepped = Signal(int)
    """The keyboard is to go so many further."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._number, self._role = "", "", "ink2"
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, name: str, number: str, role: str = "ink2") -> None:
        """`role`: the colour of the name while it is not pressed."""
        self._name, self._number, self._role = name, number, role
        self.setText(plain.on_button(f"{name} {number}"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        kind = layout.type_()
        words = kind.wide(self._name) + kind.wide(self._number, strong=True)
        high = round(_HIGH * kind.unit)
        return QSize(words + round(26 * kind.unit) + 2 * _RING, high + 2 * _RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, kind = look.tokens(), layout.type_()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            body = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
            on, half = self.isChecked(), body.height() / 2
            if self.hasFocus():
                painter.setPen(QPen(worn.accent, _RING))
                painter.drawRoundedRect(
                    QRectF(self.rect()).adjusted(1, 1, -1, -1), half + 1, half + 1
                )
            over = self.underMouse() and self.isEnabled()
            painter.setPen(
                QPen(worn.accent if on else worn.line, 2 if on and look.is_contrast() else 1)
            )
            painter.setBrush(worn.accent_soft if on else worn.hover if over else worn.panel)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
            at = body.toRect().adjusted(round(10 * kind.unit), 0, 0, 0)
            painter.setFont(kind.small)
            painter.setPen(worn.accent if on else getattr(worn, self._role))
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, self._name)
            wide = QFontMetrics(kind.small).horizontalAdvance(self._name)
            painter.setFont(kind.strong)
            counts = self.isEnabled() and self._number != "0"
            painter.setPen(worn.accent if on else worn.ink if counts else worn.ink3)
            gap = round(6 * kind.unit)
            painter.drawText(
                at.adjusted(wide + gap, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._number
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _NEXT.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


class Chip(Pill):
    """How many findings of a group there are."""

    def __init__(self, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind, self.number = group, 0

    def tell(self, number: int) -> None:
        self.number = number
        name = GROUPS[self.kind]
        self.say(name, str(number), _ROLES[self.kind] if number else "ink3")
        self.setAccessibleName(f"{name} {number} 处")
        plain.set_tip(self, f"只看{name}，再按一次看全部")
        self.setEnabled(number > 0 or self.isChecked())
        self.setVisible(number > 0 or self.kind in _ALWAYS)


class Chips(QWidget):
    """The chips, in as many rows as they need."""

    wanted = Signal(frozenset)
    """The groups that are to be shown; empty: all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        groups: tuple[Group, ...] = tuple(group for group in GROUPS if group != "accepted")
        self.chips = {group: Chip(group, self) for group in groups}
        for chip in self.chips.values():
            chip.toggled.connect(self._ask)
            chip.stepped.connect(partial(self.step, chip))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def tell(self, counts: dict[Group, int]) -> bool:
        """What there is; whether a filter that nothing passes any more was taken off."""
        before = self.on()
        for group, chip in self.chips.items():
            number = counts.get(group, 0)
            if not number:
                with QSignalBlocker(chip):
                    chip.setChecked(False)
            chip.tell(number)
        self.setVisible(bool(counts))
        self._place()
        self.updateGeometry()
        return self.on() != before

    def on(self) -> frozenset[Group]:
        return frozenset(group for group, chip in self.chips.items() if chip.isChecked())

    def step(self, chip: Chip, by: int) -> None:
        shown = [each for each in self.chips.values() if each.isEnabled() and not each.isHidden()]
        place = shown.index(chip) + by
        shown[place % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        self.wanted.emit(self.on())

    # --- their places

    def sizeHint(self) -> QSize:
        sizes = [chip.sizeHint() for chip in self._shown()]
        if not sizes:
            return QSize()
        wide = sum(size.width() + _BETWEEN for size in sizes) - _BETWEEN
        return QSize(wide, sizes[0].height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((c.sizeHint().width() for c in self._shown()), default=0), 0)

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        places, _ = self._places(self.width())
        for chip, place in zip(self._shown(), places, strict=True):
            chip.setGeometry(place)

    def _shown(self) -> list[Chip]:
        return [chip for chip in self.chips.values() if not chip.isHidden()]

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Of each chip that shows, and the height of all."""
        return in_rows([chip.sizeHint() for chip in self._shown()], width, _BETWEEN)


def in_rows(sizes: Iterable[QSize], width: int, between: int) -> tuple[list[QRect], int]:
    """Places side by side, in as many rows as a width asks for; the height of all."""
    places: list[QRect] = []
    x = y = high = 0
    for size in sizes:
        high = size.height()
        if x and x + size.width() > width:
            x, y = 0, y + high + between
        places.append(QRect(x, y, size.width(), high))
        x += size.width() + between
    return places, y + high
