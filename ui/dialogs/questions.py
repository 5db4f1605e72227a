"""Every question the window asks, in one replaceable object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtWidgets import QDialog, QWidget

from app.letters.characters import shortened
from ui.dialogs.new_report import NOTHING_KNOWN, Known, NewReport
from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, close_box, offer, ok_cancel

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QFileDialog, QListWidget, QMessageBox

    from app.checks import Finding
    from app.exporters.options import OnPaper
    from app.files.drafts import Listed
    from app.files.recovery import Found
    from app.forms.model import Form
    from app.importers.terms.proposal import Proposal
    from app.report.compare import Comparison
    from ui.dialogs.compared_figures import Sides
    from ui.dialogs.export_dialog import ExportChoice, Occasion
    from ui.dialogs.fill_dialog import Field
    from ui.dialogs.pages_dialog import Shown
    from ui.dialogs.pick_dialog import Choice
    from ui.dialogs.proposal_dialog import Accepted, Use
    from ui.dialogs.settings_dialog import Chosen
    from ui.dialogs.tidy_dialog import Piece
    from ui.dialogs.version_lines import Answer, Described, Line

_TOLD = 8
_LETTERS = 90
"""Of a text that would be replaced, and of what would stand there."""
"""Sentences that a question has room for."""
REPORTS = "报告文件 (*.json)"


class Questions:
    """Asks with Qt's dialogs. Tests put one in its place that answers, or fails on a surprise."""

    def open_path(
        self, parent: QWidget, folder: Path, kind: str = REPORTS, title: str = "打开"
    ) -> Path | None:
        """`title` says what is wanted."""
        dialog = _files(parent, title, str(folder), kind)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def save_path(self, parent: QWidget, proposed: Path, kind: str = REPORTS) -> Path | None:
        """Where to write; an existing file has been asked about. The suffix is never missing."""
        dialog = _files(parent, "另存为", str(proposed.parent), kind)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
        dialog.selectFile(proposed.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def export_choice(
        self, parent: QWidget, proposed: ExportChoice, occasion: Occasion
    ) -> ExportChoice | Finding | None:
        """What to export where; None: nothing; a finding: first of all somebody goes back to it."""
        from ui.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(parent, proposed, occasion, self)
        return dialog.answer() if dialog.exec() else dialog.going

    def show_pages(self, parent: QWidget, shown: Shown) -> OnPaper | None:
        """The pages before they are printed; which of them, None: none."""
        from ui.dialogs.pages_dialog import PagesDialog

        dialog = PagesDialog(parent, shown)
        return dialog.answer() if dialog.exec() else None

    def choose_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Which printer, how many copies; False: not at all."""
        from PySide6.QtPrintSupport import QPrintDialog

        return bool(QPrintDialog(printer, parent).exec())

    def new_report(
        self, parent: QWidget, proposed: NewReport, known: Known = NOTHING_KNOWN
    ) -> NewReport | None:
        """Whose report of which year is begun, and with what; `known`: what is offered for it."""
        from ui.dialogs.new_dialog import NewDialog

        dialog = NewDialog(parent, proposed, known, self)
        return dialog.answer() if dialog.exec() else None

    def save_changes(self, parent: QWidget, name: str) -> bool | None:
        """Before changes would be lost. True: save; False: do not; None: stay."""
        question = f"“{name}”有没保存的改动，要保存吗？"
        box = _question(parent, question, "还没有保存")
        save = offer(box, "保存", _roles().AcceptRole, usual=True)
        drop = offer(box, "不保存", _roles().DestructiveRole)
        offer(box, "取消", _roles().RejectRole)
        box.exec()
        clicked = box.clickedButton()
        return True if clicked is save else False if clicked is drop else None

    def one_of(
        self, parent: QWidget, sentence: str, more: str, answers: Sequence[str]
    ) -> int | None:
        """Which of some answers to a question; None: none of them."""
        box = _question(parent, sentence)
        box.setInformativeText(more)
        buttons = [
            offer(box, words, _roles().ActionRole, usual=number == 0)
            for number, words in enumerate(answers)
        ]
        offer(box, "取消", _roles().RejectRole)
        box.exec()
        return next((i for i, each in enumerate(buttons) if each is box.clickedButton()), None)

    def overwrite_changed(self, parent: QWidget, sentence: str, more: str) -> bool:
        """Whether a file on disk that is not the one that was opened may go; then what becomes."""
        box = _warning(parent, sentence, "文件变了")
        box.setInformativeText(more)
        over = offer(box, "覆盖", _roles().DestructiveRole)
        offer(box, "取消", _roles().RejectRole, usual=True)
        box.exec()
        return box.clickedButton() is over

    def recover(self, parent: QWidget, sentence: str) -> bool:
        """Whether what was not saved last time is to come back."""
        box = _question(parent, sentence, "恢复草稿")
        box.setInformativeText("不恢复的话，这份草稿仍留着，在“文件 → 没保存的草稿”里可以找到。")
        back = offer(box, "恢复", _roles().AcceptRole, usual=True)
        offer(box, "不恢复", _roles().RejectRole)
        box.exec()
        return box.clickedButton() is back

    def drafts(self, parent: QWidget, listed: list[Listed]) -> Found | None:
        """The drafts that there are; the one that is to be opened."""
        from ui.dialogs.drafts_dialog import DraftsDialog

        dialog = DraftsDialog(parent, listed, partial(self.agree, risky=True), self.tell)
        return dialog.answer() if dialog.exec() else None

    def agree(self, parent: QWidget, question: str, do: str, *, risky: bool = False) -> bool:
        """A question that is answered by doing it, which a verb says, or not.

        `risky`: what is done cannot be taken back, and is done by no mere Enter.
        """
        box = _question(parent, question, do)
        yes = offer(box, do, _roles().AcceptRole, usual=not risky)
        offer(box, "取消", _roles().RejectRole, usual=risky)
        box.exec()
        return box.clickedButton() is yes

    def preview(
        self, parent: QWidget, rows: list[tuple[str, str, str]], doubts: tuple[str, ...]
    ) -> bool:
        """Whether figures may be taken as listed: (where, what is there, what would be)."""
        words = f"粘贴的内容带有标签，按标签填入 {len(rows)} 格："
        return _agreed(parent, "按标签粘贴", words, "粘贴", ("粘贴后", rows), doubts)

    def replace(
        self, parent: QWidget, rows: list[tuple[str, str, str]], doubts: tuple[str, ...]
    ) -> bool:
        """Whether an import may replace what is listed: (where, what is there, what would be)."""
        words = f"当前报告里的 {len(rows)} 处内容会被换掉，可以撤销："
        return _agreed(parent, "填入这份报告", words, "填入", ("导入后", rows), doubts)

    def proposal(
        self, parent: QWidget, proposal: Proposal, usual: Use | None, before: Accepted | None
    ) -> Accepted | None:
        """What is taken of an import, and as what, `usual` at first; None: nothing.

        `usual` is None where no report is open; `before` is ticked again.
        """
        from ui.dialogs.proposal_dialog import ProposalDialog

        dialog = ProposalDialog(parent, proposal, usual, before)
        return dialog.answer() if dialog.exec() else None

    def convert(
        self, parent: QWidget, words: str, told: tuple[str, ...], *, alone: bool
    ) -> bool | None:
        """Whether the report goes into other tables. False: its year alone changes; None: nothing.

        `told`: what has no place there, or must be looked at; `alone`: whether its year can change.
        """
        box = _question(parent, words, "换成别的年度的表格")
        if told:
            more = ["……"] * (len(told) > _TOLD)
            box.setInformativeText("\n".join(("换了以后请看一看：", *told[:_TOLD], *more)))
        yes = offer(box, "换表格", _roles().AcceptRole, usual=True)
        only = offer(box, "只改年度", _roles().ActionRole) if alone else None
        offer(box, "取消", _roles().RejectRole)
        box.exec()
        clicked = box.clickedButton()
        return clicked is yes or (False if only and clicked is only else None)

    def comparison(
        self, parent: QWidget, form: Form, comparison: Comparison, sides: Sides
    ) -> str | None:
        """Two reports to be read side by side; the cell that somebody then wants to go to."""
        from ui.dialogs.comparison import CompareDialog

        dialog = CompareDialog(parent, form, comparison, sides)
        return dialog.answer() if dialog.exec() else None

    def versions(
        self,
        parent: QWidget,
        lines: list[Line],
        describe: Callable[[int], Described],
        told: str,
        at: int,
    ) -> Answer | None:
        """What to do with which of the versions of a report; None: nothing."""
        from ui.dialogs.versions_dialog import VersionsDialog

        dialog = VersionsDialog(parent, lines, describe, told, at)
        dialog.exec()
        return dialog.answer()

    def settings(
        self, parent: QWidget, shown: Chosen, zooms: Sequence[float], page: str
    ) -> Chosen | None:
        """What is chosen about the program, beginning with a page; None: as before."""
        from ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(parent, shown, zooms, self, page)
        return dialog.answer() if dialog.exec() else None

    def choose(self, parent: QWidget, title: str, lines: list[str]) -> list[int]:
        """Which of some lines are carried over, at first all; none where it is cancelled."""
        from ui.dialogs.choose_dialog import ChooseDialog

        dialog = ChooseDialog(parent, title, lines)
        return dialog.answer() if dialog.exec() else []

    def pick(
        self, parent: QWidget, title: str, choices: list[Choice], do: str = "插入"
    ) -> str | None:
        """One of many lines, and what is done with it; the key of the one that was picked."""
        from ui.dialogs.pick_dialog import PickDialog

        dialog = PickDialog(parent, title, choices, do)
        return dialog.answer() if dialog.exec() else None

    def tidy(
        self, parent: QWidget, pieces: list[Piece], here: str, shown: Callable[[str], str]
    ) -> dict[str, str]:
        """Texts as they will be stored; none: cancelled. `here`: the one with the caret, or ""."""
        from ui.dialogs.tidy_dialog import TidyDialog

        dialog = TidyDialog(parent, pieces, here, shown)
        return dialog.answer() if dialog.exec() else {}

    def fill_in(
        self, parent: QWidget, title: str, told: str, fields: Sequence[Field], do: str
    ) -> tuple[str, ...] | None:
        """A few lines, each as it was filled in; None: it is given up."""
        from ui.dialogs.fill_dialog import FillDialog

        dialog = FillDialog(parent, title, told, fields, do)
        return dialog.answer() if dialog.exec() else None

    def folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        """A folder that is there."""
        dialog = _files(parent, title, str(folder))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def tell(self, parent: QWidget, sentence: str, news: str = "") -> None:
        """Something that could not be done; or, under a title, what was."""
        box = _news(parent, sentence, news) if news else _warning(parent, sentence)
        offer(box, "知道了", _roles().AcceptRole, usual=True)
        box.exec()

    def show_forms(self, parent: QWidget, rows: list[tuple[str, str, str]]) -> None:
        """A list of (edition, of what, its file or why that cannot be used)."""
        from ui.kit.tables import ReadingTable

        table = ReadingTable("程序里的表格", ["版本", "表格", "文件"], rows)
        _read(parent, "程序里的表格", table, (760, 360))

    def about(self, parent: QWidget, words: str) -> None:
        from ui.dialogs.about_dialog import AboutDialog

        AboutDialog(parent, words).exec()


def _read(parent: QWidget, title: str, shown: QWidget, size: tuple[int, int]) -> None:
    """Something to read, until it is closed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    layout = Column(dialog)
    layout.addWidget(shown)
    layout.addLayout(ButtonRow(close_box(dialog)))
    window_size.resize(dialog, *size)
    dialog.exec()


def _agreed(
    parent: QWidget,
    title: str,
    words: str,
    do: str,
    listed: tuple[str, list[tuple[str, str, str]]],
    doubts: tuple[str, ...],
) -> bool:
    """Whether a person does what is listed, under a heading for what would be."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(plain.in_title(title))
    buttons = ok_cancel(dialog, do, risky=bool(doubts))  # they are to be looked at first
    layout = Column(dialog)
    after, rows = listed
    if rows:
        from ui.kit.tables import ReadingTable

        layout.addWidget(plain.Label(words, wrap=True))
        told = [(where, *(shortened(each, _LETTERS) for each in said)) for where, *said in rows]
        layout.addWidget(ReadingTable(words, ["位置", "现在", after], told, wide=None))
    if doubts:
        look_at = f"请核对 {len(doubts)} 处："
        layout.addWidget(plain.Label(look_at))
        layout.addWidget(_list(look_at, doubts))
    layout.addLayout(ButtonRow(buttons))
    window_size.resize(dialog, 720, 520)
    return bool(dialog.exec())


def _list(name: str, lines: Sequence[str]) -> QListWidget:
    """Lines to read: however many there are, the buttons under them stay in sight."""
    shown = QtWidgets.QListWidget()
    shown.setAccessibleName(name)
    shown.setWordWrap(True)
    shown.addItems(lines)
    shown.setMaximumHeight(min(150, (2 * len(lines) + 1) * shown.fontMetrics().lineSpacing()))
    return shown


def _roles() -> type[QMessageBox.ButtonRole]:
    return QtWidgets.QMessageBox.ButtonRole


def _question(parent: QWidget, words: str, *title: str) -> QMessageBox:
    from ui.kit import boxes

    return boxes.question(parent, words, *title)


def _warning(parent: QWidget, words: str, *title: str) -> QMessageBox:
    from ui.kit import boxes

    return boxes.warning(parent, words, *title)


def _news(parent: QWidget, words: str, title: str) -> QMessageBox:
    from ui.kit import boxes

    return boxes.news(parent, words, title)


def _files(parent: QWidget, title: str, folder: str, kind: str = "") -> QFileDialog:
    from ui.kit import boxes

    return boxes.file_dialog(parent, title, folder, kind)
