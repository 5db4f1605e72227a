"""Choosing a house style, changing it, and passing it on as a file."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QWidget,
)

from app.disk import files
from app.files import profiles
from app.files.profiles import STANDARD, Profile, ProfileError
from ui.dialogs.profile_dialog import ProfileDialog
from ui.kit import boxes, icons
from ui.kit.buttons import Button, stand_flush
from ui.kit.choice_box import ChoiceBox

_FILES = f"版式文件 (*{profiles.SUFFIX})"


class Asks(Protocol):
    """What is asked here and told; the questions themselves lead here by the export dialog."""

    def agree(self, parent: QWidget, question: str, do: str, *, risky: bool) -> bool: ...

    def tell(self, parent: QWidget, sentence: str) -> None: ...


class ProfileBox(QWidget):
    """The house styles of this computer, the standard one first."""

    def __init__(self, chosen: Profile, questions: Asks) -> None:
        super().__init__()
        self.box = ChoiceBox()
        self.box.setObjectName("profile")
        self.box.setAccessibleName("版式")
        self.questions = questions
        self.delete = Button("删除…")
        self.delete.clicked.connect(self._delete)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.refresh(chosen)
        button = Button("管理")
        button.setAccessibleName("管理版式")
        icons.put(button, "down")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        button.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(button)
        row.addWidget(stand_flush(self.delete))

    def profile(self) -> Profile:
        chosen: Profile = self.box.currentData()
        return chosen

    def refresh(self, chosen: Profile) -> None:
        """Show what is kept now, with the one of that name chosen."""
        self.box.clear()
        for profile in (STANDARD, *profiles.kept()):
            self.box.addItem(profile.name, profile)
        self.box.setCurrentIndex(max(self.box.findText(chosen.name), 0))

    def change(self) -> None:
        dialog = ProfileDialog(self, self.profile())
        if not dialog.exec():
            return
        changed = dialog.answer()
        if changed.name == self.profile().name or self._may_replace(changed):
            self._keep(changed)

    def take(self, path: Path) -> None:
        """Keep a house style that somebody else made; the standard one is here already."""
        try:
            given = profiles.load(path)
        except ProfileError as error:
            self.questions.tell(self, str(error))
            return
        if given == STANDARD:
            self.refresh(STANDARD)
            return
        own = profiles.apart(given)
        if not self._may_replace(own):
            return
        self._keep(own)
        if own.name != given.name:
            words = f"“{STANDARD.name}”是标准版式的名称，这个版式改名为“{own.name}”。"
            self.questions.tell(self, words)

    def _may_replace(self, profile: Profile) -> bool:
        """Whether a kept style of that name, where there is one that looks otherwise, may go."""
        if all(kept == profile or kept.name != profile.name for kept in profiles.kept()):
            return True
        question = f"已经有一个叫“{profile.name}”的版式，内容不同，要换成新的吗？"
        return self.questions.agree(self, question, "换成新的", risky=True)

    def pass_on(self, path: Path) -> None:
        try:
            profiles.save(self.profile(), path)
        except OSError as error:
            self.questions.tell(self, f"无法写入“{path.name}”：{files.why(error)}。")

    def _delete(self) -> None:
        profile = self.profile()
        if not self.questions.agree(self, f"要删除版式“{profile.name}”吗？", "删除", risky=True):
            return
        try:
            profiles.forget(profile)
        except OSError as error:
            self.questions.tell(self, f"版式没有删除：{files.why(error)}。")
        self.refresh(STANDARD)

    def _on_chosen(self) -> None:
        """The standard one stays."""
        self.delete.setEnabled(self.box.currentIndex() > 0)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("修改…").triggered.connect(lambda _checked: self.change())
        menu.addAction("使用别人的版式文件…").triggered.connect(lambda _checked: self._choose())
        menu.addAction("存成文件给别人用…").triggered.connect(lambda _checked: self._save())
        return menu

    def _keep(self, profile: Profile) -> None:
        try:
            profiles.keep(profile)
        except OSError as error:
            self.questions.tell(self, f"版式没有存下来：{files.why(error)}。")
            return
        self.refresh(profile)

    def _choose(self) -> None:
        dialog = boxes.file_dialog(self, "版式文件", "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if dialog.exec():
            self.take(Path(dialog.selectedFiles()[0]))

    def _save(self) -> None:
        proposed = self.profile().name + profiles.SUFFIX
        dialog = boxes.file_dialog(self, "存成文件", "", _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(proposed)
        if dialog.exec():
            self.pass_on(Path(dialog.selectedFiles()[0]))
