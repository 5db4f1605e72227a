"""What is to be said of a figure of the sum: what is found, corrected, and why it may stand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.checks.finding import Finding
from app.forms.model import inputs_under
from app.letters.numbers import spoken
from app.report.kept import Correction
from app.report.report import Report
from ui import look
from ui.cards.reason import AroundLine
from ui.kit import plain
from ui.kit.buttons import Button
from ui.kit.undo_keys import WindowUndo


def corrected(report: Report, cell: str) -> list[str]:
    """What was corrected of a figure of a sum, or under a total, a sentence each."""
    corrections: tuple[Correction, ...] = report.get(("corrections", "")) or ()
    under = {cell, *inputs_under(report.form, (cell,))} if corrections else set()
    return [
        f"已更正：{each.unit} {spoken(each.was)} → {spoken(each.now)}（{each.reason}，{each.by}）"
        for each in corrections
        if each.cell in under
    ]


def is_to_be_answered(finding: Finding) -> bool:
    """Whether a reason is asked for: an error is mended, and takes none."""
    return (
        bool(finding.cells)
        and finding.severity != "error"
        and not (finding.acknowledged or finding.is_running)
    )


class Notes(AroundLine):
    """Sentences, and a line for a reason where one is asked for: Enter takes it, Esc leaves it."""

    reasoned = Signal(object, str)
    """A `Finding` of the sum, and why it may stand; "": that is taken back."""

    def __init__(self, parent: QWidget, before: Callable[[Finding], str]) -> None:
        """`before` is the reason that was given at the same place when fewer units were there."""
        super().__init__(parent)
        self._before = before
        self._open: Finding | None = None
        self._answered: Finding | None = None
        self.words = _words(self)
        self.line = QLineEdit(self)
        self.line.setObjectName("collection_reason")
        self.line.setPlaceholderText("没有算重的，写理由，按 Enter")
        self.line.setAccessibleName("为什么没有算重")
        WindowUndo(self.line)
        self.line.returnPressed.connect(self._give)
        self.answer = _words(self)
        self.back = Button("收回说明", "small", self)
        self.back.clicked.connect(lambda _checked: self._take_back())
        self.corrected = _words(self)
        answered = QHBoxLayout()
        answered.addWidget(self.answer, 1)
        answered.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.line)
        column.addLayout(answered)
        column.addWidget(self.corrected)

    def show_notes(self, findings: Sequence[Finding], corrections: Sequence[str]) -> None:
        """Of one figure; words that are being written stay while they are about the same."""
        asked = next(filter(is_to_be_answered, findings), None)
        if asked != self._open:
            self._open = asked
            self.line.setText(self._before(asked) if asked else "")
        self._answered = next((each for each in findings if each.acknowledged), None)
        open_ = [each.message for each in findings if not each.acknowledged]
        reason = f"已说明：{self._answered.acknowledged}" if self._answered else ""
        for label, words in (
            (self.words, "\n".join(open_)),
            (self.answer, reason),
            (self.corrected, "\n".join(corrections)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.line.setVisible(asked is not None)
        self.back.setVisible(self._answered is not None)
        self.setVisible(bool(open_ or reason or corrections))

    def write(self) -> None:
        """With the keyboard in the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _give(self) -> None:
        if self._open is not None and (words := self.line.text().strip()):
            self.left.emit()
            self.reasoned.emit(self._open, words)

    def _take_back(self) -> None:
        if self._answered is not None:
            self.left.emit()
            self.reasoned.emit(self._answered, "")


def _words(parent: QWidget) -> plain.Label:
    label = plain.Label(parent=parent, wrap=True)
    label.setFont(look.font("small"))
    return label
