"""What each unit adds to a figure of the sum: the largest first, with bars on one scale from 0."""

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.collection.pictures import NAMELESS
from app.collection.summing import Addend, Sum
from app.forms.names import with_table
from app.letters.numbers import Number, spoken
from ui import look
from ui.collection.notes import Notes
from ui.kit import icons, plain
from ui.kit.buttons import Button

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_HIGH = 340
"""Pixels."""
_ROWS = 2
"""That are seen of the addends, however low it is."""
_NAMED = 3
"""Units that a sentence has room for."""
_ROW, _PAD, _SHARE, _GLYPH, _BAR = 32, 12, 52, 16, 8
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Part(Struct, frozen=True):
    """A unit's share of a figure."""

    addend: Addend
    whole: Number
    largest: Number
    wrong: bool
    """Whether there are errors in its report."""
    returned: bool
    """Whether it was sent back, and its figures are in until another comes."""

    @property
    def unit(self) -> str:
        return self.addend.unit or NAMELESS

    @property
    def percent(self) -> str:
        figure = self.addend.figure or 0
        return f"{100 * float(figure) / float(self.whole):.1f}%" if self.whole else ""

    @property
    def told(self) -> str:
        made = self.addend.correction
        if made is None:
            return f"{self.unit} {spoken(self.addend.figure)}"
        return (
            f"{self.unit} {spoken(made.now)}，报的是 {spoken(made.was)}，更正：{made.reason}"
            f"（{made.by}，{made.date}）"
        )


class PartModel(QAbstractListModel):
    """Adapter only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: list[Part] = []

    def show(self, parts: list[Part]) -> None:
        self.beginResetModel()
        self.parts = parts
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.parts)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        part = self.parts[index.row()]
        if role == Role.DisplayRole:
            return part.unit
        if role == Role.AccessibleTextRole:
            words = "，有错误" * part.wrong + "，已退回" * part.returned
            return f"{part.told}，占 {part.percent}{words}"
        more = "\n已退回，重报以前先按这一份算。" * part.returned
        return plain.tip(part.told + more) if role == Role.ToolTipRole else None


class PartList(QListView):
    """Takes the room that is left, and a few rows where there is none."""

    def __init__(self, model: PartModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Bar(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAccessibleName("这个数由哪些单位相加")
        self.setObjectName("collection_parts")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_ROWS * _ROW)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _ROWS * _ROW)


class Addends(QWidget):
    """Beside the grid: of its current cell."""

    chosen = Signal(str)
    """A unit that is to be looked at."""
    correcting = Signal(str, str)
    """A unit and a cell whose figure in the sum is to be another one."""

    def __init__(self, parent: QWidget, notes: Notes) -> None:
        """`notes` is what is said of the figure beside its addends."""
        super().__init__(parent)
        self.setObjectName("collection_addends")
        look.ground(self, look.PAPER)
        self.place, self.whole = plain.Label(wrap=True), plain.Label()
        self.place.setFont(look.font("small"))
        self.whole.setFont(look.font("h2"))
        self.notes = notes
        self.rest = plain.Label(wrap=True)
        self.rest.setFont(look.font("small"))
        self.correct = Button("更正…")
        self._model = PartModel(self)
        self.list = PartList(self._model)
        self._cell = ""
        self._made: Sum | None = None
        self._shown: object = None
        """What it was asked for last, beside the sum."""
        self._places: dict[str, int] = {}
        """In which row each unit is."""
        self._unit = ""
        """That is looked at, whether it has a share or not."""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 8)
        column.setSpacing(4)
        figure = QHBoxLayout()
        figure.addWidget(self.whole, 1)
        figure.addWidget(self.correct)
        column.addWidget(self.place)
        column.addLayout(figure)
        column.addWidget(self._scrolled(), 1)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.correct.clicked.connect(lambda _checked: self._correct())

    def _scrolled(self) -> QScrollArea:
        """What is said and the addends: where it is low, sentences are scrolled to, none is cut."""
        inside = look.ground(QWidget(), look.PAPER)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notes)
        column.addWidget(self.list, 1)
        column.addWidget(self.rest)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_in_sight(area))
        return area

    def _keep_in_sight(self, area: QScrollArea) -> None:
        """What is being written, whatever has come above it."""
        if self.notes.line.hasFocus():
            area.ensureWidgetVisible(self.notes.line)

    @property
    def parts(self) -> list[Part]:
        return self._model.parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, what is found stands before how many units there are."""
        super().resizeEvent(event)
        self.rest.setVisible(self.height() >= _HIGH)

    def show_cell(
        self,
        made: Sum | None,
        cell: str,
        wrong: frozenset[str],
        returned: frozenset[str],
        missing: int,
        unit: str,
    ) -> None:
        """What a figure is made of.

        Args:
            made: the sum; None: there is none.
            cell: of it.
            wrong: the units in whose reports errors are.
            returned: those whose report was sent back, and counts as yet.
            missing: how many units have sent nothing.
            unit: the one that is looked at.
        """
        shown = (cell, wrong, returned, missing)
        if made is not None and made is self._made and self._shown == shown:
            self._stand_at(unit)
            return
        is_same = cell == self._cell and unit == self._unit
        self._cell, self._made, self._shown = cell, made, shown
        if made is None or cell not in made.report.form.cells:
            for label in (self.place, self.whole, self.rest):
                label.setText("")
            self._model.show([])
            self._stand_at("")
            return
        form, whole = made.report.form, made.report.values[cell]
        addends = made.addends(cell)
        some = [each for each in addends if each.figure or each.correction]
        scrolled = self.list.verticalScrollBar().value() if is_same else 0
        self._model.show(_parts(some, whole or 0, wrong, returned))
        self.place.setText(with_table(form.cells[cell]))
        self.whole.setText(spoken(whole))
        back = [part.unit for part in self.parts if part.returned]
        rest = _rest(len(some), len(addends), missing, blank=whole is None)
        self.rest.setText("\n".join(filter(None, (rest, _sent_back(back)))))
        self._places = {part.addend.unit: n for n, part in enumerate(self.parts)}
        self._stand_at(unit)
        if is_same:
            self.list.verticalScrollBar().setValue(scrolled)

    def _stand_at(self, unit: str) -> None:
        """At a unit's share, if it has one."""
        self._unit = unit
        self.list.setCurrentIndex(self._model.index(self._places.get(unit, -1)))
        self._allow()

    def _choose(self, index: Index) -> None:
        self.chosen.emit(self.parts[index.row()].addend.unit)

    def target(self) -> str:
        """The unit whose figure would be corrected; "": there is none."""
        here = self.list.currentIndex()
        if here.isValid():
            return self.parts[here.row()].addend.unit
        counted = self._made.units if self._made else ()
        return self._unit if any(name == self._unit for name, _ in counted) else ""

    def why_not(self) -> str:
        """What is to be done before something here can be corrected; "": it can be."""
        if self._made is None or self._cell not in self._made.report.form.cells:
            return "请先在汇总的表格里点一格，再更正一个单位的数。"
        if self._made.report.form.cells[self._cell].computed:
            return "合计是算出来的：请先点它下面的一格，再更正。"
        if not self.target():
            out = f"“{self._unit}”没有计入汇总，没有数可以更正。" if self._unit else ""
            return out + "请先在这里或者左边选一个计入的单位，再更正它的数。"
        return ""

    def _allow(self) -> None:
        why = self.why_not()
        self.correct.setEnabled(not why)
        plain.set_tip(self.correct, why or f"更正 {self.target()} 的这个数　Ctrl+K")

    def _correct(self) -> None:
        if unit := self.target():
            self.correcting.emit(unit, self._cell)


