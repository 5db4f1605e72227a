"""The list of units as a view: its model, its painting, its keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import look
from ui.collection import rows
from ui.collection.rows import ERRORS, FIGURE, HEADER, RECEIVED, STATE, UNIT, WARNINGS, Line
from ui.kit import icons, plain

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _PAD, _GLYPH = 34, 29, 8, 18
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WIDE = ("年度不对", "错误", "提醒", "01-20", "本年新收")
"""What the columns after the first have room for at least."""
_FROM = {FIGURE: 470, RECEIVED: 380, WARNINGS: 320}
"""Pixels of the list from which on a column is there."""
_LONGEST = 11
"""Letters of a name that is seen whole before any state beyond the shortest is."""


class UnitModel(QAbstractTableModel):
    """Adapter only: which lines there are, others say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.figure_name = HEADER[FIGURE]
        """What the figure in the last column is called."""
        self._words: dict[int, tuple[str, ...]] = {}

    def show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self._words.clear()
        self.endResetModel()

    def words(self, row: int) -> tuple[str, ...]:
        if row not in self._words:
            self._words[row] = self.lines[row].words
        return self._words[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADER)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if not (across and role == Role.DisplayRole):
            return None
        return self.figure_name if section == FIGURE else HEADER[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Role.DisplayRole:
            return self.words(index.row())[index.column()]
        if role == Role.AccessibleTextRole:
            return self.lines[index.row()].spoken
        return plain.tip(self.lines[index.row()].told) if role == Role.ToolTipRole else None


class UnitList(QTableView):
    """A row a unit and file; the current one is the one that is shown beside the list."""

    chosen = Signal()
    """Another line is the current one."""
    looked = Signal()
    """By a person, at another line."""
    opening = Signal()
    """By Enter or a double click: the report of the current line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("collection_units")
        self.setAccessibleName("单位")
        self._model = UnitModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setHorizontalHeader(_Header(self))
        self._size_columns()
        self._all: list[Line] = []
        self._wanted = self._typed = ""
        self._leaving = False
        """Whether the current line has been dealt with."""
        self._drawing = False
        """Whether it is this program that makes another line the current one."""
        self._is_looked_at = False
        """Whether a person has chosen a line; till then it is the first."""
        self._sought, self._since = "", QElapsedTimer()
        """What is being typed in the list, and since when."""
        self._sorted_by: tuple[int | None, bool] = (None, False)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda _index: self.opening.emit())

    def _size_columns(self) -> None:
        header, wide = self.horizontalHeader(), self.fontMetrics().horizontalAdvance
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        for column, words in enumerate(_WIDE, 1):
            glyph = _GLYPH + 6 if column == STATE else 0
            header.resizeSection(column, wide(words) + glyph + 2 * _PAD)

    def _fit_states(self) -> None:
        """As wide as they are, so that names have the rest, as long as these have enough."""
        header, wide = self.horizontalHeader(), self.fontMetrics().horizontalAdvance
        words = {line.short for line in self._all} | {HEADER[STATE], _WIDE[0]}
        room = max(map(wide, words)) + _GLYPH + 6 + 2 * _PAD
        others = sum(header.sectionSize(column) for column in range(ERRORS, len(HEADER)))
        bold = QFontMetrics(look.scaled(self.font(), 1, bold=True)).horizontalAdvance
        names = max((bold(line.unit[:_LONGEST]) for line in self._all), default=0)
        free = self.viewport().width() - others - names - 2 * _PAD - 4
        least = wide(_WIDE[0]) + _GLYPH + 6 + 2 * _PAD
        header.resizeSection(STATE, max(min(room, free), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the days go, then the warnings: names and states are looked for."""
        super().resizeEvent(event)
        for column, least in _FROM.items():
            self.setColumnHidden(column, self.viewport().width() < least)
        self._fit_states()

    # --- what is in it

    @property
    def last(self) -> int:
        """The column at the right end."""
        return max(column for column in range(len(HEADER)) if not self.isColumnHidden(column))

    @property
    def lines(self) -> list[Line]:
        return self._model.lines

    @property
    def all(self) -> list[Line]:
        """Those too that are not shown."""
        return self._all

    def current(self) -> Line | None:
        row = self.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def show_lines(self, lines: list[Line], figure_name: str = "") -> None:
        """How all of them stand now; the current one stays it.

        Args:
            lines: those too that are not to be shown.
            figure_name: what the figure of each is called.
        """
        self._all = lines
        self._model.figure_name = figure_name
        self._fit_states()
        scrolled, was_seen = self.verticalScrollBar().value(), self._is_seen()
        self._draw()
        self.verticalScrollBar().setValue(scrolled)  # Qt goes to the current line
        if was_seen and not self._is_seen():  # it stands elsewhere now
            self.scrollTo(self.currentIndex())

    def _is_seen(self) -> bool:
        """Whether the current line is in sight."""
        return self.viewport().rect().intersects(self.visualRect(self.currentIndex()))

    def narrow(self, wanted: str, typed: str) -> None:
        """Those in a state or with a mark, whose names hold what was typed."""
        if (wanted, typed) != (self._wanted, self._typed):
            self._wanted, self._typed = wanted, typed
            self._draw()

    def _sort(self, column: int) -> None:
        """By a column, then the other way, then as at first."""
        steps: Sequence[tuple[int | None, bool]] = ((column, False), (column, True), (None, False))
        at = steps.index(self._sorted_by) if self._sorted_by in steps[:2] else -1
        self._sorted_by = steps[at + 1]
        self._draw()

    def _draw(self) -> None:
        current, row = self.current(), self.currentIndex().row()
        column, down = self._sorted_by
        some = rows.narrowed(self._all, self._wanted, self._typed)
        shown = rows.ordered(some, column, down=down)
        self._drawing = True
        self._model.show(shown)
        self._drawing = False
        places = {line.key: n for n, line in enumerate(shown)}
        if current and self._leaving:
            self._leaving, self._is_looked_at = False, True
            row += places.get(current.key) == row  # else what comes after it stands there now
            round_ = [*range(row, len(shown)), *range(min(row, len(shown)))]
            stays = places.get(current.key, min(row, len(shown) - 1))
            here = next((n for n in round_ if shown[n].is_due), stays)
            self.make_current(here)
            return
        near = min(max(row, 0), len(shown) - 1)
        if current is None or not self._is_looked_at:
            near = min(0, len(shown) - 1)
            current = None
        self.make_current(places.get(current.key, near) if current else near)

    def leave(self) -> None:
        """The next change of the list leads from the current line to the next that is due.

        Downwards, then from the top; where there is none, the current line stays it.
        """
        self._leaving = True

    def make_current(self, row: int) -> None:
        self._drawing = True
        self.setCurrentIndex(self._model.index(row, UNIT))
        self._drawing = False
        self.chosen.emit()
        self.viewport().update()

    def choose(self, unit: str) -> bool:
        """Make a unit's first line the current one; False where it is not shown."""
        for row, line in enumerate(self.lines):
            if line.standing.unit == unit:
                self._is_looked_at = True
                self.make_current(row)
                self.scrollTo(self.currentIndex())
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and not self._drawing:
            self._is_looked_at = True
            self.chosen.emit()
            self.looked.emit()

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """By whole rows: the first and the last at Home and End, none beside one."""
        move = QAbstractItemView.CursorAction
        if cursorAction in (move.MoveHome, move.MoveEnd):
            row = 0 if cursorAction == move.MoveHome else len(self.lines) - 1
            return self._model.index(row, UNIT)
        if cursorAction in (move.MoveLeft, move.MoveRight):
            return self.currentIndex()
        return super().moveCursor(cursorAction, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """To the next unit whose name holds what is typed, or begins so letter for letter."""
        is_going_on = self._since.isValid() and not self._since.hasExpired(
            QApplication.keyboardInputInterval()
        )
        self._since.start()
        self._sought = self._sought + search if is_going_on else search
        start = self.currentIndex().row() + (not is_going_on)
        some = [*self.lines[start:], *self.lines[:start]]
        if found := rows.narrowed(some, "", self._sought):
            self.setCurrentIndex(self._model.index(self.lines.index(found[0]), UNIT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opening.emit()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Name, state with its sign, counts in the colours of what they count."""

    def __init__(self, view: UnitList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: Any = option  # the stubs of Qt 6.8 leave its attributes out
        worn, rect, column = look.tokens(), QRect(style.rect), index.column()
        line = self._view.lines[index.row()]
        current = index.row() == self._view.currentIndex().row()
        over = bool(style.state & QStyle.StateFlag.State_MouseOver)
        ground = worn.accent_soft if current else worn.hover if over else worn.paper
        painter.fillRect(rect, ground)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), worn.line)
        room = rect.adjusted(_PAD + 4 if column == UNIT else 0, 0, -_PAD, 0)
        glyph, role = rows.GLYPHS[line.standing.state]
        if column == STATE:
            top = room.top() + (room.height() - _GLYPH) // 2
            icons.icon(glyph, role).paint(painter, room.left(), top, _GLYPH, _GLYPH)
            room.setLeft(room.left() + _GLYPH + 6)
        font = look.scaled(self._view.font(), 1, bold=current and column == UNIT)
        painter.setFont(font)
        painter.setPen(getattr(worn, _role(column, role)))
        # In the middle: what tells units of a county apart stands at the end of their names.
        middle = Qt.TextElideMode.ElideMiddle if column == UNIT else Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(str(index.data()), middle, room.width())
        painter.drawText(room, _LEFT if column <= STATE else _RIGHT, words)
        if current:
            self._mark(painter, rect, column)

    def _mark(self, painter: QPainter, rect: QRect, column: int) -> None:
        """The current line by a bar, and by a frame where the keyboard is: its part in a column."""
        worn, left, wide = look.tokens(), rect.left(), rect.width()
        if column == UNIT:
            painter.fillRect(QRect(left, rect.top(), 3, rect.height()), worn.accent)
        if self._view.hasFocus():
            painter.fillRect(QRect(left, rect.top(), wide, 2), worn.accent)
            painter.fillRect(QRect(left, rect.bottom() - 1, wide, 2), worn.accent)
            if column == self._view.last:
                painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), worn.accent)


def _role(column: int, state: str) -> str:
    if look.is_contrast():
        return "ink"
    return ("ink", state, "err", "warn", "ink2", "ink")[column]


class _Header(QHeaderView):
    """Quiet words over the columns; a click sorts by one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        worn = look.tokens()
        painter.fillRect(rect, worn.head)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), worn.line)
        painter.setFont(look.font("small"))
        painter.setPen(worn.ink2)
        room = rect.adjusted(_PAD + 4 if section == UNIT else 0, 0, -_PAD, 0)
        words = self.model().headerData(section, self.orientation(), Role.DisplayRole)
        painter.drawText(room, _LEFT if section <= STATE else _RIGHT, words)
