"""What is open in a report, as the first thing that the hand-in dialog says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
)

from app.checks import Finding
from ui import look
from ui.kit import frame, plain, sign_line

_MOST, _LINE = 5, 30
"""Lines that show at once, and the pixels of one at least; the list scrolls."""
_SIGN, _GAP, _EDGE = 16, 8, 3
_GO = "回去看"
_SIGNS = {"error": ("error", "err"), "warning": ("warning", "warn"), "hint": ("hint", "accent")}


class OpenPoints(QFrame):
    """A line each, and each leads to its place."""

    chosen = Signal(object)
    """The `Finding` to go back to."""

    def __init__(
        self, findings: Sequence[Finding], beyond: int, warnings: Sequence[Finding] = ()
    ) -> None:
        """What keeps the report from being handed in comes first.

        Args:
            findings: of these.
            beyond: how many more there are that nobody has listed.
            warnings: what keeps it from nothing.
        """
        super().__init__()
        self._edge = "err" if findings or beyond else "warn"
        more = f"另有 {beyond} 处没有列出" if beyond else ""
        open_ = f"还有 {len(findings)} 处没有处理" if findings else ""
        warned = f"还有 {len(warnings)} 条提醒，不影响上报，请先看一看" if warnings else ""
        head = plain.Label(
            "；".join(filter(None, ("，".join(filter(None, (open_, more))), warned)))
        )
        findings = self._findings = (*findings, *warnings)
        head.setFont(look.scaled(look.base(), 1, bold=True))
        self.list = QListWidget()
        self.list.setObjectName("open_points")
        self.list.setAccessibleName(head.text())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Line(self.list))
        for finding in findings:
            item = QListWidgetItem(finding.message, self.list)
            item.setData(Qt.ItemDataRole.UserRole, _sign(finding))
            plain.set_tip(item, finding.message)
        lines = min(len(findings), _MOST)
        self.list.setFixedHeight(lines * max(self.list.sizeHintForRow(0), _LINE))
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE + 12, 10, 12, 10)
        layout.setSpacing(2)
        layout.addWidget(head)
        layout.addWidget(self.list)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._findings[self.list.row(item)])

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            frame.draw(painter, QRectF(self.rect()), 1, worn.line, worn.paper, 0)
            painter.fillRect(QRect(0, 0, _EDGE, self.height()), getattr(worn, self._edge))


def _sign(finding: Finding) -> tuple[str, str]:
    """An icon, and the role of its colour."""
    return ("empty", "ink3") if finding.missing else _SIGNS[finding.severity]


class _Line(QStyledItemDelegate):
    """A sign, the sentence as far as there is room, and at the right what a click does."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, max(_LINE, option.fontMetrics.height() + 8))

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        worn, room = look.tokens(), option.rect
        states, state = QStyle.StateFlag, option.state
        painter.save()
        if state & states.State_MouseOver:
            painter.fillRect(room, worn.hover)
        sign = QRect(room.left(), room.center().y() - _SIGN // 2, _SIGN, _SIGN)
        painter.setFont(look.font("small"))
        painter.setPen(worn.link)
        width = painter.fontMetrics().horizontalAdvance(_GO)
        go = QRect(room.right() - width - _GAP, room.top(), width + 1, room.height())
        painter.drawText(go, Qt.AlignmentFlag.AlignVCenter, _GO)
        sign_line.draw(
            painter, room, (sign, *index.data(Qt.ItemDataRole.UserRole)), str(index.data()),
            look.base(), (sign.right() + _GAP, go.left() - 2 * _GAP),
            focused=bool(state & states.State_HasFocus),
        )  # fmt: skip
        painter.restore()
