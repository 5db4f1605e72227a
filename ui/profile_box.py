"""Choosing a house style, changing it, and passing it on as a file."""

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QToolButton,
    QWidget,
)

from app import files, profiles
from app.profiles import STANDARD, Profile, ProfileError
from ui.profile_dialog import ProfileDialog

_FILES = f"版式文件 (*{profiles.SUFFIX})"


class ProfileBox(QWidget):
    """The house styles of this computer, the standard one first."""

    def __init__(self, chosen: Profile) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setObjectName("profile")
        self.refresh(chosen)
        button = QToolButton()
        button.setText("管理")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(button)

    def profile(self) -> Profile:
        chosen: Profile = self.box.currentData()
        return chosen

    def refresh(self, chosen: Profile) -> None:
        """Show what is kept now, with the one of that name chosen."""
        self.box.clear()
        others = [profile for profile in profiles.kept() if profile.name != STANDARD.name]
        for profile in (STANDARD, *others):
            self.box.addItem(profile.name, profile)
        self.box.setCurrentIndex(max(self.box.findText(chosen.name), 0))

    def change(self) -> None:
        dialog = ProfileDialog(self, self.profile())
        if dialog.exec():
            self._keep(dialog.answer())

    def take(self, path: Path) -> None:
        """Keep a house style that somebody else made."""
        try:
            self._keep(profiles.load(path))
        except ProfileError as error:
            QMessageBox.warning(self, "年报", str(error))

    def pass_on(self, path: Path) -> None:
        try:
            profiles.save(self.profile(), path)
        except OSError as error:
            QMessageBox.warning(self, "年报", f"无法写入“{path.name}”：{files.why(error)}。")

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
            QMessageBox.warning(self, "年报", f"版式没有存下来：{files.why(error)}。")
            return
        self.refresh(profile)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "版式文件", "", _FILES)
        if name:
            self.take(Path(name))

    def _save(self) -> None:
        proposed = self.profile().name + profiles.SUFFIX
        name, _ = QFileDialog.getSaveFileName(self, "存成文件", proposed, _FILES)
        if name:
            self.pass_on(Path(name))
