"""What was opened or saved last, a line each: whose, of which year, how far, when."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.disk import presence
from app.disk.settings import Settings
from ui import look
from ui.kit import icons, plain
from ui.kit.deadline import Said
from ui.start_page import said

_HEADER = ("单位", "年度", "状态", "上次保存")
_ROW, _PAD = 40, 14
_WIDEST = ("2025 年", "已导出 Word、Excel、PDF", "2025-01-20 16:02")
"""What all columns but the first have room for; that takes what is left."""
_SLACK = 10
_STATE = 2
_NAME = Qt.ItemDataRole.UserRole
_SAID = Qt.ItemDataRole.UserRole + 1
_MORE = "Enter 打开，Delete 从列表里去掉（文件不动）"


class Line(Struct, frozen=True):
    """What is known of one."""

    who: str
    year: int | None
    state: Said
    seconds: float
    """When it was saved last, since 1970; 0: that is not known."""


class Recent(QTreeView):
    """One click or Enter opens; the list says what was known, and no file is read."""

    chosen = Signal(str)
    """The file that is to be opened."""
    dropped = Signal(str)
    """One that is no longer to be listed."""
    labels = _HEADER
    """What stands over the columns."""
    _looked = Signal(str, object)
    """When a file was last written; None: it is gone."""

    def __init__(self, settings: Settings, name: str, title: str) -> None:
        """`name` is what the program calls it, `title` what a person does."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(_MORE)
        self.gone: set[str] = set()
        self._settings = settings
        self._times: dict[str, float] = {}
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self._behave()
        self._looked.connect(self._on_looked)
        look.changed.connect(self.viewport().update)
        self.draw()
        presence.ask([*self._names()], self._tell)

    def _names(self) -> Sequence[str]:
        """Of what there is, the newest first."""
        raise NotImplementedError

    def _known(self, name: str) -> Line:
        """What is known of one."""
        raise NotImplementedError

    def _behave(self) -> None:
        self.setItemDelegate(_Line(self))
        self.setHeader(_Header(self))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.header().setFixedHeight(34)
        self.header().setMinimumSectionSize(40)
        self.activated.connect(self._choose)
        self.clicked.connect(self._click)

    def draw(self) -> None:
        """All lines anew."""
        row = max(self.currentIndex().row(), 0)
        self._rows.clear()
        self._rows.setHorizontalHeaderLabels(self.labels)
        for name in self._names():
            self._rows.appendRow(self._line(name))
        self._size_columns()
        self.setFixedHeight(self.header().height() + _ROW * self._rows.rowCount())
        self.setCurrentIndex(self._rows.index(min(row, self._rows.rowCount() - 1), 0))

    def _line(self, name: str) -> list[QStandardItem]:
        known = self._known(name)
        state = said.GONE if name in self.gone else known.state
        organ, year = known.who, f"{known.year} 年" if known.year else ""
        time = said.of_time(known.seconds, datetime.now().astimezone())
        items = [QStandardItem(words) for words in (organ, year, state.words, time)]
        why = "\n可能移走、删除了，或者 U 盘、共享没有连上" if name in self.gone else ""
        for item in items:
            item.setData(name, _NAME)
            plain.set_tip(item, f"{name}{why}")
        items[_STATE].setData(state, _SAID)
        whole = "，".join(filter(None, (organ, year, state.words, time)))
        items[0].setData(whole, Qt.ItemDataRole.AccessibleTextRole)
        return items

    def _size_columns(self) -> None:
        header, metrics = self.header(), self.fontMetrics()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, words in enumerate(_WIDEST, 1):
            icon = icons.SIZE + 6 if column == _STATE else 0
            room = metrics.horizontalAdvance(words) + icon
            header.resizeSection(column, room + 2 * _PAD + _SLACK)

    # --- which files are there

    def _tell(self, name: str, written: float | None) -> None:
        """In another thread."""
        try:
            self._looked.emit(name, written)
        except RuntimeError:  # the page is gone meanwhile
            return

    def _on_looked(self, name: str, written: float | None) -> None:
        if written is None:
            self.gone.add(name)
        else:
            self._times[name] = written
        self.draw()

    # --- keys and mouse

    def _click(self, index: QModelIndex) -> None:
        _EatDoubleClick.begin()
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(_NAME)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Beyond its ends the arrows lead to what stands before and after the list."""
        row, last = self.currentIndex().row(), self._rows.rowCount() - 1
        if event.key() == Qt.Key.Key_Up and row <= 0:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Down and row == last:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.dropped.emit(str(self.currentIndex().data(_NAME)))
            self.draw()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)


class Reports(Recent):
    """Reports of the clerk's own."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, "recent", "最近的报告")

    def _names(self) -> Sequence[str]:
        return self._settings.recent

    def _known(self, name: str) -> Line:
        known = self._settings.summaries.get(name)
        handed = self._settings.exported_as(Path(name))
        return Line(
            known.organ if known and known.organ else Path(name).stem,
            known.year if known else None,
            said.of_report(known, handed),
            self._times.get(name) or (known.saved if known else 0),
        )


