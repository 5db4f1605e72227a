"""The dialog of a new report: whose, of which level and year, and with what it begins."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QWidget,
)

from app.letters.characters import in_line
from app.report.report import LEVELS
from ui.dialogs.form_box import form_box
from ui.dialogs.new_report import SOURCES, Known, Last, NewReport
from ui.kit import plain
from ui.kit.buttons import ButtonRow, Column, ok_cancel
from ui.kit.choice_box import ChoiceBox
from ui.kit.from_start import FromStart
from ui.kit.year_box import YearBox

_CHOOSE = "choose"
"""The data of the line that asks for a file."""
_WIDE = 420


class AsksForFile(Protocol):
    """What the dialog asks further."""

    def open_path(self, parent: QWidget, folder: Path, kind: str, title: str) -> Path | None:
        """A file; None: none."""


class NewDialog(QDialog):
    """Nothing is begun here: the answer says what is wanted."""

    def __init__(
        self, parent: QWidget, proposed: NewReport, known: Known, questions: AsksForFile
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new_dialog")
        self.setWindowTitle("新建报告")
        self._known, self._questions = known, questions
        self.organ = FromStart(proposed.organ)
        self.organ.setMinimumWidth(_WIDE)
        self.organ.setPlaceholderText("例如：柳河镇人民政府")
        self.organ.setCompleter(_completer(known.organs, self.organ))
        self.level = _level_box(proposed.level)
        self.year = YearBox()
        self.year.year = proposed.year
        self._note = plain.Label("", wrap=True)
        self._note.setObjectName("year_note")
        self._note.hide()
        self.form = form_box(proposed.form)
        self.last = self._last_box(proposed)
        self._buttons = ok_cancel(self, "新建")
        accept = self._buttons.ButtonRole.AcceptRole
        [self._new] = [b for b in self._buttons.buttons() if self._buttons.buttonRole(b) == accept]
        self._arrange(proposed)
        self._connect()
        self._allow()
        self.organ.selectAll()
        self.organ.setFocus()

    def answer(self) -> NewReport:
        return NewReport(
            in_line(self.organ.text()).strip(),
            self.year.year,
            self.form.currentData(),
            self.level.currentData(),
            self._chosen(),
        )

    def _arrange(self, proposed: NewReport) -> None:
        layout = QFormLayout()
        layout.setVerticalSpacing(12)
        plain.add_row(layout, "单位名称：", self.organ)
        plain.add_row(layout, "单位级别：", self.level)
        plain.add_row(layout, "报告年度：", self.year)
        layout.addRow(self._note)
        if proposed.form and self.form.count() > 1:
            plain.add_row(layout, "表格：", self.form)
        if proposed.form:
            plain.add_row(layout, "去年的报告：", self.last)
        column = Column(self)
        column.addLayout(layout)
        column.addLayout(ButtonRow(self._buttons))

    def _connect(self) -> None:
        self.year.valueChanged.connect(lambda _value: self._allow())
        self.year.refused.connect(self._say)
        self.year.lineEdit().textEdited.connect(lambda _words: self._say(""))
        self.last.activated.connect(lambda _row: self._on_last())

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _allow(self) -> None:
        """A report without a year would be in nobody's edition."""
        self._new.setEnabled(self.year.year is not None)

    def _last_box(self, proposed: NewReport) -> ChoiceBox:
        box = ChoiceBox()
        box.setObjectName("last_year")
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        plain.set_tip(box, "带来单位、文字和结转的数字，去年的数字记在旁边供核对")
        box.addItem("不用，从空白表格开始", None)
        for last in self._known.reports:
            box.addItem(last.words, str(last.path))
        if proposed.last and box.findData(str(proposed.last)) < 0:
            box.addItem(proposed.last.name, str(proposed.last))
        box.addItem("选文件…", _CHOOSE)
        box.setCurrentIndex(box.findData(str(proposed.last)) if proposed.last else 0)
        self._before = box.currentIndex()
        return box

    def _chosen(self) -> Path | None:
        data = self.last.currentData()
        return Path(data) if data and data != _CHOOSE else None

    def _on_last(self) -> None:
        """What is known of last year's fills what is still blank here."""
        if self.last.currentData() == _CHOOSE:
            self.last.setCurrentIndex(self._before)
            path = self._questions.open_path(self, self._known.folder, SOURCES, "选上年的报告")
            if path is not None:
                self.last.insertItem(self.last.count() - 1, path.name, str(path))
                self.last.setCurrentIndex(self.last.count() - 2)
        self._before = self.last.currentIndex()
        last = next((each for each in self._known.reports if each.path == self._chosen()), None)
        if last is not None:
            self._take(last)

    def _take(self, last: Last) -> None:
        if not self.organ.text().strip():
            self.organ.setText(last.organ)
        if not self.level.currentData():
            self.level.setCurrentIndex(max(self.level.findData(last.level), 0))
        self.year.year = last.year + 1


def _level_box(chosen: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setObjectName("level")
    plain.set_tip(box, "报送期限和几项检查按级别来；说不准可以不选")
    for level, name in {"": "未注明", **LEVELS}.items():
        box.addItem(name, level)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _completer(organs: tuple[str, ...], parent: QWidget) -> QCompleter:
    completer = QCompleter([*organs], parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
