"""Every question the window asks, in one replaceable object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.new_report import NOTHING_KNOWN, Known, NewReport
from ui.kit import plain, window_size
from ui.kit.buttons import close_box, ok_cancel
from ui.kit.tables import ReadingTable

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.checks import Finding
    from app.files.drafts import Listed
    from app.files.recovery import Found
    from app.forms.model import Form
    from app.importers.terms.proposal import Proposal
    from app.report.compare import Comparison
    from ui.dialogs.compared_figures import Sides
    from ui.dialogs.export_dialog import ExportChoice, Occasion
    from ui.dialogs.pick_dialog import Choice
    from ui.dialogs.proposal_dialog import Accepted, Use
    from ui.dialogs.settings_dialog import Chosen
    from ui.dialogs.tidy_dialog import Piece
    from ui.dialogs.versions_dialog import Answer, Described, Line

_TOLD = 8
"""Sentences that a question has room for."""
REPORTS = "报告文件 (*.json)"


class Questions:
    """Asks with Qt's dialogs. Tests put one in its place that answers, or fails on a surprise."""

    def open_path(self, parent: QWidget, folder: Path, kind: str = REPORTS) -> Path | None:
        dialog = plain.file_dialog(parent, "打开", str(folder), kind)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def save_path(self, parent: QWidget, proposed: Path, kind: str = REPORTS) -> Path | None:
        """Where to write; an existing file has been asked about. The suffix is never missing."""
        dialog = plain.file_dialog(parent, "另存为", str(proposed.parent), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
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

    def show_pages(
        self, parent: QWidget, printer: QPrinter, draw: Callable[[QPrinter], None]
    ) -> None:
        """The pages before they are printed; they can be printed from there."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        dialog = QPrintPreviewDialog(printer, parent)
        dialog.setWindowTitle("打印预览")
        dialog.paintRequested.connect(draw)
        window_size.resize(dialog, 960, 900)
        dialog.exec()

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
        box = plain.box(parent, plain.Icon.Question, question, "还没有保存")
        save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        clicked = box.clickedButton()
        return True if clicked is save else False if clicked is drop else None

    def one_of(
        self, parent: QWidget, sentence: str, more: str, answers: Sequence[str]
    ) -> int | None:
        """Which of some answers to a question; None: none of them."""
        box = plain.box(parent, plain.Icon.Question, sentence)
        box.setInformativeText(more)
        buttons = [box.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in answers]
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(buttons[0])
        box.exec()
        return next((i for i, each in enumerate(buttons) if each is box.clickedButton()), None)

    def overwrite_changed(self, parent: QWidget, sentence: str, more: str) -> bool:
        """Whether a file on disk that is not the one that was opened may go; then what becomes."""
        box = plain.box(parent, plain.Icon.Warning, sentence, "文件变了")
        box.setInformativeText(more)
        over = box.addButton("覆盖", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is over

    def recover(self, parent: QWidget, sentence: str) -> bool:
        """Whether what was not saved last time is to come back."""
        box = plain.box(parent, plain.Icon.Question, sentence, "恢复草稿")
        box.setInformativeText("不恢复的话，这份草稿仍留着，在“文件 → 没保存的草稿”里可以找到。")
        back = box.addButton("恢复", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("不恢复", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.exec()
        return box.clickedButton() is back

    def drafts(self, parent: QWidget, listed: list[Listed]) -> Found | None:
        """The drafts that there are; the one that is to be opened."""
        from ui.dialogs.drafts_dialog import DraftsDialog

        dialog = DraftsDialog(parent, listed, self.agree, self.tell)
        return dialog.answer() if dialog.exec() else None

    def agree(self, parent: QWidget, question: str, do: str) -> bool:
        """A question that is answered by doing it, which a verb says, or not."""
        box = plain.box(parent, plain.Icon.Question, question)
        yes = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
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
        self, parent: QWidget, proposal: Proposal, usual: Use, before: Accepted | None
    ) -> Accepted | None:
        """What is taken of an import, and as what, `usual` at first; None: nothing.

        `before` is ticked again.
        """
        from ui.dialogs.proposal_dialog import ProposalDialog

        dialog = ProposalDialog(parent, proposal, usual, before)
        return dialog.answer() if dialog.exec() else None

    def convert(
        self, parent: QWidget, words: str, told: tuple[str, ...], *, alone: bool
    ) -> bool | None:
        """Whether the report goes into other tables. False: its year alone changes; None: nothing.

        Args:
            parent: the window.
            words: the question.
            told: what has no place in the other tables, or must be looked at there.
            alone: whether the year can change alone.
        """
        box = plain.box(parent, plain.Icon.Question, words, "换成别的年度的表格")
        if told:
            more = ["……"] * (len(told) > _TOLD)
            box.setInformativeText("\n".join(("换了以后请看一看：", *told[:_TOLD], *more)))
        yes = box.addButton("换表格", QMessageBox.ButtonRole.AcceptRole)
        only = box.addButton("只改年度", QMessageBox.ButtonRole.ActionRole) if alone else None
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        clicked = box.clickedButton()
        return True if clicked is yes else False if only and clicked is only else None

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
        dialog = QDialog(parent)
        dialog.setWindowTitle(plain.in_title(title))
        chosen = QListWidget()
        for line in lines:
            QListWidgetItem(line, chosen).setCheckState(Qt.CheckState.Checked)
        chosen.setAccessibleName(title)
        buttons = ok_cancel(dialog, "结转")
        layout = QVBoxLayout(dialog)
        layout.addWidget(chosen)
        layout.addWidget(buttons)
        window_size.resize(dialog, 480, 360)
        if not dialog.exec():
            return []
        ticked = [chosen.item(i).checkState() == Qt.CheckState.Checked for i in range(len(lines))]
        return [place for place, tick in enumerate(ticked) if tick]

    def pick(self, parent: QWidget, title: str, choices: list[Choice]) -> str | None:
        """One of many lines to put in; the key of the one that was picked."""
        from ui.dialogs.pick_dialog import PickDialog

        dialog = PickDialog(parent, title, choices, "插入")
        return dialog.answer() if dialog.exec() else None

    def tidy(
        self, parent: QWidget, pieces: list[Piece], here: str, shown: Callable[[str], str]
    ) -> dict[str, str]:
        """Texts as they will be stored; none: cancelled. `here`: the one with the caret, or ""."""
        from ui.dialogs.tidy_dialog import TidyDialog

        dialog = TidyDialog(parent, pieces, here, shown)
        return dialog.answer() if dialog.exec() else {}

    def tell(self, parent: QWidget, sentence: str) -> None:
        """Something that could not be done."""
        box = plain.box(parent, plain.Icon.Warning, sentence)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def show_forms(self, parent: QWidget, rows: list[tuple[str, str, str]]) -> None:
        """A list of (edition, of what, its file or why that cannot be used)."""
        table = ReadingTable("程序里的表格", ["版本", "表格", "文件"], rows)
        _read(parent, "程序里的表格", table, (760, 360))

    def about(self, parent: QWidget, words: str) -> None:
        from ui.dialogs.about_dialog import AboutDialog

        AboutDialog(parent, words).exec()


def _read(parent: QWidget, title: str, shown: QWidget, size: tuple[int, int]) -> None:
    """Something to read, until it is closed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    layout.addWidget(shown)
    layout.addWidget(close_box(dialog))
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
    buttons = ok_cancel(dialog, do)
    layout = QVBoxLayout(dialog)
    after, rows = listed
    if rows:
        layout.addWidget(plain.Label(words, wrap=True))
        layout.addWidget(ReadingTable(words, ["位置", "现在", after], rows, wide=0))
    if doubts:
        told = f"请核对 {len(doubts)} 处："
        layout.addWidget(plain.Label(told))
        layout.addWidget(_list(told, doubts))
    layout.addWidget(buttons)
    window_size.resize(dialog, 620, 520)
    return bool(dialog.exec())


def _list(name: str, lines: Sequence[str]) -> QListWidget:
    """Lines to read: however many there are, the buttons under them stay in sight."""
    shown = QListWidget()
    shown.setAccessibleName(name)
    shown.setWordWrap(True)
    shown.addItems(lines)
    shown.setMaximumHeight(min(150, (2 * len(lines) + 1) * shown.fontMetrics().lineSpacing()))
    return shown
