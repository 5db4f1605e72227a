"""Paints one rectangle of the grid: paper, tint, words, borders, the mark of an error."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.checks import Finding
from app.forms.layout import GridCell
from app.forms.names import dotted
from ui import look
from ui.kit import states
from ui.kit.composing import Composed
from ui.kit.undo_keys import WindowKeys
from ui.page.grid.model import ALIGNMENT, GridModel, Index
from ui.page.grid.seen import Rows, in_sight
from ui.page.grid.sizes import LABEL_PADDING, PADDING, TOO_WIDE, Breaks, Line, OneLine
from ui.page.grid.strokes import CORNER, FRAME, Strokes

_GAP = 6
"""Pixels at least between two figures on one line."""
_OF_EDITOR = 2
"""Pixels that Qt's own line keeps at its ends."""
_NOTE, _BESIDE_NOTE = 11 / 14, 0.85
"""How large a cell's second figure is, and the first where both are one above the other."""

_Place = Qt.AlignmentFlag
_LINE = Qt.TextFlag.TextSingleLine
_MIDDLE_RIGHT = int(_Place.AlignRight | _Place.AlignVCenter | _LINE)
_LOWER_LEFT = int(_Place.AlignLeft | _Place.AlignBottom | _LINE)


class _Figures(NamedTuple):
    """What a cell shows; "" where there is none of it."""

    value: str
    paper: str
    last: str


class _Pens(NamedTuple):
    """What the figures of a cell are written with."""

    value: QColor
    last: QColor


class _Drawn(NamedTuple):
    """Where the figures of a cell are drawn, and in which type."""

    painter: QPainter
    inner: QRect
    lines: OneLine
    type_: QFont
    pens: _Pens