class Counties(Recent):
    """Folders of many units' reports."""

    labels = (*_HEADER[:-1], "上次打开")

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, "recent_counties", "最近的汇总")

    def _names(self) -> Sequence[str]:
        return [county.folder for county in self._settings.counties]

    def _known(self, name: str) -> Line:
        county = next(each for each in self._settings.counties if each.folder == name)
        who = county.organ or Path(name).name
        return Line(who, county.year, said.of_county(county), county.seen)


class _Line(QStyledItemDelegate):
    """A line: quiet words, the state in its colour with its icon, a frame where the keyboard is."""

    def __init__(self, view: Recent) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        worn, rect = look.tokens(), QRect(option.rect)  # type: ignore[attr-defined]
        current = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        hovered = QStyle.StateFlag.State_MouseOver in option.state  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(
            rect, worn.accent_soft if current else worn.hover if hovered else worn.paper
        )
        if index.row() < self._view.model().rowCount() - 1:  # under the last is the frame
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), worn.line)
        self._words(painter, rect, index, index.data(_SAID))
        if current:
            self._frame(painter, rect.top())
        painter.restore()

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        state: Said | None,
    ) -> None:
        worn, gone = look.tokens(), index.sibling(index.row(), _STATE).data(_SAID) == said.GONE
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        plain_ink = look.is_contrast() and state is not None  # its accent is for grounds
        role = (
            "ink"
            if plain_ink
            else state.role
            if state
            else "ink3"
            if gone
            else "ink2"
            if index.column()
            else "ink"
        )
        if state and state.words:
            top = room.top() + (room.height() - icons.SIZE) // 2
            icons.icon(state.icon, role).paint(painter, room.left(), top, icons.SIZE, icons.SIZE)
            room.setLeft(room.left() + icons.SIZE + 6)
        at_right = index.column() == len(_HEADER) - 1
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._view.font())
        painter.setPen(getattr(worn, role))
        metrics = self._view.fontMetrics()
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _frame(self, painter: QPainter, top: int) -> None:
        painter.setPen(QPen(look.tokens().accent, 2))
        painter.drawRect(QRect(1, top + 1, self._view.viewport().width() - 2, _ROW - 2))


class _Header(QHeaderView):
    """Quiet words over the columns; the last stand at the right, as what is under them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        worn = look.tokens()
        painter.fillRect(rect, worn.head)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), worn.line)
        painter.setFont(look.font("small"))
        painter.setPen(worn.ink2)
        words = str(self.model().headerData(section, self.orientation()))
        side = (
            Qt.AlignmentFlag.AlignRight
            if section == len(_HEADER) - 1
            else Qt.AlignmentFlag.AlignLeft
        )
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)


class _EatDoubleClick(QObject):
    """Who clicks twice where once is enough has the second click on what comes up: it is eaten."""

    @classmethod
    def begin(cls) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(cls(app))

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        twice = event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent)
        return twice or super().eventFilter(watched, event)
