"""The sections at the left as a list to tick off: what is begun, what is done, what is wrong."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QWidget,
)

from app.checks.progress import Part, State, parts
from ui import look
from ui.kit import plain, sign_line, states, viewport
from ui.workspace import Workspace

GLYPHS: dict[State, str] = {"empty": "ink3", "half": "accent", "done": "ok", "error": "err"}
"""The colour of each state; its icon is called as the state itself."""
LINE = 36
"""Pixels of a line at least."""
_GLYPH, _LEFT, _GAP, _RIGHT = 18, 16, 10, 12
_SLIM, _SLIM_LEFT = 100, 8
"""Pixels of a line below which only its sign and its first letter, a number, have room; and where
that sign stands."""
_SECTION, _PART = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


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
        self._ground = look.ground(viewport.of(self), look.PANEL)
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
        worn, current = look.tokens(), states.is_selected(option.widget, index)
        selected = current and look.is_contrast()  # where no soft ground can tell
        painter.save()
        if current:
            painter.fillRect(room, worn.sel if selected else worn.accent_soft)
            painter.fillRect(QRect(room.topLeft(), QSize(3, room.height())), worn.accent)
        elif states.is_pointed_at(option.widget, room):
            painter.fillRect(room, worn.hover)
        slim = room.width() < _SLIM
        at = _SLIM_LEFT if slim else _LEFT
        glyph = QRect(at, room.center().y() - _GLYPH // 2 + 1, _GLYPH, _GLYPH)
        font = look.base()
        font.setBold(current)
        end = room.right() - _GAP // 2 if slim else self._count(painter, room, part, selected)
        sign_line.draw(
            painter, room, (glyph, part.state, GLYPHS[part.state]),
            part.name[:1] if slim else part.name, font, (glyph.right() + _GAP, end),
            focused=current and states.is_focused(option.widget, index), selected=selected,
        )  # fmt: skip
        painter.restore()

    def _count(self, painter: QPainter, room: QRect, part: Part, selected: bool) -> int:
        """Errors, else warnings, else what is not filled in; where the words must end."""
        counts = ((part.errors, "err"), (part.warnings, "warn"), (part.unfilled, "ink3"))
        number, role = next(((n, role) for n, role in counts if n), (0, ""))
        end = room.right() - _RIGHT
        if not number:
            return end
        font = look.font("small")
        font.setBold(role != "ink3")
        painter.setFont(font)
        painter.setPen(getattr(look.tokens(), "on_sel" if selected else role))
        width = painter.fontMetrics().horizontalAdvance(str(number))
        place = QRect(end - width, room.top(), width + 1, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(number))
        return place.left() - _GAP
