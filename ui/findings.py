"""The findings under the page: what a reviewer would point at, and where."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from ui.workspace import Workspace

_ICONS = {
    "error": QStyle.StandardPixmap.SP_MessageBoxCritical,
    "warning": QStyle.StandardPixmap.SP_MessageBoxWarning,
    "hint": QStyle.StandardPixmap.SP_MessageBoxInformation,
}
_LINES = 4
"""How many findings show at once; the list scrolls."""


class Findings(QWidget):
    """A line that says how many, and a list that folds away under it."""

    chosen = Signal(tuple)
    """The address of what a finding is about."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Finding, ...] | None = None
        self._fold = QToolButton(self)
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setAutoRaise(True)
        self._fold.setObjectName("findings_fold")
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._list = QListWidget(self)
        self._list.setObjectName("findings")
        self._list.setAccessibleName("检查结果")
        self._list.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._fold)
        layout.addWidget(self._list)
        self._fold.toggled.connect(self._fit)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        workspace.changed.connect(self._draw)
        workspace.opened.connect(self._draw)
        self._draw()

    def next(self) -> None:
        """Go to the finding after the current one, from the last to the first."""
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + 1) % self._list.count())
            self._on_chosen(self._list.currentItem())

    def _draw(self) -> None:
        """Only where something is different: a list made anew loses its current line."""
        findings = self._workspace.findings
        if findings == self._shown:
            return
        self._shown = findings
        row = self._list.currentRow()
        self._list.clear()
        for finding in findings:
            self._add(finding)
        self._list.setCurrentRow(min(row, self._list.count() - 1))
        self._fold.setText(_count(findings))
        self._fit()

    def _add(self, finding: Finding) -> None:
        filling = bool(finding.blanks)
        icon = _ICONS["hint" if filling else finding.severity]
        words = finding.running if filling else f"{finding.rule}　{finding.message}"
        item = QListWidgetItem(self.style().standardIcon(icon), words, self._list)
        item.setData(Qt.ItemDataRole.UserRole, _address(finding))

    def _fit(self) -> None:
        """No more room than the findings need: the page is what is worked on."""
        unfolded, lines = self._fold.isChecked(), min(self._list.count(), _LINES)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._list.setVisible(unfolded and lines > 0)
        height = self._list.sizeHintForRow(0) * lines + 2 * self._list.frameWidth()
        self._list.setFixedHeight(max(height, 1))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _address(finding: Finding) -> tuple[str, str]:
    """Where the eye should go first: a blank that may explain it, else the first cell or text."""
    if finding.cells:
        return "cells", (*finding.blanks, *finding.cells)[0]
    return "texts", finding.texts[0]


def _count(findings: tuple[Finding, ...]) -> str:
    errors = sum(f.severity == "error" and not f.blanks for f in findings)
    filling = sum(bool(f.blanks) for f in findings)
    parts = [f"{errors} 处错误"] if errors else []
    parts += [f"{filling} 列还没有填完"] if filling else []
    return "检查：" + ("、".join(parts) or "没有发现问题")
