"""A table of the sum, as on the page of a report: nobody changes it here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.forms.layout import GridCell
from app.report.report import Report
from ui import look
from ui.collection.notes import corrected
from ui.origin import Origin
from ui.page.grid.frozen import FrozenHeaders
from ui.page.grid.model import GridModel
from ui.page.grid.view import GridView
from ui.workspace import Workspace

_WHY = "这是各单位相加的数，不能直接改；要改，请在右边选一个单位，点“更正”。"
_AIR = 16
_WIDEST = 1_060


class Summed(Workspace):
    """The sum as an open report that nobody changes here. It has no texts to be checked."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.origin = Origin(shown="汇总", read_only=_WHY)

    def settle(self) -> None:
        self.checked.emit()

    def put(self, report: Report) -> None:
        """Other figures in the same form."""
        self.swap(report, Origin(shown="汇总", read_only=_WHY))
        self.changed.emit(frozenset(("cells", cell) for cell in report.form.cells))


class _Model(GridModel):
    """With what was corrected, and why what is found may stand, in the tips of the figures."""

    def _tip(self, shown: GridCell) -> str:
        if shown.kind != "value":
            return super()._tip(shown)
        findings = (f for f in self.workspace.findings if shown.id in f.cells and f.acknowledged)
        answered = [f"已说明：{finding.acknowledged}" for finding in findings]
        told = (super()._tip(shown), *answered, *corrected(self.workspace.report, shown.id))
        return "\n".join(filter(None, told))


class TablePage(QScrollArea):
    """One table, as on the page of a report: the area scrolls, the header stays."""

    def __init__(self, workspace: Summed, table: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk = look.ground(QWidget(), look.DESK)
        model = _Model(workspace, workspace.report.form.tables[table])
        self.grid = GridView(model, desk)
        model.setParent(self.grid)
        self.grid.strip.hide()
        self.grid.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(desk)
        column.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
        column.addWidget(self.grid)
        column.addStretch(1)
        self.setWidget(desk)
        self._frozen = FrozenHeaders(self.viewport())
        self._staying = QTimer(self, singleShot=True, interval=1)
        """The current cell stays in sight, once all is laid out anew."""
        self._staying.timeout.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.grid.moved.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._staying.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._staying.start()

    def _place(self) -> None:
        self._frozen.place([self.grid])

    def _follow(self) -> None:
        if self.grid.current() is None:
            return
        place = self.grid.visualRect(self.grid.currentIndex())
        spot = self.grid.viewport().mapTo(self.widget(), place.center())
        covered = self.grid.covered_height(self.viewport().height())
        self.ensureVisible(spot.x(), spot.y(), 0, place.height() + covered)
