"""The page and the findings beside it: under it, or at its right where the window is wide."""

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from app.disk.settings import Settings
from ui import look
from ui.page.page import Page
from ui.window.findings import Findings
from ui.workspace import Workspace

_HIGH, _WIDE = 146, 372
"""Pixels of the findings at first: under the page, at its right."""
_LEAST_WIDE = 300
_MOST = 0.4
"""The share of the room that the findings may take."""
_WIDE_FROM, _EVER_WIDE_FROM = 1_600, 1_200
"""Pixels of the window from which on they stand at the right: unasked, and where it was asked."""
_HANDLE, _GRIP, _HAIRLINE = 7, 36, 1
"""Pixels: the border that is dragged, the length of what shows of it; where nothing is dragged."""
_ANY = 16_777_215
"""Qt's word for no bound."""
_LOW = 500
"""Pixels of the window below which the page needs all the room there is."""
_ROOM = 24
"""Whoever leaves the cards less room than this has folded them."""


def go_round(outline: QWidget, page: Page, findings: Findings, by: int) -> None:
    """Give the keyboard to the pane after the one that has it (1), or to the one before (-1)."""
    takes = (
        partial(outline.setFocus, Qt.FocusReason.ShortcutFocusReason),
        page.take_keyboard,
        findings.take_keyboard,
    )
    here = QApplication.focusWidget()
    panes = (outline, page, findings)
    has = [here is not None and (pane is here or pane.isAncestorOf(here)) for pane in panes]
    at = has.index(True) if any(has) else 1
    takes[(at + by) % len(panes)]()


class Handle(QSplitterHandle):
    """A hairline with something to take hold of."""

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            seen = self.contentsRect()  # of a hairline Qt makes more that can be pressed
            painter.fillRect(seen, worn.panel)
            grip = QRectF(0, 0, _GRIP, 4)
            if self.orientation() == Qt.Orientation.Horizontal:
                painter.fillRect(seen.left(), seen.top(), 1, seen.height(), worn.line)
                grip = grip.transposed()
            else:
                painter.fillRect(seen.left(), seen.top(), seen.width(), 1, worn.line)
            if not self.isEnabled():  # nothing is to be moved
                return
            grip.moveCenter(QRectF(self.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.edge)
            painter.drawRoundedRect(grip, 2, 2)


class Panes(QSplitter):
    """Its inner border moves when somebody moves it, and when there is nothing left to show."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent)
        self._settings = settings
        self._upright = False
        self._idle = False
        """There was nothing to show when the report was opened, or there is no more."""
        self._asked = False
        """Somebody has unfolded the findings, in a low window too."""
        self.setObjectName("panes")
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)

    def hold(self, page: QWidget, findings: Findings, workspace: Workspace) -> None:
        """Take in what stands in it."""
        self._findings, self._workspace = findings, workspace
        self.addWidget(page)
        self.addWidget(findings)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        findings.folding.connect(self.fold)
        findings.siding.connect(self.change_side)
        self.splitterMoved.connect(self._on_moved)
        workspace.opened.connect(self.begin)
        workspace.checked.connect(self._on_checked)
        self.begin()

    def createHandle(self) -> QSplitterHandle:
        return Handle(self.orientation(), self)

    def begin(self) -> None:
        """A report in which nothing stands yet has nothing to show."""
        self._idle, self._asked = self._workspace.remaining.untouched, False
        self._findings.fold(self._is_due_folded())
        self._stand()

    def _on_checked(self) -> None:
        """With the last finding gone a line says so; one that comes does not open it again."""
        findings = self._findings
        open_ = not (findings.folded or self._upright)
        if open_ and self._workspace.is_settled and not findings.cards:
            if findings.has_keyboard:
                findings.left.emit()
            self._idle = True
            findings.fold(True)
            self._stand()

    def _is_due_folded(self) -> bool:
        low = self.window().height() < _LOW and not self._asked
        return self._settings.findings_folded or self._idle or low

    def fold(self) -> None:
        """Fold the findings to a line, or bring them back."""
        self._settings.findings_folded = folded = not self._findings.folded
        self._idle, self._asked = False, not folded
        self._findings.fold(folded)
        self._stand()

    def change_side(self) -> None:
        """To the right of the page, or under it; so it stays."""
        self._settings.findings_side = "bottom" if self._is_right() else "right"
        self._stand()

    def _is_right(self) -> bool:
        wide = self.window().width()
        asked = self._settings.findings_side
        return wide >= (_EVER_WIDE_FROM if asked == "right" else _WIDE_FROM) and asked != "bottom"

    def _stand(self) -> None:
        """At which side they stand. Folded they are a line under the page."""
        self._upright = upright = self._is_right() and not self._findings.folded
        orientation = Qt.Orientation
        self.setOrientation(orientation.Horizontal if upright else orientation.Vertical)
        self._findings.stand(upright=upright)
        self._share()

    def _share(self) -> None:
        """How much room they take, and may be dragged to: what the clerk chose, while it fits."""
        findings, upright, kept = self._findings, self._upright, self._settings
        line, room = findings.line_height(), self.width() if upright else self.height()
        least = _LEAST_WIDE if upright else line
        most = line if findings.folded else max(round(_MOST * room), least)
        size = kept.findings_width or _WIDE if upright else kept.findings_height or _HIGH
        size = max(min(size, most), least)
        findings.setMinimumSize(*((least, 0) if upright else (0, least)))
        findings.setMaximumSize(*((most, _ANY) if upright else (_ANY, most)))
        self.setHandleWidth(_HAIRLINE if findings.folded else _HANDLE)
        self.handle(1).setEnabled(not findings.folded)
        self.setSizes([room - size - self.handleWidth(), size])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._findings.folded != (folded := self._is_due_folded()):
            self._findings.fold(folded)
            self._stand()
        elif self._upright != (self._is_right() and not self._findings.folded):
            self._stand()
        else:
            self._share()

    def _on_moved(self) -> None:
        size = self.sizes()[1]
        if self._upright:
            self._settings.findings_width = size
        elif size < self._findings.line_height() + _ROOM:
            self.fold()
        else:
            self._settings.findings_height = size
