"""What an import would change, shown before anything is changed."""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QTreeWidgetItem,
    QWidget,
)

from app.forms.names import with_table
from app.importers.terms.alike import folded, for_all
from app.importers.terms.proposal import Proposal, TableProposal, left_by_kind
from app.letters.numbers import written
from ui import look
from ui.kit import plain, window_size
from ui.kit.buttons import Button, ButtonRow, Column
from ui.kit.wrapped import WrappedTree

Use = Literal["new", "here", "previous"]
_LONGEST = 60
"""Letters of a text that tell which it is."""
_MOST_LEFT = 200
"""Lines of a kind: a page may hold thousands that are none of the report's."""


class Accepted(Struct, frozen=True):
    """What a person takes of a proposal, and as what."""

    use: Use
    """As a new report, into the open one, or as last year's figures."""
    tables: tuple[str, ...]
    texts: bool


_USES: tuple[tuple[Use, str, str], ...] = (
    ("new", "打开为新报告", "N"),
    ("here", "填入这份", "F"),
    ("previous", "只作上年数字", "L"),
)


class ProposalDialog(QDialog):
    """What was read, and what of it is taken; then what to look at; what was left is folded."""

    def __init__(
        self,
        parent: QWidget,
        proposal: Proposal,
        usual: Use | None,
        before: Accepted | None = None,
    ) -> None:
        """What it is usually taken as, None where no report is open that it could be put into.

        `before`: what was wanted when it was shown a moment ago.
        """
        super().__init__(parent)
        self._proposal = proposal
        self._use = before.use if before else usual or "new"
        self._uses = _USES if usual else _USES[:1]
        self.setWindowTitle(plain.in_title(f"导入：{proposal.source}"))
        window_size.resize(self, 760, 560)
        self.ticks = {table.table: self._tick_of(table) for table in proposal.tables}
        self.texts = QCheckBox(f"文字 {len(proposal.texts)} 段")
        self.texts.setVisible(bool(proposal.texts))
        self.texts.setChecked(bool(proposal.texts))
        self.tree = WrappedTree(self)
        self._fill()
        if before:
            self._tick(before)
        self._arrange()
        self.tree.setFocus()

    def answer(self) -> Accepted:
        tables = tuple(table for table, tick in self.ticks.items() if tick.isChecked())
        return Accepted(self._use, tables, self.texts.isChecked())

    def _tick(self, before: Accepted) -> None:
        for table, tick in self.ticks.items():
            tick.setChecked(table in before.tables)
        self.texts.setChecked(before.texts)

    def _tick_of(self, table: TableProposal) -> QCheckBox:
        tick = QCheckBox(f"{self._name(table)} {len(table.cells)} 个数字")
        tick.setChecked(True)
        return tick

    def _name(self, table: TableProposal) -> str:
        return self._proposal.form.tables[table.table].name

    def _arrange(self) -> None:
        proposal = self._proposal
        head = plain.Label(_headline(proposal), self, wrap=True)
        head.setFont(look.font("h4"))
        ticks = QHBoxLayout()
        ticks.setSpacing(20)
        ticks.addWidget(plain.Label("导入："))
        for tick in (*self.ticks.values(), self.texts):
            ticks.addWidget(tick)
        ticks.addStretch()
        layout = Column(self)
        layout.addWidget(head)
        layout.addWidget(plain.Label(_read(proposal), self, wrap=True))
        layout.addLayout(ticks)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._buttons())

    # --- what is listed

    def _fill(self) -> None:
        """A heading each; what must be looked at is open, the rest is one line until asked for."""
        doubts = list(self._doubts())
        self.tree.setAccessibleName(_told(len(doubts)))
        group = self._group(_told(len(doubts)))
        _add_lines(group, doubts)
        group.setExpanded(True)
        self._add_texts()
        self._add_left()
        self.tree.setCurrentItem(group)

    def _group(self, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [words])
        item.setFont(0, look.scaled(self.font(), 1, bold=True))
        return item

    def _doubts(self) -> Iterator[str]:
        """Of the whole first: a name, a year, a table that was not found; then table by table."""
        yield from (doubt.message for doubt in self._proposal.doubts)
        for table in self._proposal.tables:
            yield from (doubt.placed(self._name(table)).message for doubt in table.doubts)
            yield from self._differing(table)
            yield from self._empty(table)

    def _differing(self, table: TableProposal) -> Iterator[str]:
        cells = self._proposal.form.cells
        for each in self._proposal.differences:
            if each.cell.startswith(f"{table.table}/"):
                printed = "空白" if each.published is None else written(each.published)
                computed = written(each.computed) or "空白"
                yield (
                    f"{with_table(cells[each.cell])}：来源里印的是 {printed}，"
                    f"按各项计算是 {computed}。"
                )

    def _empty(self, table: TableProposal) -> Iterator[str]:
        told = "".join(doubt.words for doubt in table.doubts)
        strange = [f"{what} {words}" for what, words in table.unplaced.items() if what not in told]
        if strange:
            yield f"{self._name(table)}：没有位置的数字：{'、'.join(strange)}"
        if empty := len(table.blank) + len(table.missing):
            yield f"{self._name(table)}：有 {empty} 格没有数字，将是空白。"

    def _add_texts(self) -> None:
        texts = self._proposal.texts
        if not texts:
            return
        item = self._group(f"读到的文字：{len(texts)} 段")
        for id_, words in texts.items():
            line = "　".join(words.split("\n"))
            start = line if len(line) <= _LONGEST else line[:_LONGEST] + "……"
            QTreeWidgetItem(item, [f"{self._proposal.form.texts[id_].name}：{start}"])

    def _add_left(self) -> None:
        """What is in nothing of this: one line until somebody wants to know."""
        if not self._proposal.left:
            return
        item = self._group(f"没有采用的内容：{len(self._proposal.left)} 处")
        for why, lines in left_by_kind(self._proposal).items():
            kind = QTreeWidgetItem(item, [f"{why}：{len(lines)} 处"])
            for words in lines[:_MOST_LEFT]:
                QTreeWidgetItem(kind, [words])
            if len(lines) > _MOST_LEFT:
                QTreeWidgetItem(kind, [f"……还有 {len(lines) - _MOST_LEFT} 处"])

    # --- what is done with it

    def _buttons(self) -> QHBoxLayout:
        """What is usually meant is filled, and what Enter does."""
        buttons: list[Button | None] = [None]
        for use, words, key in self._uses:
            usual = use == self._use
            button = Button(words, "main" if usual else "plain", self, key=key)
            button.setDefault(usual)
            button.clicked.connect(lambda _checked, use=use: self._accept(use))
            buttons.append(button)
        leave = Button("取消", parent=self)
        leave.clicked.connect(self.reject)
        return ButtonRow(*buttons, leave)

    def _accept(self, use: Use) -> None:
        self._use = use
        self.accept()


def _told(doubts: int) -> str:
    return f"请核对 {doubts} 处" if doubts else "没有看不准的地方"


def _add_lines(item: QTreeWidgetItem, lines: Iterable[str]) -> None:
    """Those that are alike under one line, which says how many there are."""
    for group in folded(list(lines)):
        if len(group) == 1:
            QTreeWidgetItem(item, group)
            continue
        many = QTreeWidgetItem(item, [for_all(group[0], group)])
        for line in group:
            QTreeWidgetItem(many, [line])


def _headline(proposal: Proposal) -> str:
    year = f"{proposal.year} 年" if proposal.year else "没有写年度"
    return f"{proposal.organ or '没有写单位'}　{year}"


def _read(proposal: Proposal) -> str:
    """What was found, in one line."""
    figures = sum(len(table.cells) for table in proposal.tables)
    tables, texts = len(proposal.tables), len(proposal.texts)
    return f"{proposal.form.name}表格：读到 {tables} 张表、{figures} 个数字，{texts} 段文字。"