class GridDelegate(QStyledItemDelegate):
    """Drawn by hand, so that every platform's style shows the same official table."""

    came = Signal(bool)
    """The keyboard came to the table, or left it."""

    def __init__(self, leave: Callable[[QKeyEvent], bool], parent: QTableView) -> None:
        """`leave` is asked about each key in an open editor: True where it closed the editor."""
        super().__init__(parent)
        self._view = parent
        self._leave = leave
        self.editor: QLineEdit | None = None
        """The open editor, if there is one."""
        self.composed: Composed | None = None
        """What is being composed in it."""
        self.seen: Rows | None = None
        """What is in sight of the table; None: all of it."""
        self._filled = False
        self._lines, self._bold, self._breaks = OneLine(), OneLine(), Breaks()
        self._was_here = False
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The model is asked directly: through an index each word costs as much as its drawing."""
        model = index.model()
        shown = model.shown(index) if isinstance(model, GridModel) else None
        if shown is None or not isinstance(model, GridModel):
            return
        style: Any = option  # the stubs of Qt 6.8 leave its attributes out
        painter.save()
        if shown.kind == "value":
            selected = states.is_selected(style.widget, index)
            self._paint_value(painter, style, shown, selected=selected)
        else:
            self._paint_label(painter, style, shown)
        painter.restore()

    def _paint_label(self, painter: QPainter, style: Any, shown: GridCell) -> None:
        worn, names = look.tokens(), _names_current(shown, style.widget)
        painter.fillRect(style.rect, worn.accent_soft if names else worn.head)
        Strokes(painter, style.rect).borders(shown, worn.grid)
        type_ = style.font
        if names and look.is_contrast():  # where no ground can tell
            type_ = QFont(type_)
            type_.setUnderline(True)
        painter.setFont(type_)
        painter.setPen(worn.ink)
        inner = style.rect.adjusted(LABEL_PADDING, 0, -LABEL_PADDING, 0)
        words, breaks = self._breaks.of(shown, inner.width(), style.font)
        how = int(ALIGNMENT[shown.kind] | breaks)
        if shown.row_span > 1 and shown.kind == "label" and self.seen is not None:
            room = painter.boundingRect(inner, how, words)
            inner = in_sight(inner, self.seen, room.height())
        painter.drawText(inner, how, words)

    def _paint_value(
        self, painter: QPainter, style: Any, shown: GridCell, *, selected: bool
    ) -> None:
        worn, strokes = look.tokens(), Strokes(painter, style.rect)
        model = style.widget.model()
        mark, is_cause = model.mark(shown.id)
        here = style.widget.currentIndex()
        is_here = (shown.row, shown.column) == (here.row(), here.column()) and _is_here(self._view)
        selected = selected and not is_here
        painter.fillRect(style.rect, _ground(model, shown, selected, mark if is_cause else None))
        strokes.borders(shown, worn.grid)
        if mark is not None:
            (strokes.corner if is_cause else strokes.edge)(look.of_severity(mark.severity))
        if is_here:
            strokes.frame(worn.accent)
        inner = style.rect.adjusted(PADDING, 0, -PADDING, 0)
        figures = _Figures(model.words(shown), model.paper(shown), model.last_year(shown))
        is_wrong = is_cause and mark is not None and mark.severity == "error"
        pens = _pens(figures.value, selected, is_wrong)
        lines, type_ = self._lines, style.font
        if is_wrong:
            lines, type_ = self._bold, QFont(type_)
            type_.setBold(True)
        value = _Drawn(painter, inner, lines, type_, pens)
        if figures.paper:
            self._with_paper(value, figures)
        elif figures.last and not figures.last == figures.value == "0":
            self._with_last_year(value, figures)
        elif figures.value:
            line = lines.fit(figures.value, type_, inner.width())
            _write(painter, inner, _MIDDLE_RIGHT, line, pens.value)

    def _with_paper(self, drawn: _Drawn, figures: _Figures) -> None:
        """The paper's total above the computed one, digit over digit; last year's where room is."""
        painter, inner, lines, type_, pens = drawn
        room = inner.width()
        paper = lines.fit(figures.paper, type_, room - CORNER, _NOTE)
        if paper.words == TOO_WIDE:
            bare = figures.paper.rpartition(" ")[2]
            paper = lines.fit(bare, type_, room - CORNER, _NOTE)
        value = lines.fit(figures.value, type_, room, _BESIDE_NOTE)
        last = lines.fit(figures.last, type_, room, _NOTE)
        upper, lower = _baselines(inner, paper, value)
        _write_at(painter, inner.right() + 1 - paper.width, upper, paper, pens.last)
        _write_at(painter, inner.right() + 1 - value.width, lower, value, pens.value)
        if value.width + _GAP + last.width <= room:
            _write_at(painter, inner.left(), lower, last, pens.last)

    def _with_last_year(self, drawn: _Drawn, figures: _Figures) -> None:
        """Last year's figure to the left of this year's, or below it where both are long."""
        painter, inner, lines, type_, pens = drawn
        room = inner.width()
        value = lines.fit(figures.value, type_, room)
        last = self._lines.fit(figures.last, self._view.font(), room, _NOTE)  # never bold
        if value.width + _GAP + last.width <= room:
            _write(painter, inner, _MIDDLE_RIGHT, value, pens.value)
            _write(painter, inner, _LOWER_LEFT, last, pens.last)
            return
        value = lines.fit(figures.value, type_, room, _BESIDE_NOTE)
        upper, lower = _baselines(inner, value, last)
        _write_at(painter, inner.right() + 1 - value.width, upper, value, pens.value)
        _write_at(painter, inner.left(), lower, last, pens.last)

    def is_here(self) -> bool:
        """Whether the keyboard is in this table, or comes back to it."""
        return _is_here(self._view)

    def _on_focus(self) -> None:
        """The keyboard went from a list or the search to another box: no event tells the table."""
        if not isValid(self._view):
            return  # a table that is just going gives up the keyboard too
        here = _is_here(self._view)
        if here != self._was_here:
            self._was_here = here
            self._view.viewport().update()
            self.came.emit(here)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that leave the editor move as in a spreadsheet; the rest is Qt's."""
        if event.type() == QEvent.Type.FocusOut and self.composed is not None:
            self.composed.settle()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        return self._leave(event) or super().eventFilter(editor, event)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A bare line: `app.report.entry` normalises and explains, a validator could do neither."""
        editor = QLineEdit(parent)
        WindowKeys(editor)
        self.composed = Composed(editor)
        model = index.model()
        if isinstance(model, GridModel) and (cell := model.cell(index)) is not None:
            editor.setAccessibleName(dotted(cell))
            editor.textChanged.connect(lambda _words: model.workspace.keeping.stir())
            self.composed.changed.connect(model.workspace.keeping.stir)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside = PADDING - FRAME - _OF_EDITOR  # so that the figure stays where it stood
        editor.setTextMargins(inside, 0, inside - 1, 0)
        self.editor, self._filled = editor, False
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: a total or a mark that comes meanwhile must not wipe what is being typed."""
        if not self._filled:
            self._filled = True
            super().setEditorData(editor, index)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = self.composed = None
        if isinstance(model := index.model(), GridModel):
            model.workspace.keeping.stir()  # what was withdrawn is no draft any more
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Inside the frame of the current cell: one sees that it is still the one."""
        style: Any = option
        editor.setGeometry(style.rect.adjusted(FRAME, FRAME, -FRAME, -FRAME))


def _ground(model: GridModel, shown: GridCell, selected: bool, wrong: Finding | None) -> QColor:
    """What the figures stand on: the kind of cell, then what is wrong, then the selection."""
    worn = look.tokens()
    if selected:
        return worn.sel
    if wrong is not None and wrong.severity != "hint":
        return worn.err_soft if wrong.severity == "error" else worn.warn_soft
    computed = model.workspace.report.form.cells[shown.id].computed
    return worn.computed if computed else worn.paper


def _pens(value: str, selected: bool, is_wrong: bool) -> _Pens:
    """A 0 is paler than what happened; what is wrong is in the colour of errors."""
    worn = look.tokens()
    if selected and look.is_contrast():
        return _Pens(worn.on_sel, worn.on_sel)
    quiet = worn.ink2 if selected else worn.ink3
    ink = worn.err if is_wrong and not selected else quiet if value == "0" else worn.ink
    return _Pens(ink, worn.ink2 if selected else worn.last)


def _names_current(shown: GridCell, view: QTableView) -> bool:
    """Whether a label is of the row or the column in which the keyboard is."""
    current = view.currentIndex()
    if not current.isValid() or not _is_here(view):
        return False
    if shown.kind == "label":
        return shown.row <= current.row() < shown.row + shown.row_span
    across = shown.column <= current.column() < shown.column + shown.column_span
    return shown.kind == "header" and across and shown.row < current.row()


def _is_here(view: QTableView) -> bool:
    """Whether the keyboard is in this table, or comes back to it from a list or the search.

    The sheet remembers which of its boxes had the keyboard last.
    """
    grid = view.focusProxy() or view  # the header that stays stands for its table
    sheet = grid.parentWidget()
    last = sheet.focusWidget() if sheet else None
    return last is not None and (last is grid or grid.isAncestorOf(last))


def _baselines(place: QRect, upper: Line, lower: Line) -> tuple[int, int]:
    """Where two lines stand, one close above the other, in the middle of a place."""
    spare = place.height() - upper.height - lower.height
    gap = min(spare // 3, _GAP)
    top = place.top() + (spare - gap) // 2
    return top + upper.above, top + upper.height + gap + lower.above


def _write_at(painter: QPainter, left: int, baseline: int, line: Line, colour: QColor) -> None:
    painter.setFont(line.font)
    painter.setPen(colour)
    painter.drawText(left, baseline, line.words)


def _write(painter: QPainter, place: QRect, how: int, line: Line, colour: QColor) -> None:
    painter.setFont(line.font)
    painter.setPen(colour)
    painter.drawText(place, how, line.words)
