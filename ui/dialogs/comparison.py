"""Two reports side by side: figures with their difference, texts with what is the same."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.forms.model import Form
from app.report.compare import Comparison
from ui import look
from ui.dialogs.compared_figures import (
    AFTER,
    BAR,
    BEFORE,
    CHANGE,
    PLACE,
    SHARE,
    FigureDelegate,
    FigureModel,
    Sides,
    paint_bar,
)
from ui.dialogs.compared_texts import ComparedTexts
from ui.kit import plain, window_size
from ui.kit.buttons import Button, ButtonRow, Column

CHANGED, ALL, TEXTS = range(3)
"""What is shown."""
_ROW = 32
"""Pixels at 100 %."""
_SCALE = "条形从 0 起，每行以较大的一个为满格；不同行之间不能比长短"
_WIDTHS = {0: 56, BEFORE: 112, AFTER: 112, CHANGE: 112, SHARE: 92}
_PLACE_WIDTHS, _LEAST_BARS = (110, 360), 140
"""Pixels of the columns: as wide as figures are; of names, at least and at most; of bars."""
_TOLD_APART = 200
"""Pixels of names that can be told apart: before they have less, the shares go."""
_LONGEST_NAME, _LONGEST_LEGEND = 190, 240
"""Pixels at most: of a column over which a report's name stands, of that name beside its colour."""


