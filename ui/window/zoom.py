"""How large the page is, at the very right of the status bar: to be read, and to be changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.kit import icons, plain
from ui.page.page import ZOOMS, Page


class Zoom(QWidget):
    """Smaller, how large, larger; a click on the middle one brings the usual size back."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("zoom")
        self.smaller = self._button("缩小　Ctrl+-", lambda: page.zoom_by(-1), "minus")
        self.usual = self._button("原来大小　Ctrl+0", lambda: page.set_zoom(1.0))
        self.larger = self._button("放大　Ctrl++", lambda: page.zoom_by(1), "plus")
        self.usual.setMinimumWidth(self.usual.fontMetrics().horizontalAdvance("0000%"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(0)
        for button in (self.smaller, self.usual, self.larger):
            row.addWidget(button)
        page.zoomed.connect(self._tell)
        page.drawn.connect(lambda: self._tell(page.zoom))
        self._tell(page.zoom)

    def _button(self, tip: str, do: Callable[[], None], icon: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the page
        button.setAccessibleName(tip.partition("　")[0])
        plain.set_tip(button, tip)
        if icon:
            icons.put(button, icon)
        button.clicked.connect(lambda _checked: do())
        return button

    def _tell(self, zoom: float) -> None:
        self.usual.setText(f"{zoom:.0%}")
        self.smaller.setEnabled(zoom > ZOOMS[0])
        self.larger.setEnabled(zoom < ZOOMS[-1])
