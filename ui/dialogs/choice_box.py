"""A question with a button for each answer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ui.kit import plain


class ChoiceBox(plain.Box):
    """The first answer is the usual one; Escape and the last button give none."""

    def __init__(self, parent: QWidget, sentence: str, more: str, answers: Sequence[str]) -> None:
        super().__init__(parent, plain.Icon.Question, sentence)
        self.setInformativeText(more)
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