class CompareDialog(QDialog):
    """Figures sort by a click on their header; of the chosen row it is told what it must be."""

    def __init__(
        self, parent: QWidget | None, form: Form, comparison: Comparison, sides: Sides
    ) -> None:
        super().__init__(parent)
        self._sides = sides
        self._going: str | None = None
        self.setWindowTitle(plain.in_title(sides.title))
        self.model = FigureModel(form, comparison, sides, self)
        self.table = FigureTable(self.model, self)
        self.texts = ComparedTexts(form, comparison, sides)
        self.words = QLineEdit(self)
        self.required = plain.Label(parent=self, wrap=True)
        self.go = Button("去这一格", parent=self, key="G")
        self.copy_ = Button("复制", parent=self, key="C")
        self.told = plain.Label(parent=self, wrap=True)
        self._arrange()
        self._connect()
        self._choose_first()
        window_size.resize(self, 1060, 660)
        self.table.setFocus()

    def answer(self) -> str | None:
        """The cell that somebody wants to go to; None: nobody does."""
        return self._going

    # --- how it is put together

    def _arrange(self) -> None:
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._figures())
        self.pages.addWidget(self.texts)
        layout = Column(self)
        layout.addLayout(self._choices())
        layout.addWidget(self.pages, 1)
        layout.addLayout(self._foot())

    def _figures(self) -> QWidget:
        page = QWidget()
        legend = QHBoxLayout()
        legend.addWidget(Legend(self._sides.before, later=False))
        legend.addWidget(Legend(self._sides.after, later=True))
        self.told.setText("\n".join(filter(None, (_SCALE, self._sides.source))))
        self.told.setFont(look.font("small"))
        legend.addWidget(self.told, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(legend)
        column.addWidget(self.table, 1)
        return page

    def _choices(self) -> QHBoxLayout:
        """Which of it is shown: one of three; beside it what narrows and what copies it."""
        row = ButtonRow()
        self.shown = QButtonGroup(self)
        choices = (
            f"只看有变化的 {len(self.model.changed)}",
            f"全部 {len(self.model.all)}",
            f"文字 {self.texts.changed} 段改动",
        )
        for number, words in enumerate(choices):
            button = Button(words, parent=self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.shown.addButton(button, number)
            row.addWidget(button)
        self.shown.button(CHANGED).setChecked(True)
        row.addStretch()
        self.words.setPlaceholderText("查找项目")
        self.words.setAccessibleName("查找项目")
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(220)
        self.copy_.setAutoDefault(False)
        plain.set_tip(
            self.copy_, "连同表头复制选中的行，没有选就是看到的所有行，可以粘贴到 WPS 表格"
        )
        row.addWidget(self.words)
        row.addWidget(self.copy_)
        return row

    def _foot(self) -> QHBoxLayout:
        row = ButtonRow()
        row.addSpacing(4)  # words have no ring
        close = Button("关闭")
        close.clicked.connect(self.reject)
        for button in (self.go, close):
            button.setAutoDefault(False)
        row.addWidget(self.required, 1)
        row.addStretch()  # where nothing is required
        row.addWidget(self.go)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        self.shown.idClicked.connect(self._show_page)
        self.copy_.clicked.connect(self.copy)
        self.words.textChanged.connect(lambda _words: self._narrow())
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(lambda _index: self._go())
        self.go.clicked.connect(self._go)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, self.copy)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what it does

    def copy(self) -> None:
        """The chosen rows, or all that are shown, to a spreadsheet."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = chosen if len(chosen) > 1 else range(self.model.rowCount())
        lines = self.model.plain_rows(rows)
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.told.setText(f"已复制 {len(lines) - 1} 行，可以粘贴到 WPS 表格。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the row that is chosen in the table."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.table.hasFocus():
            self._go()
        else:
            super().keyPressEvent(event)

    def _narrow(self) -> None:
        self.model.narrow(self.words.text(), only_changed=self.shown.checkedId() == CHANGED)
        self._choose_first()

    def _choose_first(self) -> None:
        first = self.model.index(0, PLACE)
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(first, flag.ClearAndSelect | flag.Rows)
        self._on_row(first)

    def _on_row(self, index: QModelIndex) -> None:
        row = index.row()
        here = row >= 0 and self.model.is_here(row)
        self.go.setEnabled(here)
        self.required.setText(self._must(row) if here else "没有这样的项目。" if row < 0 else "")

    def _must(self, row: int) -> str:
        change = self.model.rows[row]
        name = "　".join(self.model.name(change))
        if self._sides.required is None:
            return name
        required = self._sides.required(change.id)
        if required is None:
            return f"{name}：没有要和 {self._sides.before}对上的规定。"
        sign = {True: "✓ ", False: "✕ ", None: ""}[required.holds]
        return f"{sign}{name}：{required.words}"

    def _show_page(self, choice: int) -> None:
        """Texts have no rows that could be narrowed, copied, gone to."""
        of_figures = choice != TEXTS
        for each in (self.go, self.required, self.words, self.copy_):
            each.setVisible(of_figures)
        self.pages.setCurrentIndex(0 if of_figures else 1)
        if of_figures:
            self._narrow()
        else:
            self.texts.fill()

    def _go(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and self.model.is_here(row):
            self._going = self.model.rows[row].id
            self.accept()


class Legend(QWidget):
    """A bar's colour, and what it is."""

    def __init__(self, words: str, *, later: bool) -> None:
        super().__init__()
        self._later = later
        self.setFont(look.font("small"))
        self.setAccessibleName(words)
        middle = Qt.TextElideMode.ElideMiddle  # a year stands at the end
        self._words = self.fontMetrics().elidedText(words, middle, _LONGEST_LEGEND)
        plain.set_tip(self, words)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 28, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            paint_bar(painter, QRect(0, (self.height() - 10) // 2, 12, 10), later=self._later)
            painter.setPen(worn.ink2)
            painter.drawText(
                self.rect().adjusted(18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words
            )


class FigureTable(QTableView):
    """In a narrow one names give way, then the bars, then the shares; no figure ever does."""

    def __init__(self, model: FigureModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAccessibleName("两份报告的数字")
        self.setItemDelegate(FigureDelegate(self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + 8))
        self.setModel(model)  # now that its header need not measure the rows
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a year stands at the end
        header.setSortIndicator(PLACE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._scale = self.fontMetrics().horizontalAdvance("国") / 14
        self._wide: dict[int, int] = {}
        for column, width in _WIDTHS.items():
            name = header.sectionSizeHint(column) if column in (BEFORE, AFTER) else 0
            self._wide[column] = max(round(width * self._scale), min(name, _LONGEST_NAME))
            self.setColumnWidth(column, self._wide[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() - sum(self._wide.values())
        least, most = (round(width * self._scale) for width in _PLACE_WIDTHS)
        bars = room - _LEAST_BARS >= 2 * least
        self.setColumnHidden(BAR, not bars)
        shares = room >= _TOLD_APART * self._scale
        self.setColumnHidden(SHARE, not shares)
        room += 0 if shares else self._wide[SHARE]
        self.setColumnWidth(PLACE, max(min(room - bars * _LEAST_BARS, most), least))
