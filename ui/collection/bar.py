"""A line across the window that stays until it is dealt with: what is to be done, what was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui import look
from ui.kit.across import SIGN, Across, Kind
from ui.kit.buttons import Button

Offer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""
_PROGRESS = 160


class Bar(Across):
    """Says how far it has come, too, and offers what can be done."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.progress = QProgressBar(self)
        self.progress.setFixedSize(_PROGRESS, SIGN // 2)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("写了多少")
        self.offers: list[Button] = []
        self.arrange(self.progress)

    def say(self, kind: Kind, words: str, more: str = "", offers: Sequence[Offer] = ()) -> None:
        """Something else than before.

        Args:
            kind: what it is about.
            words: what is read first.
            more: what may be cut off; the whole of it is in the tip.
            offers: what can be done, the likeliest first.
        """
        self.kind = kind
        self.words.setText(words)
        self.more.say(more, wrap=kind == "fault")
        self.progress.setVisible(kind == "work")
        self.progress.setRange(0, 0)
        self.close_button.setVisible(kind != "work")
        self._offer(offers)
        self.setAccessibleName(f"{words}。{more}")
        self.show()
        self.update()

    def tell_how_far(self, done: int, of: int, words: str) -> None:
        """While something is made."""
        self.progress.setRange(0, max(of, 1))
        self.progress.setValue(done)
        self.words.setText(words)

    def _offer(self, offers: Sequence[Offer]) -> None:
        for button in self.offers:
            self.row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = []
        for words, do in offers:
            button = Button(words, parent=self)
            button.clicked.connect(lambda _checked, do=do: do())
            self.row.insertWidget(self.row.count() - 1, button)
            self.offers.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, look.tokens().line)
