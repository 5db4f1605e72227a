"""A few lines to fill in: each has a name, a first value, and what is said where it cannot be."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from app.report.room import MOST_OF_WORDS
from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, ok_cancel
from ui.kit.from_start import FromStart

_WIDE = 520


class Field(Struct, frozen=True):
    """One line."""

    name: str
    value: str = ""
    fault: Callable[[str], str] | None = None
    """Why what is typed cannot be taken, as a sentence; "" where it can."""
    hint: str = ""
    """Stands in the line while it is empty."""


def needed(sentence: str) -> Callable[[str], str]:
    """For a line that must not stay empty."""
    return lambda words: "" if words.strip() else sentence


class FillDialog(QDialog):
    """What cannot be taken is said over the buttons, and the line that it is about is gone to."""

    def __init__(
        self, parent: QWidget, title: str, told: str, fields: Sequence[Field], do: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain.in_title(title))
        self._fields = fields
        self.lines = [self._line(field) for field in fields]
        self.fault = plain.Label(wrap=True)
        self.fault.setObjectName("fill_fault")
        self.fault.hide()
        form = QFormLayout()
        for field, line in zip(fields, self.lines, strict=True):
            plain.add_row(form, field.name, line)
        layout = Column(self)
        layout.addWidget(plain.Label(told, wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addLayout(ButtonRow(ok_cancel(self, do)))
        window_size.resize(self, _WIDE, self.sizeHint().height())
        empty = [line for line in self.lines if not line.text()]
        (empty or self.lines)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> tuple[str, ...]:
        return tuple(line.text().strip() for line in self.lines)

    def accept(self) -> None:
        for field, line in zip(self._fields, self.lines, strict=True):
            why = field.fault(line.text()) if field.fault else ""
            if len(line.text()) > MOST_OF_WORDS:
                why = f"最多 {MOST_OF_WORDS:,} 字，这里有 {len(line.text()):,} 字。"
            if why:
                self.fault.setText(why)
                self.fault.show()
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        super().accept()

    def _line(self, field: Field) -> QLineEdit:
        line = FromStart(plain.in_one_line(field.value))
        line.setAccessibleName(field.name)
        line.setPlaceholderText(field.hint)
        return line
