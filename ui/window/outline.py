"""The sections at the left, to jump to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.checks import Finding
from app.checks.remaining import section_of
from ui.kit import plain
from ui.workspace import Workspace

WIDEST = 180


class Outline(QListWidget):
    """One line a section; the one in sight is the current one."""

    chosen = Signal(str)
    """A section's id; "" is the title."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("outline")
        self.setAccessibleName("目录")
        self.setFixedWidth(WIDEST)
        self.setWordWrap(True)
        self.setStyleSheet("QListWidget::item { padding: 5px 2px; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)
        workspace.opened.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        self.clear()
        self._lines: list[tuple[str, str]] = []
        self._add("标题和引言", "")
        for section in self._workspace.report.form.sections:
            self._add(section.heading, section.id)
        self.setCurrentRow(0)

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """How many findings each section has, behind its heading."""
        form = self._workspace.report.form
        open_ = [f for f in findings if not (f.acknowledged or f.missing or f.because)]
        sections = (
            [] if self._workspace.remaining.untouched else [section_of(form, f) for f in open_]
        )
        for row, (section, words) in enumerate(self._lines):
            number = sections.count(section)
            told = f"{words}（{number}）" if number else words
            if self.item(row).text() != told:
                self.item(row).setText(told)

    def mark(self, section: str) -> None:
        """Show which section is in sight, without jumping."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == section:
                self.setCurrentRow(row)

    def _add(self, words: str, section: str) -> None:
        self._lines.append((section, words))
        item = QListWidgetItem(words, self)
        item.setData(Qt.ItemDataRole.UserRole, section)
        plain.set_tip(item, words)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
