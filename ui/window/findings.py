"""The findings under the page: what a reviewer would point at, and where."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from operator import attrgetter

from msgspec import Struct
from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from app.checks.finding import SEVERITIES, by_cause
from app.checks.remaining import Remaining, section_of
from app.forms.model import Form
from app.importers.imported import Imported
from app.importers.terms.alike import folded, for_all, kind_of
from ui import look
from ui.kit import plain
from ui.workspace import Workspace

_ICONS = {
    "error": QStyle.StandardPixmap.SP_MessageBoxCritical,
    "warning": QStyle.StandardPixmap.SP_MessageBoxWarning,
    "hint": QStyle.StandardPixmap.SP_MessageBoxInformation,
}
_NOTHING_SELECTED = QItemSelectionModel.SelectionFlag.NoUpdate
_OFFERS = 2
"""How many readings of a cell may be offered."""
_LINES = 5
"""How many findings show at once; the list scrolls."""


class _Line(Struct, frozen=True):
    """A line of the list: a finding, many that are folded, or the heading of those below it."""

    words: str
    findings: tuple[Finding, ...] = ()
    """Empty for a heading."""
    icon: str = ""
    unfolds: str = ""
    """What a line is known by that stands for many, or under which what follows is folded."""

    @property
    def accepted(self) -> bool:
        return any(finding.acknowledged for finding in self.findings)

    @property
    def counts(self) -> bool:
        """Whether somebody who goes round the findings stops here: not at what only follows."""
        return bool(self.findings) and not self.findings[0].because

    @property
    def kind(self) -> tuple[str, bool]:
        """What a line must be made anew for."""
        return self.icon, self.accepted


class Findings(QWidget):
    """A line that says how many, and a list by sections that folds away under it."""

    chosen = Signal(object)
    """The `Finding` to go to."""
    replacing = Signal(object)
    """The `Finding` whose words are to be replaced by what the tables say."""
    summing = Signal(tuple)
    """The cells whose printed totals are to give way to the computed ones."""
    converting = Signal(object)
    """The `Finding` whose edition the report is to be put into."""
    accepting = Signal(object)
    """The `Finding` that is to be accepted, or whose acceptance is withdrawn."""
    choosing = Signal(object)
    """The `Offer` of an import that is to be taken: one of the readings of a cell."""
    seen = Signal(object)
    """The doubts of an import (a tuple) that have been looked at."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Finding, ...] = ()
        self._lines: list[_Line] = []
        self._unfolded: frozenset[str] = frozenset()
        """The lines that stood for many, and do no longer."""
        self._fold = self._button("", lambda: None)
        self._fold.setObjectName("findings_fold")
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._replace = self._button("改成表里的数", self._on_replace)
        self._sum = self._button("按算出来的合计", self._on_sum)
        plain.set_tip(self._sum, "去掉印出的合计，以各项相加的为准；可以撤销")
        self._convert = self._button("换成这一年的表格…", self._on_convert)
        self._accept = self._button("说明理由…", self._on_accept)
        self._offers = [self._button("", partial(self._on_offer, n)) for n in range(_OFFERS)]
        self._list = QListWidget(self)
        self._list.setObjectName("findings")
        self._list.setAccessibleName("检查结果")
        self._list.setWordWrap(True)
        self._arrange()
        self._fold.toggled.connect(self._fit)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self._list.itemSelectionChanged.connect(self._offer)  # the current item changes before it
        workspace.checked.connect(self.draw)
        self.draw()
        self._offer()
        self._fit()

    @property
    def tally(self) -> str:
        """How many there are, in words; all is well only where nothing is missing either."""
        remaining = self._workspace.remaining
        if remaining.untouched:
            return remaining.words
        return count(self._listed(remaining)) or remaining.words or self._none()

    def next(self) -> bool:
        """Go to the finding after the current one, from the last to the first; False: no such."""
        self.draw()
        rows = [row for row, line in enumerate(self._lines) if line.counts]
        later = [row for row in rows if row > self._list.currentRow()]
        if rows:
            self._list.setCurrentRow((later or rows)[0])
            self._go((later or rows)[0])
        return bool(rows)

    def draw(self) -> None:
        """Lines that stay are kept: a list made anew loses its current line, and costs time."""
        remaining = self._workspace.remaining
        listed = self._listed(remaining)
        words = count(listed) or ("" if remaining.words else self._none())
        if beyond := self._workspace.checking.beyond:
            words += f"，另有 {beyond} 处没有列出，先改掉一些再看"
        self._fold.setText(f"检查：{words}" if words else "检查")
        if listed != self._shown:
            self._shown = listed
            self._show()

    def _show(self) -> None:
        lines = list(_lines(self._workspace.report.form, self._shown, self._unfolded))
        if [line.kind for line in lines] == [line.kind for line in self._lines]:
            self._renew(lines)
        else:
            self._make(lines)
        self._offer()

    def _listed(self, remaining: Remaining) -> tuple[Finding, ...]:
        """Nothing of an untouched report; and what is missing has a list of its own."""
        if remaining.untouched:
            return ()
        return tuple(f for f in self._workspace.findings if f.acknowledged or not f.missing)

    def _none(self) -> str:
        return "没有发现问题" if self._workspace.is_settled else "正在检查……"

    def _renew(self, lines: list[_Line]) -> None:
        self._lines = lines
        for row, line in enumerate(lines):
            item = self._list.item(row)
            if item.text() != line.words:
                item.setText(line.words)

    def _make(self, lines: list[_Line]) -> None:
        current = self._current()
        self._list.clear()
        self._lines = lines
        for line in lines:
            self._add(line, current)
        self._fit()

    def _add(self, line: _Line, current: tuple[Finding, ...]) -> None:
        item = QListWidgetItem(line.words, self._list)
        if not line.findings:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return
        item.setIcon(self.style().standardIcon(_ICONS[line.icon]))
        if line.accepted:
            item.setForeground(QBrush(look.tokens().ink3))
        if current and _named(line.findings) == _named(current):
            self._list.setCurrentItem(item)

    def _current(self) -> tuple[Finding, ...]:
        """The finding of the current line, or all that it stands for."""
        rows = [self._list.row(item) for item in self._list.selectedItems()]
        return self._lines[rows[0]].findings if rows else ()

    def _offer(self) -> None:
        """What can be done about the current finding."""
        current = self._current()
        first = current[0] if current else None
        offers = first.offers if isinstance(first, Imported) else ()
        for button, offer in zip_longest(self._offers, offers[:_OFFERS]):
            button.setText(plain.on_button(offer.words) if offer else "")
            button.setVisible(offer is not None)
        self._replace.setVisible(first is not None and first.replacement is not None)
        self._sum.setVisible(first is not None and bool(first.printed))
        self._convert.setVisible(first is not None and bool(first.edition))
        self._accept.setVisible(first is not None and first.severity != "error")
        if isinstance(first, Imported):
            self._accept.setText("看过了" if len(current) == 1 else "都看过了")
        elif first:
            self._accept.setText("收回说明" if first.acknowledged else "说明理由…")

    def _fit(self) -> None:
        """No more room than the findings need: the page is what is worked on."""
        unfolded, lines = self._fold.isChecked(), min(self._list.count(), _LINES)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._list.setVisible(unfolded and lines > 0)
        rows = sum(self._list.sizeHintForRow(row) for row in range(lines))
        self._list.setFixedHeight(max(rows + 2 * self._list.frameWidth(), 1))

    def lead_with(self, widget: QWidget) -> None:
        """Put something before the line that says how many findings there are."""
        self._line.insertWidget(0, widget)

    def _arrange(self) -> None:
        line = self._line = QHBoxLayout()
        line.setContentsMargins(0, 0, 8, 0)
        line.addWidget(self._fold)
        line.addStretch()
        for button in self._offers:
            line.addWidget(button)
        line.addWidget(self._replace)
        line.addWidget(self._sum)
        line.addWidget(self._convert)
        line.addWidget(self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._list)

    def _button(self, words: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAutoRaise(not words)
        button.clicked.connect(lambda _checked: do())
        return button

    def _on_offer(self, number: int) -> None:
        current = self._current()[0]
        assert isinstance(current, Imported)
        self.choosing.emit(current.offers[number])

    def _on_replace(self) -> None:
        self.replacing.emit(self._current()[0])

    def _on_sum(self) -> None:
        self.summing.emit(self._current()[0].printed)

    def _on_convert(self) -> None:
        self.converting.emit(self._current()[0])

    def _on_accept(self) -> None:
        current = self._current()
        if isinstance(current[0], Imported):
            row = self._list.currentRow()
            self.seen.emit(current)
            self._list.setCurrentRow(row - 1, _NOTHING_SELECTED)  # the next one comes next
        else:
            self.accepting.emit(current[0])

    def _on_chosen(self, item: QListWidgetItem) -> None:
        """Go there, and show what the line stands for or what follows from it."""
        row = self._list.row(item)
        self._unfold(row)
        self._go(row)

    def _unfold(self, row: int) -> None:
        if self._lines[row].unfolds:
            self._unfolded |= {self._lines[row].unfolds}
            self._show()
            self._list.setCurrentRow(row)

    def _go(self, row: int) -> None:
        """To the finding of a line; of many that are folded to the first, when all are shown."""
        if len(self._lines[row].findings) > 1:
            self._unfold(row)
        if self._lines[row].findings:
            self.chosen.emit(self._lines[row].findings[0])


def _named(findings: tuple[Finding, ...]) -> tuple[object, ...]:
    """What tells a line from another, when the numbers in its words have changed."""
    return len(findings), findings[0].rule, findings[0].place


def _lines(form: Form, findings: tuple[Finding, ...], unfolded: frozenset[str]) -> Iterator[_Line]:
    """The doubts of an import first and together: they go when they have been seen."""
    doubts = [finding for finding in findings if isinstance(finding, Imported)]
    if doubts:
        yield _Line(f"导入疑问（{len(doubts)}）")
        yield from _doubts(doubts, unfolded)
    others = tuple(finding for finding in findings if not isinstance(finding, Imported))
    following = {id(cause): those for cause, those in by_cause(others)}
    for heading, those in by_section(form, tuple(f for f in others if id(f) in following)):
        yield _Line(f"{heading}（{len(those)}）")
        for finding in those:
            yield from _with_consequences(finding, following[id(finding)], unfolded)


def _with_consequences(
    finding: Finding, following: list[Finding], unfolded: frozenset[str]
) -> Iterator[_Line]:
    """What only follows from a finding is folded under it."""
    line, key = _line(finding), f"{finding.rule} {finding.place}"
    if not following:
        yield line
    elif key not in unfolded:
        words = f"▸ {line.words}（由此还有 {len(following)} 处）"
        yield _Line(words, line.findings, line.icon, key)
    else:
        yield _Line(f"▾ {line.words}", line.findings, line.icon)
        for each in map(_line, following):
            yield _Line(f"　　↳ {each.words}", each.findings, each.icon)


def _doubts(doubts: list[Imported], unfolded: frozenset[str]) -> Iterator[_Line]:
    for group in folded(doubts, attrgetter("message")):
        kind = kind_of(group[0].message)
        if len(group) > 1 and kind not in unfolded:
            words = for_all(words_of(group[0]), group)
            yield _Line(f"▸ {words}", tuple(group), group[0].severity, kind)
        else:
            yield from map(_line, group)


def _line(finding: Finding) -> _Line:
    icon = "hint" if finding.is_running else finding.severity
    return _Line(words_of(finding), (finding,), icon)


def words_of(finding: Finding) -> str:
    """A finding as a line: while cells are blank, how far one is."""
    if finding.is_running:
        return finding.running
    reason = f"（已说明：{finding.acknowledged}）" if finding.acknowledged else ""
    return f"{finding.rule}　{finding.message}{reason}".lstrip()


def by_section(form: Form, findings: tuple[Finding, ...]) -> Iterator[tuple[str, list[Finding]]]:
    """(heading, findings) of each section that has any; the gravest first, accepted ones last."""
    groups = {"": [f for f in findings if section_of(form, f) == ""]}
    for section in form.sections:
        groups[section.heading] = [f for f in findings if section_of(form, f) == section.id]
    for heading, those in groups.items():
        if those:
            yield heading or "整份报告", sorted(those, key=_weight)


def count(findings: tuple[Finding, ...]) -> str:
    """How many of each kind, in words; "" where there are none.

    What only follows from another finding is none.
    """
    doubts = sum(isinstance(f, Imported) for f in findings)
    findings = tuple(f for f in findings if not f.because)
    open_ = [f for f in findings if not f.acknowledged and not isinstance(f, Imported)]
    filling = sum(f.is_running for f in open_)
    parts = [
        f"{number} 处{name}"
        for severity, name in SEVERITIES.items()
        if (number := sum(f.severity == severity and not f.is_running for f in open_))
    ]
    parts += [f"{filling} 处还没有填完"] if filling else []
    parts += [f"{doubts} 处导入疑问"] if doubts else []
    accepted = len(findings) - len(open_) - doubts
    parts += [f"{accepted} 处已说明"] if accepted else []
    return "、".join(parts)


def _weight(finding: Finding) -> tuple[bool, bool, int]:
    filling = finding.is_running
    return bool(finding.acknowledged), filling, finding.gravity
