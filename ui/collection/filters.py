"""How many units are in each state, as chips; pressed, only those are shown.

Where it is low there is one chip, and all are in its menu.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.cards.chips import Pill, in_rows
from ui.kit import plain

_ALL, _MORE = "全部", " ▾"
_BETWEEN = 2
"""Pixels: a chip keeps some round itself."""


class Filters(QWidget):
    """One of them is pressed; in as many rows as they need."""

    wanted = Signal(str)
    """A state or a mark; "": all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("按状态筛选")
        self._chips: dict[str, Pill] = {}
        self._order: list[str] = []
        """Those that are shown."""
        self.on = ""
        self._is_low = False
        self._counts: dict[str, int] = {}
        self.menu = QMenu(self)
        self._set_policy()

    def _set_policy(self) -> None:
        wide = QSizePolicy.Policy.Fixed if self._is_low else QSizePolicy.Policy.Ignored
        policy = QSizePolicy(wide, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(not self._is_low)
        self.setSizePolicy(policy)

    def tell(self, counts: Mapping[str, int], whole: int) -> None:
        """What there is; a filter that nothing passes any more is taken off."""
        if self.on not in counts:
            self.on = ""
        self._counts = {"": whole, **counts}
        self._order = list(self._counts)
        self._say()
        self._place()
        self.updateGeometry()

    def _say(self) -> None:
        for word, number in self._counts.items():
            chip = self._chips.get(word) or self._made(word)
            chip.say(word or _ALL, f"{number}{_MORE * self._is_low}")
            more = "，按一下换别的" if self._is_low else ""
            chip.setAccessibleName(f"{word or _ALL}，{number} 个{more}")
            chip.setChecked(word == self.on)

    def clear(self) -> None:
        """All are shown again."""
        if self.on:
            self._press(self.on)

    @property
    def shown(self) -> list[Pill]:
        return [*self._shown()]

    def chip(self, word: str) -> Pill:
        return self._chips[word]

    def step(self, chip: QWidget, by: int) -> None:
        shown = self._shown()
        place = next(n for n, each in enumerate(shown) if each is chip)
        shown[(place + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _made(self, word: str) -> Pill:
        chip = self._chips[word] = Pill(self)
        chip.stepped.connect(partial(self.step, chip))
        chip.clicked.connect(lambda _on: self._offer() if self._is_low else self._press(word))
        return chip

    def _offer(self) -> None:
        """All of them in a menu, under the only one that there is room for."""
        self.menu.clear()
        for word, number in self._counts.items():
            action = self.menu.addAction(plain.on_button(f"{word or _ALL} {number}"))
            action.setCheckable(True)
            action.setChecked(word == self.on)
            action.triggered.connect(lambda _on, word=word: self._turn_to(word))
        self._say()
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _press(self, word: str) -> None:
        """Once more: all again."""
        self._turn_to("" if word == self.on else word)

    def _turn_to(self, word: str) -> None:
        self.on = word
        for each, chip in self._chips.items():
            chip.setChecked(each == word)
        self._place()
        self.updateGeometry()
        self.wanted.emit(word)

    # --- their places

    def _shown(self) -> list[Pill]:
        """In a low window the pressed one alone: the units have the room."""
        words = [self.on] if self._is_low and self.on in self._order else self._order
        return [self._chips[word] for word in words]

    def sizeHint(self) -> QSize:
        if self._is_low and self._order:
            return self._chips[self.on].sizeHint()
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()

    def be_low(self, low: bool) -> None:
        if low != self._is_low:
            self._is_low = low
            self._set_policy()
            self._say()
            self._place()
            self.updateGeometry()

    def _place(self) -> None:
        seen = self._shown()
        for chip in self._chips.values():
            chip.setVisible(chip in seen)
        for chip, place in zip(self._shown(), self._places(self.width())[0], strict=True):
            chip.setGeometry(place)

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Of each that is shown, and the height of all."""
        return in_rows([chip.sizeHint() for chip in self._shown()], width, _BETWEEN)