def _parts(
    addends: Iterable[Addend], whole: Number, wrong: frozenset[str], returned: frozenset[str]
) -> list[Part]:
    some = list(addends)
    figures: list[Number] = [_size(each) for each in some]
    largest = max(figures, default=0)
    return [Part(each, whole, largest, each.unit in wrong, each.unit in returned) for each in some]


def _sent_back(units: list[str]) -> str:
    """Whose figures are in although they were asked for others."""
    if not units:
        return ""
    more = f"等 {len(units)} 个单位" if len(units) > _NAMED else ""
    return f"{'、'.join(units[:_NAMED])}{more}已退回，重报以前先按退回的那一份算。"


def _size(addend: Addend) -> Number:
    figure = addend.figure or 0
    return -figure if figure < 0 else figure


def _rest(some: int, all_: int, missing: int, *, blank: bool) -> str:
    if blank:
        words = ["这一格各单位都是空白"]
    else:
        words = [f"由 {some} 个单位相加，大的在前"] if some else ["各单位都是 0"]
        if some and all_ > some:
            words.append(f"另有 {all_ - some} 个单位为 0 或空白")
    if missing:
        words.append(f"未报 {missing} 个单位没有计入")
    return "；".join(words) + "。"


class _Bar(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PartModel):
            return
        worn, part = look.tokens(), model.parts[index.row()]
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        current = index.row() == self._view.currentIndex().row()
        painter.fillRect(rect, worn.accent_soft if current else worn.paper)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), worn.line)
        name, number = rect.width() * 40 // 100, rect.width() * 20 // 100
        room = QRect(rect.left() + 4, rect.top(), name - 4, rect.height())
        signs = [("return", "warn")] * part.returned + [("error", "err")] * part.wrong
        room.setRight(room.right() - len(signs) * (_GLYPH + 4))
        font = look.font("small")
        words = look.elided(font, plain.in_one_line(part.unit), room.width())
        painter.setFont(font)
        painter.setPen(worn.ink)
        painter.drawText(room, _LEFT, words)
        left = room.left() + look.width(font, words) + 4
        top = rect.top() + (rect.height() - _GLYPH) // 2
        for name_of, role in signs:
            icons.icon(name_of, role).paint(painter, left, top, _GLYPH, _GLYPH)
            left += _GLYPH + 4
        bold = look.scaled(font, 1, bold=True)
        painter.setFont(bold)
        figure = spoken(part.addend.figure) + ("＊" if part.addend.correction else "")
        left = rect.left() + name
        painter.drawText(QRect(left, rect.top(), number, rect.height()), _RIGHT, figure)
        left += number + 8
        room = QRect(left, rect.top(), rect.right() - left - _SHARE, rect.height())
        self._bar(painter, room, part)
        painter.setFont(font)
        painter.setPen(worn.ink2)
        share = QRect(rect.right() - _SHARE, rect.top(), _SHARE - 4, rect.height())
        painter.drawText(share, _RIGHT, part.percent)

    def _bar(self, painter: QPainter, room: QRect, part: Part) -> None:
        if part.largest and room.width() > 0:
            figure = float(_size(part.addend))
            wide = max(round(room.width() * figure / float(part.largest)), 1 if figure else 0)
            top = room.top() + (room.height() - _BAR) // 2
            worn = look.tokens()
            negative = (part.addend.figure or 0) < 0
            painter.fillRect(
                QRect(room.left(), top, wide, _BAR), worn.err if negative else worn.accent
            )
