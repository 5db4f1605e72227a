"""The sections at the left as a list to tick off: what is begun, what is done, what is wrong."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from app.checks.progress import Part, State, parts
from ui import look
from ui.kit import icons, plain
from ui.workspace import Workspace

GLYPHS: dict[State, str] = {"empty": "ink3", "half": "accent", "done": "ok", "error": "err"}
"""The colour of each state; its icon is called as the state itself."""
LINE = 36
"""Pixels of a line at least."""
_GLYPH, _LEFT, _GAP, _RIGHT = 18, 16, 10, 12
_SECTION, _PART = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_FLAG = QStyle.StateFlag


class Outline(QListWidget):
    """One line a section; the one that has the keyboard on the page is the current one."""

    chosen = Signal(str)
    """A section's id; "" is the title."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("outline")
        self.setAccessibleName("报告内容")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Line(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.ground(self.viewport(), look.PANEL)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)
        workspace.opened.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """For another report, with the keyboard before its first section."""
        self.clear()
        for part in self._parts():
            item = QListWidgetItem(self)
            item.setData(_SECTION, part.id)
            _tell(item, part)
        self.setCurrentRow(0)

    def tell(self) -> None:
        """How far each section is now."""
        for row, part in enumerate(self._parts()):
            if self.item(row).data(_PART) != part:
                _tell(self.item(row), part)

    def mark(self, section: str) -> None:
        """Show in which section the keyboard is, without jumping."""
        for row in range(self.count()):
            if self.item(row).data(_SECTION) == section:
                self.setCurrentRow(row)

    def height_of_all(self) -> int:
        """Pixels that all lines take."""
        return self.count() * max(self.sizeHintForRow(0), LINE)

    def _parts(self) -> tuple[Part, ...]:
        return parts(self._workspace.report, self._workspace.findings)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_SECTION))


def _tell(item: QListWidgetItem, part: Part) -> None:
    item.setText(part.name)
    item.setData(_PART, part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, part.words)
    plain.set_tip(item, part.words)


class _Line(QStyledItemDelegate):
    """Sign, name, how much is open: one line."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, max(LINE, option.fontMetrics.height() + 14))

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        part, room = index.data(_PART), option.rect
        worn, current = look.tokens(), bool(option.state & _FLAG.State_Selected)
        painter.save()
        if current:
            painter.fillRect(room, worn.accent_soft)
            painter.fillRect(QRect(room.topLeft(), QSize(3, room.height())), worn.accent)
        elif option.state & _FLAG.State_MouseOver:
            painter.fillRect(room, worn.hover)
        glyph = QRect(_LEFT, room.center().y() - _GLYPH // 2 + 1, _GLYPH, _GLYPH)
        icons.icon(part.state, GLYPHS[part.state]).paint(painter, glyph)
        right = self._count(painter, room, part)
        font = look.base()
        font.setBold(current)
        painter.setFont(font)
        painter.setPen(worn.ink)
        left = glyph.right() + _GAP
        words = QRect(left, room.top(), right - left, room.height())
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(part.name, elide, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        if option.state & _FLAG.State_HasFocus and current:
            painter.setPen(QPen(worn.accent, 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _count(self, painter: QPainter, room: QRect, part: Part) -> int:
        """Errors, else warnings, else what is not filled in; where the words must end."""
        counts = ((part.errors, "err"), (part.warnings, "warn"), (part.unfilled, "ink3"))
        number, role = next(((n, role) for n, role in counts if n), (0, ""))
        end = room.right() - _RIGHT
        if not number:
            return end
        font = look.font("small")
        font.setBold(role != "ink3")
        painter.setFont(font)
        painter.setPen(getattr(look.tokens(), role))
        width = painter.fontMetrics().horizontalAdvance(str(number))
        place = QRect(end - width, room.top(), width + 1, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(number))
        return place.left() - _GAP
