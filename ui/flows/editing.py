"""What the edit menu does in what has the keyboard: undo, pieces of tables and texts, totals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QTextEdit, QWidget

from app.checks.accepted import with_reason, with_replacement
from app.checks.ready import settling, with_sentence
from app.forms import links
from app.forms.names import with_table
from app.letters.numbers import written
from app.report import evidence
from app.report.report import Refused
from ui.flows.sentences import Sentences
from ui.page.grid import clipboard, edits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from app.checks import Finding
    from app.report.report import Changes
    from ui.dialogs.questions import Questions
    from ui.page.grid.view import GridView
    from ui.page.page import Page
    from ui.page.text_box import TextBox
    from ui.workspace import Workspace

WordsBox = QLineEdit | QTextEdit


class Editing(QObject):
    """Before anything happens to a table, what is being typed in it is taken over."""

    done = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self, window: QWidget, workspace: Workspace, page: Page, questions: Questions
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._page = page
        self._questions = questions
        self._sentences = Sentences(window, workspace)

    def grid(self) -> GridView | None:
        """The table that has the keyboard, or whose editor has."""
        here = QApplication.focusWidget()
        if here is None:
            return None
        return next((g for g in self._page.grids if g is here or g.isAncestorOf(here)), None)

    def text(self) -> TextBox | None:
        """The text box that has the keyboard, if one has."""
        return next((text for text in self._page.texts if text.hasFocus()), None)

    def undo(self) -> None:
        if self._page.commit():
            self._workspace.undo()

    def redo(self) -> None:
        if self._page.commit():
            self._workspace.redo()

    def cut(self) -> None:
        self._on_both(lambda box: box.cut(), clipboard.cut)

    def copy(self) -> None:
        self._on_both(lambda box: box.copy(), clipboard.copy)

    def copy_with_labels(self) -> None:
        self._on_grid(clipboard.copy_with_labels)

    def paste(self) -> None:
        self._on_both(lambda box: box.paste(), partial(clipboard.paste, questions=self._questions))

    def clear(self) -> None:
        self._on_both(_delete_selected, edits.clear)

    def fill_zeros(self) -> None:
        """In the table with the keyboard, or in its selection; from elsewhere in all of them."""
        if self.grid() is None:
            self.fill_all_zeros()
        else:
            self._on_grid(self._fill_zeros)

    def fill_all_zeros(self) -> None:
        """0 into every blank input of every table, as one step of undo."""
        if self._workspace.refuses() or not self._page.commit():
            return
        blank = self._blank()
        words = f"{len(blank)} 个空白格填 0"
        self._workspace.change({("cells", cell): 0 for cell in blank}, words)
        self._tell_zeros(len(blank))

    def fill_down(self) -> None:
        self._on_grid(edits.fill_down, while_typing=False)

    def fill_right(self) -> None:
        self._on_grid(edits.fill_right, while_typing=False)

    def audit(self, on: bool) -> None:
        if self._page.commit():
            self._workspace.audit(on)

    def clear_printed(self) -> None:
        """All totals on paper go, those of an import and those that were typed while auditing."""
        if self._workspace.refuses() or not self._page.commit():
            return
        printed = list(self._workspace.report.entries("published"))
        words = f"清除 {len(printed)} 个纸上的合计"
        self._change({("published", total): None for total in printed}, words)
        self.done.emit(f"{words}，可以撤销。" if printed else "没有纸上的合计。")

    def give_reason(self, finding: Finding, reason: str) -> None:
        """Keep a reason for a warning or hint in the report; an empty one withdraws it."""
        words = "说明理由" if reason else "收回说明"
        self._change(with_reason(self._workspace.report, finding, reason), words)

    def replace(self, finding: Finding) -> None:
        """Put what should stand there in the place of a finding's words."""
        report, new = self._workspace.report, finding.replacement or ""
        text, start, end = finding.spans[0]
        old, before = report.text(text)[start:end], report.entries("texts").get(text)
        words = "改成表里的数" if finding.cells else "改成"
        self._change(with_replacement(report, finding), f"{words} {new}")
        if self._workspace.report.entries("texts").get(text) != before:
            self._page.go_to_words(text, start, start + len(new))
            name = report.form.texts[text].name
            self.done.emit(f"“{name}”里的“{old}”已改成“{new}”，可以撤销。")

    def insert_for(self, finding: Finding) -> None:
        """The ready sentence that settles a finding; where it is not one alone, all are offered."""
        if self._workspace.refuses() or not self._page.commit():
            return
        text, sentence = finding.texts[0], settling(self._workspace.report, finding)
        if not sentence:
            self._page.go_to(("texts", text))
            self.insert_sentence()
            return
        self._change(with_sentence(self._workspace.report, text, sentence), "写常用句子")
        shown = self._workspace.report.text(text)
        added = links.shown(sentence, self._workspace.report.values)
        self._page.go_to_words(text, len(shown) - len(added), len(shown))

    def take_sums(self, cells: Collection[str]) -> None:
        """The computed totals are right where printed ones differ: what is printed there goes."""
        self._change(evidence.dropped(self._workspace.report, cells), "按算出来的合计")

    def _change(self, changes: Changes, words: str) -> None:
        """What answers a finding; whether it is answered is seen at once."""
        try:
            self._workspace.change(changes, words)
        except Refused as refusal:
            self.done.emit(f"没有改：{refusal.reason}。")
        self._workspace.settle()

    def insert_number(self) -> None:
        """A figure of the tables that the text then follows."""
        if self._workspace.refuses():
            return
        box, report = self.text(), self._workspace.report
        if box is None:
            self.done.emit("请先把光标放在一段文字里。")
            return
        choices = [
            (id_, f"{with_table(cell)}　{written(report.values[id_]) or '（空）'}")
            for id_, cell in report.form.cells.items()
        ]
        cell = self._questions.pick(self._window, "插入表中的数字（以后随表格变化）", choices)
        if cell:
            box.insert(links.link(cell))

    def insert_sentence(self) -> None:
        """Ready sentences for this text, in a list at the caret."""
        if self._workspace.refuses():
            return
        if (box := self.text()) is not None:
            self._sentences.open(box)
        else:
            self.done.emit("请先把光标放在一段文字里。")

    def tidy_up(self) -> None:
        """The texts without what keyboard and page left in them."""
        from ui.flows.tidying import tidy_up

        if not self._workspace.refuses() and self._page.commit():
            box = self.text()
            here = box.text.id if box is not None else ""
            told = tidy_up(self._window, self._workspace, self._questions, here)
            self.done.emit(told)

    def select_all(self) -> None:
        """Of what has the keyboard: all its words, or all cells of the table."""
        self._on_both(lambda box: box.selectAll(), lambda grid: grid.selectAll())

    def _on_grid(self, do: Callable[[GridView], object], *, while_typing: bool = True) -> None:
        """Do it to the table with the keyboard, after what is being typed is taken over.

        Without `while_typing` an open editor and what is typed in it are left alone.
        """
        grid = self.grid()
        if grid is None:
            self.done.emit("请先选中一张表。")
        elif (while_typing or grid.grid_delegate.editor is None) and grid.commit():
            do(grid)

    def _on_both(
        self, on_words: Callable[[WordsBox], object], on_grid: Callable[[GridView], object]
    ) -> None:
        """Do it to the box of words with the keyboard, else to the table."""
        box = _words_box()
        if box is None:
            self._on_grid(on_grid)
        else:
            on_words(box)

    def _fill_zeros(self, grid: GridView) -> None:
        if not self._workspace.refuses():
            self._tell_zeros(edits.zeros(grid), len(self._blank()))

    def _blank(self) -> list[str]:
        """The inputs of all tables that nothing stands in."""
        report = self._workspace.report
        inputs = (cell.id for cell in report.form.cells.values() if not cell.computed)
        return [cell for cell in inputs if report.values[cell] is None]

    def _tell_zeros(self, count: int, left: int = 0) -> None:
        told = f"{count} 个空白格填了 0，可以撤销。" if count else "没有空白的格。"
        more = f"其他地方还有 {left} 个空白格，按 Shift+F9 一次都填 0。" if left else ""
        self.done.emit(told + more)


def _words_box() -> WordsBox | None:
    """What words are being typed in: a text, the title, the search, an open cell."""
    here = QApplication.focusWidget()
    if isinstance(here, QAbstractSpinBox):
        here = here.findChild(QLineEdit)
    return here if isinstance(here, QLineEdit | QTextEdit) else None


def _delete_selected(box: WordsBox) -> None:
    if isinstance(box, QTextEdit):
        box.textCursor().removeSelectedText()
    elif box.hasSelectedText():
        box.del_()
