"""What is still to be done before the report can be handed in: how much, and where."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from app.checks.progress import Item, items, parts
from ui import look, workspace
from ui.flows.handed import Handed
from ui.kit import deadline, icons, plain, times
from ui.kit.deadline import Said
from ui.kit.link_row import LinkRow
from ui.window.outline import GLYPHS
from ui.workspace import Workspace

_ROWS = 3
"""Things to do that show at once; the whole list is a click away."""
_LISTED, _LIST_WIDTH = 10, 480
"""Lines of the whole list that show at once, and its pixels."""
_PADDING, _RADIUS = 12, 6
_UNCHANGED = "之后没有改动。"
_STATE = Qt.ItemDataRole.UserRole
_BESIDE = 60
"""Pixels of the list that are not its words: sign, scroll bar, margins."""


class Missing(QFrame):
    """A box under the outline; its first line opens the whole list."""

    chosen = Signal(object)
    """The `Finding` to go to."""

    def __init__(self, workspace: Workspace, handed: Handed, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._handed = handed
        self._shown: object = None
        self._items: tuple[Item, ...] = ()
        self._gone_to: Finding | None = None
        """What `next` led to last, while somebody goes from one to the next."""
        self._has_rested = False
        """Whether the rules about texts were read, which tell the deadline: no start waits."""
        self._room = QSize()
        self.fold = LinkRow("h3", self)
        self.fold.setObjectName("missing_fold")
        self._meter = _Meter(self)
        self._rows = [LinkRow(parent=self) for _ in range(_ROWS)]
        self._more = LinkRow(parent=self)
        self._note = plain.Label(parent=self, wrap=True)
        self._due = LinkRow("note", self)
        self._due.setEnabled(False)
        self._due.unsetCursor()
        self._arrange()
        self.fold.clicked.connect(lambda _checked: self._follow())
        self._more.clicked.connect(lambda _checked: self.unfold())
        for number, row in enumerate(self._rows):
            row.clicked.connect(partial(self.go, number))
        handed.changed.connect(self.draw)
        workspace.checked.connect(self.draw)
        workspace.opened.connect(self._begin_anew)
        self.draw()

    @cached_property
    def list(self) -> _List:
        """Made when it is first asked for."""
        made = _List(self)
        made.chosen.connect(self.go)
        return made

    @property
    def words(self) -> str:
        """How much is left; "" where nothing is."""
        return self._workspace.remaining.words

    def draw(self) -> None:
        """As the report is now; nothing is done where that is as before."""
        report, remaining = self._workspace.report, self._workspace.remaining
        self._has_rested |= self._workspace.is_settled
        found = parts(report, self._workspace.findings)
        note = "" if remaining.number else told_of(self._handed)
        due = self._deadline(is_done=not remaining.number and note.endswith(_UNCHANGED))
        shown = (remaining, found, note, due, self._workspace.is_settled)
        if shown == self._shown:
            return
        self._shown = shown
        self._items = items(report, remaining, found)
        self._note.setText(note)
        if due:
            self._due.show_words(due.words, sign=(due.icon, due.role), role=due.role)
        else:
            self._due.show_words("")
        self._meter.show_share(sum(not part.is_open for part in found), len(found))
        self._head(unfolds=False)
        for row, item in zip(self._rows, self._items, strict=False):
            row.show_words(item.words, item.more, sign=(item.state, GLYPHS[item.state]))
        if "list" in vars(self):
            self.list.hide()  # it shows what was there before
        self.fit(self._room)

    def next(self) -> bool:
        """Go to what is missing after that gone to last; False after the last, or where all is."""
        missing = [item.finding for item in self._items if item.finding.missing]
        at = missing.index(self._gone_to) + 1 if self._gone_to in missing else 0
        due = at < len(missing) and not self._workspace.remaining.untouched
        self._gone_to = missing[at] if due else None
        if self._gone_to:
            self.chosen.emit(self._gone_to)
        return due

    @property
    def is_gone_through(self) -> bool:
        """Whether somebody is going from one missing thing to the next."""
        return self._gone_to is not None

    def _begin_anew(self) -> None:
        self._gone_to = None

    def go(self, number: int) -> None:
        """To one of the things to do."""
        self.chosen.emit(self._items[number].finding)

    def _follow(self) -> None:
        """From the first line: to the whole list, else to the first warning."""
        self.unfold()
        if not self._items and (warnings := self._workspace.remaining.warnings):
            self.chosen.emit(warnings[0])

    def unfold(self) -> None:
        """The whole list, over the page beside the box."""
        if self._items:
            self.list.fill(self._items)
            self.list.open_beside(self)

    def fit(self, room: QSize) -> None:
        """Show as much as there is room for; the first line always."""
        self._room = room
        lines = self._note.heightForWidth(room.width() - 2 * _PADDING)
        self._note.setFixedHeight(max(lines, 0))
        most = min(len(self._items), _ROWS)
        for rows, rest in (*((rows, True) for rows in range(most, -1, -1)), (0, False)):
            self._show(rows, rest=rest)
            if self.sizeHint().height() <= room.height():
                return

    def _show(self, rows: int, *, rest: bool) -> None:
        for number, row in enumerate(self._rows):
            row.setVisible(number < rows)
        hidden = len(self._items) - rows
        self._more.show_words(f"另有 {hidden} 项", "全部列出来", sign=("more", "link"))
        self._more.setVisible(rows > 0 and hidden > 0)
        if self._items:
            self._head(unfolds=rows == 0)
        self._note.setVisible(rest and bool(self._note.text()))
        self._due.setVisible(rest and bool(self._due.text()))
        self._meter.setVisible(rest)

    def _deadline(self, *, is_done: bool) -> Said | None:
        """An untouched report is greeted by nothing that warns."""
        if not self._has_rested:
            return None
        report = self._workspace.report
        said = deadline.of_report(report, workspace.today(), is_done=is_done)
        if said and said.role == "warn" and self._workspace.remaining.untouched:
            return said._replace(role="ink2")
        return said

    def _head(self, *, unfolds: bool) -> None:
        """How much is left; with an arrow where none of it shows."""
        words, sign, role = self.words, ("right", "ink2") if unfolds else None, "ink"
        warnings, more = self._workspace.remaining.warnings, ""
        if not words and self._workspace.is_settled:
            words = self._workspace.remaining.ready
            sign, role = (("warning", "warn"), "ink") if warnings else (("done", "ok"), "ok")
            more = "\n".join((words, *(finding.message for finding in warnings[:_LISTED])))
        self.fold.show_words(words or "正在检查……", more, sign=sign, role=role)
        self.fold.setEnabled(bool(self._items or warnings))

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING - 4, _PADDING, _PADDING - 4)
        layout.setSpacing(2)
        self._note.setFont(look.font("small"))
        for widget in (self.fold, self._meter, *self._rows, self._more, self._note, self._due):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(worn.line, 1))
            painter.setBrush(worn.paper)
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, _RADIUS, _RADIUS)


class _Meter(QWidget):
    """How many of the sections are done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._done, self._all = 0, 1
        self.setFixedHeight(12)

    def show_share(self, done: int, all_: int) -> None:
        self._done, self._all = done, all_
        self.setAccessibleName(f"{all_} 部分里完成了 {done} 部分")
        plain.set_tip(self, self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            bar = QRectF(0, 4, self.width(), 4)
            painter.setBrush(worn.line)
            painter.drawRoundedRect(bar, 2, 2)
            bar.setWidth(self.width() * self._done / self._all)
            painter.setBrush(worn.ok if self._done == self._all else worn.accent)
            painter.drawRoundedRect(bar, 2, 2)


class _List(QListWidget):
    """All that is to be done, whole sentences; it goes when one is chosen, or at Esc."""

    chosen = Signal(int)
    """The number of the line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("missing")
        self.setAccessibleName("还差的内容")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def fill(self, lines: tuple[Item, ...]) -> None:
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.more, self)
            item.setData(_STATE, line.state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.words}。{line.more}")

    def open_beside(self, box: QWidget) -> None:
        """With its foot where the box has its foot, and inside the screen."""
        for item in map(self.item, range(self.count())):
            state = item.data(_STATE)
            item.setIcon(icons.icon(state, GLYPHS[state]))
        screen = box.screen().availableGeometry()
        width = min(_LIST_WIDTH, screen.width() - 2 * _PADDING)
        corner = box.mapToGlobal(QPoint(box.width(), box.height()))
        heights = self._lay_out(width)
        wanted = sum(heights[:_LISTED]) + 2 * self.frameWidth() + 2
        height = min(wanted, screen.height() - 2 * _PADDING)
        left = min(corner.x() + 4, screen.right() - width)
        top = max(corner.y() - height, screen.top() + _PADDING)
        self.setGeometry(left, top, width, height)
        self.setCurrentRow(0)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self, width: int) -> list[int]:
        """Give each line the height that its words take; Qt knows it only when it is shown."""
        room = QRect(0, 0, width - _BESIDE, 0)
        items = [self.item(row) for row in range(self.count())]
        heights = []
        for item in items:
            words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            heights.append(words.height() + _PADDING)
            item.setSizeHint(QSize(0, heights[-1]))
        return heights

    def _on_chosen(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        self.hide()
        self.chosen.emit(row)


def told_of(handed: Handed) -> str:
    """When the report was last exported, and whether it is still what it was then."""
    time = handed.time
    if time is None:
        return "还没有导出过。"
    changed = "之后又改过，请再导出一次。" if handed.is_outdated else _UNCHANGED
    return f"{times.short(time)} 已导出，\n{changed}"
