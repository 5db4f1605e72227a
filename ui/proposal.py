"""What an import would change, shown before anything is changed."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.calc import written
from app.importers.proposal import Difference, Proposal, TableProposal
from ui import room
from ui.grid.model import name_of

Use = Literal["new", "here", "previous"]


class Accepted(Struct, frozen=True):
    """What a person takes of a proposal, and as what."""

    use: Use
    """As a new report, into the open one, or as last year's figures."""
    tables: tuple[str, ...]
    texts: bool


class ProposalDialog(QDialog):
    """Tables and texts with a tick each; under them what to look at, in the order of the page."""

    def __init__(self, parent: QWidget, proposal: Proposal) -> None:
        super().__init__(parent)
        self._proposal = proposal
        self._use: Use = "new"
        self.setWindowTitle("导入")
        room.resize(self, 760, 560)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self._tables = [self._table(table) for table in proposal.tables]
        self._texts = self._add_texts()
        self._add("需要您看一眼的", [doubt.words for doubt in proposal.doubts])
        self.tree.expandAll()
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(_headline(proposal), self))
        layout.addWidget(self.tree)
        layout.addWidget(self._buttons())

    def answer(self) -> Accepted:
        tables = [
            table.table
            for table, item in zip(self._proposal.tables, self._tables, strict=True)
            if item.checkState(0) == Qt.CheckState.Checked
        ]
        texts = self._texts is not None and self._texts.checkState(0) == Qt.CheckState.Checked
        return Accepted(self._use, tuple(tables), texts)

    def _table(self, table: TableProposal) -> QTreeWidgetItem:
        form = self._proposal.form
        name = form.tables[table.table].name
        item = _ticked(self.tree, f"{name}：{len(table.cells)} 个数字")
        differing = [d for d in self._proposal.differences if d.cell.startswith(f"{table.table}/")]
        lines = [
            *(doubt.words for doubt in table.doubts),
            *(self._differs(difference) for difference in differing),
            *(f"没有位置的数字：{what} {words}" for what, words in table.unplaced.items()),
        ]
        if table.blank or table.missing:
            lines.append(f"有 {len(table.blank) + len(table.missing)} 格没有数字，将是空白。")
        for line in lines:
            QTreeWidgetItem(item, [line])
        return item

    def _differs(self, difference: Difference) -> str:
        name = name_of(self._proposal.form.cells[difference.cell])
        printed = "空白" if difference.published is None else written(difference.published)
        computed = written(difference.computed) or "空白"
        return f"{name}：来源里印的是 {printed}，按各项计算是 {computed}。"

    def _add_texts(self) -> QTreeWidgetItem | None:
        texts = self._proposal.texts
        if not texts:
            return None
        item = _ticked(self.tree, f"文字：{len(texts)} 段")
        for id_, words in texts.items():
            start = words if len(words) <= 60 else words[:60] + "……"
            QTreeWidgetItem(item, [f"{self._proposal.form.texts[id_].name}：{start}"])
        return item

    def _add(self, words: str, lines: Iterable[str]) -> None:
        lines = list(lines)
        if lines:
            item = QTreeWidgetItem(self.tree, [words])
            for line in lines:
                QTreeWidgetItem(item, [line])

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        uses: tuple[tuple[Use, str], ...] = (
            ("new", "作为新报告打开"),
            ("here", "填入当前报告"),
            ("previous", "只作为上年数字"),
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
    item.setCheckState(0, Qt.CheckState.Checked)
    return item


def _headline(proposal: Proposal) -> str:
    parts = [proposal.organ, f"{proposal.year}年" if proposal.year else "", proposal.form.name]
    missing = "、".join(proposal.form.tables[id_].name for id_ in proposal.missing_tables)
    found = f"“{proposal.source}”：{' · '.join(part for part in parts if part)}"
    return f"{found}\n没有找到 {missing}。" if missing else found
