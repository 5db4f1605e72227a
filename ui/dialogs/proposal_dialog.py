"""What an import would change, shown before anything is changed."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.forms.names import dotted
from app.importers.terms.alike import folded, for_all
from app.importers.terms.proposal import Difference, Proposal, TableProposal, left_by_kind
from app.letters.numbers import written
from ui.kit import plain, window_size
from ui.kit.wrapped import WrappedTree

Use = Literal["new", "here", "previous"]
_MOST_LEFT = 200
"""Lines of a kind: a page may hold thousands that are none of the report's."""


class Accepted(Struct, frozen=True):
    """What a person takes of a proposal, and as what."""

    use: Use
    """As a new report, into the open one, or as last year's figures."""
    tables: tuple[str, ...]
    texts: bool


class ProposalDialog(QDialog):
    """What to look at in the whole, then tables and texts with a tick each, as on the page."""

    def __init__(self, parent: QWidget, proposal: Proposal, before: Accepted | None = None) -> None:
        """`before` is what was wanted when the same proposal was shown a moment ago."""
        super().__init__(parent)
        self._proposal = proposal
        self._use: Use = "new"
        self.setWindowTitle("导入")
        window_size.resize(self, 760, 560)
        self.tree = WrappedTree(self)
        self.tree.setAccessibleName("要导入的内容")
        self._add_doubts()
        self._tables = [self._table(table) for table in proposal.tables]
        self._texts = self._add_texts()
        self.tree.expandToDepth(0)
        self._add_left()
        if before:
            self._tick(before)
        headline = plain.Label(_headline(proposal), self, wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(headline)
        layout.addWidget(self.tree)
        layout.addWidget(self._buttons())
        self.tree.setFocus()

    def answer(self) -> Accepted:
        tables = [
            table.table
            for table, item in zip(self._proposal.tables, self._tables, strict=True)
            if item.checkState(0) == Qt.CheckState.Checked
        ]
        texts = self._texts is not None and self._texts.checkState(0) == Qt.CheckState.Checked
        return Accepted(self._use, tuple(tables), texts)

    def _tick(self, before: Accepted) -> None:
        for table, item in zip(self._proposal.tables, self._tables, strict=True):
            item.setCheckState(0, _state(table.table in before.tables))
        if self._texts is not None:
            self._texts.setCheckState(0, _state(before.texts))

    def _table(self, table: TableProposal) -> QTreeWidgetItem:
        differing = [d for d in self._proposal.differences if d.cell.startswith(f"{table.table}/")]
        doubts = [
            *(doubt.words for doubt in table.doubts),
            *(self._differs(difference) for difference in differing),
        ]
        name = self._proposal.form.tables[table.table].name
        seen = f"，{len(doubts)} 处需要看一眼" if doubts else ""
        item = _ticked(self.tree, f"{name}：{len(table.cells)} 个数字{seen}")
        told = "".join(doubts)
        strange = [f"{what} {words}" for what, words in table.unplaced.items() if what not in told]
        if strange:
            doubts.append(f"没有位置的数字：{'、'.join(strange)}")
        if empty := len(table.blank) + len(table.missing):
            doubts.append(f"有 {empty} 格没有数字，将是空白。")
        _add_lines(item, doubts)
        return item

    def _differs(self, difference: Difference) -> str:
        name = dotted(self._proposal.form.cells[difference.cell])
        printed = "空白" if difference.published is None else written(difference.published)
        computed = written(difference.computed) or "空白"
        return f"{name}：来源里印的是 {printed}，按各项计算是 {computed}。"

    def _add_texts(self) -> QTreeWidgetItem | None:
        texts = self._proposal.texts
        if not texts:
            return None
        item = _ticked(self.tree, f"文字：{len(texts)} 段")
        for id_, words in texts.items():
            line = "　".join(words.split("\n"))
            start = line if len(line) <= 60 else line[:60] + "……"
            QTreeWidgetItem(item, [f"{self._proposal.form.texts[id_].name}：{start}"])
        return item

    def _add_doubts(self) -> None:
        """What concerns no single table: a name, a year, a table that was not found."""
        if doubts := self._proposal.doubts:
            item = QTreeWidgetItem(self.tree, [f"需要您看一眼：{len(doubts)} 处"])
            _add_lines(item, (doubt.words for doubt in doubts))

    def _add_left(self) -> None:
        """What is in nothing of this: one line until somebody wants to know."""
        if not self._proposal.left:
            return
        item = QTreeWidgetItem(self.tree, [f"没有采用的内容：{len(self._proposal.left)} 处"])
        for why, lines in left_by_kind(self._proposal).items():
            kind = QTreeWidgetItem(item, [f"{why}：{len(lines)} 处"])
            for words in lines[:_MOST_LEFT]:
                QTreeWidgetItem(kind, [words])
            if len(lines) > _MOST_LEFT:
                QTreeWidgetItem(kind, [f"……还有 {len(lines) - _MOST_LEFT} 处"])

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        uses: tuple[tuple[Use, str], ...] = (
            ("new", "作为新报告打开(&N)"),
            ("here", "填入当前报告(&F)"),
            ("previous", "只作为上年数字(&L)"),
        )
        for use, words in uses:
            button = QPushButton(words, self)
            button.clicked.connect(lambda _checked, use=use: self._accept(use))
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _accept(self, use: Use) -> None:
        self._use = use
        self.accept()


def _ticked(tree: QTreeWidget, words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(tree, [words])
    item.setCheckState(0, _state(True))
    return item


def _state(wanted: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked


def _add_lines(item: QTreeWidgetItem, lines: Iterable[str]) -> None:
    """Many that are alike are one line that unfolds: they would bury the one that matters."""
    for group in folded(lines):
        if len(group) == 1:
            QTreeWidgetItem(item, group)
            continue
        many = QTreeWidgetItem(item, [for_all(group[0], group)])
        for line in group:
            QTreeWidgetItem(many, [line])


def _headline(proposal: Proposal) -> str:
    year = f"{proposal.year} 年" if proposal.year else ""
    parts = [proposal.organ, year, f"{proposal.form.name}表格"]
    return f"“{proposal.source}”：{' · '.join(part for part in parts if part)}"
