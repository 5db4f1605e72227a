"""A question with a button for each answer."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget


class ChoiceBox(QMessageBox):
    """The first answer is the usual one; Escape and the last button give none."""

    def __init__(self, parent: QWidget, sentence: str, more: str, answers: Sequence[str]) -> None:
        super().__init__(QMessageBox.Icon.Question, "年报", sentence, parent=parent)
        self.setInformativeText(more)
        for name in ("qt_msgbox_label", "qt_msgbox_informativelabel"):
            label: Any = self.findChild(QLabel, name)  # never None, whatever the stubs say
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons_: list[QPushButton] = [
            self.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in answers
        ]
        cancel = self.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.setEscapeButton(cancel)
        self.setDefaultButton(self.buttons_[0])

    def answer(self) -> int | None:
        """Which of the answers; None: none of them."""
        clicked = self.clickedButton()
        places = [place for place, button in enumerate(self.buttons_) if button is clicked]
        return places[0] if places else None
