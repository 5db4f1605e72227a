"""What is still to be done before the report can be handed in: a list over the findings."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from app.checks import Finding
from app.checks.remaining import Remaining, section_of
from ui.workspace import Workspace

_LINES = 6
"""How many show at once; the list scrolls."""


class Missing(QWidget):
    """What is missing, a line each; `fold` says how much that is, and unfolds it."""

    chosen = Signal(object)
    """The `Finding` to go to."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: Remaining | None = None
        self.fold = QToolButton()
        """For the line over the findings: in a low window every line is taken from the page."""
        self.fold.setObjectName("missing_fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._list = QListWidget(self)
        self._list.setObjectName("missing")
        self._list.setAccessibleName("还差的内容")
        self._list.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        self.fold.toggled.connect(self._fit)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        workspace.checked.connect(self.draw)
        self.draw()

    @property
    def words(self) -> str:
        """How much is left; "" where nothing is."""
        return self._workspace.remaining.words

    def draw(self) -> None:
        remaining = self._workspace.remaining
        if remaining == self._shown:
            return
        self._shown = remaining
        self.fold.setText(remaining.words)
        self._list.clear()
        for finding, words in self._lines(remaining):
            item = QListWidgetItem(words, self._list)
            item.setData(Qt.ItemDataRole.UserRole, finding)
        self._fit()

    def next(self) -> bool:
        """Go to the first thing that is missing; False where nothing is."""
        first = next(self._lines(self._workspace.remaining), None)
        if first is not None:
            self.chosen.emit(first[0])
        return first is not None

    def _lines(self, remaining: Remaining) -> Iterator[tuple[Finding, str]]:
        """An untouched report lacks everything, which nobody needs to be told line by line."""
        if remaining.untouched:
            return
        form = self._workspace.report.form
        headings = {section.id: section.heading for section in form.sections}
        for finding in remaining.missing:
            heading, words = headings.get(section_of(form, finding), "标题"), finding.message
            yield finding, words if heading in words else f"{heading}：{words}"
        for finding in remaining.errors:
            yield finding, f"错误：{finding.message}"

    def _fit(self) -> None:
        lines = min(self._list.count(), _LINES)
        unfolded = self.fold.isChecked() and lines > 0
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.fold.setArrowType(arrow if lines else Qt.ArrowType.NoArrow)
        self.fold.setVisible(bool(self.fold.text()))
        self.setVisible(unfolded)
        rows = sum(self._list.sizeHintForRow(row) for row in range(lines))
        self._list.setFixedHeight(max(rows + 2 * self._list.frameWidth(), 1))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
