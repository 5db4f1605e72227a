"""The sum of all units in the official tables; what a figure of it is made of stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.checks.finding import Finding
from app.collection.pictures import Picture
from app.collection.summing import Sum
from app.forms.model import Form
from app.report.kept import Acknowledged
from app.report.report import Report
from ui import look
from ui.collection.addends import Addends
from ui.collection.charts import ChartPage
from ui.collection.notes import Notes, corrected, is_to_be_answered
from ui.collection.sum_page import Summed, TablePage
from ui.kit import plain
from ui.kit.buttons import Button
from ui.kit.elided import Elided


class SumPane(QWidget):
    """Tables to switch between, and the addends of the cell that the keyboard is in."""

    looking = Signal()
    """Another cell is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("collection_sum")
        self._workspace: Summed | None = None
        self.pages: dict[str, TablePage] = {}
        self.title = plain.Label("汇总", self)
        self.title.setFont(look.font("h4"))
        self.told = Elided(self)
        self.told.setFont(look.font("small"))
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(0)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget(self)
        self._nothing = plain.Label(wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self.notes = Notes(self, self._reason_before)
        self.notes.left.connect(self.take_keyboard)
        self.addends = Addends(self, self.notes)
        self.next = Button("", "small", self)
        plain.set_tip(self.next, "到下一处可能算重的数　Ctrl+J")
        self.next.clicked.connect(lambda _checked: self.answer_next())
        self.next.hide()
        self._reasons: tuple[Acknowledged, ...] = ()
        self.charts = ChartPage()
        self._drawn: Callable[[], list[Picture]] = list
        self._stack.addWidget(self.charts)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self._stack)
        self.split.addWidget(self.addends)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([760, 380])
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.told, 1)
        head.addWidget(self.next)
        head.addLayout(self._tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.split, 1)

    @property
    def workspace(self) -> Summed | None:
        return self._workspace

    @property
    def buttons(self) -> list[QAbstractButton]:
        """One for each table, and one for the pictures."""
        return self._group.buttons()

    def current_page(self) -> TablePage | None:
        page = self._stack.currentWidget()
        return page if isinstance(page, TablePage) else None

    def current_cell(self) -> str:
        """The cell whose addends are shown; "": none is."""
        page = self.current_page()
        here = page.grid.current() if page else None
        return here.id if here else ""

    def tell_notes(self, made: Sum | None) -> None:
        """What is to be said of the cell whose addends are shown."""
        cell = self.current_cell()
        found = [f for f in self._found() if cell in f.cells and not f.is_running]
        found.sort(key=lambda f: (f.gravity, bool(f.because)))
        self.notes.show_notes(found, corrected(made.report, cell) if made and cell else ())

    def _found(self) -> tuple[Finding, ...]:
        return self._workspace.findings if self._workspace else ()

    def _to_be_answered(self) -> list[Finding]:
        return [finding for finding in self._found() if is_to_be_answered(finding)]

    def answer_next(self) -> bool:
        """To the next place where something may count twice; False: there is none."""
        left, here = self._to_be_answered(), self.current_cell()
        if not left:
            return False
        at = next((n for n, finding in enumerate(left) if here in finding.cells), -1)
        on = at < 0 or self.notes.line.hasFocus()
        there = left[(at + on) % len(left)]
        if here not in there.cells:
            self.go_to(there.cells[0])
        self.notes.write()
        return True

    def _reason_before(self, finding: Finding) -> str:
        """That was given at the same place when other units were there."""
        return next(
            (
                each.reason
                for each in reversed(self._reasons)
                if each.rule == finding.rule and not {*each.cells}.isdisjoint(finding.cells)
            ),
            "",
        )

    def take_keyboard(self) -> None:
        """Into the table."""
        if page := self.current_page():
            page.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pictures(self, drawn: Callable[[], list[Picture]]) -> None:
        """Others are due: they are worked out when somebody looks at them."""
        self._drawn = drawn
        if self._stack.currentWidget() is self.charts:
            self.charts.show_pictures(drawn())

    def show_sum(self, made: Sum | None, told: str) -> None:
        """The sum; None: why there is none is told."""
        self.told.say(told if made else "")
        self._reasons = (made.report.get(("acknowledged", "")) or ()) if made else ()
        self._nothing.setText(told)
        charts = self._stack.currentWidget() is self.charts
        self.addends.setVisible(made is not None and not charts)
        if made is None:
            self._stack.setCurrentWidget(self._nothing)
            self.next.hide()
            for button in self._group.buttons():
                button.hide()
            return
        if self._workspace is None or self._workspace.report.form is not made.report.form:
            self._make(made.report)
        else:
            self._workspace.put(made.report)
        if self._stack.currentWidget() is self._nothing:
            self.turn_to(self._usual(made.report.form))
        for button in self._group.buttons():
            button.show()
        left = len(self._to_be_answered())
        self.next.setText(f"可能算重 {left} 处")
        self.next.setVisible(bool(left))
        self.looking.emit()

    def turn_to(self, table: str) -> None:
        page = self.pages[table]
        self._stack.setCurrentWidget(page)
        self.addends.show()
        button = self._group.button([*self.pages].index(table))
        button.setChecked(True)
        if page.grid.current() is None:
            page.grid.walk.move_to(page.grid.moves.end_input(1))
        self.looking.emit()

    def turn_to_charts(self) -> None:
        self.charts.show_pictures(self._drawn())
        self._stack.setCurrentWidget(self.charts)
        self._group.button(len(self.pages)).setChecked(True)
        self.addends.hide()

    def go_to(self, cell: str) -> None:
        """A cell, with the keyboard in it."""
        table = cell.partition("/")[0]
        if table in self.pages:
            self.turn_to(table)
            self.pages[table].grid.go_to(cell)
            self.looking.emit()

    def _usual(self, form: Form) -> str:
        """The largest table: most is asked about it."""
        return max(
            form.tables, key=lambda table: sum(c.table.id == table for c in form.cells.values())
        )

    def _make(self, report: Report) -> None:
        for page in self.pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        self._workspace = workspace = Summed(report)
        workspace.setParent(self)
        self.pages = {table: TablePage(workspace, table) for table in report.form.tables}
        for table, page in self.pages.items():
            self._stack.addWidget(page)
            page.grid.selected.connect(self.looking)
            self._offer(report.form.tables[table].name, partial(self.turn_to, table))
        self._offer("图", self.turn_to_charts)

    def _offer(self, words: str, turn: Callable[[], None]) -> None:
        """One more of the buttons that turn to a table, or to the pictures."""
        button = Button(words, "small", self)
        button.setCheckable(True)
        button.clicked.connect(lambda _on: turn())
        self._group.addButton(button, len(self._group.buttons()))
        self._tabs.addWidget(button)
